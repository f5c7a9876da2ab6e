"""Day expressions as numbers, and the days that an unknown date can be told apart by.

Invariant: every day expression rests on one date at most and grows with it, so the days of a date fall into
intervals inside which no rule can tell one day from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# Year, month and day in figures; Python reads days of weeks as well.
ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)
NEVER = LAST_DAY.toordinal() + 400_000
LOW, HIGH = FIRST_DAY.toordinal(), LAST_DAY.toordinal()


@dataclass(frozen=True)
class Span:
    """A day as: a fixed day, a date, or a day and month in its year; then so many days later.

    fixed: a day number, when it rests on no date. month: 0 when the date itself is meant.
    """

    date_id: str = ""
    month: int = 0
    day: int = 0
    fixed: int = 0
    shift: int = 0


def day_number(found: Span, base: int | None) -> int:
    """The number of a day; NEVER when the date it rests on never comes."""
    if not found.date_id:
        return found.fixed + found.shift
    assert base is not None
    if base >= NEVER:
        return NEVER + HIGH
    if not found.month:
        return base + found.shift
    return date(date.fromordinal(base).year, found.month, found.day).toordinal() + found.shift


def threshold(found: Span, on: int) -> int:
    """The last day that the date may be, for this day expression to be reached on the day `on`."""
    if not found.month:
        return on - found.shift
    latest = on - found.shift
    if latest < date.min.toordinal() + 400:
        return 0
    year = date.fromordinal(min(latest, date.max.toordinal())).year
    if date(year, found.month, found.day).toordinal() > latest:
        year -= 1
    return date(year, 12, 31).toordinal()


def days_of(spans: Iterable[Span], on: int, word: object) -> tuple[int, ...]:
    """One day for each interval of a date that the day expressions can tell apart, seen from the day `on`.

    word: `already`, `not yet`, or anything else for a date of which nothing is known.
    """
    low, high = LOW, NEVER
    if word == "already":
        high = min(on, HIGH)
    elif word == "not yet":
        low = on + 1
    cuts = sorted({cut for found in spans if low <= (cut := threshold(found, on)) < high})
    starts = [low, *(cut + 1 for cut in cuts)]
    # The last interval of an open date reaches to "never"; its first day stands for it while there is one.
    return tuple(start if start <= HIGH else NEVER for start in starts)


def days_of_act(
    fixed: Iterable[int], spans: Mapping[str, tuple[Span, ...]], words: Mapping[str, object], low: int, high: int
) -> tuple[tuple[int, int], ...]:
    """The first and the last day of each class of days of the act that the rules can tell apart.

    fixed: the day numbers that are settled. spans: the day expressions of each date that is not known.
    """
    cuts = sorted({cut for cut in fixed if low < cut <= high})
    edges = [low, *cuts, high + 1]
    seen: dict[object, tuple[int, int]] = {}
    for place in range(len(edges) - 1):
        for on in _turns(edges[place], edges[place + 1], spans.values()):
            shape = tuple(_shape(found, on, words.get(date_id)) for date_id, found in spans.items())
            first, _ = seen.get((place, shape), (on, on))
            seen[(place, shape)] = first, on
    return tuple(sorted(seen.values()))


def _turns(start: int, stop: int, dates: Iterable[tuple[Span, ...]]) -> list[int]:
    """The days from `start` on, before `stop`, on which the day expressions of a date can change their order.

    That is at the ends of the calendar, and, where a year counts, at a day or a new year in leap and other years.
    """
    found = {start, stop - 1}
    years = _years(start, stop)
    for spans in dates:
        for one in spans:
            # Before a day has been reached by the first date that there is, no date can reach it.
            found |= {day_number(one, LOW) + step for step in (0, 1)} | {
                day_number(one, HIGH) + step for step in (0, 1)
            }
        if any(one.month for one in spans):
            days = {(one.month or 1, one.day or 1, one.shift) for one in spans} | {(1, 1, one.shift) for one in spans}
            for month, day, shift in days:
                bases = {year - shift // 365 + step for year in years for step in (-1, 0, 1)}
                found |= {date(base, month, day).toordinal() + shift for base in bases if 1 <= base <= 9999}
    return sorted(day for day in found if start <= day < stop)


def _years(start: int, stop: int) -> set[int]:
    """The years of a stretch of days; of a long one, its ends and two turns of leap years in its middle."""
    first, last = date.fromordinal(start).year, date.fromordinal(stop - 1).year
    middle = (first + last) // 2
    return {year for year in range(first, last + 1) if min(year - first, last - year, abs(year - middle)) <= 4}


def _shape(found: tuple[Span, ...], on: int, word: object) -> tuple[tuple[bool, ...], ...]:
    """Which day expressions are reached together on the day `on`, over all days of the date."""
    days = days_of(found, on, word)
    return tuple(sorted({tuple([on >= day_number(one, day) for one in found]) for day in days}))
