"""Names of blocks and citations into links from one page.

Invariant: every link leads to a page that is written; what has no place comes out as words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solon.engine.deontic import Citation
from solon.model.policy import Policy
from solon.publish.book import Book
from solon.publish.html import Html, Part, el, items, join, link, text
from solon.publish.places import citation_words, paragraph_page, relative


@dataclass(frozen=True)
class Pen:
    """Writes links on one page.

    page: its path without the ending. several: whether it cites several instruments, so that each link to a paragraph
    names its own at least to those who hear it.
    """

    book: Book
    page: str
    several: bool = False

    @property
    def policy(self) -> Policy:
        """The policy that the book is about."""
        return self.book.policy

    def name(self, id: str) -> str:
        """What a block is called."""
        found = self.book.places.get(id)
        return found.name if found else id

    def to(self, id: str, *words: Part) -> Html:
        """A link to a block. words: the text of the link, or nothing for its name."""
        found = self.book.places.get(id)
        shown = words or (self.name(id),)
        return link(relative(self.page, found.page, found.anchor), *shown) if found else join(shown)

    def href(self, id: str) -> str:
        """Where a link to a block leads; nothing for what has no place."""
        found = self.book.places.get(id)
        return relative(self.page, found.page, found.anchor) if found else ""

    def page_at(self, page: str, *words: Part) -> Html:
        """A link to a page by its path."""
        return link(relative(self.page, page), *words)

    def cite(self, citation: Citation, within: str = "") -> Html:
        """A link to a paragraph. within: the instrument that is clear already and need not be shown."""
        words, title = citation_words(citation), self.book.instrument_title(citation.instrument)
        if citation.instrument != within:
            words = f"{title}, {words}"
        if citation.instrument not in self.book.instruments:
            return text(words)
        unseen = el("span", f" of {title}", class_="unseen") if self.several and citation.instrument == within else None
        return link(relative(self.page, paragraph_page(citation.instrument), citation.anchor), words, unseen)

    def cites(self, citations: Iterable[Citation], within: str = "") -> Html | None:
        """A list of links to paragraphs; `within` as for one."""
        return items(self.cite(citation, within) for citation in citations)

    def cited(self, citations: Iterable[Citation]) -> Html:
        """Links to paragraphs in one run of words, each instrument named once."""
        by_instrument: dict[str, list[Html]] = {}
        for citation in citations:
            by_instrument.setdefault(citation.instrument, []).append(self.cite(citation, citation.instrument))
        runs = [
            join([self.book.instrument_title(name), ": ", join(links, ", ")]) for name, links in by_instrument.items()
        ]
        return join(runs, "; ")

    def list(self, ids: Iterable[str]) -> Html | None:
        """A list of links to blocks."""
        return items(self.to(id) for id in dict.fromkeys(ids))

    def row(self, ids: Iterable[str]) -> Html:
        """Links to blocks in one run of words."""
        return join((self.to(id) for id in dict.fromkeys(ids)), ", ")


def pen_for(book: Book, page: str, cited: Iterable[Citation]) -> Pen:
    """A pen for a page. cited: the paragraphs that the page names."""
    return Pen(book, page, several=len({citation.instrument for citation in cited}) > 1)
