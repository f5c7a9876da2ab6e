"""Day expressions into the spans that the engine reckons with.

Invariant: an expression rests on one date at most, so one span says it; only the edges of periods have several.
"""

from __future__ import annotations

from solon.engine.calendar import Span
from solon.model.days import Day, DayInYear, DayOf, FirstDayOf, FixedDay, LastDayOf, Shifted


def span(expression: Day, shift: int = 0) -> Span:
    """A day expression without periods, `shift` days later. Raises TypeError for the first or last day of a period."""
    match expression:
        case FixedDay(fixed):
            return Span(fixed=fixed.toordinal(), shift=shift)
        case DayOf(date_id):
            return Span(date_id, shift=shift)
        case DayInYear(month, day, date_id):
            return Span(date_id, month, day, shift=shift)
        case Shifted(base, days):
            return span(base, shift + days)
        case FirstDayOf() | LastDayOf():
            raise TypeError("the edge of a period is resolved before")
