"""A comparison into plain text for a terminal.

Invariant: what a policy says stays on its own lines; colour comes from the caller.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from solon.diff.report import Item, headline, sections
from solon.diff.result import Diff

WIDTH = 96
Paint = Callable[[str, str], str]


def _plain(text: str, _: str) -> str:
    """No colour."""
    return text


def write_text(diff: Diff, paint: Paint = _plain) -> str:
    """The comparison as text. paint: gives (text, role) a colour, where the role is `heading`."""
    out = [headline(diff)]
    for section in sections(diff):
        out += ["", paint(section.heading, "heading")]
        out += _wrap(section.lead, "  ") if section.lead else []
        plain_list = all(not (item.lines or item.points) for item in section.items)
        for number, item in enumerate(section.items, 1):
            out += _item(item, "- " if plain_list else f"{number}. ")
    return "\n".join(out) + "\n"


def _item(item: Item, mark: str) -> Iterator[str]:
    yield from _wrap(item.title + (f" ({item.page})" if item.page else ""), "  ", mark)
    deeper = "  " + " " * len(mark)
    for line in item.lines:
        yield from _wrap(line, deeper)
    if item.list_head:
        yield from _wrap(item.list_head, deeper)
    for point in item.points:
        yield from _wrap(point, deeper + "  ", "- ")


def _wrap(text: str, indent: str, mark: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=indent + mark,
        subsequent_indent=indent + " " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
