"""Events into an iCalendar file (RFC 5545), by way of the icalendar library.

Invariant: the same events give the same bytes: no clock is read, and the library escapes and folds every text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from icalendar import Calendar as File
from icalendar import Event as Component

from solon.calendar.events import Event

PRODUCT = "-//Solon//Calendar of duties//EN"


def to_ics(events: Iterable[Event]) -> bytes:
    """The file. Raises ValueError when there is no event: a calendar file must hold one, and none is no answer."""
    found = tuple(events)
    if not found:
        raise ValueError("a calendar file holds at least one event")
    file: Any = File()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    for event in found:
        file.add_component(_component(event))
    data: bytes = file.to_ical()
    return data


def _component(event: Event) -> Any:
    # The library leaves the values of properties untyped.
    component: Any = Component()
    component.add("uid", event.uid)
    component.add("dtstamp", datetime.combine(event.stamp, time(), UTC))
    component.add("summary", event.summary)
    component.add("description", event.description)
    component.add("categories", [event.category])
    component.add("dtstart", event.first)
    # The end is the day after the last one: the ends of events of whole days do not count.
    component.add("dtend", event.last + timedelta(days=1))
    component.add("transp", "TRANSPARENT")
    return component
