"""Day expressions: what a window can name, from a fixed day to the last day of a period.

Invariant: every expression rests on at most one date that a person gives, and grows when that date grows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from solon.engine.calendar import FIRST_DAY, LAST_DAY
from solon.engine.wording import MONTHS


@dataclass(frozen=True)
class FixedDay:
    """A day of the calendar."""

    day: date


@dataclass(frozen=True)
class DayOf:
    """The day that a date gives."""

    date_id: str


@dataclass(frozen=True)
class DayInYear:
    """A day and month in the year of a date."""

    month: int
    day: int
    date_id: str


@dataclass(frozen=True)
class Shifted:
    """So many days after another day; before it when negative."""

    base: Day
    days: int


@dataclass(frozen=True)
class FirstDayOf:
    """The first day of a period."""

    period: str


@dataclass(frozen=True)
class LastDayOf:
    """The last day of a period."""

    period: str


Day = FixedDay | DayOf | DayInYear | Shifted | FirstDayOf | LastDayOf

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_IN_YEAR = re.compile(r"(\d{1,2}) (\w+) of the year of (.+)\Z", re.IGNORECASE)
_SHIFT = re.compile(r"(\d{1,4}) days? (after|before) (.+)\Z", re.IGNORECASE)
_NEXT = re.compile(r"the day (after|before) (.+)\Z", re.IGNORECASE)
_EDGE = re.compile(r"the (first|last) day of (.+)\Z", re.IGNORECASE)


class DayFault(ValueError):
    """A day expression that is not understood; the text says what to write."""


def parse_iso(text: str) -> date:
    """A day written `2018-05-01`, between 1900 and 2199. Raises DayFault."""
    if not _ISO.match(text):
        raise DayFault(f'"{text}" is not a day. Write year, month and day, for example 2018-05-01.')
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise DayFault(f'"{text}" is not a day of the calendar.') from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayFault(f"{text} is outside the years 1900 to 2199.")
    return day


def parse_day(text: str, dates: Mapping[str, str], periods: Mapping[str, str]) -> Day:
    """Read a day expression.

    text: such as `45 days after voting day`. dates, periods: ids by their normal sentence. Raises DayFault.
    """
    words = " ".join(text.split())
    if re.match(r"\d{4}\b(?! days? )", words):
        return FixedDay(parse_iso(words))
    if found := _IN_YEAR.match(words):
        return _day_in_year(found.group(1), found.group(2), found.group(3), dates)
    if found := _SHIFT.match(words):
        count = int(found.group(1)) * (1 if found.group(2).lower() == "after" else -1)
        return Shifted(parse_day(found.group(3), dates, periods), count)
    if words.lower() in dates:
        return DayOf(dates[words.lower()])
    if found := _NEXT.match(words):
        return Shifted(parse_day(found.group(2), dates, periods), 1 if found.group(1).lower() == "after" else -1)
    if (found := _EDGE.match(words)) and (period := periods.get(found.group(2).lower())):
        return FirstDayOf(period) if found.group(1).lower() == "first" else LastDayOf(period)
    raise DayFault(f'"{words}" is not a day that can be worked out.')


def _day_in_year(day: str, month: str, of: str, dates: Mapping[str, str]) -> DayInYear:
    names = [name.lower() for name in MONTHS]
    if month.lower() not in names:
        raise DayFault(f'"{month}" is not a month.')
    number = names.index(month.lower()) + 1
    if int(day) == 29 and number == 2:
        raise DayFault("29 February does not exist in every year. Write 28 February or 1 March.")
    try:
        date(2001, number, int(day))
    except ValueError:
        raise DayFault(f"{MONTHS[number - 1]} has no day {day}.") from None
    if of.lower() not in dates:
        raise DayFault(f'"{of}" is not a declared date.')
    return DayInYear(number, int(day), dates[of.lower()])


def say_day(day: Day, dates: Mapping[str, str], periods: Mapping[str, str]) -> str:
    """A day expression in words, from the sentences of dates and periods by id."""
    match day:
        case FixedDay(fixed):
            return f"{fixed.day} {MONTHS[fixed.month - 1]} {fixed.year}"
        case DayOf(date_id):
            return dates[date_id]
        case DayInYear(month, number, date_id):
            return f"{number} {MONTHS[month - 1]} of the year of {dates[date_id]}"
        case Shifted(base, 1):
            return f"the day after {say_day(base, dates, periods)}"
        case Shifted(base, -1):
            return f"the day before {say_day(base, dates, periods)}"
        case Shifted(base, count):
            side = "after" if count > 0 else "before"
            return f"{abs(count)} days {side} {say_day(base, dates, periods)}"
        case FirstDayOf(period):
            return f"the first day of {periods[period]}"
        case LastDayOf(period):
            return f"the last day of {periods[period]}"
