"""The examples whose answers a norm takes part in, or in which a fact is given, into a section of links.

Invariant: what part a norm plays is read from the computed answers; what is given is read from the example.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.engine.situation import Value
from solon.model.blocks import Choice, DateInput
from solon.publish.html import Html, Part, el, join, section
from solon.publish.pen import Pen

_PARTS = (
    ("applies", "It applies in"),
    ("gives way", "It gives way to an exception in"),
    ("open", "It may apply, and the facts leave it open, in"),
)
_DENIED = "It does not hold in"
_UNKNOWN = "It is left unknown in"
_MANY = 12


def seen_in(pen: Pen, id: str) -> Html | None:
    """The section "Examples" of a norm."""
    played = pen.book.parts_played.get(id, {})
    return section("Examples", *(_line(pen, words, played.get(part, ())) for part, words in _PARTS))


def given_in(pen: Pen, id: str) -> Html | None:
    """The section "Examples" of a fact, a choice or a date."""
    by_value: dict[str, list[str]] = {}
    for example, value in pen.book.given.get(id, ()):
        by_value.setdefault(_UNKNOWN if value is None else _value(pen, id, value), []).append(example)
    ordered = sorted(by_value.items(), key=lambda found: (found[0] == _UNKNOWN, found[0] == _DENIED, found[0]))
    return section("Examples", *(_line(pen, words, names) for words, names in ordered))


def _value(pen: Pen, id: str, value: Value) -> str:
    match pen.policy.inputs.get(id):
        case Choice(options=options):
            return f"“{dict(options).get(str(value), str(value))}” is given in"
        case DateInput():
            return "A day is given in" if value not in ("already", "not yet") else f"It is given as “{value}” in"
        case _:
            return "It holds in" if value is True else _DENIED


def _line(pen: Pen, words: str, ids: Iterable[str]) -> Part:
    names = tuple(dict.fromkeys(ids))
    if not names:
        return None
    if len(names) <= _MANY:
        return el("p", f"{words}: ", pen.row(names), ".")
    shown = el("summary", f"{words} {len(names)} examples")
    return el("details", shown, el("p", join([pen.row(names), "."])))
