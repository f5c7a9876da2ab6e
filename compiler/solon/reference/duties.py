"""Duties with their days: what is owed, from when, by when, until when, and how it stands on the day of the act.

Invariant: a day is given only when the known dates settle it, or as a limit that is marked so; nothing is guessed, what
is wanting is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from solon.engine.calendar import NEVER
from solon.engine.decision import Duty, PossibleDuty, State
from solon.engine.deontic import Modality
from solon.engine.limits import BEGINNING, Range, earliest, latest
from solon.engine.situation import ON, Known
from solon.model.blocks import Either, End, Period, Rule, Window
from solon.model.days import FixedDay
from solon.model.policy import Policy
from solon.reference.cases import Cases
from solon.reference.completions import Completions
from solon.reference.decisive import matter
from solon.reference.definition import Definition, Values
from solon.reference.formula import deny, every, some
from solon.reference.ranges import Ranges

DUTIES = (Modality.MUST, Modality.SHOULD)
STRICT = (Modality.MUST_NOT, Modality.SHOULD_NOT)


def duties(policy: Policy, definition: Definition, cases: Cases, completions: Completions) -> tuple[Duty, ...]:
    """Every duty whose conditions, its days apart, hold in every completion. A prohibition is one if it has days."""
    return _Finder(policy, definition, cases, completions).certain()


def possible_duties(
    policy: Policy, definition: Definition, cases: Cases, completions: Completions
) -> tuple[PossibleDuty, ...]:
    """Every duty with days whose conditions, its days apart, hold in some completions only."""
    return _Finder(policy, definition, cases, completions).possible()


@dataclass(frozen=True)
class _Days:
    """The ranges of a duty's first day, its deadline and its last day.

    start: the earliest first day that given dates leave, or BEGINNING; the day of the act alone moves no first day.
    """

    first: Range
    due: Range
    last: Range
    start: int


class _Finder:
    """Finds duties in one situation."""

    def __init__(self, policy: Policy, definition: Definition, cases: Cases, completions: Completions) -> None:
        self.policy = policy
        self.definition = definition
        self.cases = cases
        self.on = completions.on
        self.ranges = Ranges(definition, cases, completions)
        # The same, seen from any day, every instrument in force: what still rests on the day of the act shows it.
        self.any_day = Definition(policy, Values(None, completions.inputs, lambda _: True), definition.readings)
        others = Completions(policy, Known(None, False, completions.known.values))
        self.any_cases = Cases(others.domain, others.order, True, others.days_apart)

    def certain(self) -> tuple[Duty, ...]:
        """The duties that stand in every completion."""
        return tuple(
            sorted(
                (
                    self._duty(*one)
                    for one in self._blocks()
                    if self.cases.always(self.definition.applies(one[0], False))
                ),
                key=lambda duty: (duty.first or date.max, duty.rule, duty.action),
            )
        )

    def possible(self) -> tuple[PossibleDuty, ...]:
        """The duties with days that stand in some completions only."""
        found: list[PossibleDuty] = []
        for block, modality in self._blocks():
            formula = self.definition.applies(block, False)
            if isinstance(formula, bool) or not self.definition.windows(block):
                continue
            if self.cases.always(formula) or self.cases.never(formula):
                continue
            found.append(PossibleDuty(self._duty(block, modality), matter(self.cases, (formula,), int)))
        return tuple(sorted(found, key=lambda one: (one.duty.first or date.max, one.duty.rule, one.duty.action)))

    def _blocks(self) -> Iterator[tuple[Rule | Either, Modality]]:
        blocks: tuple[Rule | Either, ...] = (*self.policy.rules.values(), *self.policy.eithers.values())
        for block in blocks:
            modality = block.norm.modality if isinstance(block, Rule) else block.modality
            if modality in DUTIES or (modality in STRICT and self.definition.windows(block)):
                yield block, modality

    def _duty(self, block: Rule | Either, modality: Modality) -> Duty:
        self.definition.consulted.clear()
        windows = self.definition.windows(block)
        days = self._days(block, windows)
        days_look_at = frozenset(self.definition.consulted)
        self.definition.applies(block, False)
        # A deadline that has come on a day which nobody gave is no day to plan for.
        due_by = days.due.settled or self.on is None or days.due.high > self.on
        open_days = (("from", days.first), ("by", days.due), ("until", days.last))
        wanting = days.first.wanting | days.due.wanting | days.last.wanting
        return Duty(
            rule=block.id,
            bearer=block.norm.bearer if isinstance(block, Rule) else block.bearer,
            action=block.norm.deed.id if isinstance(block, Rule) else "",
            modality=modality,
            first=_day(days.start),
            due=_day(days.due.high) if due_by else None,
            last=_day(days.last.high),
            state=self._state(windows, days),
            wanting=tuple(sorted(wanting)),
            one_of=() if isinstance(block, Rule) else tuple(option.id for option in block.options),
            unsettled=tuple(word for word, found in open_days if not found.settled),
            varies=self.any_cases.relevant((self.any_day.applies(block, False),), ON, int),
            looked_at=frozenset(self.definition.consulted),
            days_look_at=days_look_at,
        )

    def _days(self, block: Rule | Either, windows: tuple[Window, ...]) -> _Days:
        """All windows count: the latest start, the earliest end, the earliest deadline."""
        if not windows:
            return _Days(Range(BEGINNING, BEGINNING), Range(NEVER, NEVER), Range(NEVER, NEVER), BEGINNING)
        instrument = self.policy.instruments[block.instrument]
        stretches = self._stretches(windows)
        starts = [found.start for found in stretches if found.start is not None]
        ends = [end for found in stretches for end in found.ends]
        if instrument.in_force_until is not None:
            ends.append(End(FixedDay(instrument.in_force_until)))
        first = [self.ranges.day(day) for day in starts]
        start = max((part.low for part in first if part.settled), default=BEGINNING)
        if start > BEGINNING:
            # Nothing is owed before there is an instrument that asks for it.
            known = self.ranges.day(FixedDay(instrument.in_force_from))
            first, start = [*first, known], max(start, known.low)
        return _Days(
            latest(first),
            earliest(self.ranges.day(window.by) for window in windows if window.by is not None),
            earliest(self.ranges.end(end) for end in ends),
            start,
        )

    def _stretches(self, windows: tuple[Window, ...]) -> tuple[Period | Window, ...]:
        """The windows, and the periods that they name."""
        periods = (self.policy.periods[window.during] for window in windows if window.during is not None)
        return (*periods, *windows)

    def _state(self, windows: tuple[Window, ...], days: _Days) -> State:
        inside = every(self.definition.in_window(window) for window in windows)
        if days.first.low > days.last.high:
            return State.NEVER
        if self.cases.always(inside):
            return State.DUE if self.on is not None and self.on <= days.due.low < NEVER else State.IN_FORCE
        if not self.cases.never(inside):
            return State.UNDETERMINED
        stretches = self._stretches(windows)
        ends = [end for found in stretches for end in found.ends]
        if self.cases.always(some(self.definition.ended(end, 1) for end in ends)):
            return State.OVER
        waits = some(deny(self.definition.reached(found.start)) for found in stretches if found.start is not None)
        return State.UPCOMING if self.cases.always(waits) else State.UNDETERMINED


def _day(number: int) -> date | None:
    return None if number >= NEVER or number <= BEGINNING else date.fromordinal(number)
