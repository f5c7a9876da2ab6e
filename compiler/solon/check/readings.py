"""Does every reading make a difference?

Invariant: a reading that nothing refers to, or whose options change no status, is an error: it would only look as if a
question had been settled.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.check.limit import CASE_LIMIT
from solon.model.conditions import Conditions
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.reference.cases import TooManyCases
from solon.reference.decide import carriers, ladder
from solon.reference.open_world import OpenWorlds
from solon_dsl.diagnostic import Diagnostic, error


def readings(policy: Policy) -> list[Diagnostic]:
    """One error for each reading without use, or without effect, and for each list that a reading leaves empty."""
    referred = set(_referred(policy))
    worlds = OpenWorlds(policy)
    out = list(_emptied(policy))
    for reading in policy.readings.values():
        if reading.id not in referred:
            message = f'Nothing says "under reading: {reading.id} = ...".'
            repair = "Mark the block or bullet that is there only under one of its options."
            out.append(error("S410", reading.span, message, repair))
            continue
        if not any(_differ(worlds, {reading.id: option}) for option, _ in reading.options[1:]):
            message = f'The reading "{reading.id}" changes no answer: every option gives the same.'
            out.append(error("S407", reading.span, message, "Make its options differ, or remove the reading."))
    return out


def _differ(worlds: OpenWorlds, readings: dict[str, str]) -> bool:
    """Whether some situation gets another status. True as well when that takes too many cases to tell."""
    definitions = (worlds.definition(None, True, {}), worlds.definition(None, True, readings))
    for pair in regulated(worlds.policy):
        one, two = (ladder(carriers(definition, pair)) for definition in definitions)
        if one == two:
            continue
        try:
            if worlds.cases({}, CASE_LIMIT).differ(one, two):
                return True
        except TooManyCases:
            return True
    return False


def _emptied(policy: Policy) -> Iterator[Diagnostic]:
    """Lists that another reading leaves empty, where that would turn into "never", or into "always" for a whole block.

    An emptied all-of list beside other conditions asks for nothing more, which is what its author meant.
    """
    blocks = (*policy.governed.values(), *policy.terms.values(), *policy.counts.values())
    alone = {id(block.when[0]) for block in blocks if len(block.when) == 1}
    for when in _lists(policy):
        only = {bullet.reading for bullet in when.bullets}
        if not when.bullets or len(only) != 1 or (reading := only.pop()) is None:
            continue
        if when.connective == "any" or id(when) in alone:
            message = f"Without {reading.reading} = {reading.option}, this list has no bullet left."
            repair = "Add a bullet that is always there, or put the reading on the whole block."
            yield error("S415", when.bullets[0].span, message, repair)


def _lists(policy: Policy) -> Iterator[Conditions]:
    """Every list of conditions, with the lists inside it."""
    waiting = [when for block in policy.governed.values() for when in block.when]
    waiting += [when for term in policy.terms.values() for when in term.when]
    waiting += [when for counts in policy.counts.values() for when in counts.when]
    waiting += [end.when for block in policy.governed.values() for w in block.windows for end in w.ends if end.when]
    waiting += [end.when for period in policy.periods.values() for end in period.ends if end.when]
    seen: set[int] = set()
    while waiting:
        when = waiting.pop(0)
        if id(when) not in seen:
            seen.add(id(when))
            yield when
            waiting += [bullet.content for bullet in when.bullets if isinstance(bullet.content, Conditions)]


def _referred(policy: Policy) -> Iterator[str]:
    for block in policy.governed.values():
        yield from (found.reading for found in block.readings)
    yield from (term.reading.reading for term in policy.terms.values() if term.reading)
    yield from (counts.reading.reading for counts in policy.counts.values() if counts.reading)
    for when in _lists(policy):
        yield from (bullet.reading.reading for bullet in when.bullets if bullet.reading)
