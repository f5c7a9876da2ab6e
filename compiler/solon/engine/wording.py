"""Values into words.

Invariant: sentences come from the policy, unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solon.engine.program import Input
    from solon.engine.situation import Value

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def say_value(inputs: Mapping[str, Input], name: str, value: Value) -> str:
    """A fact with its value, as a sentence."""
    found = inputs.get(name)
    if isinstance(value, date):
        return f"{found.says if found else 'the day'} is {say_date(value)}"
    if found is None:
        return f"{name} is {value}"
    if found.kind == "choice":
        return dict(found.options).get(str(value), str(value))
    if found.kind == "date":
        return f"{found.says}: {value}"
    return found.says if value is True else found.denies


def plain_value(value: Value | int) -> str:
    """A value as it stands in a situation file."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def say_date(day: date) -> str:
    """A day in words: `1 May 2018`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
