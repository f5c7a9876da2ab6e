"""The tables of an artefact as JSON, held against their form: which keys an entry has, and what stands at each.

Invariant: what passes can be read without a look at any type; which names and numbers exist is for `links` to say.
"""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# JSON has no types; to find them is what this file does.
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from solon.engine.calendar import HIGH, ISO_DAY, LOW
from solon.engine.deontic import Modality

# What a check says of a value: whether it is as it must be.
Check = Callable[[Any], bool]
ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
KINDS = ("fact", "choice", "date")
NORMS = ("rule", "exception", "either")
MODALITIES = frozenset(modality.value for modality in Modality)
# Longer than all the days that the rules reckon with; a day that is shifted further is in no calendar.
FURTHEST = 1_000_000


def is_text(found: Any) -> bool:
    """Whether it is a text."""
    return type(found) is str


def is_number(found: Any) -> bool:
    """Whether it is a number of something: a place in a table."""
    return type(found) is int and found >= 0


def is_flag(found: Any) -> bool:
    """Whether it is true or false."""
    return found is True or found is False


def is_id(found: Any) -> bool:
    """Whether it is an id."""
    return type(found) is str and ID.fullmatch(found) is not None


def is_day(found: Any) -> bool:
    """Whether it is a day of the calendar. Raises ValueError for a text that is none."""
    if type(found) is not str or not ISO_DAY.fullmatch(found):
        return False
    return LOW <= date.fromisoformat(found).toordinal() <= HIGH


def all_are(check: Check) -> Check:
    """A check of a list of things of one kind."""
    return lambda found: type(found) is list and all(map(check, found))


def one_of(words: Iterable[str]) -> Check:
    """A check of a text that is one of a few."""
    return frozenset(words).__contains__


def is_option(found: Any) -> bool:
    """Whether it is an option and its sentence."""
    return type(found) is list and len(found) == 2 and is_id(found[0]) and is_text(found[1])


def is_citation(found: Any) -> bool:
    """Whether it is an instrument, a locator in it, and perhaps a part."""
    return type(found) is list and len(found) in (2, 3) and all(map(is_text, found))


def is_span(found: Any) -> bool:
    """Whether it is a day expression: a date, or a day and month in its year, or a fixed day; and a shift."""
    if type(found) is not list or len(found) != 5:
        return False
    name, month, day, fixed, shift = found
    if type(shift) is not int or not -FURTHEST <= shift <= FURTHEST or not is_number(month) or not is_number(day):
        return False
    if name == "":
        return month == day == 0 and is_day(fixed)
    # A common year: what is not in every year has no day here. Raises ValueError for what is in none.
    return is_id(name) and fixed == "" and (month == day == 0 or date(2001, month, day).year == 2001)


def is_duty_day(found: Any) -> bool:
    """Whether it is a day of a duty: before all, an earliest of several, or a day expression."""
    if type(found) is dict:
        return found.keys() == {"earliest"} and all_are(is_end)(found["earliest"])
    return found is None or is_span(found)


def is_end(found: Any) -> bool:
    """Whether it is a node and the day that ends something where the node holds."""
    return type(found) is list and len(found) == 2 and is_number(found[0]) and is_duty_day(found[1])


def is_words(found: Any) -> bool:
    """Whether it is the words of a condition, or a list of such words."""
    if type(found) is dict:
        return found.keys() == {"join", "of"} and is_text(found["join"]) and all_are(is_part)(found["of"])
    return is_text(found)


def is_part(found: Any) -> bool:
    """Whether it is words, and the reading and option under which they count."""
    return type(found) is list and len(found) == 3 and is_words(found[0]) and is_text(found[1]) and is_text(found[2])


def is_node(found: Any) -> bool:
    """Whether it is a node: its kind, and what it looks at."""
    if type(found) is not list or not found:
        return False
    match found[0], len(found):
        case ("yes" | "no", 1):
            return True
        case ("all" | "any", _):
            return all(map(is_number, found[1:]))
        case ("not", 2):
            return is_number(found[1])
        case ("is", 3):
            return is_text(found[1]) and (found[2] is True or is_text(found[2]))
        case ("reading", 3):
            return is_text(found[1]) and is_text(found[2])
        case ("day", 6):
            return is_span(found[1:])
        case ("force", 2):
            return is_text(found[1])
        case _:
            return False


