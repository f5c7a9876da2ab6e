"""Duties with their days: what is owed, from when, by when, until when, and how it stands on the day of the act.

Invariant: a day is given only when the known dates settle it; nothing is guessed, what is wanting is named.
"""

from __future__ import annotations

from datetime import date

from solon.decision import Duty
from solon.model.blocks import Either, End, Modality, Rule
from solon.model.days import Day, FirstDayOf, LastDayOf, Shifted
from solon.model.policy import Policy
from solon.reference.calendar import NEVER, day_number, span
from solon.reference.cases import Cases
from solon.reference.completions import Completions
from solon.reference.definition import Definition
from solon.reference.formula import ON, every, variables

DUTIES = (Modality.MUST, Modality.SHOULD)
STRICT = (Modality.MUST_NOT, Modality.SHOULD_NOT)


def duties(policy: Policy, definition: Definition, cases: Cases, completions: Completions) -> tuple[Duty, ...]:
    """Every duty whose conditions, its days apart, hold in every completion."""
    found: list[Duty] = []
    blocks: tuple[Rule | Either, ...] = (*policy.rules.values(), *policy.eithers.values())
    for block in blocks:
        modality = block.norm.modality if isinstance(block, Rule) else block.modality
        if modality not in DUTIES and not (modality in STRICT and block.windows):
            continue
        if not cases.always(definition.applies(block, windows=False)):
            continue
        found.append(_duty(definition, cases, completions, block, modality))
    return tuple(sorted(found, key=lambda duty: (duty.first or date.max, duty.rule, duty.action)))


def _duty(
    definition: Definition, cases: Cases, completions: Completions, block: Rule | Either, modality: Modality
) -> Duty:
    calendar = _Days(definition, cases, completions)
    for window in block.windows:
        if window.during is not None:
            period = definition.policy.periods[window.during]
            calendar.start(period.start)
            calendar.end(period.ends)
        calendar.start(window.start)
        calendar.end(window.ends)
        if window.by is not None:
            calendar.due = calendar.number(window.by)
    bearer = block.norm.bearer if isinstance(block, Rule) else block.bearer
    options = () if isinstance(block, Rule) else tuple(option.id for option in block.options)
    return Duty(
        block.id,
        bearer,
        block.norm.deed.id if isinstance(block, Rule) else "",
        modality,
        _day(calendar.first),
        _day(calendar.due),
        _day(calendar.last),
        _state(definition, cases, completions, block, calendar),
        tuple(sorted(calendar.wanting)),
        options,
    )


def _state(
    definition: Definition, cases: Cases, completions: Completions, block: Rule | Either, calendar: _Days
) -> str:
    inside = every(definition.in_window(window) for window in block.windows)
    if cases.always(inside):
        on = completions.on
        return "due" if calendar.due is not None and on is not None and on <= calendar.due else "in force"
    if not cases.never(inside):
        return "undetermined"
    started = every(
        definition.reached(start)
        for window in block.windows
        for start in (window.start, _period_start(definition, window.during))
        if start is not None
    )
    return "over" if cases.always(started) else "upcoming"


def _period_start(definition: Definition, period: str | None) -> Day | None:
    return definition.policy.periods[period].start if period is not None else None


class _Days:
    """The latest start, the earliest end and the deadline of a duty, as far as they are settled."""

    def __init__(self, definition: Definition, cases: Cases, completions: Completions) -> None:
        self.definition = definition
        self.cases = cases
        self.inputs = completions.inputs
        self.first: int | None = None
        self.due: int | None = None
        self.last: int | None = None
        self.wanting: set[str] = set()

    def start(self, day: Day | None) -> None:
        """Take a start into account."""
        number = None if day is None else self.number(day)
        if number is not None:
            self.first = number if self.first is None else max(self.first, number)

    def end(self, ends: tuple[End, ...]) -> None:
        """Take ends into account; one whose conditions are open leaves the last day open."""
        for end in ends:
            when = self.definition.holds(end.when)
            if self.cases.never(when):
                continue
            if not self.cases.always(when):
                self.wanting |= set(variables(when)) - {ON}
                continue
            number = self.number(end.day)
            if number is not None:
                self.last = number if self.last is None else min(self.last, number)

    def number(self, day: Day, shift: int = 0) -> int | None:
        """The number of a day, or None with what is wanting kept."""
        match day:
            case Shifted(base, days):
                return self.number(base, shift + days)
            case FirstDayOf(period):
                start = self.definition.policy.periods[period].start
                return None if start is None else self.number(start, shift)
            case LastDayOf(period):
                inner = _Days.__new__(_Days)
                inner.__dict__.update(self.__dict__, first=None, last=None)
                inner.end(self.definition.policy.periods[period].ends)
                return None if inner.last is None else inner.last + shift
            case _:
                found = span(day, shift)
                if found.date_id and found.date_id not in self.inputs:
                    self.wanting.add(found.date_id)
                    return None
                return day_number(found, int(self.inputs[found.date_id]) if found.date_id else None)


def _day(number: int | None) -> date | None:
    return None if number is None or number >= NEVER else date.fromordinal(number)
