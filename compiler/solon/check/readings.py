"""Does every reading make a difference?

Invariant: a reading that nothing refers to, or whose options change no status, is an error: it would only look as if a
question had been settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from solon.check.subject import Subject
from solon.check.undecided import undecided
from solon.engine.deontic import Pair
from solon.engine.store import TooLarge
from solon.model.blocks import Reading
from solon.model.contents import all_lists
from solon.model.policy import Policy
from solon_dsl.diagnostic import Diagnostic, Span, error


def readings(subject: Subject) -> list[Diagnostic]:
    """One error for each reading without use, or without effect, and for each list that a reading leaves empty."""
    policy = subject.policy
    referred = set(_referred(policy))
    out = list(_emptied(policy))
    unsure: list[str] = []
    for name, effect in subject.once(effects).items():
        reading = policy.readings[name]
        if name not in referred:
            message = f'Nothing says "under reading: {name} = ...".'
            repair = "Mark the block or bullet that is there only under one of its options."
            out.append(error("S410", reading.span, message, repair))
        elif effect is False:
            message = f'The reading "{name}" changes no answer: every option gives the same.'
            out.append(error("S407", reading.span, message, "Make its options differ, or remove the reading."))
        elif effect is None:
            unsure.append(name)
    return [*out, *undecided(subject, unsure, "whether {} changes an answer")]


def effects(subject: Subject) -> Mapping[str, bool | None]:
    """Whether each reading changes an answer; None where it takes too many steps to tell."""
    return {name: _has_effect(subject, reading) for name, reading in subject.policy.readings.items()}


def _has_effect(subject: Subject, reading: Reading) -> bool | None:
    # A difference is found sooner on deeds on which little bears.
    touched = sorted(subject.touched.get(reading.id, ()), key=lambda pair: len(subject.bearings(pair)))
    try:
        return any(subject.ask(partial(_differs, subject, pair, reading)) for pair in touched)
    except TooLarge:
        return None


def _differs(subject: Subject, pair: Pair, reading: Reading) -> bool:
    """Whether some situation that can occur gets another status on a deed under another option of a reading."""
    chosen = subject.chosen
    for option, _ in reading.options:
        world = subject.world({reading.id: option})
        one, other = chosen.sheet.status(pair), world.sheet.status(pair)
        if one != other and chosen.differ(chosen.within(one), chosen.within(other), int):
            return True
    return False


def _emptied(policy: Policy) -> Iterator[Diagnostic]:
    """Lists that another reading leaves empty, where that would turn into "never", or into "always" for a whole block.

    An emptied all-of list beside other conditions asks for nothing more, which is what its author meant.
    """
    blocks = (*policy.governed.values(), *policy.terms.values(), *policy.counts.values())
    alone = {id(block.when[0]) for block in blocks if len(block.when) == 1}
    seen: set[Span] = set()
    for when in all_lists(policy):
        only = {bullet.reading for bullet in when.bullets}
        if not when.bullets or len(only) != 1 or (reading := only.pop()) is None:
            continue
        first = when.bullets[0].span
        if first not in seen and (when.connective == "any" or id(when) in alone):
            seen.add(first)
            message = f"Without {reading.reading} = {reading.option}, this list has no bullet left."
            repair = "Add a bullet that is always there, or put the reading on the whole block."
            yield error("S415", first, message, repair)


def _referred(policy: Policy) -> Iterator[str]:
    for block in policy.governed.values():
        yield from (found.reading for found in block.readings)
    yield from (term.reading.reading for term in policy.terms.values() if term.reading)
    yield from (counts.reading.reading for counts in policy.counts.values() if counts.reading)
    for when in all_lists(policy):
        yield from (bullet.reading.reading for bullet in when.bullets if bullet.reading)
