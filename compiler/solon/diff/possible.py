"""The `impossible` blocks and the options of two versions into what can occur now and could not before.

Invariant: what only one version asks is left aside: a situation can occur in a version when some answer to what the
other one does not ask lets it.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.diagram.from_graph import policy_of
from solon.diff.extent import extent
from solon.diff.result import Possibility
from solon.diff.space import Scope, Space, View
from solon.engine.store import NO


def possibilities(view: View) -> Iterator[Possibility]:
    """What can no longer occur, then what can occur now."""
    store, space = view.store, view.space
    before, now = view.possible
    changed = [diagram for diagram in (*before, *now) if not (diagram in before and diagram in now)]
    if not changed:
        return
    levels = _tied(view, frozenset(view.scope(changed).levels), (*before, *now))
    days = space.days.levels
    sides: list[int] = []
    for side, new in ((before, False), (now, True)):
        parts = [part for part in side if levels.intersection(view.sheet.support(part))]
        whole = store.all_of((*parts, space.days.world(store, levels & days)))
        sides.append(store.exists(whole, levels & _only(space, new)))
    shared = sorted(levels - _only(space, False) - _only(space, True))
    inside = store.both(store.any_of(sides), space.days.world(store, days.intersection(shared)))
    scope = Scope(tuple(shared), inside, store.count(inside, shared))
    for can in (False, True):
        region = store.all_of((inside, sides[can], store.deny(sides[not can])))
        if region != NO:
            yield Possibility(can, _blocks(view, changed), extent(view, scope, region, view.sides[can]))


def _tied(view: View, levels: frozenset[int], parts: tuple[int, ...]) -> frozenset[int]:
    """Some levels with all that what is possible in either version ties to them."""
    while True:
        asked = (frozenset(view.sheet.support(part)) for part in parts)
        grown = levels.union(*(found for found in asked if found & levels))
        if grown == levels:
            return levels
        levels = grown


def _only(space: Space, new: bool) -> frozenset[int]:
    """The levels of what one version alone asks."""
    has, other = (space.both.new, space.both.old) if new else (space.both.old, space.both.new)
    names = has.inputs.keys() - other.inputs.keys()
    return frozenset(
        level for level, name in enumerate(space.atlas.order) if space.days.date_of.get(level, name) in names
    )


def _blocks(view: View, changed: list[int]) -> tuple[str, ...]:
    """The blocks behind some diagrams: `impossible` blocks, and choices with other options."""
    found: dict[str, None] = {}
    for sheet in (view.old, view.new):
        for name, diagram in zip(policy_of(sheet.atlas).impossibles, sheet.possible, strict=True):
            if diagram in changed:
                found[name] = None
    both = view.space.both
    found |= {name: None for name in both.shared_choices if len(set(both.known_options(name))) > 1}
    return tuple(found)
