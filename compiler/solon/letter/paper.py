"""Text onto the page of a letter: its width, and citations in a row.

Invariant: no word is broken.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from solon.model.blocks import Citation

WIDTH = 96


def wrap(text: str, indent: str = "") -> list[str]:
    """The lines of a paragraph or a list entry."""
    deeper = indent + ("  " if text.startswith("- ") else "")
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=deeper, break_long_words=False, break_on_hyphens=False
    )


def cites(citations: Iterable[Citation]) -> str:
    """Citations in a row, each once."""
    return "; ".join(dict.fromkeys(str(citation) for citation in citations))
