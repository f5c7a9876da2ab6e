"""Is there a bullet, or a line of a window, that can never matter?

Invariant: exact; of parts that repeat one another only the last is reported, so that all that are reported can go.
"""

from __future__ import annotations

from solon.check.mattering import Mattering, makes_difference, mattering
from solon.check.parts import During, Key, Part
from solon.check.readings import effects
from solon.check.standing import bites, has_days, stands
from solon.check.subject import Subject
from solon.check.undecided import undecided
from solon.engine.store import TooLarge
from solon.model.conditions import DayWithin, NormApplies, TermIs
from solon.model.contents import deadline_periods
from solon_dsl.diagnostic import Diagnostic, error


def idle_parts(subject: Subject) -> list[Diagnostic]:
    """One error for each part of a block without which everything comes out the same."""
    found = subject.once(mattering)
    idle: set[Key] = set()
    unsure = set(found.undecided)
    out: list[Diagnostic] = []
    for key in reversed(_candidates(subject, found)):
        part = found.uses[key][0].part
        try:
            if makes_difference(subject, found.uses[key], frozenset(idle)) is not None:
                continue
        except TooLarge:
            unsure.add(key)
            continue
        idle.add(key)
        message = f'{part.says} can never matter: without it, "{part.owner}" comes to the same in every situation.'
        out.append(error("S418", part.span, message, "Take it out, or write what it was meant to say."))
    owners = [found.uses[key][0].part.owner for key in found.uses if key in unsure]
    return [*out, *undecided(subject, owners, "which bullets of {} matter")]


def _candidates(subject: Subject, found: Mattering) -> list[Key]:
    """The idle parts, but not those inside idle lists, nor those that another finding is about."""
    idle = found.idle
    # What a deadline comes to is no question of yes or no, so the period behind it is left alone.
    deadlines = deadline_periods(subject.policy)
    parts = [found.uses[key][0].part for key in idle]
    return [
        part.key
        for part in parts
        if part.owner not in deadlines and not set(part.around) & set(idle) and not _reported(subject, part)
    ]


def _reported(subject: Subject, part: Part) -> bool:
    """Whether another finding says it: a part names a block that comes to nothing, or stands under an idle reading."""
    if any(subject.once(effects)[found.reading] is False for found in part.readings):
        return True
    # Where an exception has nothing to lift, the conditions of its rules and its own say the same twice.
    if any(subject.once(bites)[found.id] is False for found in subject.policy.exceptions_to.get(part.owner, ())):
        return True
    match part.content:
        case TermIs(name) | NormApplies(name) | DayWithin(name) | During(name):
            return any(subject.once(known).get(name) is False for known in (stands, bites, has_days))
        case _:
            return False
