"""The values that each unknown input can take, as far as the rules can tell them apart.

Invariant: two completions that no rule can tell apart are one; days range over 1900 to 2199, and a date may never come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from solon.model.days import Day, FirstDayOf, LastDayOf, Shifted
from solon.model.policy import Policy
from solon.reference.calendar import HIGH, LOW, NEVER, Span, day_number, days_of, days_of_act, span
from solon.reference.cases import Values
from solon.reference.formula import ON, Formula, deny, every, reached
from solon.situation import Known


class Completions:
    """The completions of what is known.

    known: the values in use. `already` and `not yet` leave a date open, but only on one side of the day of the act.
    """

    def __init__(self, policy: Policy, known: Known) -> None:
        self.policy = policy
        self.known = known
        self.on = None if known.on is None else known.on.toordinal()
        self.words = {name: str(value) for name, value in known.values.items() if value in ("already", "not yet")}

    @cached_property
    def inputs(self) -> Mapping[str, bool | str | int]:
        """The values that are settled: days as day numbers."""
        found: dict[str, bool | str | int] = {}
        for name, value in self.known.values.items():
            if name in self.words and name in self.policy.dates:
                continue
            found[name] = value.toordinal() if isinstance(value, date) else value
        return found

    def in_force(self, instrument: str) -> Formula:
        """An instrument is in force on the day of the act."""
        found = self.policy.instruments.get(instrument)
        if found is None or self.known.all_in_force:
            return True
        start = reached(Span(fixed=found.in_force_from.toordinal()), self.on, None)
        if found.in_force_until is None:
            return start
        return every((start, deny(reached(Span(fixed=found.in_force_until.toordinal(), shift=1), self.on, None))))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each variable: the day of the act, then policy order."""
        return {name: place for place, name in enumerate((ON, *self.policy.inputs))}

    @cached_property
    def spans(self) -> Mapping[str, tuple[Span, ...]]:
        """Every day expression of the policy, by the date that it rests on; fixed days under no name."""
        found: dict[str, dict[Span, None]] = {}
        for day, shift in _days(self.policy):
            one = span(day, shift)
            found.setdefault(one.date_id, {})[one] = None
        return {name: tuple(spans) for name, spans in found.items()}

    @cached_property
    def days(self) -> Values:
        """One day of the act for each class of days that the rules can tell apart."""
        return tuple(first for first, _ in self.classes)

    @cached_property
    def days_apart(self) -> Values:
        """Days of the act for every way in which two of them can see one date: of each class the first and the last."""
        return tuple(sorted({day for ends in self.classes for day in ends}))

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The first and the last day that the act can be on."""
        if not self.known.all_in_force:
            return LOW, HIGH
        instruments = self.policy.instruments.values()
        low = max((found.in_force_from.toordinal() for found in instruments), default=LOW)
        high = min((found.in_force_until.toordinal() for found in instruments if found.in_force_until), default=HIGH)
        return (low, high) if low <= high else (LOW, HIGH)

    @cached_property
    def classes(self) -> tuple[tuple[int, int], ...]:
        """The first and the last day of each class of days of the act."""
        low, high = self.bounds
        instruments = self.policy.instruments.values()
        fixed = [found.in_force_from.toordinal() for found in instruments]
        fixed += [found.in_force_until.toordinal() + 1 for found in instruments if found.in_force_until]
        fixed += [day_number(found, None) for found in self.spans.get("", ())]
        open_dates: dict[str, tuple[Span, ...]] = {}
        for name, spans in self.spans.items():
            if name and name in self.inputs:
                fixed += [day_number(found, int(self.inputs[name])) for found in spans]
            elif name:
                open_dates[name] = spans
        return days_of_act(fixed, open_dates, self.words, low, high)

    def domain(self, variable: str, days: frozenset[int]) -> Values:
        """The values of a variable. days: the days of the act that it is compared with."""
        if variable == ON:
            return self.days
        if variable in self.policy.facts:
            return (True, False)
        choice = self.policy.choices.get(variable)
        if choice is not None:
            return tuple(name for name, _ in choice.options)
        word, spans = self.words.get(variable), self.spans.get(variable, ())
        found = {day for on in days for day in days_of(spans, on, word)}
        if word == "already":
            found = {day for day in found if day <= min(days)}
        elif word == "not yet":
            found = {day for day in found if day > max(days)} or {NEVER}
        return tuple(sorted(found)) or (NEVER,)


def _days(policy: Policy) -> Iterator[tuple[Day, int]]:
    """Every day expression that a window or period compares the day of the act with, and by how many days later."""
    for period in policy.periods.values():
        if period.start is not None:
            yield from _simple(policy, period.start, 0)
        for end in period.ends:
            yield from _simple(policy, end.day, 1)
    for block in policy.governed.values():
        for window in block.windows:
            if window.start is not None:
                yield from _simple(policy, window.start, 0)
            for end in window.ends:
                yield from _simple(policy, end.day, 1)


def _simple(policy: Policy, day: Day, shift: int) -> Iterator[tuple[Day, int]]:
    """A day expression without the edges of periods."""
    match day:
        case Shifted(base, days):
            yield from _simple(policy, base, shift + days)
        case FirstDayOf(period):
            start = policy.periods[period].start
            if start is not None:
                yield from _simple(policy, start, shift)
        case LastDayOf(period):
            for end in policy.periods[period].ends:
                yield from _simple(policy, end.day, shift)
        case _:
            yield day, shift
