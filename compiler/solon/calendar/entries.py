"""A decision into a calendar as data: which duties have days, which wait for some, and what would settle them.

Invariant: nothing is guessed. A duty without a settled day has no entry by date; what it waits for is listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from solon.engine.decision import Decision, Duty, PossibleDuty, State
from solon.engine.situation import Assumption, Situation
from solon.model.policy import Policy

ON = "on"
RUNNING = (State.DUE, State.IN_FORCE)


@dataclass(frozen=True)
class Entry:
    """A duty with what its rule rests on. notes: the notes that travel with it."""

    duty: Duty
    citations: tuple[str, ...]
    instrument: str
    notes: tuple[str, ...]

    @property
    def day(self) -> date:
        """The day under which it is listed: the earliest that is known of it."""
        return min(self.duty.days, default=date.max)

    @property
    def only_ends(self) -> bool:
        """Whether its last day is all that is known of it."""
        return self.duty.first is None and self.duty.due is None

    @property
    def dated(self) -> bool:
        """Whether it has a place by date: a deadline, or a first day that is settled, gone by, or not there at all."""
        duty = self.duty
        begins = "from" not in duty.unsettled or duty.state in RUNNING
        return duty.due is not None or (begins and bool(duty.days))


@dataclass(frozen=True)
class Possible:
    """A duty that stands only if open facts turn out so."""

    entry: Entry
    turns_on: tuple[str, ...]


@dataclass(frozen=True)
class Supply:
    """A date or fact to supply. answered: `not yet`, `already`, `unknown` or nothing. settles: the rules it is for."""

    id: str
    asks: str
    help: str
    answered: str
    settles: tuple[str, ...]


@dataclass(frozen=True)
class Calendar:
    """The duties of one situation.

    on: the day of the act. dated: by date. waiting: whose first day is still open. undated: without days. empty:
    no day is left for them. to_supply: what would settle more days. deciding: what the possible duties turn on.
    assumed: what was assumed about the days. presumed: what else was presumed. rest_is_no: left-out facts are "no".
    readings: the option used of each open question that was looked at.
    """

    revision: str
    on: date | None
    day_left_out: bool
    dated: tuple[Entry, ...]
    waiting: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    empty: tuple[Entry, ...]
    possible: tuple[Possible, ...]
    to_supply: tuple[Supply, ...]
    deciding: tuple[Supply, ...]
    assumed: tuple[Assumption, ...]
    presumed: tuple[Assumption, ...]
    rest_is_no: bool
    readings: tuple[tuple[str, str], ...]
    outside_dates: tuple[str, ...]

    @property
    def certain(self) -> tuple[Entry, ...]:
        """Every duty that stands."""
        return (*self.dated, *self.waiting, *self.undated, *self.empty)


def calendar_of(
    policy: Policy, situation: Situation, decision: Decision, possible: Iterable[PossibleDuty] = ()
) -> Calendar:
    """The calendar of a decision.

    situation: the one that was decided. possible: the duties that stand only if open facts turn out so.
    """
    entries = [_entry(policy, duty) for duty in decision.duties]
    open_ones = [Possible(_entry(policy, found.duty), found.turns_on) for found in possible]
    open_ones = [found for found in open_ones if found.entry.duty.state is not State.NEVER]
    kept = [entry for entry in entries if entry.duty.state is not State.NEVER]
    both = (*kept, *(found.entry for found in open_ones))
    looked_at = frozenset[str]().union(*(entry.duty.looked_at for entry in entries))
    days_look_at = frozenset[str]().union(*(entry.duty.days_look_at for entry in entries))
    about_days = tuple(one for one in decision.assumptions if one.fact in days_look_at)
    return Calendar(
        revision=decision.revision,
        on=decision.on,
        day_left_out=situation.on is None and situation.day_left_out,
        dated=_by_day(entry for entry in kept if entry.dated),
        waiting=_by_day(entry for entry in kept if not entry.dated and entry.duty.unsettled),
        undated=_by_day(entry for entry in kept if not entry.dated and not entry.duty.unsettled),
        empty=_by_day(entry for entry in entries if entry.duty.state is State.NEVER),
        possible=tuple(sorted(open_ones, key=lambda found: _place(found.entry))),
        to_supply=_supplies(policy, situation, [(entry, entry.duty.wanting) for entry in both]),
        deciding=_supplies(policy, situation, [(found.entry, found.turns_on) for found in open_ones]),
        assumed=about_days,
        presumed=tuple(
            one
            for one in decision.assumptions
            if one.fact in looked_at and one not in about_days and policy.facts[one.fact].presumed is not None
        ),
        rest_is_no=situation.rest_is_no,
        readings=tuple(
            (name, situation.readings.get(name, reading.chosen))
            for name, reading in policy.readings.items()
            if name in looked_at
        ),
        outside_dates=decision.outside_dates,
    )


def _entry(policy: Policy, duty: Duty) -> Entry:
    block = policy.governed[duty.rule]
    notes = tuple(note.id for note in policy.notes_on((duty.rule,)))
    return Entry(duty, tuple(map(str, block.cites)), block.instrument, notes)


def _place(entry: Entry) -> tuple[date, bool, date, str]:
    return entry.day, entry.only_ends, entry.duty.due or date.max, entry.duty.rule


def _by_day(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=_place))


def _supplies(
    policy: Policy, situation: Situation, wanted: Iterable[tuple[Entry, tuple[str, ...]]]
) -> tuple[Supply, ...]:
    """What is to be given, in policy order; the day of the act first."""
    settles: dict[str, list[str]] = {}
    for entry, names in wanted:
        for name in names:
            settles.setdefault(name, []).append(entry.duty.rule)
    return tuple(
        _supply(policy, situation, name, tuple(sorted(settles[name])))
        for name in (ON, *policy.inputs)
        if name in settles
    )


def _supply(policy: Policy, situation: Situation, name: str, settles: tuple[str, ...]) -> Supply:
    answered = "unknown" if name in situation.unknown else str(situation.given.get(name, ""))
    asked = policy.inputs.get(name)
    if asked is None:
        return Supply(name, "On which day is it done?", "", answered, settles)
    return Supply(name, asked.asks, asked.help, answered, settles)
