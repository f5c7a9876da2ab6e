"""The addresses of the real site that others may have kept: its pages, and the anchors that are meant to last.

The list, `anchors.txt`, only grows. To add what is new, run: python -m tests.site.anchors
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.site.walked import Walked

LIST = Path(__file__).parent / "anchors.txt"
# Anchors inside these are numbers and letters of the day; what they name has a page of its own.
PAGES_ONLY = ("outcomes/", "a-to-z.html", "search.html")
WORKSHEET = "-on-paper.html"
OF_THE_FRAME = {"main-content", "source", "days", "ladder-title", "paragraphs"}


def addresses(site: Walked) -> list[str]:
    """Every page with its anchors, one line a page."""
    lines = []
    for name, page in sorted(site.pages.items()):
        kept = [] if name.startswith(PAGES_ONLY) or name.endswith(WORKSHEET) else sorted(set(page.ids) - OF_THE_FRAME)
        lines.append(" ".join((name, *kept)))
    return lines


def read(text: str) -> set[tuple[str, str]]:
    """Each page, and each anchor on it."""
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return {(row[0], anchor) for row in rows for anchor in ("", *row[1:])}


def write(site: Walked) -> None:
    """Add what is new to the list; nothing is taken out."""
    found = read("\n".join(addresses(site))) | read(LIST.read_text("utf-8") if LIST.is_file() else "")
    by_page: dict[str, list[str]] = {}
    for name, anchor in sorted(found):
        by_page.setdefault(name, []).extend([anchor] if anchor else [])
    lines = [" ".join((name, *anchors)) for name, anchors in by_page.items()]
    head = "# Addresses of the site that last. To add new ones, run: python -m tests.site.anchors"
    LIST.write_text("\n".join((head, *lines)) + "\n", "utf-8")


if __name__ == "__main__":
    from tests.site.conftest import real_site

    with tempfile.TemporaryDirectory() as folder:
        write(real_site(Path(folder)))
