"""A region of situations into its count and its smallest situation; and regions split by what holds in them.

Invariant: the parts of a split are disjoint and together the whole.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from solon.diagram.witness import default, witness
from solon.diff.result import Extent
from solon.diff.space import Scope, View
from solon.engine.situation import Value
from solon.engine.store import NO, OPEN, Store
from solon.engine.world import World

Key = TypeVar("Key", bound=Hashable)


def extent(view: View, scope: Scope, region: int, world: World | None = None) -> Extent:
    """The count and a smallest situation of a region that is not empty. world: where it can occur, if not in both."""
    found = witness(world or view.world, region)
    assert found is not None, "a region with completions has a smallest one"
    return Extent(view.count(scope, region), scope.total, view.asked(scope), found)


def split(
    store: Store, region: int, by: Sequence[tuple[Key, int]], most: int
) -> list[tuple[tuple[Key, ...], int]] | None:
    """The parts of a region in which the same diagrams hold, with their keys; None for more than `most`."""
    parts: list[tuple[tuple[Key, ...], int]] = [((), region)]
    for key, diagram in by:
        after: list[tuple[tuple[Key, ...], int]] = []
        for keys, part in parts:
            inside = store.both(part, diagram)
            after += [((*keys, key), inside)] if inside != NO else []
            outside = store.both(part, store.deny(diagram)) if inside != part else NO
            after += [(keys, outside)] if outside != NO else []
        if len(after) > most:
            return None
        parts = after
    return parts


def touching(store: Store, region: int, by: Iterable[tuple[Key, int]]) -> tuple[Key, ...]:
    """The keys of the diagrams that hold somewhere in a region."""
    return tuple(key for key, diagram in by if store.both(region, diagram) != NO)


def surely(view: View, region: int, found: Mapping[str, Value], by: Iterable[tuple[Key, int]]) -> tuple[Key, ...]:
    """The keys of the diagrams that hold in a witness of a region, whatever the days and choices it does not name."""
    atlas, common = view.space.atlas, view.space.common
    values = [OPEN] * view.store.bottom
    for level, name in enumerate(atlas.order):
        if isinstance(name, str):
            value = found.get(name, default(common, name))
            values[level] = OPEN if value is None else atlas.places[name][value]
    there = view.store.put(region, values)
    return tuple(
        key for key, diagram in by if view.store.both(there, view.store.deny(view.store.put(diagram, values))) == NO
    )
