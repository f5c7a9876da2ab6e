"""What a plan is made of, in no language in particular: steps, and the expressions in them.

Invariant: plain data; a local is read only where it was set before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# ("no",) ("yes",) ("fact", input) ("option", input, options) ("day", node) ("not", e) ("all", e, ...) ("any", e, ...)
# ("local", n) ("set", n, e): work it out, keep it in a local, and go on with it
Expr = tuple[Any, ...]


@dataclass(frozen=True)
class Let:
    """Work something out and keep it in a local."""

    local: int
    value: Expr


@dataclass(frozen=True)
class Give:
    """Give wanted things a result."""

    wanted: tuple[int, ...]
    result: int


@dataclass(frozen=True)
class When:
    """Do what stands beside the first condition that holds; nothing where none does."""

    cases: tuple[tuple[Expr, tuple[Step, ...]], ...]


Step = Let | Give | When


def tidy(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The same steps, without locals that nobody reads."""
    read: set[int] = set()
    for expr in _expressions(steps):
        _read(expr, read)
    return _without(steps, read)


def _expressions(steps: Iterable[Step]) -> Iterable[Expr]:
    for step in steps:
        match step:
            case Let(_, value):
                yield value
            case When(cases):
                for condition, body in cases:
                    yield condition
                    yield from _expressions(body)
            case Give():
                pass


def _read(expr: Expr, read: set[int]) -> None:
    match expr[0]:
        case "local":
            read.add(expr[1])
        case "set":
            _read(expr[2], read)
        case "all" | "any" | "not":
            for part in expr[1:]:
                _read(part, read)
        case _:
            pass


def _without(steps: Iterable[Step], read: set[int]) -> tuple[Step, ...]:
    found: list[Step] = []
    for step in steps:
        match step:
            case Let(local, value):
                found.append(Let(local, _bare(value, read)))
            case When(cases):
                found.append(When(tuple((_bare(one, read), _without(body, read)) for one, body in cases)))
            case Give():
                found.append(step)
    return tuple(found)


def _bare(expr: Expr, read: set[int]) -> Expr:
    match expr[0]:
        case "set":
            value = _bare(expr[2], read)
            return ("set", expr[1], value) if expr[1] in read else value
        case "all" | "any" | "not":
            return (expr[0], *(_bare(part, read) for part in expr[1:]))
        case _:
            return expr
