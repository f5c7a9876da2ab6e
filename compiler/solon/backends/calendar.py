"""Comparisons with days into the ways in which they can come out together, seen from a day of the act that is known.

Invariant: two days of the act from which everything looks alike are one sight; the days are those of the reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from solon.engine.calendar import HIGH, LOW, Span, day_number, days_of, days_of_act
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


def sights(atoms: Iterable[tuple[int, DayReached | InForce]]) -> tuple[Sight, ...]:
    """Every sight of some comparisons. atoms: each with the level of its variable."""
    fixed: list[tuple[int, DayReached | InForce]] = []
    dates: dict[str, list[tuple[int, Span]]] = {}
    for level, atom in sorted(atoms, key=lambda found: found[0]):
        if isinstance(atom, DayReached) and atom.date:
            dates.setdefault(atom.date, []).append((level, span_of(atom)))
        else:
            fixed.append((level, atom))
    cuts = [cut for _, atom in fixed for cut in _cuts(atom)]
    spans = {name: tuple(span for _, span in found) for name, found in dates.items()}
    found: dict[Sight, None] = {}
    for on, _ in days_of_act(cuts, spans, {}, LOW, HIGH):
        settled = tuple((level, YES if _holds(atom, on) else NO) for level, atom in fixed)
        seen = tuple((name, _patterns(dates[name], on)) for name in sorted(dates))
        found[Sight(settled, seen)] = None
    return tuple(found)


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
