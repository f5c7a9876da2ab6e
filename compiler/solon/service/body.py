"""The bytes of a body into plain data, or a refusal.

Invariant: what comes out is the one thing that the bytes can mean: no key stands twice, no number is missing its value,
no text holds half a character.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NoReturn, cast

from solon.service.problems import Kind, refuse


def read_json(data: bytes, depth: int) -> object:
    """Plain data from JSON text. depth: how deep lists and objects may stand in one another. Raises Refused."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise refuse(Kind.NOT_TEXT, f"Byte {fault.start + 1} is not UTF-8. Send JSON in UTF-8.") from None
    if not text.strip():
        raise refuse(Kind.NOT_JSON, "The body is empty. Send a situation as JSON, or {} when nothing is known.")
    try:
        found: object = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number, parse_int=_number)
        # What is nested as deep as Python can go was refused above; the rest is quickly walked.
        if _deeper(found, depth):
            raise _too_deep(depth)
        if "\\u" in text:
            json.dumps(found, ensure_ascii=False).encode("utf-8")
    except RecursionError:
        raise _too_deep(depth) from None
    except json.JSONDecodeError as fault:
        says = f"Line {fault.lineno}, column {fault.colno}: {fault.msg}."
        raise refuse(Kind.NOT_JSON, says) from None
    except UnicodeEncodeError:
        raise refuse(Kind.NOT_JSON, "A text holds half of a surrogate pair (\\ud800 to \\udfff).") from None
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for place, key in enumerate(names) if names.index(key) < place)
        shown = json.dumps(twice[:60])
        raise refuse(Kind.REPEATED, f"The key {shown} stands twice in one object. Keep one of them.")
    return found


def _no_number(word: str) -> NoReturn:
    raise refuse(Kind.NOT_JSON, f"{word} is not JSON.")


def _number(digits: str) -> int | float:
    """A whole number; no situation has one, so one of thousands of digits need not be exact."""
    return int(digits) if len(digits) < 20 else float(digits)


def _deeper(found: object, depth: int) -> bool:
    """Whether lists and objects stand deeper in one another than is allowed."""
    level: list[object] = [found]
    for _ in range(depth):
        level = [part for one in level for part in _parts(one)]
    return any(isinstance(one, dict | list) for one in level)


def _parts(found: object) -> Iterable[object]:
    if isinstance(found, dict):
        return cast(dict[str, object], found).values()
    return cast(list[object], found) if isinstance(found, list) else ()


def _too_deep(depth: int) -> Exception:
    return refuse(Kind.TOO_DEEP, f"Lists and objects stand more than {depth} deep in one another.")
