"""The deeds of two versions into groups of situations in which a deed gets another status.

Invariant: a deed whose diagrams have the same number needs no look: that is the proof that its status never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from solon.diagram.apart import rungs_apart
from solon.diff.extent import extent, split, surely, touching
from solon.diff.result import Group, Quiet
from solon.diff.space import Scope, View
from solon.engine.atlas import Sheet
from solon.engine.deontic import RUNGS, STATUSES, Modality, Pair, Status
from solon.engine.store import NO, Store

# A group is split by the norms that give its statuses where that makes few parts.
MOST_PARTS = 4
MIRROR = {
    Status.PROHIBITED: Status.REQUIRED,
    Status.REQUIRED: Status.PROHIBITED,
    Status.ADVISED_AGAINST: Status.ADVISED,
    Status.ADVISED: Status.ADVISED_AGAINST,
}
Found = TypeVar("Found", bound=Group | Quiet)
Turn = tuple[Status, Status]


def groups(
    view: View, pair: Pair, reading: tuple[str, str] | None = None, known: frozenset[Turn] = frozenset()
) -> list[Group]:
    """The groups of one deed, strongest statuses first.

    reading: what the view answers otherwise than both versions. known: changes of status that are listed already.
    """
    before, now = view.old.status(pair), view.new.status(pair)
    if before == now:
        return []
    scope = view.scope((before, now))
    out: list[Group] = []
    for one, other, region in regions(view.store, before, now, scope, known):
        was, gives = givers(view.old, pair, one), givers(view.new, pair, other)
        by = [*((("before", norm), where) for norm, where in was), *((("now", norm), where) for norm, where in gives)]
        parts = split(view.store, region, by, MOST_PARTS if reading is None else 1)
        # The norms may ask what the statuses do not; such parts have no count in the scope of the statuses.
        exact = parts is not None and all(set(view.sheet.support(part)) <= {*scope.levels} for _, part in parts)
        if parts is None or not exact:
            parts = [(touching(view.store, region, by), region)]
        for keys, part in parts:
            found = extent(view, scope, part)
            out.append(
                Group(
                    *pair,
                    one,
                    other,
                    by_before=tuple(norm for at, norm in keys if at == "before"),
                    by_after=tuple(norm for at, norm in keys if at == "now"),
                    exact=exact,
                    extent=found,
                    there_before=surely(view, part, found.witness, was),
                    there_after=surely(view, part, found.witness, gives),
                    reading=reading,
                    region=part,
                )
            )
    return out


def regions(
    store: Store, before: int, now: int, scope: Scope, known: frozenset[Turn] = frozenset()
) -> Iterator[tuple[Status, Status, int]]:
    """Where one status diagram differs from another: both statuses, and where that is so. known: to leave out."""
    for one, other in rungs_apart(store, before, now):
        if (STATUSES[one], STATUSES[other]) not in known:
            sides = [store.where(found, (store.end(rung),)) for found, rung in ((before, one), (now, other))]
            region = store.all_of((*sides, scope.inside))
            if region != NO:
                yield STATUSES[one], STATUSES[other], region


def givers(sheet: Sheet, pair: Pair, status: Status) -> list[tuple[str, int]]:
    """The norms that give a status, each with where it does, whatever counts blocks lead to it."""
    return norms(sheet, pair, dict(RUNGS).get(status, ()))


def norms(sheet: Sheet, pair: Pair, modalities: Iterable[Modality] = tuple(Modality)) -> list[tuple[str, int]]:
    """The norms of some modalities that can bear on a deed, each with where it does."""
    found: dict[str, list[int]] = {}
    for carrier in sheet.carriers(pair):
        if carrier.modality in modalities:
            found.setdefault(carrier.id, []).append(carrier.diagram)
    listed = [(name, sheet.store.any_of(diagrams)) for name, diagrams in found.items()]
    return [(name, diagram) for name, diagram in listed if diagram != NO]


def without_mirrors(found: Iterable[Found]) -> tuple[Found, ...]:
    """What is found about deeds, each once where its opposite says the same the other way round."""
    listed = list(found)
    known: dict[object, int] = {}
    for place, one in enumerate(listed):
        known[one.bearer, one.deed, *_turned(one)] = place
    dropped: set[int] = set()
    for place, one in enumerate(listed):
        mirror = known.get((one.bearer, one.deed.opposite, *_as_is(one)))
        if mirror is not None and not one.deed.instead:
            listed[place] = replace(one, mirrored=True)
            dropped.add(mirror)
    return tuple(listed[place] for place in range(len(listed)) if place not in dropped)


def _as_is(one: Group | Quiet) -> tuple[object, ...]:
    return (*_norms(one), one.before, one.after, one.region)


def _turned(one: Group | Quiet) -> tuple[object, ...]:
    """As seen from the opposite deed."""
    sides = (None if status is None else MIRROR.get(status, status) for status in (one.before, one.after))
    return (*_norms(one), *sides, one.region)


def _norms(one: Group | Quiet) -> tuple[object, ...]:
    if isinstance(one, Group):
        return frozenset(one.by_before), frozenset(one.by_after), one.reading
    return one.instrument, frozenset(one.lost), frozenset(one.gained)


def same_norms(view: View, pair: Pair) -> bool:
    """Whether the same norms bear on a deed in the same situations: then nothing about it has changed."""
    sides: list[dict[tuple[str, Modality, str], int]] = []
    for sheet in (view.old, view.new):
        found: dict[tuple[str, Modality, str], list[int]] = {}
        for carrier in sheet.carriers(pair):
            found.setdefault((carrier.id, carrier.modality, carrier.instrument), []).append(carrier.diagram)
        whole = {key: sheet.store.any_of(diagrams) for key, diagrams in found.items()}
        sides.append({key: diagram for key, diagram in whole.items() if diagram != NO})
    return sides[0] == sides[1]
