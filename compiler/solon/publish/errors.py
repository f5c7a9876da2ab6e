"""The titles of the error pages, which are written by hand, into the page that lists them.

Invariant: it lists the pages that exist, each once, by code.
"""

from __future__ import annotations

from collections.abc import Mapping

from solon.publish.html import el, items, join, link
from solon.publish.page import Page, page


def errors_index(titles: Mapping[str, str]) -> Page:
    """The list of error pages. titles: by code, which is also the name of the page's file."""
    lead = el(
        "p", "Each message of the compiler has a code. Its page says what it means and what to do.", class_="lead"
    )
    lines = [
        join([link(f"{code}.html", code), " ", el("span", titles[code], class_="says")]) for code in sorted(titles)
    ]
    return page("errors/index", "Error messages", "", lead, items(lines, class_="norms"))
