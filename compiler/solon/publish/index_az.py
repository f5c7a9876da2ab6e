"""Every named thing on the site into one list from A to Z.

Invariant: each place stands on it once, under the first letter of its first word that is not an article.
"""

from __future__ import annotations

import re
import unicodedata

from solon.publish.book import Book
from solon.publish.html import Html, Part, el, items, join, section
from solon.publish.page import Page, page
from solon.publish.pen import Pen
from solon.publish.places import Place

_ARTICLE = re.compile(r"(?:the|an?) (?=\S)", re.IGNORECASE)
PAGE = "a-to-z"


def az_page(book: Book) -> Page:
    """The page from A to Z."""
    pen = Pen(book, PAGE)
    letters: dict[str, list[Place]] = {}
    for place in sorted(book.places.values(), key=lambda one: (sort_key(one.name), one.id)):
        letters.setdefault(letter_of(place.name), []).append(place)
    jump = items((el("a", letter, href=f"#{_anchor(letter)}") for letter in letters), class_="run")
    contents = el("nav", jump, aria_label="Letters")
    lead = el("p", "Everything on this site that has a name, with its kind.", class_="lead")
    parts = [_letter(pen, letter, found) for letter, found in letters.items()]
    return page(PAGE, "A to Z", "", lead, contents, *parts)


def sort_key(name: str) -> str:
    """A name without its article, accents and capitals, for sorting."""
    bare = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    spelt = unicodedata.normalize("NFKD", bare).casefold()
    return re.sub(r"[^\w ]", "", spelt).strip()


def letter_of(name: str) -> str:
    """The letter under which a name stands; `0–9` for what starts with no letter."""
    first = sort_key(name)[:1].upper()
    return first if "A" <= first <= "Z" else "0–9"


def _letter(pen: Pen, letter: str, found: list[Place]) -> Part:
    lines = [join([pen.to(place.id), ", ", place.kind]) for place in found]
    return section(letter, items(lines, class_="az"), id=_anchor(letter))


def _anchor(letter: str) -> Html:
    return Html("letter-" + (letter.lower() if letter.isalpha() else "0"))
