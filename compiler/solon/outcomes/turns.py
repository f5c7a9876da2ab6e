"""A reading into what each of its other options changes: the deeds that get another status, each with a situation.

Invariant: exact. Every change that is listed occurs in the situation beside it, and every change that can occur is
listed, or its deed is named as undecided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from solon.check.subject import Subject
from solon.diagram.apart import rungs_apart
from solon.diagram.witness import witness
from solon.engine.deontic import STATUSES, Pair, Status
from solon.engine.situation import Value
from solon.engine.store import TooLarge
from solon.model.blocks import Reading
from solon.outcomes.mirror import MIRROR


@dataclass(frozen=True)
class Turn:
    """One deed that gets another status. example: a smallest situation in which it does, as `witness` gives it."""

    pair: Pair
    before: Status
    after: Status
    example: Mapping[str, Value]


@dataclass(frozen=True)
class Turns:
    """What one option changes. undecided: the deeds that need too many steps to tell."""

    found: tuple[Turn, ...] = ()
    undecided: tuple[Pair, ...] = ()


def turns(subject: Subject) -> Mapping[tuple[str, str], Turns]:
    """What each option that is not chosen changes, alone, by reading and option."""
    readings = subject.policy.readings.values()
    return {
        (reading.id, option): _option(subject, reading, option)
        for reading in readings
        for option, _ in reading.options
        if option != reading.chosen
    }


def _option(subject: Subject, reading: Reading, option: str) -> Turns:
    found: list[Turn] = []
    undecided: list[Pair] = []
    for pair in subject.touched.get(reading.id, ()):
        try:
            found += subject.ask(partial(_turns, subject, pair, reading, option))
        except TooLarge:
            undecided.append(pair)
    return Turns(tuple(_without_mirrors(found)), tuple(undecided))


def _turns(subject: Subject, pair: Pair, reading: Reading, option: str) -> list[Turn]:
    chosen, world = subject.chosen, subject.world({reading.id: option})
    store = subject.atlas.store
    before, after = chosen.sheet.status(pair), world.sheet.status(pair)
    found: list[Turn] = []
    for one, other in rungs_apart(store, before, after):
        region = store.both(store.where(before, (store.end(one),)), store.where(after, (store.end(other),)))
        example = witness(world, region)
        if example is not None:
            found.append(Turn(pair, STATUSES[one], STATUSES[other], example))
    return found


def _without_mirrors(found: list[Turn]) -> list[Turn]:
    """The turns without those of an opposite deed that only say the same, turned round."""
    known = {(turn.pair, turn.before, turn.after) for turn in found if not turn.pair[1].instead}
    return [
        turn
        for turn in found
        if not turn.pair[1].instead
        or ((turn.pair[0], turn.pair[1].opposite), _mirror(turn.before), _mirror(turn.after)) not in known
    ]


def _mirror(status: Status) -> Status:
    return MIRROR.get(status, status)
