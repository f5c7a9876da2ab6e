"""Comments to the lines that they belong to, by their place and their indentation.

Invariant: every comment is given to exactly one line, or to the end of the file. A comment belongs to what stands
before it when it is indented deeper than the line after it, or when a blank line stands only after it: so a bullet
that was turned into a comment stays in its list.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from solon_dsl.text import Source


@dataclass(frozen=True)
class _Comment:
    indent: int
    text: str
    apart: bool  # whether a blank line stands before it


@dataclass
class Comments:
    """The comments before each line and after it, by line number, and those at the end.

    An empty text among those before a line, and among the last ones, stands for blank lines.
    """

    before: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    after: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    last: tuple[str, ...] = ()


def place_comments(source: Source) -> Comments:
    """Find the line of every comment of a source."""
    found = Comments()
    open_lines: list[tuple[int, int]] = []  # indentation and number of the line just read and of those around it
    waiting: list[_Comment] = []
    blank = False
    for number, (line, depth) in enumerate(zip(source.lines, source.depths, strict=True), 1):
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        if depth >= 0:
            inner = depth >= len(open_lines)
            rest = waiting if inner else _behind(found, open_lines, waiting, indent, blank)
            if rest:
                found.before[number] = (*_with_gaps(rest), *([""] if blank else []))
            del open_lines[depth:]
            open_lines.append((indent, number))
            waiting = []
        elif text.startswith("#"):
            waiting.append(_Comment(indent, text.rstrip(), blank))
        blank = not text or (blank and depth < 0 and not text.startswith("#"))
    found.last = _with_gaps(_behind(found, open_lines, waiting, 0, False))
    return found


def _behind(
    found: Comments, open_lines: list[tuple[int, int]], waiting: list[_Comment], indent: int, blank: bool
) -> list[_Comment]:
    """Give the comments that belong to what stands before them to it; returns the others.

    indent: that of the next line. blank: whether a blank line stands before it.
    """
    close = next((place for place, comment in enumerate(waiting) if comment.apart), len(waiting) if blank else 0)
    level = len(open_lines) - 1
    for place, comment in enumerate(waiting):
        deeper = comment.indent > indent or (comment.indent == indent and place < close)
        if level < 0 or not deeper:
            return waiting[place:]
        deep = next((i for i, (at, _) in enumerate(open_lines) if at >= comment.indent), level)
        level = min(level, deep)
        number = open_lines[level][1]
        found.after[number] = (*found.after.get(number, ()), comment.text)
    return []


def _with_gaps(comments: list[_Comment]) -> tuple[str, ...]:
    """The texts, with an empty one for the blank lines between two of them."""
    out: list[str] = []
    for place, comment in enumerate(comments):
        out += [""] if place and comment.apart else []
        out.append(comment.text)
    return tuple(out)
