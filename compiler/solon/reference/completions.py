"""The values that each unknown input can take, as far as the rules can tell them apart; see `solon.engine.completions`.

Invariant: two completions that no rule can tell apart are one; days range over 1900 to 2199, and a date may never come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from solon.engine import completions
from solon.engine.calendar import NEVER, Span, days_of
from solon.engine.completions import Calendar
from solon.engine.situation import ON, Known
from solon.model.days import Day, FirstDayOf, LastDayOf, Shifted
from solon.model.policy import Policy
from solon.model.spans import span
from solon.reference.cases import Values
from solon.reference.formula import Formula, deny, every, reached


class Completions(completions.Completions):
    """The completions of what is known under a policy."""

    def __init__(self, policy: Policy, known: Known) -> None:
        super().__init__(calendar_of(policy), known)
        self.policy = policy

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


def calendar_of(policy: Policy) -> Calendar:
    """What the days of a policy can be told apart by."""
    found: dict[str, dict[Span, None]] = {}
    for day, shift in _days(policy):
        one = span(day, shift)
        found.setdefault(one.date_id, {})[one] = None
    return Calendar(
        frozenset(policy.dates),
        {name: tuple(spans) for name, spans in found.items()},
        {
            name: (one.in_force_from.toordinal(), one.in_force_until.toordinal() if one.in_force_until else None)
            for name, one in policy.instruments.items()
        },
    )


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
