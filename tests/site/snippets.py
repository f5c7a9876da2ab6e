"""The fenced blocks of a page, run in their order as a reader would, and what they show compared with what came out.

The mark of a fence says how it is run. Each block but `text` does something; a `text` block is what the block before it
must print, where `...` stands for anything on a line, and for any lines where it stands alone.

python  in one session, one process that lasts for the page
sh      by a shell, in the folder; a block that begins with `solon serve` is started, and stopped after the page
js      as a module, by Node
html    in Chromium: opened from a file, or from a server where it loads a module; what it shows is what can be read
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

SHOWS = "text"
RUNS = ("python", "sh", "js", "html")
FENCE = re.compile(r"^ *(?P<fence>`{3,}|~{3,})(?P<mark>.*)$")


@dataclass(frozen=True)
class Snippet:
    """One block. line: where its fence stands. shown: what is said to come out; None where nothing is said."""

    line: int
    mark: str
    text: str
    shown: str | None = None

    @property
    def is_heavy(self) -> bool:
        """Whether it takes too long for every day."""
        return "--engine spark" in self.text


class UnknownBlock(Exception):
    """A fenced block that nothing runs."""


def snippets(page: str, first: int = 1) -> list[Snippet]:
    """The blocks to run. first: the number of the first line. Raises UnknownBlock."""
    found = list(_blocks(page, first))
    for block in found:
        if block.mark not in (*RUNS, SHOWS):
            raise UnknownBlock(f'line {block.line}: nothing runs a block marked "{block.mark}"')
    for before, block in pairwise([Snippet(0, SHOWS, ""), *found]):
        if before.mark == block.mark == SHOWS:
            raise UnknownBlock(f"line {block.line}: there is no block before it that shows this")
    after = [*found[1:], None]
    return [
        Snippet(one.line, one.mark, one.text, follows.text if follows and follows.mark == SHOWS else None)
        for one, follows in zip(found, after, strict=True)
        if one.mark != SHOWS
    ]


def _blocks(page: str, first: int) -> Iterator[Snippet]:
    start, mark, fence, lines = 0, "", "", list[str]()
    for number, line in enumerate(page.splitlines(), first):
        found = FENCE.match(line)
        if found and not fence:
            start, mark, fence, lines = number, found["mark"].strip(), found["fence"], []
        elif fence and line.strip() == fence:
            yield Snippet(start, mark, "".join(f"{one}\n" for one in lines))
            fence = ""
        elif fence:
            lines.append(line)
    if fence:
        raise UnknownBlock(f"line {start}: the block does not end")


def agrees(shown: str, out: str) -> bool:
    """Whether what is shown is what came out."""
    parts = []
    for line in shown.rstrip("\n").split("\n"):
        anything = r"(?:.*\n)*?" if line.strip() == "..." else None
        parts.append(anything or r".*?".join(map(re.escape, line.split("..."))) + "\n")
    return re.fullmatch("".join(parts), out.rstrip("\n") + "\n") is not None
