"""A fact, a choice or a date (what a person is asked) into its page.

Invariant: the question, the help and both sentences stand as the policy has them.
"""

from __future__ import annotations

from solon.model.blocks import Choice, DateInput, Fact, Input
from solon.publish.book import Book
from solon.publish.connections import connections
from solon.publish.html import Html, Part, el, items, join, pairs, sentence
from solon.publish.page import Page, page
from solon.publish.pen import Pen
from solon.publish.seen_in import given_in


def fact_page(book: Book, found: Input) -> Page:
    """The page of a fact, a choice or a date."""
    place = book.places[found.id]
    pen = Pen(book, place.page)
    lines: list[tuple[Part, Part]] = [
        ("Question", found.asks),
        ("Help", sentence(found.help)),
        *_answers(found),
        ("Who can change it", found.changed_by),
        ("Who judges it", found.judged_by),
        ("If nobody says", _presumed(found)),
    ]
    return page(
        place.page,
        place.name,
        place.kind.capitalize(),
        pairs(lines, class_="facts"),
        connections(pen, found.id),
        given_in(pen, found.id),
    )


def _answers(found: Input) -> list[tuple[Part, Part]]:
    match found:
        case Fact(says=says, denies=denies):
            return [("Yes means", sentence(says)), ("No means", sentence(denies))]
        case Choice(options=options):
            return [("Answers, of which one holds", items(sentence(says) for _, says in options))]
        case DateInput():
            return [("Answer", "A day, or “not yet”, or “already”.")]
        case _:
            return []


def _presumed(found: Input) -> Html | None:
    if not isinstance(found, Fact) or found.presumed is None:
        return None
    value = "yes" if found.presumed else "no"
    return join([f"It is taken as “{value}”. ", el("span", sentence(found.because), class_="quiet")])
