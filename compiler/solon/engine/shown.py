"""Whatever a program hands over into words for a message: short, on one line, with nothing hidden in it.

Invariant: no method of a foreign class is called here, so what is shown cannot lie and showing it cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast

LONGEST = 60
TYPE_NAME: Any = type.__dict__["__name__"]


def text_of(value: object) -> str | None:
    """A text as plain text, or None for what is none. A class made from `str` may call itself equal to anything."""
    if type(value) is str:
        return value
    return str.__str__(cast(str, value)) if issubclass(type(value), str) else None


def on_one_line(text: str) -> str:
    """A text without what cannot be printed, and not too long."""
    kept = "".join(one if one.isprintable() else "�" for one in text[:LONGEST])
    return kept if len(text) <= LONGEST else kept[:-1] + "…"


def kind_of(value: object) -> str:
    """The name of a value's class, with its article."""
    name = on_one_line(TYPE_NAME.__get__(type(value)))
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def shown(value: object) -> str:
    """A value as a program would write it; what may be long or foreign is only named by its class."""
    text = text_of(value)
    if text is not None:
        return f'"{on_one_line(text)}"'
    if type(value) is datetime or type(value) is date:
        return str(value)
    if value is None or type(value) in (bool, float) or (type(value) is int and -(10**20) < value < 10**20):
        return repr(value)
    return kind_of(value)


def foreign(name: str) -> str:
    """A sentence on the first character of a name that is not ASCII, or nothing: it may only look like another."""
    found = next((one for one in name[:1000] if not one.isascii()), "")
    return f"Its character U+{ord(found):04X} is in no name here." if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known name, or nothing."""
    # Only a mistake needs it, so that nobody else pays for its import.
    from difflib import get_close_matches

    found = get_close_matches(name[:200], list(known), 1, 0.6)
    return f'Did you mean "{found[0]}"?' if found else ""
