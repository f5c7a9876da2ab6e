"""The deeds of two versions into situations whose status stays while what gives it changes.

Invariant: disjoint from the groups of `verdicts.py`. An instrument's own status comes first; what is listed by norms
alone leaves every instrument's status as it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.diagram.from_graph import policy_of
from solon.diff.extent import extent, split, touching
from solon.diff.result import OneOf, Quiet
from solon.diff.space import Scope, View
from solon.diff.verdicts import MOST_PARTS, norms, regions
from solon.engine.deontic import STATUSES, Pair
from solon.engine.store import NO


def quiet(view: View, pair: Pair) -> list[Quiet]:
    """What changes behind the statuses of one deed."""
    store, old, new = view.store, view.old, view.new
    before, now = norms(old, pair), norms(new, pair)
    instruments = sorted({carrier.instrument for sheet in (old, new) for carrier in sheet.carriers(pair)})
    own = [(name, old.of_instrument(pair, name), new.of_instrument(pair, name)) for name in instruments]
    if sorted(before) == sorted(now) and all(one == other for _, one, other in own):
        return []
    statuses = old.status(pair), new.status(pair)
    scope = view.scope((*statuses, *(part for _, *sides in own for part in sides), *(d for _, d in (*before, *now))))
    same = _agreeing(view, *statuses, scope)
    out: list[Quiet] = []
    for name, one, other in own:
        inside = Scope(scope.levels, same, scope.total)
        for was, gives, region in regions(store, one, other, inside):
            out.append(Quiet(*pair, name, was, gives, (), (), True, extent(view, scope, region), region=region))
    for _, one, other in own:
        same = store.both(same, _agreeing(view, one, other, scope))
    bore, bears = dict(before), dict(now)
    changes = [
        ((kind, name), store.both(wanted, store.deny(left_out)))
        for name in dict.fromkeys((*bore, *bears))
        for kind, wanted, left_out in (
            ("lost", bore.get(name, NO), bears.get(name, NO)),
            ("gained", bears.get(name, NO), bore.get(name, NO)),
        )
    ]
    changes = [(key, where) for key, where in changes if store.both(where, same) != NO]
    region = store.both(same, store.any_of([where for _, where in changes]))
    if region == NO:
        return out
    parts = split(store, region, changes, MOST_PARTS)
    for keys, part in parts or [(touching(store, region, changes), region)]:
        lost, gained = (tuple(name for at, name in keys if at == kind) for kind in ("lost", "gained"))
        found = extent(view, scope, part)
        out.append(Quiet(*pair, "", None, None, lost, gained, parts is not None, found, region=part))
    return out


def _agreeing(view: View, one: int, other: int, scope: Scope) -> int:
    """Where two status diagrams end alike."""
    ends = [view.store.end(number) for number in range(len(STATUSES))]
    alike = [view.store.both(view.store.where(one, (end,)), view.store.where(other, (end,))) for end in ends]
    return view.store.both(scope.inside, view.store.any_of(alike))


def one_of(view: View, name: str) -> Iterator[OneOf]:
    """Where a duty with several options binds in one version only."""
    sides = [
        sheet.named(f"applies {name}") if name in policy_of(sheet.atlas).eithers else NO
        for sheet in (view.old, view.new)
    ]
    if sides[0] == sides[1]:
        return
    scope = view.scope(sides)
    for gained in (False, True):
        wanted, left_out = sides[gained], sides[not gained]
        region = view.store.all_of((scope.inside, wanted, view.store.deny(left_out)))
        if region != NO:
            yield OneOf(name, gained, extent(view, scope, region))
