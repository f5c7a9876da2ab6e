"""All norms into the page that lists them, instrument by instrument.

Invariant: each rule, exception and choice of duties stands on it once, under the instrument whose norm it is.
"""

from __future__ import annotations

from solon.publish.book import Book
from solon.publish.html import Html, Part, el, items, join, section
from solon.publish.norms import named_norm
from solon.publish.page import Page, page
from solon.publish.pen import Pen

_KINDS = (("Rules", "rule"), ("Choices of duties", "choice of duties"), ("Exceptions", "exception"))


def rules_index(book: Book) -> Page:
    """The page of all rules."""
    pen = Pen(book, "rules/index")
    lead = (
        "Each rule says who is bound, how strongly, and when. “Must” and “must not” bind. "
        "“Should” and “should not” are advice: whoever follows it stays on the safe side."
    )
    parts: list[Part] = [el("p", lead, class_="lead")]
    parts += [section(book.instrument_title(name), *_of(pen, name)) for name in book.instruments]
    return page("rules/index", "Rules", "", *parts)


def _of(pen: Pen, instrument: str) -> list[Part]:
    own = [block.id for block in pen.policy.governed.values() if block.instrument == instrument]
    parts: list[Part] = []
    for title, kind in _KINDS:
        listed = [name for name in own if pen.book.places[name].kind == kind]
        parts.append(section(title, items((named_norm(pen, name) for name in listed), class_="norms"), level=3))
    groups = [
        group.id for group in pen.policy.groups.values() if group.cites and group.cites[0].instrument == instrument
    ]
    parts.append(section("Groups of rules with shared conditions", _groups(pen, groups), level=3))
    return [part for part in parts if part]


def _groups(pen: Pen, groups: list[str]) -> Html | None:
    return items(join([pen.to(name), ": ", pen.row(pen.policy.groups[name].members)]) for name in groups)
