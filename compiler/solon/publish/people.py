"""A person whom norms bind, or a combination that cannot occur, into its page.

Invariant: a condition on who is bound stands on the page, for it holds for every norm on that person.
"""

from __future__ import annotations

from solon.model.blocks import Bearer, Impossible
from solon.publish.applicability import condition_lists
from solon.publish.book import Book
from solon.publish.circuit import circuit
from solon.publish.conditions import conditions
from solon.publish.connections import connections
from solon.publish.html import Part, el, items, section, sentence
from solon.publish.ladder import ladder
from solon.publish.page import Page, page
from solon.publish.pen import Pen


def bearer_page(book: Book, bearer: Bearer) -> Page:
    """The page of a person."""
    place = book.places[bearer.id]
    pen = Pen(book, place.page)
    parts: list[Part] = [
        section("Also bound", items(sentence(words) for words in bearer.also_for)),
        section("Bound only on a condition", conditions(pen, bearer.who)) if bearer.who else None,
        connections(pen, bearer.id),
    ]
    return page(place.page, place.name, "Person", *parts)


def impossible_page(book: Book, found: Impossible) -> Page:
    """The page of a combination that cannot occur."""
    place = book.places[found.id]
    pen = Pen(book, place.page)
    lead = el("p", sentence(found.because), class_="lead")
    never = section("These never hold together", *condition_lists(pen, (found.when,)))
    drawing = ladder(circuit(pen, (found.when,)), "this cannot occur")
    return page(
        place.page, place.name, "Combination that cannot occur", lead, never, drawing, connections(pen, found.id)
    )
