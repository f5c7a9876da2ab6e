"""The notes that travel with a block into a section.

Invariant: a note that travels with a group or an instrument travels with everything in it.
"""

from __future__ import annotations

from solon.publish.html import Html, el, section, sentence
from solon.publish.pen import Pen


def travelling(pen: Pen, *ids: str, instrument: str = "") -> Html | None:
    """The section "To be read with it".

    ids: the block and its groups, whose notes stand in full. instrument: whose notes are named only.
    """
    found = pen.book.notes_with
    own = dict.fromkeys(note for id in ids for note in found.get(id, ()))
    wide = [note.id for note in found.get(instrument, ()) if note not in own]
    lines = [el("p", sentence(note.says), " ", pen.to(note.id, f"Note: {pen.name(note.id)}")) for note in own]
    named = el("p", "Notes on the whole instrument: ", pen.row(wide), ".") if wide else None
    return section("To be read with it", *lines, named)
