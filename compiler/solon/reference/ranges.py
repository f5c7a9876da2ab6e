"""Day expressions into the range of days that they can be, as far as the known dates settle it.

Invariant: sound. The true day always lies in the range; a range of one day is settled. What would narrow a range is
named with it.
"""

from __future__ import annotations

from solon.engine.calendar import LOW, NEVER, Span, day_number
from solon.engine.limits import BEGINNING, Range, earliest
from solon.engine.situation import ON
from solon.model.blocks import End
from solon.model.days import Day, FirstDayOf, LastDayOf, Shifted
from solon.model.spans import span
from solon.reference.cases import Cases
from solon.reference.completions import Completions
from solon.reference.decisive import matter
from solon.reference.definition import Definition
from solon.reference.formula import Formula


class Ranges:
    """Finds the ranges of day expressions in one situation."""

    def __init__(self, definition: Definition, cases: Cases, completions: Completions) -> None:
        self.definition = definition
        self.cases = cases
        self.completions = completions

    def day(self, day: Day, shift: int = 0) -> Range:
        """The range of a day expression, `shift` days later."""
        match day:
            case Shifted(base, days):
                return self.day(base, shift + days)
            case FirstDayOf(period):
                start = self.definition.policy.periods[period].start
                return Range(BEGINNING, BEGINNING) if start is None else self.day(start, shift)
            case LastDayOf(period):
                return earliest(self.end(end, shift) for end in self.definition.policy.periods[period].ends)
            case _:
                return self._simple(span(day, shift))

    def end(self, end: End, shift: int = 0) -> Range:
        """The range of a day that ends a window. One whose conditions are open may not count, so it may never come."""
        when = self.definition.holds(end.when)
        if self.cases.never(when):
            return Range(NEVER, NEVER)
        found = self.day(end.day, shift)
        return found if self.cases.always(when) else Range(found.low, NEVER, found.wanting | self._deciding(when))

    def _simple(self, found: Span) -> Range:
        inputs, on = self.completions.inputs, self.completions.on
        if not found.date_id or found.date_id in inputs:
            number = day_number(found, int(inputs[found.date_id]) if found.date_id else None)
            return Range(number, number)
        low, high = LOW, NEVER
        word = self.completions.words.get(found.date_id)
        if on is not None:
            low, high = (low, on) if word == "already" else (on + 1, high) if word == "not yet" else (low, high)
        numbers = [min(day_number(found, number), NEVER) for number in (low, high)]
        return Range(numbers[0], numbers[1], frozenset((found.date_id,)))

    def _deciding(self, formula: Formula) -> frozenset[str]:
        """The facts that decide an open condition."""
        return frozenset(matter(self.cases, (formula,), int, apart=ON))
