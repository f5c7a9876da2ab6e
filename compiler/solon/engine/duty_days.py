"""The days of the table of duties into the limits between which they lie in one situation.

Invariant: those of `reference/ranges.py`: sound, and with each range stands what would narrow it.
"""

from __future__ import annotations

from solon.engine.calendar import LOW, NEVER, Span, day_number
from solon.engine.days import span_of
from solon.engine.duty_table import DutyDay, Earliest, EndsOn
from solon.engine.limits import BEGINNING, Range, earliest
from solon.engine.scene import Scene
from solon.engine.situation import ON


class DutyDays:
    """Finds the ranges of days in one situation."""

    def __init__(self, scene: Scene) -> None:
        self.sheet = scene.sheet
        self.world = scene.world
        self.completions = scene.completions

    def day(self, day: DutyDay) -> Range:
        """The range of a day."""
        if day is None:
            return Range(BEGINNING, BEGINNING)
        if isinstance(day, Earliest):
            return earliest(self.end(end) for end in day.ends)
        return self._simple(span_of(day))

    def end(self, end: EndsOn) -> Range:
        """The range of a day that ends a window. One whose conditions are open may not count, so it may never come."""
        when = self.sheet.node(end.node)
        if self.world.never(when):
            return Range(NEVER, NEVER)
        found = self.day(end.day)
        if self.world.always(when):
            return found
        return Range(found.low, NEVER, found.wanting.union(self.world.matter(when, int, apart=ON)))

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
