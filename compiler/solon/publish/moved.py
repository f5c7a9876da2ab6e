"""Former ids into pages that say where their blocks are now, so that old links go on working.

Invariant: only blocks with a page of their own leave one behind; a page of today is never replaced.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.publish.book import Book
from solon.publish.html import el, link
from solon.publish.page import Page, page
from solon.publish.places import relative


def moved_pages(book: Book) -> Iterator[Page]:
    """A page at the old address of every block that was renamed."""
    today = {place.page for place in book.places.values()}
    for former, name in book.policy.former.items():
        place = book.places.get(name)
        if place is None or place.anchor or not place.page.endswith(f"/{name}"):
            continue
        old = f"{place.page.removesuffix(name)}{former}"
        if old not in today:
            where = link(relative(old, place.page), place.name)
            yield page(old, "This page has moved", "", el("p", "It is now called ", where, ".", class_="lead"))
