"""Does every reading make a difference?

Invariant: a reading that nothing refers to, or whose options change no status, is an error: it would only look as if a
question had been settled.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.check.open_world import OpenWorld, open_world
from solon.model.conditions import Bullet, Conditions
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.reference.cases import TooManyCases
from solon.reference.decide import carriers, ladder
from solon_dsl.diagnostic import Diagnostic, error


def readings(policy: Policy) -> list[Diagnostic]:
    """One error for each reading without use, or without effect."""
    referred = set(_referred(policy))
    base = open_world(policy)
    out: list[Diagnostic] = []
    for reading in policy.readings.values():
        if reading.id not in referred:
            message = f'Nothing says "under reading: {reading.id} = ...".'
            repair = "Mark the block or bullet that is there only under one of its options."
            out.append(error("S410", reading.span, message, repair))
            continue
        others = (open_world(policy, {reading.id: option}) for option, _ in reading.options[1:])
        if not any(_differ(policy, base, other) for other in others):
            message = f'The reading "{reading.id}" changes no answer: every option gives the same.'
            out.append(error("S407", reading.span, message, "Make its options differ, or remove the reading."))
    return out


def _differ(policy: Policy, base: OpenWorld, other: OpenWorld) -> bool:
    """Whether some situation gets another status. True as well when that takes too many cases to tell."""
    for pair in regulated(policy):
        one, two = (ladder(carriers(world.definition, pair)) for world in (base, other))
        if one == two:
            continue
        try:
            if base.cases().differ(one, two):
                return True
        except TooManyCases:
            return True
    return False


def _referred(policy: Policy) -> Iterator[str]:
    for block in policy.governed.values():
        yield from (found.reading for found in block.readings)
        for when in block.when:
            yield from _in(when)
        for window in block.windows:
            for end in window.ends:
                yield from _in(end.when)
    for term in (*policy.terms.values(), *policy.counts.values()):
        if term.reading:
            yield term.reading.reading
        for when in term.when:
            yield from _in(when)
    for period in policy.periods.values():
        for end in period.ends:
            yield from _in(end.when)


def _in(when: Conditions | None) -> Iterator[str]:
    for bullet in when.bullets if when else ():
        yield from _of(bullet)


def _of(bullet: Bullet) -> Iterator[str]:
    if bullet.reading:
        yield bullet.reading.reading
    if isinstance(bullet.content, Conditions):
        yield from _in(bullet.content)
