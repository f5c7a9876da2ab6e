"""Conditions into a circuit: contacts in series for "all of", side by side for "any of", closed ones for exceptions.

Invariant: a circuit says what the nested list beside it says: the same sentences, in the same order, joined alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solon.engine.deontic import Deed
from solon.model.blocks import Block, Counts, Governed, Term
from solon.model.conditions import (
    Atom,
    ChoiceIs,
    Conditions,
    DayWithin,
    FactIs,
    NormApplies,
    NothingForbids,
    TermIs,
    UnderReading,
)
from solon.publish.pen import Pen
from solon.publish.standing import in_use, set_aside
from solon.wording import say_value

DAYS = "days"
"""The anchor of the section on days, on the page of the block."""


@dataclass(frozen=True)
class Contact:
    """One condition. href: where its words are explained. closed: an exception, which breaks the line where it applies.

    unused: it stands only under a reading that is not in use.
    """

    words: str
    href: str
    closed: bool = False
    unused: bool = False


@dataclass(frozen=True)
class Series:
    """All of its parts."""

    parts: tuple[Circuit, ...]


@dataclass(frozen=True)
class Parallel:
    """Any of its parts."""

    parts: tuple[Circuit, ...]


Circuit = Contact | Series | Parallel


def circuit(pen: Pen, when: Iterable[Conditions]) -> Series:
    """Lists of conditions that must all hold."""
    return Series(tuple(_list(pen, found) for found in when if found.bullets))


def circuit_of(pen: Pen, block: Block, bearer: str | None = None) -> Series:
    """Everything that decides whether a block applies. bearer: whom it binds, where it binds anybody."""
    match block:
        case Governed(readings=readings, when=when, windows=windows):
            exceptions = pen.policy.exceptions_to.get(block.id, ())
            closed = [
                Contact(
                    f"the exception {pen.name(found.id)} applies",
                    pen.href(found.id),
                    True,
                    set_aside(pen.policy, found),
                )
                for found in exceptions
            ]
            days = [Contact("it is one of the days named here", f"#{DAYS}")] if windows else []
        case Term(reading=reading, when=when) | Counts(reading=reading, when=when):
            readings, closed, days = (reading,) if reading else (), [], []
        case _:
            raise TypeError(f"{block.id} has no conditions")
    who = pen.policy.bearers[bearer].who if bearer else None
    lists = circuit(pen, (*((who,) if who else ()), *when))
    return Series((*(_reading(pen, one) for one in readings), *lists.parts, *closed, *days))


def words_of(pen: Pen, atom: Atom) -> tuple[str, str]:
    """One condition in plain words, and the id of what it is about."""
    policy = pen.policy
    match atom:
        case FactIs(name, value) | ChoiceIs(name, value):
            return say_value(policy, name, value), name
        case TermIs(term, value):
            found = policy.terms[term]
            return (found.says if value else found.denies), term
        case DayWithin(period, value):
            return f"the day is {'' if value else 'not '}within {policy.periods[period].says}", period
        case NormApplies(norm, value):
            kind = pen.book.places[norm].kind
            return f"the {kind} {pen.name(norm)} {'applies' if value else 'does not apply'}", norm
        case NothingForbids(bearer, action, instead, but):
            besides = f" other than {', '.join(map(pen.name, dict.fromkeys(but)))}" if but else ""
            deed = policy.say_deed(Deed(action, instead))
            return f"nothing{besides} forbids {policy.bearers[bearer].says} to {deed}", action


def _list(pen: Pen, when: Conditions, unused: bool = False) -> Circuit:
    """unused: the whole list stands only under a reading that is not in use."""
    parts: list[Circuit] = []
    for bullet in when.bullets:
        aside = unused or (bullet.reading is not None and not in_use(pen.policy, bullet.reading))
        if isinstance(bullet.content, Conditions):
            parts.append(_list(pen, bullet.content, aside))
        else:
            words, about = words_of(pen, bullet.content)
            parts.append(Contact(words, pen.href(about), unused=aside))
    if len(parts) == 1:
        return parts[0]
    return Series(tuple(parts)) if when.connective == "all" else Parallel(tuple(parts))


def _reading(pen: Pen, reading: UnderReading) -> Contact:
    found = pen.policy.readings[reading.reading]
    words = f"{found.question} It is read so: “{dict(found.options)[reading.option]}”"
    return Contact(words, pen.href(found.id), unused=not in_use(pen.policy, reading))
