"""Former ids into pages that say where their blocks are now, so that old links go on working.

Invariant: only blocks with a page of their own leave one behind; a page of today is never replaced.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from solon.publish.book import Book
from solon.publish.html import el, link
from solon.publish.page import Page, page
from solon.publish.places import duties_page, outcome_page, relative


def moved_pages(book: Book, today: Collection[str]) -> Iterator[Page]:
    """A page at each old address of every block that was renamed. today: the pages that exist."""
    for former, name in book.policy.former.items():
        place = book.places.get(name)
        if place is None:
            continue
        for path in (place.page, outcome_page(name), duties_page(name)):
            old = f"{path.removesuffix(name)}{former}"
            if path in today and path.endswith(f"/{name}") and old not in today:
                where = link(relative(old, path), place.name)
                yield page(old, "This page has moved", "", el("p", "It is now called ", where, ".", class_="lead"))