def entry(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """A check of an entry: every key that it must have, none but those that it may have."""
    known = {**required, **(optional or {})}

    def check(found: Any) -> bool:
        return (
            type(found) is dict
            and required.keys() <= found.keys() <= known.keys()
            and all(known[key](value) for key, value in found.items())
        )

    return check


IS_IDS = all_are(is_id)
IS_TEXTS = all_are(is_text)
IS_OPTIONS = all_are(is_option)
IS_CITATIONS = all_are(is_citation)
IS_MODALITY = one_of(MODALITIES)
IS_DAYS = all_are(is_duty_day)


def _is_maybe(check: Check) -> Check:
    return lambda found: found is None or check(found)


def _is_empty_or(check: Check) -> Check:
    return lambda found: found == "" or check(found)


def _is_mapping(keys: Check, values: Check) -> Check:
    return lambda found: type(found) is dict and all(map(keys, found)) and all(map(values, found.values()))


def _is_pair(first: Check, second: Check) -> Check:
    return lambda found: type(found) is list and len(found) == 2 and first(found[0]) and second(found[1])


_WINDOW = entry({"under": is_number, "starts": IS_DAYS, "ends": all_are(is_end), "by": IS_DAYS})
_BEARING = entry(
    {"norm": is_id, "modality": IS_MODALITY, "through": IS_IDS, "node": is_number, "parts": all_are(is_number)}
)
# Every table, with what its entries are.
TABLES: Mapping[str, Check] = {
    "instruments": entry(
        {
            "id": is_id,
            "from": is_day,
            "until": _is_maybe(is_day),
            **dict.fromkeys(("title", "kind", "issuer", "issued", "authority", "ask"), is_text),
        }
    ),
    "bearers": entry({"id": is_id, "says": is_text, "also_for": IS_TEXTS}),
    "actions": entry({"id": is_id, "says": is_text, "instead": is_text}),
    "inputs": entry(
        {"id": is_id, "kind": one_of(KINDS), "asks": is_text},
        {
            "presumed": is_flag,
            "options": IS_OPTIONS,
            **dict.fromkeys(("help", "says", "denies", "because", "changed_by", "judged_by"), is_text),
        },
    ),
    "readings": entry({"id": is_id, "question": is_text, "chosen": is_id, "options": IS_OPTIONS}),
    "norms": entry(
        {"id": is_id, "kind": one_of(NORMS), "instrument": is_id, "citations": IS_CITATIONS},
        {"bearer": is_id, "modality": IS_MODALITY, "deed": is_id, "options": IS_IDS, "lifted_by": IS_IDS},
    ),
    "counts": entry({"id": is_id, "citations": IS_CITATIONS}),
    "notes": entry({"id": is_id, "says": is_text, "norms": IS_IDS}),
    "impossibles": entry({"id": is_id, "because": is_text}),
    "terms": entry({"id": is_id, "facts": IS_IDS}),
    "questions": entry({"id": is_id, "asks": is_text, "deeds": all_are(_is_pair(is_id, is_id))}),
    "nodes": is_node,
    "order": lambda found: is_id(found) or is_number(found),
    "days": is_span,
    "deeds": entry(
        {
            "bearer": is_id,
            "action": is_id,
            "instead": is_flag,
            "norms": all_are(_BEARING),
            "mentions": _is_mapping(is_id, all_are(is_number)),
        }
    ),
    "duties": entry(
        {
            "norm": is_id,
            "bearer": is_id,
            "action": _is_empty_or(is_id),
            "one_of": IS_IDS,
            "modality": IS_MODALITY,
            **dict.fromkeys(("owed", "inside", "ended", "waiting"), is_number),
            "first": _is_empty_or(is_day),
            "last": _is_empty_or(is_day),
            "windows": all_are(_WINDOW),
        }
    ),
    "conditions": _is_pair(is_words, is_number),
    "places": is_citation,
}
MAPPINGS: Mapping[str, Check] = {
    "former": _is_mapping(is_id, is_id),
    "names": _is_mapping(is_text, is_number),
}


def misshapen(tables: Mapping[str, Any]) -> str:
    """The name of the first table whose form is wrong, or nothing. Raises KeyError for one that is not there.

    Raises ValueError and OverflowError for numbers and texts that are no day.
    """
    for name, check in TABLES.items():
        if type(tables[name]) is not list or not all(map(check, tables[name])):
            return name
    return next((name for name, check in MAPPINGS.items() if not check(tables[name])), "")
