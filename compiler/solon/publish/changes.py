"""The releases that `changes.md` holds into the page of changes, and into the history of each block.

Invariant: a link that leads to no page of today comes out as words; nothing of the text is taken for HTML.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from solon.publish.book import Book
from solon.publish.html import Html, Part, el, items, join, section
from solon.publish.page import Page, page
from solon.publish.pen import Pen
from solon.publish.places import relative
from solon.publish.releases import Line, Piece

PAGE = "changes"
_NONE = "Nothing has been released yet, so there is nothing to compare with."


def changes_page(book: Book, known: Collection[str]) -> Page:
    """The page of changes. known: the pages that exist, without their endings."""
    opening, releases = book.changes
    if not releases:
        return page(PAGE, "Changes", "", el("p", _NONE, class_="lead"))
    anchors = {release.anchor for release in releases}
    parts = [
        section(release.title, *_content(release.lines, known, anchors), id=release.anchor) for release in releases
    ]
    return page(PAGE, "Changes", "", *_content(opening, known, anchors), *parts)


def history(pen: Pen, id: str) -> Html | None:
    """The section "History" of a block: the releases that lead to its page."""
    _, releases = pen.book.changes
    place = pen.book.places[id]
    if not releases or place.anchor:
        return None
    stem = place.page.removesuffix(id)
    former = [old for old, now in pen.policy.former.items() if now == id]
    pages = {place.page, *(f"{stem}{old}" for old in former)}
    lines: list[Part] = [
        el("a", f"Release {found.title}", href=relative(pen.page, PAGE, found.anchor))
        for found in releases
        if pages & found.pages
    ]
    lines += [f"It was called {old} before." for old in former]
    return section(
        "History", items(lines) or el("p", f"No release so far names it. The last one: {releases[0].title}.")
    )


def _content(lines: Sequence[Line], known: Collection[str], anchors: Collection[str]) -> list[Part]:
    """Lines as paragraphs, headings and lists; what stands deeper belongs to the entry above."""
    parts: list[Part] = []
    entries: list[Part] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        words = join(_piece(piece, known, anchors) for piece in line.pieces)
        index += 1
        if line.entry:
            start = index
            while index < len(lines) and not lines[index].level and lines[index].depth > line.depth:
                index += 1
            inside = _content(lines[start:index], known, anchors)
            entries.append(join([el("p", words) if inside else words, *inside]))
            continue
        parts, entries = [*parts, items(entries)], []
        parts.append(el("h3", words) if line.level else el("p", words))
    return [part for part in (*parts, items(entries)) if part]


def _piece(piece: Piece, known: Collection[str], anchors: Collection[str]) -> Html:
    words: Part = piece.words
    if piece.page in known and piece.page:
        words = el("a", piece.words, href=relative(PAGE, piece.page, piece.anchor if piece.page == PAGE else ""))
    elif not piece.page and piece.anchor in anchors:
        words = el("a", piece.words, href=f"#{piece.anchor}")
    return el("strong", words) if piece.strong else join([words])
