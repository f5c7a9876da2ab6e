"""The statements of a script into those that a page can come to: what nothing leads to from its start is left out.

Invariant: a name leads to everything that is called so, and so does a text. What is left out is a declaration at the
top level or a method, which does nothing until it is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solon.backends.javascript.roles import BEFORE_METHOD, Role, roles
from solon.backends.javascript.statements import Tokens, deeper

DECLARING = frozenset(("class", "function", "const", "let"))
# The language itself calls these.
ALWAYS = frozenset((".constructor", ".toJSON", ".toString"))


@dataclass(frozen=True)
class _Piece:
    """Tokens that stand or go together. statement: the place of the statement that they stand in.

    called: what leads to them, all of it: a variable, and for a method its name after a dot. names: what they lead to.
    """

    statement: int
    tokens: Tokens
    called: frozenset[str]
    names: frozenset[str]


def shaken(found: Iterable[Tokens], start: str) -> tuple[Tokens, ...]:
    """The statements that are left, without the methods that go.

    start: the function that the page calls.
    """
    waiting = [piece for place, one in enumerate(found) for piece in _pieces(place, one)]
    live: set[str] = {start, *ALWAYS}
    kept: set[_Piece] = set()
    while led_to := {piece for piece in waiting if piece not in kept and piece.called <= live}:
        kept |= led_to
        live = live.union(*(piece.names for piece in led_to))
    rows: dict[int, Tokens] = {}
    for piece in waiting:
        if piece in kept:
            rows[piece.statement] = (*rows.get(piece.statement, ()), *piece.tokens)
    return tuple(rows.values())


def _pieces(place: int, statement: Tokens) -> Iterator[_Piece]:
    """A statement, or for a class its head, its methods and its end."""
    found = roles(statement)
    own = frozenset(statement[1:2]) if statement[0] in DECLARING else frozenset[str]()
    if statement[0] != "class":
        yield _Piece(place, statement, own, _names(statement, found, 2 if own else 0))
        return
    head = statement.index("{") + 1
    yield _Piece(place, statement[:head], own, _names(statement[:head], found[:head], 2))
    start, depth = head, 0
    for at in range(head, len(statement) - 1):
        depth += deeper(statement[at])
        if depth == 0 and statement[at] == "}":
            method, its = statement[start : at + 1], found[start : at + 1]
            name = _name_at(method)
            called = own if method[name] == "[" else own | {f".{method[name]}"}
            yield _Piece(place, method, called, _names(method, its, name + 1))
            start = at + 1
    yield _Piece(place, statement[start:], own, frozenset())


def _name_at(method: Tokens) -> int:
    """Where the name of a method stands."""
    return next(at for at, token in enumerate(method) if token not in BEFORE_METHOD or method[at + 1] == "(")


def _names(tokens: Tokens, found: Iterable[Role], start: int) -> frozenset[str]:
    """What tokens lead to from a place on: variables, the names of properties after a dot, and texts as both."""
    out: set[str] = set()
    for token, role in [*zip(tokens, found, strict=True)][start:]:
        name = token[1:-1] if token[0] in "\"'" else token
        if role in (Role.VARIABLE, Role.BOTH) or name is not token:
            out.add(name)
        if role in (Role.PROPERTY, Role.BOTH) or name is not token:
            out.add(f".{name}")
    return frozenset(out)
