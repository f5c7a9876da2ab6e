"""An exception into its page.

Invariant: the page names every block that the exception bears on, and what stands in their place.
"""

from __future__ import annotations

from solon.model.blocks import Exception_
from solon.publish.applicability import applicability
from solon.publish.book import Book
from solon.publish.cases import test_cases
from solon.publish.changes import history
from solon.publish.connections import connections
from solon.publish.html import Part, el, items, section, sentence
from solon.publish.norms import force_tag, named_norm, norm_sentence, norm_words
from solon.publish.open_questions import open_questions
from solon.publish.page import Page, page
from solon.publish.pen import pen_for
from solon.publish.provenance import provenance
from solon.publish.seen_in import seen_in
from solon.publish.travelling import travelling


def exception_page(book: Book, exception: Exception_) -> Page:
    """The page of an exception."""
    place = book.places[exception.id]
    pen = pen_for(book, place.page, exception.cites)
    norm = exception.norm
    effect: list[Part] = [
        el("p", force_tag(norm.modality)) if norm else el("p", el("span", "Switches off", class_="tag switches-off")),
        norm_sentence(pen, norm.bearer, norm.modality, norm.deed)
        if norm
        else el(
            "p", "Where this applies, what it bears on does not apply. Nothing stands in its place.", class_="norm"
        ),
    ]
    bears = items((named_norm(pen, name) for name in exception.to), class_="norms")
    parts: list[Part] = [
        *effect,
        provenance(pen, exception),
        el("p", sentence(exception.because)) if exception.because else None,
        section("What it is an exception to", bears),
        applicability(pen, exception, norm.bearer if norm else None, norm_words(pen, exception)),
        open_questions(pen, exception),
        connections(pen, exception.id),
        seen_in(pen, exception.id),
        test_cases(pen, exception.id),
        history(pen, exception.id),
        travelling(pen, exception.id, *exception.groups, instrument=exception.instrument),
    ]
    return page(place.page, place.name, "Exception", *parts)
