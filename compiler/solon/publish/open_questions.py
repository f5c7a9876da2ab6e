"""The readings that bear on a block into a section of links.

Invariant: a reading that changes the block stands before one that is only about the same paragraphs.
"""

from __future__ import annotations

from solon.model.blocks import Block
from solon.publish.html import Html, el, items, join, section
from solon.publish.pen import Pen


def open_questions(pen: Pen, block: Block) -> Html | None:
    """The section "Open questions" of a block."""
    changing = [name for name in pen.book.rests_on.get(block.id, ()) if name in pen.policy.readings]
    about = [
        reading.id
        for citation in block.cites
        for reading in pen.book.readings_about.get((citation.instrument, citation.locator), ())
    ]
    lines = [_line(pen, name, "It changes this.") for name in changing]
    lines += [_line(pen, name, "About the same paragraph.") for name in dict.fromkeys(about) if name not in changing]
    return section("Open questions", items(lines))


def _line(pen: Pen, name: str, why: str) -> Html:
    reading = pen.policy.readings[name]
    answer = dict(reading.options)[reading.chosen]
    return join([pen.to(name), el("span", f" Read here as: {answer}. {why}", class_="quiet")])
