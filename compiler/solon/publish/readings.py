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
from solon.publish.turned import amount, turned

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
        section("What would change", *_changes(pen, reading)),
        section("The text in question", pen.cites(reading.about)),
        connections(pen, reading.id),
        section("Examples under another reading", pen.list(book.tried_in.get(reading.id, ()))),
        section("Examples that another reading would decide otherwise", pen.list(book.turned_by.get(reading.id, ()))),
    ]
    return page(place.page, place.name, "Open question", *parts)


def readings_index(book: Book) -> Page:
    """The page of all readings."""
    pen = Pen(book, "readings/index")
    listed = items((_line(pen, reading) for reading in book.policy.readings.values()), class_="norms")
    listed = listed or el("p", "There is no open question.")
    return page("readings/index", "Open questions", "", el("p", _LEAD, class_="lead"), listed)


def _line(pen: Pen, reading: Reading) -> Html:
    others = [
        el("span", f"It could also be: {words}.{_amount(pen, reading, key)}", class_="says")
        for key, words in reading.options
        if key != reading.chosen
    ]
    chosen = el("span", el("strong", "Read here as: "), f"{dict(reading.options)[reading.chosen]}.", class_="says")
    return join([pen.to(reading.id), chosen, *others], " ")


def _amount(pen: Pen, reading: Reading, option: str) -> str:
    """For how many deeds an option changes the answer, in words."""
    found = pen.book.beside.turns.get((reading.id, option))
    if found is None:
        return ""
    number = amount(found)
    return f" Then {number} act{' gets' if number == 1 else 's get'} another answer in some cases."


def _changes(pen: Pen, reading: Reading) -> list[Part]:
    """What each other option changes, where it was worked out."""
    found = pen.book.beside.turns
    parts = [turned(pen, words, found[reading.id, key]) for key, words in reading.options if (reading.id, key) in found]
    lead = (
        "Each change is shown with one of the smallest cases in which it happens. What is not named there is answered "
        "“no”. All other questions about the texts are answered as usual."
    )
    return [el("p", lead), *parts] if parts else []


def _option(chosen: bool, words: str) -> Html:
    label = el("span", "In use" if chosen else "Not in use", class_="tag in-use" if chosen else "tag not-in-use")
    return join([label, " ", sentence(words)])
