"""A situation: one act, on one day, with what is known about it.

Invariant: what is not given is unknown, never "no"; what is assumed instead is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from solon.engine.deontic import Deed
from solon.engine.frozen import Portable

if TYPE_CHECKING:
    from solon.engine.program import Input

Value = bool | str | date
# The name of the day of the act, where facts have names.
ON = "on"
UNKNOWN = "unknown"
# What an interview calls it when no day is given: any day on which all instruments are in force.
ANY_DAY = "any day"


@dataclass(frozen=True)
class Situation(Portable):
    """What somebody says about one act.

    on: the day of the act. day_left_out: no day was given, so every instrument is taken to be in force.
    given: values by input id. unknown: inputs said to be unknown, which no presumption fills.
    rest_is_no: every yes/no fact left out is "no". readings: options other than the chosen ones.
    asked: the bearers and deeds asked about; empty means all. sources: who said a fact, and a note.

    What only an interview looks at: question, the id of the question it started from; order, the names in the order in
    which they were answered, `on` for the day; set_aside, answers that are kept and not used, None for "not sure".
    """

    on: date | None = None
    day_left_out: bool = True
    given: Mapping[str, Value] = field(default_factory=dict[str, Value])
    unknown: frozenset[str] = frozenset()
    rest_is_no: bool = False
    readings: Mapping[str, str] = field(default_factory=dict[str, str])
    asked: tuple[tuple[str, Deed], ...] = ()
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    question: str = ""
    order: tuple[str, ...] = ()
    set_aside: Mapping[str, Value | None] = field(default_factory=dict[str, Value | None])


@dataclass(frozen=True)
class Assumption:
    """A value that was used although nobody gave it, and why."""

    fact: str
    value: bool
    why: str


@dataclass(frozen=True)
class Known:
    """The values that are used: given, presumed, or "everything else: no"."""

    on: date | None
    all_in_force: bool
    values: Mapping[str, Value]
    assumptions: tuple[Assumption, ...] = ()


def as_data(situation: Situation) -> dict[str, object]:
    """A situation as plain data, with the keys of a situation file."""
    given = {name: value.isoformat() if isinstance(value, date) else value for name, value in situation.given.items()}
    found: dict[str, object] = {}
    if not situation.day_left_out:
        found[ON] = situation.on.isoformat() if situation.on else UNKNOWN
    found["facts"] = {**given, **dict.fromkeys(sorted(situation.unknown))}
    if situation.rest_is_no:
        found["everything else"] = "no"
    if situation.readings:
        found["readings"] = dict(situation.readings)
    if situation.asked:
        found["asked"] = [f"{bearer} {deed.id}" for bearer, deed in situation.asked]
    return found


def known(inputs: Iterable[Input], situation: Situation) -> Known:
    """The values that a situation settles.

    A presumption of a fact comes before "everything else: no": it has its own reason.
    """
    values: dict[str, Value] = {}
    assumptions: list[Assumption] = []
    for found in inputs:
        name = found.id
        if name in situation.given:
            values[name] = situation.given[name]
            continue
        if found.kind != "fact" or name in situation.unknown:
            continue
        if found.presumed is not None:
            values[name] = found.presumed
            assumptions.append(_assumed(name, found.presumed, found.because))
        elif situation.rest_is_no:
            values[name] = False
            assumptions.append(_assumed(name, False, "everything else: no"))
    left_out = situation.on is None and situation.day_left_out
    return Known(situation.on, left_out, values, tuple(assumptions))


@lru_cache(maxsize=65_536)
def _assumed(fact: str, value: bool, why: str) -> Assumption:
    """An assumption. Situations of one policy share them: each may assume thousands."""
    return Assumption(fact, value, why)
