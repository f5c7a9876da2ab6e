"""A text into lines of a letter, and citations in a row.

Invariant: no word is broken; a line that starts a bullet hangs.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable

from solon.engine.deontic import Citation

WIDTH = 96
Paint = Callable[[str, str], str]


def plain(text: str, role: str) -> str:
    """No colour."""
    return text


def wrap(text: str, indent: str = "") -> list[str]:
    """The lines of a text, indented."""
    deeper = indent + ("  " if text.startswith("- ") else "")
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=deeper, break_long_words=False, break_on_hyphens=False
    )


def cites(citations: Iterable[Citation]) -> str:
    """Citations in a row, each once."""
    return "; ".join(dict.fromkeys(str(citation) for citation in citations))
