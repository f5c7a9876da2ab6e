"""A calendar into events: a deadline is a day, a standing window is a span of days.

Invariant: no day is made up. A window whose first day is not settled has no event; one without a last day has an event
on its first day alone, which says so: a span needs an end, and a repeating event would claim days that nobody set.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from solon.calendar.entries import RUNNING, Calendar, Entry
from solon.calendar.phrases import (
    NOT_ADVICE,
    VARIES,
    capital,
    say_conditions,
    say_duty,
    say_entry_days,
    say_supply,
    strange_deadline,
)
from solon.engine.decision import Duty
from solon.engine.deontic import Modality
from solon.model.policy import Policy


class Kind(StrEnum):
    """What an event marks."""

    DEADLINE = "deadline"
    WINDOW = "window"
    START = "start"
    LAST_DAY = "last_day"


@dataclass(frozen=True)
class Event:
    """One event of whole days; last: its last day, included. stamp: the day that stands for when it was written."""

    uid: str
    kind: Kind
    rule: str
    summary: str
    description: str
    category: str
    first: date
    last: date
    stamp: date


def events(policy: Policy, calendar: Calendar) -> tuple[Event, ...]:
    """The events of the duties that stand, by day."""
    found = [event for entry in calendar.dated for event in _events(policy, calendar, entry)]
    return tuple(sorted(found, key=lambda event: (event.first, event.uid)))


def _events(policy: Policy, calendar: Calendar, entry: Entry) -> Iterator[Event]:
    duty = entry.duty
    sentence = say_duty(policy, duty)
    lower = sentence[:1].lower() + sentence[1:]
    if duty.due is not None:
        limit = " at the latest" if "by" in duty.unsettled else ""
        yield _event(policy, calendar, entry, Kind.DEADLINE, f"Deadline{limit}: {lower}", duty.due, duty.due)
    match _window(duty):
        case (Kind.WINDOW, first, last):
            yield _event(policy, calendar, entry, Kind.WINDOW, sentence, first, last)
        case (Kind.START, first, last):
            yield _event(policy, calendar, entry, Kind.START, f"From this day on: {lower}", first, last)
        case (Kind.LAST_DAY, first, last):
            yield _event(policy, calendar, entry, Kind.LAST_DAY, f"Last day: {lower}", first, last)
        case _:
            pass


def _window(duty: Duty) -> tuple[Kind, date, date] | None:
    """The event of the window itself, with its first and last day."""
    opens, running = "from" in duty.unsettled, duty.state in RUNNING
    if duty.first is not None and not opens:
        if duty.last is None:
            return Kind.START, duty.first, duty.first
        return Kind.WINDOW, duty.first, duty.last
    if duty.last is not None and (running or not opens):
        # It began on a day that nobody gave, or was always so: its end is all that a calendar can hold.
        return Kind.LAST_DAY, duty.last, duty.last
    return None


def _event(
    policy: Policy, calendar: Calendar, entry: Entry, kind: Kind, summary: str, first: date, last: date
) -> Event:
    duty = entry.duty
    return Event(
        uid=f"{duty.rule}.{duty.bearer}.{kind.value}.{first:%Y%m%d}@solon",
        kind=kind,
        rule=duty.rule,
        summary=summary,
        description="\n".join(_description(policy, calendar, entry)),
        category="must" if duty.modality in (Modality.MUST, Modality.MUST_NOT) else "should",
        first=first,
        last=last,
        stamp=calendar.on or policy.instruments[entry.instrument].in_force_from,
    )


def _description(policy: Policy, calendar: Calendar, entry: Entry) -> Iterator[str]:
    duty = entry.duty
    yield f"{say_duty(policy, duty)}."
    yield f"{capital(say_entry_days(duty))}."
    if strange := strange_deadline(duty):
        yield strange
    if duty.varies:
        yield VARIES
    for found in calendar.to_supply:
        if found.id in duty.wanting:
            yield f"To settle its days: {say_supply(found)}"
    yield say_conditions(policy, calendar, entry)
    yield f"It rests on: {'; '.join(entry.citations)} ({policy.instruments[entry.instrument].title})."
    yield from (policy.notes[name].says for name in entry.notes)
    yield NOT_ADVICE
    if ask := policy.instruments[entry.instrument].ask:
        yield f"Whom to ask: {ask}"
