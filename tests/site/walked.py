"""A built site into what its pages hold, read with the parser of the standard library.

Invariant: knows nothing of the code that wrote the site.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

INLINE = {"a", "span", "strong", "em", "code", "title", "tspan"}
VOID = {"meta", "link", "br", "hr", "img", "input", "source", "wbr"}


@dataclass
class Link:
    """A link with its words, and whether it stands in the main part."""

    href: str
    words: str
    in_main: bool


class Reader(HTMLParser):
    """One page: its elements, ids, links, headings and words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.links: list[Link] = []
        self.headings: list[tuple[int, str]] = []
        self.title = ""
        self.words = ""
        self.faults: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(Link(found["href"], "", "main" in self._open))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self._open.append(tag)
        self._part(tag)

    def _part(self, tag: str) -> None:
        """Where one block ends and another begins, a reader sees a gap."""
        if tag not in INLINE:
            self.words += "\n"

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "head" in self._open:
            self.title += data
        if "main" in self._open:
            self.words += data
        if "a" in self._open and self.links:
            self.links[-1].words += data
        if self.headings and any(tag == f"h{self.headings[-1][0]}" for tag in self._open):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)

    def close(self) -> None:
        super().close()
        if self._open:
            self.faults.append(f"left open: {self._open}")


@dataclass(frozen=True)
class Walked:
    """A site. pages: by path below its folder. sizes: in bytes."""

    folder: Path
    pages: Mapping[str, Reader]
    sizes: Mapping[str, int] = field(default_factory=dict)

    def target(self, page: str, href: str) -> tuple[str, str]:
        """The file and the anchor that a link on a page leads to."""
        path, _, anchor = href.partition("#")
        if path.startswith("/"):
            return path.lstrip("/"), anchor
        return (posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page), anchor


def walk(folder: Path) -> Walked:
    """Read every page of a site."""
    pages: dict[str, Reader] = {}
    sizes: dict[str, int] = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        reader = Reader()
        reader.feed(path.read_text("utf-8"))
        reader.close()
        pages[name], sizes[name] = reader, path.stat().st_size
    return Walked(folder, pages, sizes)
