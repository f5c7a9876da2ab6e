"""A reading (an open question about the text) into its page, and all of them into a list.

Invariant: the reading in use is named as a choice of this project, never as settled law.
"""

from __future__ import annotations

from solon.model.blocks import Reading
from solon.publish.book import Book
from solon.publish.connections import connections
from solon.publish.html import Html, Part, el, items, join, section, sentence
from solon.publish.page import Page, page
from solon.publish.pen import Pen

_LEAD = (
    "Where the text can be read in more than one way, one reading is used and the others are kept. "
    "Any of them can be tried on a case. Only the body named on each page can settle the question."
)


def reading_page(book: Book, reading: Reading) -> Page:
    """The page of a reading."""
    place = book.places[reading.id]
    pen = Pen(book, place.page)
    options = [_option(key == reading.chosen, words) for key, words in reading.options]
    settled = sentence(reading.settled_by) if reading.settled_by else "Nobody is named."
    parts: list[Part] = [
        section("The readings", items(options, class_="options")),
        section("Why this one is used", el("p", sentence(reading.because)) if reading.because else None),
        section("Who could settle it", el("p", settled)),
        section("The text in question", pen.cites(reading.about)),
        connections(pen, reading.id),
        section("Examples under another reading", pen.list(book.tried_in.get(reading.id, ()))),
        section("Examples that another reading would decide otherwise", pen.list(book.turned_by.get(reading.id, ()))),
    ]
    return page(place.page, place.name, "Open question", *parts)


def readings_index(book: Book) -> Page:
    """The page of all readings."""
    pen = Pen(book, "readings/index")
    lines = [
        join(
            [
                pen.to(reading.id),
                " ",
                el("span", f"Read here as: {dict(reading.options)[reading.chosen]}.", class_="says"),
            ]
        )
        for reading in book.policy.readings.values()
    ]
    listed = items(lines, class_="norms") or el("p", "There is no open question.")
    return page("readings/index", "Open questions", "", el("p", _LEAD, class_="lead"), listed)


def _option(chosen: bool, words: str) -> Html:
    label = el("span", "In use" if chosen else "Not in use", class_="tag in-use" if chosen else "tag not-in-use")
    return join([label, " ", sentence(words)])
