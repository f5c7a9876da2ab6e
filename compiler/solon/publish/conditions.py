"""Conditions into nested lists: "all of these", "any of these".

Invariant: the list is the whole content; each entry links to the block that says what it means.
"""

from __future__ import annotations

from solon.engine.deontic import Deed
from solon.model.conditions import (
    Atom,
    Bullet,
    ChoiceIs,
    Conditions,
    DayWithin,
    FactIs,
    NormApplies,
    NothingForbids,
    TermIs,
    UnderReading,
)
from solon.publish.html import Html, Part, el, join
from solon.publish.pen import Pen
from solon.wording import say_value

_HEADS = {"all": "all of these", "any": "any of these"}
_JOINS = {"all": "and", "any": "or"}


def conditions(pen: Pen, when: Conditions, opening: str = "When") -> Html:
    """A list of conditions with its heading line. opening: the word before "all of these"."""
    if len(when.bullets) == 1:
        return join([el("p", f"{opening}:", class_="head"), _bullets(pen, when)])
    return join(
        [el("p", f"{opening} ", el("strong", _HEADS[when.connective]), ":", class_="head"), _bullets(pen, when)]
    )


def sentence_of(pen: Pen, atom: Atom) -> Html:
    """One condition as a sentence, with a link to what it is about."""
    policy = pen.policy
    match atom:
        case FactIs(fact, value):
            return pen.to(fact, say_value(policy, fact, value))
        case ChoiceIs(choice, option):
            return pen.to(choice, say_value(policy, choice, option))
        case TermIs(term, value):
            found = policy.terms[term]
            return pen.to(term, found.says if value else found.denies)
        case DayWithin(period, value):
            return join(
                ["the day is " if value else "the day is not ", "within ", pen.to(period, policy.periods[period].says)]
            )
        case NormApplies(norm, value):
            kind = pen.book.places[norm].kind
            return join([f"the {kind} ", pen.to(norm), " applies" if value else " does not apply"])
        case NothingForbids():
            return _nothing_forbids(pen, atom)


def under_reading(pen: Pen, reading: UnderReading) -> Html:
    """Words that say under which reading something stands, and whether that reading is the one in use."""
    found = pen.policy.readings[reading.reading]
    use = (
        "Stands under the reading in use: " if reading.option == found.chosen else "Stands only under another reading: "
    )
    return el("p", use, pen.to(found.id), f" “{dict(found.options)[reading.option]}”", class_="reading")


def _bullets(pen: Pen, when: Conditions) -> Html:
    last = len(when.bullets) - 1
    entries = [
        _entry(pen, bullet, _JOINS[when.connective] if index < last else None)
        for index, bullet in enumerate(when.bullets)
    ]
    lettered = any(bullet.mark != "-" for bullet in when.bullets)
    single = "single" if len(when.bullets) == 1 else when.connective
    return el(
        "ul", join(entries, Html("\n")), class_=f"conditions {single}" + (" lettered" if lettered else ""), role="list"
    )


def _entry(pen: Pen, bullet: Bullet, joined: str | None) -> Html:
    mark = el("span", bullet.mark, " ", class_="mark") if bullet.mark != "-" else None
    content: list[Part]
    if isinstance(bullet.content, Conditions):
        heading = el("p", mark, el("strong", _HEADS[bullet.content.connective]), ":", class_="head")
        content = [heading, _bullets(pen, bullet.content)]
    else:
        content = [mark, sentence_of(pen, bullet.content)]
    reading = under_reading(pen, bullet.reading) if bullet.reading else None
    ending = el("span", f" {joined}", class_="join") if joined else None
    unused = bullet.reading is not None and bullet.reading.option != pen.policy.readings[bullet.reading.reading].chosen
    return el("li", *content, ending, reading, class_="unused" if unused else None)


def _nothing_forbids(pen: Pen, atom: NothingForbids) -> Html:
    """What "nothing else forbids it" asks: the rules that are looked at, and those that are not."""
    policy = pen.policy
    deed = Deed(atom.action, atom.instead)
    who = policy.bearers[atom.bearer].says
    asked = dict.fromkeys(found.norm for found in pen.book.bearings.forbidding(atom.bearer, deed, atom.but))
    act = pen.to(atom.action, policy.say_deed(deed))
    looked = el("p", "Looks at: ", pen.row(asked), ".", class_="looks") if asked else None
    besides = join([" other than ", pen.row(atom.but)]) if atom.but else None
    return join(["nothing", besides, f" forbids {who} to ", act, looked])
