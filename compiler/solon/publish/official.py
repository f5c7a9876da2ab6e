"""The official words of a paragraph into what stands beside its restatement, where a copy was given.

Invariant: the words come out as they are in the copy; where they are not those that the rules were written for, the
page says so.
"""

from __future__ import annotations

from solon.model.sources import ANNOUNCED, digest
from solon.publish.html import Html, el, join
from solon.publish.pen import Pen
from solon.publish.places import locator_words

_CHANGED = "These words have changed since the rules were written."


def official(pen: Pen, instrument: str, locator: str) -> Html | None:
    """The words of one paragraph; nothing where none were given."""
    words = pen.book.beside.texts.get(instrument, {}).get(locator)
    if words is None:
        return None
    known = pen.policy.sources.paragraphs.get(instrument, {}).get(locator)
    changed = known not in (digest(words), ANNOUNCED)
    return el(
        "div",
        el("p", f"The official text of {locator_words(locator)}:", class_="quiet"),
        el("blockquote", join(el("p", part) for part in words.split("\n\n") if part.strip())),
        el("p", _CHANGED, class_="differs") if changed else None,
        class_="official",
    )
