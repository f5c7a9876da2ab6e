"""Formulas over what is still unknown: what is left of a condition when the known facts have been put in.

Invariant: a formula with nothing unknown in it is simply True or False.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from solon.engine.calendar import Span, day_number

ON = "on"
Constant = bool


@dataclass(frozen=True)
class Is:
    """The variable has this value."""

    variable: str
    value: bool | str


@dataclass(frozen=True)
class Reached:
    """The day of the act is not before a day. on, base: the two sides as day numbers, None while unknown."""

    day: Span
    on: int | None = None
    base: int | None = None


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Formula


@dataclass(frozen=True)
class Every:
    """All parts hold. The hash is kept: formulas are compared often."""

    parts: tuple[Formula, ...]
    key: int = field(default=0, compare=False)

    def __hash__(self) -> int:
        return self.key


@dataclass(frozen=True)
class Some:
    """At least one part holds."""

    parts: tuple[Formula, ...]
    key: int = field(default=0, compare=False)

    def __hash__(self) -> int:
        return self.key


Formula = bool | Is | Reached | Not | Every | Some


def every(parts: Iterable[Formula]) -> Formula:
    """The conjunction, simplified. No parts: True."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part is False:
            return False
        if part is not True:
            kept.update(dict.fromkeys(part.parts if isinstance(part, Every) else (part,)))
    if len(kept) < 2:
        return next(iter(kept), True)
    whole = tuple(kept)
    return Every(whole, hash(("every", whole)))


def some(parts: Iterable[Formula]) -> Formula:
    """The disjunction, simplified. No parts: False."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part is True:
            return True
        if part is not False:
            kept.update(dict.fromkeys(part.parts if isinstance(part, Some) else (part,)))
    if len(kept) < 2:
        return next(iter(kept), False)
    whole = tuple(kept)
    return Some(whole, hash(("some", whole)))


def deny(part: Formula) -> Formula:
    """The negation, simplified."""
    if isinstance(part, bool):
        return not part
    return part.part if isinstance(part, Not) else Not(part)


def variables(formula: Formula) -> Iterator[str]:
    """The unknown variables of a formula, from left to right, with repetitions; `on` before the date it meets."""
    match formula:
        case bool():
            return
        case Is(variable, _):
            yield variable
        case Reached(day, on, base):
            if on is None:
                yield ON
            if base is None and day.date_id:
                yield day.date_id
        case Not(part):
            yield from variables(part)
        case Every(parts) | Some(parts):
            for part in parts:
                yield from variables(part)


def assign(formula: Formula, variable: str, value: bool | str | int) -> Formula:
    """What is left of a formula when a variable gets a value. Days are day numbers."""
    match formula:
        case bool():
            return formula
        case Is(name, wanted):
            return value == wanted if name == variable else formula
        case Reached(day, on, base):
            if variable == ON and on is None:
                return reached(day, int(value), base)
            if day.date_id == variable and base is None:
                return reached(day, on, int(value))
            return formula
        case Not(part):
            changed = assign(part, variable, value)
            return formula if changed is part else deny(changed)
        case Every(parts) | Some(parts):
            left = [assign(part, variable, value) for part in parts]
            if all(new is old for new, old in zip(left, parts, strict=True)):
                return formula
            return every(left) if isinstance(formula, Every) else some(left)


def reached(day: Span, on: int | None, base: int | None) -> Formula:
    """Whether the day of the act has reached a day, as far as both are known."""
    if on is None or (base is None and day.date_id):
        return Reached(day, on, base)
    return on >= day_number(day, base)
