"""Comparisons with days into the ways in which they can come out together, seen from a day of the act that is known.

Invariant: two days of the act from which everything looks alike are one sight; the days are those of the reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from solon.backends.steps import DayAtom, Implied
from solon.engine.calendar import HIGH, LOW, Span, day_number, days_of, days_of_act, threshold
from solon.engine.days import span_of
from solon.engine.graph import DayReached, InForce
from solon.engine.store import NO, YES

Pattern = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Sight:
    """What the comparisons come to on some days of the act.

    settled: by level, what the day alone settles. dates: for each date, what its comparisons can come to together.
    """

    settled: Pattern
    dates: tuple[tuple[str, tuple[Pattern, ...]], ...]


def sights(atoms: Iterable[tuple[int, DayAtom]]) -> tuple[Sight, ...]:
    """Every sight of some comparisons. atoms: each with the level of its variable."""
    fixed: list[tuple[int, DayReached | InForce]] = []
    dates: dict[str, list[tuple[int, Span]]] = {}
    implied: list[tuple[int, Implied]] = []
    levels: dict[DayReached, int] = {}
    for level, atom in sorted(atoms, key=lambda found: found[0]):
        if isinstance(atom, Implied):
            implied.append((level, atom))
        elif isinstance(atom, DayReached) and atom.date:
            dates.setdefault(atom.date, []).append((level, span_of(atom)))
            levels[atom] = level
        else:
            fixed.append((level, atom))
    cuts = [cut for _, atom in fixed for cut in _cuts(atom)]
    spans = {name: tuple(span for _, span in found) for name, found in dates.items()}
    found: dict[Sight, None] = {}
    for on, _ in days_of_act(cuts, spans, {}, LOW, HIGH):
        settled = [(level, YES if _holds(atom, on) else NO) for level, atom in fixed]
        seen = {name: _patterns(dates[name], on) for name in sorted(dates)}
        for level, atom in implied:
            looks = [dict(look) for look in seen[atom.first.date]]
            one, two = levels[atom.first], levels[atom.second]
            settled.append((level, NO if any(look[one] == YES and look[two] == NO for look in looks) else YES))
        found[Sight(tuple(settled), tuple(seen.items()))] = None
    return tuple(found)


def implies(step: Implied, on: date) -> bool:
    """Whether on a day of the act the first comparison makes the second hold, for every day that the date can be."""
    first, second = (threshold(span_of(atom), on.toordinal()) for atom in (step.first, step.second))
    return first <= second or first < LOW or second >= HIGH


def pairs(atoms: Iterable[DayAtom | str]) -> Iterator[Implied]:
    """The pairs of comparisons of one date of which the day of the act decides which implies the other."""
    by_date: dict[str, list[DayReached]] = {}
    for atom in atoms:
        if isinstance(atom, DayReached) and atom.date:
            by_date.setdefault(atom.date, []).append(atom)
    for found in by_date.values():
        for one, two in permutations(found, 2):
            # Two that count from the date itself are so many days apart, on every day.
            if one.month or two.month:
                yield Implied(one, two)


def _patterns(asked: list[tuple[int, Span]], on: int) -> tuple[Pattern, ...]:
    days = days_of([span for _, span in asked], on, None)
    looks = (tuple((level, YES if on >= day_number(span, day) else NO) for level, span in asked) for day in days)
    return tuple(sorted(set(looks)))


def _cuts(atom: DayReached | InForce) -> tuple[int, ...]:
    """The days on which a comparison changes that rests on no date."""
    if isinstance(atom, DayReached):
        return (day_number(span_of(atom), None),)
    last = (date.fromisoformat(atom.last).toordinal() + 1,) if atom.last else ()
    return (date.fromisoformat(atom.first).toordinal(), *last)


def _holds(atom: DayReached | InForce, on: int) -> bool:
    if isinstance(atom, DayReached):
        return on >= day_number(span_of(atom), None)
    return atom.first <= date.fromordinal(on).isoformat() and (
        not atom.last or date.fromordinal(on).isoformat() <= atom.last
    )
