"""A calendar into plain data, schema `solon.calendar/1`.

Invariant: days are ISO days; what is not known is null and named among what is to be supplied.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from solon.calendar.entries import Calendar, Entry, Supply
from solon.calendar.events import Event, events
from solon.calendar.phrases import say_duty
from solon.engine.situation import Assumption
from solon.model.policy import Policy
from solon.wording import say_value

SCHEMA = "solon.calendar/1"


def as_data(policy: Policy, calendar: Calendar) -> dict[str, Any]:
    """The calendar as plain data."""
    lists = {
        "duties": calendar.dated,
        "waiting": calendar.waiting,
        "undated": calendar.undated,
        "no_day_left": calendar.empty,
    }
    found = events(policy, calendar)
    return {
        "schema": SCHEMA,
        "revision": calendar.revision,
        "on": _iso(calendar.on),
        **{name: [_entry(policy, calendar, entry, found) for entry in entries] for name, entries in lists.items()},
        "possible": [
            {**_entry(policy, calendar, one.entry, ()), "turns_on": list(one.turns_on)} for one in calendar.possible
        ],
        "to_supply": [_supply(one) for one in calendar.to_supply],
        "deciding": [_supply(one) for one in calendar.deciding],
        "assumptions": [_assumption(policy, one) for one in (*calendar.assumed, *calendar.presumed)],
        "everything_else_no": calendar.rest_is_no,
        "readings": dict(calendar.readings),
        "notes": {
            name: policy.notes[name].says
            for name in dict.fromkeys(name for entry in calendar.certain for name in entry.notes)
        },
        "outside_dates": list(calendar.outside_dates),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _entry(policy: Policy, calendar: Calendar, entry: Entry, found: Iterable[Event]) -> dict[str, Any]:
    duty = entry.duty
    return {
        "rule": duty.rule,
        "bearer": duty.bearer,
        "modality": duty.modality.value,
        "action": duty.action or None,
        "one_of": list(duty.one_of),
        "says": say_duty(policy, duty),
        "from": _iso(duty.first),
        "by": _iso(duty.due),
        "until": _iso(duty.last),
        "unsettled": list(duty.unsettled),
        "wanting": list(duty.wanting),
        "varies": duty.varies,
        "state": duty.state.value if calendar.on is not None else None,
        "citations": list(entry.citations),
        "instrument": entry.instrument,
        "notes": list(entry.notes),
        "events": [_event(event) for event in found if event.rule == duty.rule],
    }


def _event(event: Event) -> dict[str, str]:
    return {
        "uid": event.uid,
        "kind": event.kind.value,
        "summary": event.summary,
        "first": event.first.isoformat(),
        "last": event.last.isoformat(),
    }


def _supply(found: Supply) -> dict[str, Any]:
    return {
        "id": found.id,
        "asks": found.asks,
        "help": found.help or None,
        "answered": found.answered or None,
        "for": list(found.settles),
    }


def _assumption(policy: Policy, found: Assumption) -> dict[str, Any]:
    return {
        "fact": found.fact,
        "value": found.value,
        "says": say_value(policy, found.fact, found.value),
        "why": found.why,
    }
