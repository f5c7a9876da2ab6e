"""All words that the rules use into the page that lists them by kind.

Invariant: each definition stands on it once, under its kind, in alphabetical order.
"""

from __future__ import annotations

from solon.publish.book import Book
from solon.publish.connections import plural
from solon.publish.html import Html, Part, el, items, join, section
from solon.publish.index_az import sort_key
from solon.publish.page import Page, page
from solon.publish.pen import Pen
from solon.publish.places import Place

_KINDS = (
    ("defined term", "Worked out from conditions; nobody is asked."),
    ("fact", "Questions with the answers yes and no."),
    ("choice", "Questions with several answers, of which one holds."),
    ("date", "Days that somebody has to give."),
    ("period", "Stretches of days."),
    ("action", "What people do."),
    ("action that counts as another", "Whoever does the one does the other."),
    ("person", "Those whom the rules bind."),
    ("combination that cannot occur", "Facts that never hold together."),
)


def definitions_page(book: Book) -> Page:
    """The page of all definitions."""
    pen = Pen(book, "definitions/index")
    lead = el("p", "Every word that a rule turns on is defined once, and means the same in all rules.", class_="lead")
    return page("definitions/index", "Definitions", "", lead, *(_kind(pen, kind, says) for kind, says in _KINDS))


def _kind(pen: Pen, kind: str, says: str) -> Part:
    found = sorted(
        (place for place in pen.book.places.values() if place.kind == kind), key=lambda one: sort_key(one.name)
    )
    return (
        section(plural(kind), el("p", says, class_="quiet"), items(_line(pen, place) for place in found))
        if found
        else None
    )


def _line(pen: Pen, place: Place) -> Html:
    asked = pen.policy.inputs.get(place.id)
    question = el("span", asked.asks, class_="says") if asked and asked.asks != place.name else None
    return join([pen.to(place.id), " ", question])
