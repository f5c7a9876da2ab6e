"""A choice of duties (one duty that any of several actions meets) into its page.

Invariant: the options stand in the order of the policy.
"""

from __future__ import annotations

from solon.model.blocks import Either
from solon.publish.applicability import applicability
from solon.publish.book import Book
from solon.publish.cases import test_cases
from solon.publish.changes import history
from solon.publish.connections import connections
from solon.publish.html import Part, el, items, section, sentence
from solon.publish.norms import force_tag, norm_sentence, norm_words
from solon.publish.open_questions import open_questions
from solon.publish.page import Page, page
from solon.publish.pen import pen_for
from solon.publish.provenance import provenance
from solon.publish.seen_in import seen_in
from solon.publish.travelling import travelling


def either_page(book: Book, either: Either) -> Page:
    """The page of a choice of duties."""
    place = book.places[either.id]
    pen = pen_for(book, place.page, either.cites)
    options = items(pen.to(option.action, pen.policy.say_deed(option)) for option in either.options)
    parts: list[Part] = [
        el("p", force_tag(either.modality)),
        norm_sentence(pen, either.bearer, either.modality, *either.options),
        provenance(pen, either),
        el("p", sentence(either.because)) if either.because else None,
        section("The ways to do it", el("p", "Any one of these is enough:"), options),
        applicability(pen, either, either.bearer, norm_words(pen, either)),
        open_questions(pen, either),
        connections(pen, either.id),
        seen_in(pen, either.id),
        test_cases(pen, either.id),
        history(pen, either.id),
        travelling(pen, either.id, *either.groups, instrument=either.instrument),
    ]
    return page(place.page, place.name, "Choice of duties", *parts)
