"""Literals of a way into entries with their sentences.

Invariant: every sentence of a fact, option, term or period is the policy's own; days are said as policies write them.
"""

from __future__ import annotations

from solon.engine.graph import DayReached
from solon.model.blocks import Counts, Period, Term
from solon.model.days import Day, DayInYear, DayOf, FixedDay, Shifted, parse_iso, say_day
from solon.model.policy import Policy
from solon.outcomes.modules import Modules
from solon.outcomes.primes import Literal, values_of
from solon.outcomes.ways import Entry, Part
from solon.wording import say_value


def entry(modules: Modules, literal: Literal, part: Part = Part.REACH) -> Entry:
    """A literal as an entry."""
    level, mask = literal
    policy = modules.policy
    holds = mask == 2
    module = modules.of_level.get(level)
    if module is not None:
        return Entry(module.kind, module.id, (_yes(holds),), say_module(policy, modules.block(module), holds), part)
    match modules.atlas.name(level):
        case str(name) if name in policy.choices:
            options = policy.choices[name].options
            values = tuple(options[value][0] for value in values_of(mask))
            return Entry("choice", name, values, " or ".join(say_value(policy, name, value) for value in values), part)
        case str(name):
            return Entry("fact", name, (_yes(holds),), say_value(policy, name, holds), part)
        case DayReached() as atom:
            return Entry("day", atom.date, (_boundary(atom, holds),), say_reached(policy, atom, holds), part)
        case _:
            raise TypeError("an instrument is always in force here")


def say_module(policy: Policy, block: Term | Period | Counts, holds: bool) -> str:
    """A term, a period or a counts block in words, or that it does not hold."""
    match block:
        case Period(says=says):
            return f"the day is {'' if holds else 'not '}within {says}"
        case Counts(doing=doing, counts_as=counts_as):
            verb = "is also" if holds else "is not"
            return f"to {policy.say_deed(doing)} {verb} to {policy.say_deed(counts_as)}"
        case Term(says=says, denies=denies):
            # A term may have no sentence for "no".
            return says if holds else denies or f"it is not so that {says}"


def say_reached(policy: Policy, atom: DayReached, reached: bool) -> str:
    """Whether the day of the act has reached a day. What a window ends with is said by its last day."""
    if atom.shift > 0:
        day = say_day(_day(atom, atom.shift - 1), policy.date_sentences, policy.period_sentences)
        return f"the day is {'' if reached else 'not '}later than {day}"
    day = say_day(_day(atom, atom.shift), policy.date_sentences, policy.period_sentences)
    return f"the day is {'not ' if reached else ''}before {day}"


def _day(atom: DayReached, shift: int) -> Day:
    day: Day = FixedDay(parse_iso(atom.fixed)) if atom.fixed else DayOf(atom.date)
    if atom.month:
        day = DayInYear(atom.month, atom.day, atom.date)
    return Shifted(day, shift) if shift else day


def _boundary(atom: DayReached, reached: bool) -> str:
    """A comparison as data, such as `>= 05-01 +1`."""
    day = atom.fixed or (f"{atom.month:02}-{atom.day:02}" if atom.month else "")
    shift = f"{atom.shift:+}" if atom.shift else ""
    return " ".join(part for part in (">=" if reached else "<", day, shift) if part)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
