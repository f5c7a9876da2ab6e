"""A defined term or a period into its page.

Invariant: a term is worked out from its conditions and never asked for, and the page says so.
"""

from __future__ import annotations

from solon.model.blocks import Period, Term
from solon.publish.applicability import condition_lists
from solon.publish.book import Book
from solon.publish.changes import history
from solon.publish.circuit import circuit_of
from solon.publish.conditions import under_reading
from solon.publish.connections import connections
from solon.publish.html import Part, el, section, sentence
from solon.publish.ladder import ladder
from solon.publish.open_questions import open_questions
from solon.publish.page import Page, page
from solon.publish.pen import pen_for
from solon.publish.provenance import provenance
from solon.publish.travelling import travelling
from solon.publish.windows import stretch


def term_page(book: Book, term: Term) -> Page:
    """The page of a defined term."""
    place = book.places[term.id]
    pen = pen_for(book, place.page, term.cites)
    reading = under_reading(pen, term.reading) if term.reading else None
    opposite = el("p", "If not: ", sentence(term.denies), class_="quiet") if term.denies else None
    parts: list[Part] = [
        el("p", "Nobody is asked this. It is worked out from the conditions below.", class_="lead"),
        opposite,
        provenance(pen, term),
        section("When this holds", reading, *condition_lists(pen, term.when)),
        ladder(circuit_of(pen, term), term.says),
        open_questions(pen, term),
        travelling(pen, term.id),
        connections(pen, term.id),
        history(pen, term.id),
    ]
    return page(place.page, place.name, "Defined term", *parts)


def period_page(book: Book, period: Period) -> Page:
    """The page of a period."""
    place = book.places[period.id]
    pen = pen_for(book, place.page, period.cites)
    parts: list[Part] = [
        provenance(pen, period),
        section(
            "Its days",
            stretch(pen, period.start, period.ends),
            el("p", "The first and the last day count.", class_="quiet"),
        ),
        open_questions(pen, period),
        travelling(pen, period.id),
        connections(pen, period.id),
        history(pen, period.id),
    ]
    return page(place.page, place.name, "Period", *parts)
