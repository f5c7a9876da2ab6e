"""The text of `changes.md` into its lines of meaning: headings, paragraphs and entries, release by release.

Invariant: only the forms that `solon release` writes mean something; everything else is words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_ID = re.compile(r'<a id="([A-Za-z][\w-]*)"></a>\Z')
_COMMENT = re.compile(r"<!--.*-->\Z")
_INLINE = re.compile(r'\*\*|<a href="([^"<>]*)">([^<>]*)</a>')
TARGET = re.compile(r"(?:([\w-]+(?:/[\w-]+)*)\.html)?(?:#([A-Za-z][\w-]*))?\Z")


@dataclass(frozen=True)
class Piece:
    """A run of words. page, anchor: where they lead, or nothing."""

    words: str
    strong: bool = False
    page: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Line:
    """A heading of a level, a paragraph, or an entry of a list (`entry`), so many spaces deep. id: its anchor."""

    pieces: tuple[Piece, ...]
    depth: int = 0
    level: int = 0
    entry: bool = False
    id: str = ""


@dataclass(frozen=True)
class Release:
    """A heading of the second level with what stands under it."""

    anchor: str
    title: str
    lines: tuple[Line, ...]

    @property
    def pages(self) -> frozenset[str]:
        """The pages that it leads to."""
        return frozenset(piece.page for line in self.lines for piece in line.pieces if piece.page)


def read_changes(text: str) -> tuple[tuple[Line, ...], tuple[Release, ...]]:
    """What stands before the first release, and the releases in their order."""
    opening: list[Line] = []
    releases: list[Release] = []
    for line in _lines(text):
        if line.level == 2:
            title = "".join(piece.words for piece in line.pieces)
            releases.append(Release(line.id or f"release-{len(releases) + 1}", title, ()))
        elif not releases:
            opening += [line] if line.level != 1 else []
        else:
            last = releases[-1]
            releases[-1] = Release(last.anchor, last.title, (*last.lines, line))
    return tuple(opening), tuple(releases)


def _lines(text: str) -> Iterator[Line]:
    anchor = ""
    for block in re.split(r"\n(?=\s*(?:- |#|<!--|<a id=))|\n\s*\n", text):
        bare = block.strip()
        found = _ID.match(bare)
        if found:
            anchor = found[1]
        if not bare or found or _COMMENT.match(bare):
            continue
        depth = len(block) - len(block.lstrip()) - block[: len(block) - len(block.lstrip())].count("\n")
        marks = re.match(r"(#{1,3}|-) ", bare)
        words = " ".join(bare[marks.end() if marks else 0 :].split())
        level = len(marks[1]) if marks and marks[1] != "-" else 0
        yield Line(tuple(_pieces(words)), depth, level, bool(marks and not level), anchor if level == 2 else "")
        anchor = anchor if level != 2 else ""


def _pieces(words: str) -> Iterator[Piece]:
    strong, start = False, 0
    for found in _INLINE.finditer(words):
        if words[start : found.start()]:
            yield Piece(unescape(words[start : found.start()]), strong)
        start = found.end()
        if found[0] == "**":
            strong = not strong
            continue
        target = TARGET.match(unescape(found[1]))
        yield Piece(unescape(found[2]), strong, *((target[1] or "", target[2] or "") if target else ()))
    if words[start:]:
        yield Piece(unescape(words[start:]), strong)
