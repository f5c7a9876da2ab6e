"""The values that unknown days can take, as far as the rules can tell them apart.

Invariant: two completions that no rule can tell apart are one; days range over 1900 to 2199, and a date may never come.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from solon.engine.calendar import HIGH, LOW, Span, day_number, days_of_act
from solon.engine.situation import Known


@dataclass(frozen=True)
class Calendar:
    """What days can be told apart by.

    dates: the inputs that are dates. spans: every day expression, by the date that it rests on; fixed days under no
    name. in_force: the first and the last day of each instrument, as day numbers.
    """

    dates: frozenset[str]
    spans: Mapping[str, tuple[Span, ...]]
    in_force: Mapping[str, tuple[int, int | None]]

    @cached_property
    def together(self) -> tuple[int, int] | None:
        """The first and the last day on which all the instruments are in force, or None when there is no such day."""
        stretches = self.in_force.values()
        low = max((first for first, _ in stretches), default=LOW)
        high = min((last for _, last in stretches if last is not None), default=HIGH)
        return (low, high) if low <= high else None


class Completions:
    """The completions of what is known about days.

    known: the values in use. `already` and `not yet` leave a date open, but only on one side of the day of the act.
    """

    def __init__(self, calendar: Calendar, known: Known) -> None:
        self.calendar = calendar
        self.spans = calendar.spans
        self.known = known
        self.on = None if known.on is None else known.on.toordinal()
        self.words = {name: str(value) for name, value in known.values.items() if value in ("already", "not yet")}

    @cached_property
    def inputs(self) -> Mapping[str, bool | str | int]:
        """The values that are settled: days as day numbers."""
        found: dict[str, bool | str | int] = {}
        for name, value in self.known.values.items():
            if name in self.words and name in self.calendar.dates:
                continue
            found[name] = value.toordinal() if isinstance(value, date) else value
        return found

    @cached_property
    def days(self) -> tuple[int, ...]:
        """One day of the act for each class of days that the rules can tell apart."""
        return tuple(first for first, _ in self.classes)

    @cached_property
    def days_apart(self) -> tuple[int, ...]:
        """Days of the act for every way in which two of them can see one date: of each class the first and the last."""
        return tuple(sorted({day for ends in self.classes for day in ends}))

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The first and the last day that the act can be on."""
        if not self.known.all_in_force:
            return LOW, HIGH
        return self.calendar.together or (LOW, HIGH)

    @cached_property
    def classes(self) -> tuple[tuple[int, int], ...]:
        """The first and the last day of each class of days of the act."""
        low, high = self.bounds
        fixed = [first for first, _ in self.calendar.in_force.values()]
        fixed += [last + 1 for _, last in self.calendar.in_force.values() if last is not None]
        fixed += [day_number(found, None) for found in self.spans.get("", ())]
        open_dates: dict[str, tuple[Span, ...]] = {}
        for name, spans in self.spans.items():
            if name and name in self.inputs:
                fixed += [day_number(found, int(self.inputs[name])) for found in spans]
            elif name:
                open_dates[name] = spans
        return days_of_act(fixed, open_dates, self.words, low, high)
