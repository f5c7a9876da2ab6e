"""Every named thing and every paragraph into the index that the search page loads, and that page.

Invariant: the index is a script that only states data; each entry leads to a page that exists. Without scripts the page
leads to the list from A to Z.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

from solon.engine.deontic import Citation
from solon.model.blocks import (
    Action,
    Choice,
    DateInput,
    Either,
    Exception_,
    Fact,
    Instrument,
    Note,
    Reading,
    Rule,
    Term,
)
from solon.model.examples import Example
from solon.publish.book import Book
from solon.publish.html import el, plain
from solon.publish.norms import norm_words
from solon.publish.page import Page, page
from solon.publish.pen import Pen
from solon.publish.places import Place, locator_words, page_of, paragraph_page

PAGE = "search"
SCRIPT = "search.js"
Entry = tuple[str, str, str, str]


def search_page(book: Book) -> Page:
    """The page that searches."""
    pen = Pen(book, PAGE)
    a_to_z = pen.page_at("a-to-z", "list from A to Z")
    without = el(
        "p", "To search, this page needs a script of its own. Without it, use the ", a_to_z, ".", id="no-search"
    )
    return page(PAGE, "Search", "", without, el("div", id="search"), more=(("script", SCRIPT),))


def search_index(book: Book) -> str:
    """The index as a script: name, kind, page and further words of each entry."""
    listed = json.dumps([list(entry) for entry in _entries(book)], ensure_ascii=True, separators=(",", ":"))
    # A script may stand in a page one day: nothing in it may end it.
    return f"var SOLON_INDEX={listed.replace('<', chr(92) + 'u003c')};\n"


def _entries(book: Book) -> Iterator[Entry]:
    for place in book.places.values():
        yield plain(place.name), place.kind, page_of(place), _more(place.name, _words(book, place))
    for instrument in book.instruments:
        title = book.instrument_title(instrument)
        for locator in book.locators(instrument):
            words = locator_words(locator)
            name = f"{words[:1].upper()}{words[1:]} of {title}"
            blocks = book.cited.get((instrument, locator), ())
            named = ", ".join(book.places[block.id].name for block in blocks if isinstance(block, Rule | Exception_))
            anchor = Citation(instrument, locator).anchor
            yield plain(name), "paragraph", f"{paragraph_page(instrument)}.html#{anchor}", _more(name, named)


def _more(name: str, words: str) -> str:
    """The words that the name does not have, each once, as they are compared. Very short ones tell nothing apart."""
    known = set(_folded(name).split())
    return " ".join(word for word in dict.fromkeys(_folded(words).split()) if len(word) > 2 and word not in known)


def _folded(words: str) -> str:
    """Small letters and digits alone, without accents; the script does the same with what a reader types."""
    return re.sub(r"[^a-z0-9]+", " ", unicodedata.normalize("NFKD", words).lower())


def _words(book: Book, place: Place) -> str:
    """What is found beside the name."""
    policy = book.policy
    for table in (policy.instruments, policy.inputs, policy.actions, policy.readings, policy.blocks):
        found = table.get(place.id)
        match found:
            case Rule() | Exception_() | Either():
                # What happens where an exception switches a rule off is no word to search for.
                return norm_words(Pen(book, PAGE), found) if not isinstance(found, Exception_) or found.norm else ""
            case Fact(asks=asks, help=help, denies=denies):
                return f"{asks} {help} {denies}"
            case Choice(asks=asks, help=help, options=options):
                return " ".join((asks, help, *(words for _, words in options)))
            case DateInput(asks=asks, help=help):
                return f"{asks} {help}"
            case Action(instead=instead):
                return instead
            case Term(denies=denies):
                return denies
            case Reading(options=options):
                return " ".join(words for _, words in options)
            case Example(story=story):
                return story
            case Note(says=says):
                return says
            case Instrument(issuer=issuer, kind=kind):
                return f"{kind} {issuer}"
            case _:
                continue
    return ""
