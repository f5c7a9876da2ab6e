"""The tokens of a statement into what each is: a variable, the name of a property, both at once, or something else.

Invariant: a word is only called a variable where it cannot name a property, and the other way round.
"""

from __future__ import annotations

from enum import Enum

from solon.backends.javascript.statements import Tokens, deeper
from solon.backends.javascript.tokens import WORD

# Before these and between their braces stand statements, and not the names of an object.
BEFORE_BLOCK = frozenset((")", "=>", "else", "try", "finally", "catch", "do", ";", "{", "}"))
BEFORE_METHOD = frozenset(("get", "set", "async", "static", "*"))


class Role(Enum):
    """What a token is."""

    OTHER = 0
    VARIABLE = 1
    PROPERTY = 2
    BOTH = 3


class _Inside(Enum):
    """What a pair of brackets holds."""

    CODE = 0
    CLASS = 1
    OBJECT = 2


def roles(statement: Tokens) -> tuple[Role, ...]:
    """The role of each token; words of the language have that of a variable.

    Raises ValueError for fields of classes, and for `switch`: the modules have neither, and both look like others.
    """
    found: list[Role] = []
    inside: list[_Inside] = []
    heads = 0
    for place, token in enumerate(statement):
        before = statement[place - 1] if place else ";"
        after = statement[place + 1] if place + 1 < len(statement) else ";"
        role = Role.OTHER
        if deeper(token) > 0:
            inside.append(_held(token, before, heads > 0))
            heads -= inside[-1] is _Inside.CLASS
        elif deeper(token) < 0:
            inside.pop()
        elif token == "=" and inside and inside[-1] is _Inside.CLASS:
            raise ValueError(f"a field of a class: {before}")
        elif WORD.match(token):
            role = _role(before, after, inside[-1] if inside else _Inside.CODE)
            heads += token == "class" and role is Role.VARIABLE
            if token == "switch" and role is Role.VARIABLE:
                raise ValueError("a switch")
        found.append(role)
    return tuple(found)


def _held(token: str, before: str, heads: bool) -> _Inside:
    if token != "{":
        return _Inside.CODE
    if heads:
        return _Inside.CLASS
    return _Inside.CODE if before in BEFORE_BLOCK else _Inside.OBJECT


def _role(before: str, after: str, inside: _Inside) -> Role:
    if before in (".", "?."):
        return Role.PROPERTY
    if inside is _Inside.CODE:
        return Role.VARIABLE
    if inside is _Inside.CLASS:
        return Role.PROPERTY
    named = before in ("{", ",") or (before in BEFORE_METHOD and after == "(")
    if named and after in (",", "}", "="):
        return Role.BOTH
    return Role.PROPERTY if named and after in (":", "(") else Role.VARIABLE
