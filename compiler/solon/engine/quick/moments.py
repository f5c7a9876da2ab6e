"""The day of the act into the functions that hold on it, and the days that dates are compared with.

Invariant: the functions are those of the day's era and of one set of readings. Only the last few days are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from solon.engine.quick.days import FIRST, LAST, Calendar, Day, Side

if TYPE_CHECKING:
    from solon.engine.quick.functions import Functions

FULL = 4096
Bounds = tuple[Callable[..., Any], tuple[Day, ...], Callable[..., Any], tuple[Day, ...]]


class Moment:
    """One day of the act, or none, under one set of readings."""

    def __init__(self, functions: Functions, calendar: Calendar, on: date | None) -> None:
        self.functions = functions
        self.calendar = calendar
        self.on = on

    @cached_property
    def statuses(self) -> Callable[..., Any]:
        """Gives the statuses of all deeds, from facts, choices, dates and `days`."""
        return self.functions.function("statuses", "exact")

    @cached_property
    def answers(self) -> Callable[..., Any]:
        """Gives the answers for all deeds, from the same."""
        return self.functions.function("answers", "exact")

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """What all dates are compared with, where everything that is asked must be settled."""
        return self.calendar.latest(self.calendar.dated, self.on, None)

    @cached_property
    def sides(self) -> dict[str | None, tuple[Side, Side]]:
        """What stands for a date that is open, by what is said of it: where bounds are certain, and where possible."""
        words = {None: "", "already": "already", "not yet": "not yet"}
        return {said: (Side(self.on, word, False), Side(self.on, word, True)) for said, word in words.items()}

    @cached_property
    def bounds(self) -> Bounds:
        """What gives what certainly holds, and what possibly holds, each with the days that dates are compared with."""
        low, high = self.functions.function("answers", "certain"), self.functions.function("answers", "possible")
        days = [self.calendar.latest(self.calendar.dated, self.on, answer) for answer in (False, True)]
        return low, days[0], high, days[1]


class Moments(dict["date | None", Moment]):
    """The moments under one set of readings, by the day of the act."""

    def __init__(self, calendar: Calendar, functions_of: Callable[[int], Functions]) -> None:
        super().__init__()
        self.calendar = calendar
        self.functions_of = functions_of
        self._by_era: dict[int, Functions] = {}

    def __missing__(self, on: date | None) -> Moment:
        if on is not None and (type(on) is not date or not FIRST <= on <= LAST):
            raise TypeError("the day of the act is a date between 1900 and 2199, or None")
        era = self.calendar.era(on)
        if era not in self._by_era:
            self._by_era[era] = self.functions_of(era)
        if len(self) >= FULL:
            self.clear()
        found = self[on] = Moment(self._by_era[era], self.calendar, on)
        return found


def side(day: Any, on: date | None, answer: bool | None) -> Day:
    """A date as it was given, or what stands for it while it is open. Raises TypeError for what is no date."""
    if type(day) is date and FIRST <= day <= LAST:
        return day
    if day is None:
        return Side(on, "", answer)
    if isinstance(day, str) and day in ("already", "not yet"):
        return Side(on, day, answer)
    raise TypeError(f"{day!r} is no date")
