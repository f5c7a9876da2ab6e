"""Indentation into nesting levels.

Invariant: every line that counts gets a level at most one deeper than the line before it. A line that is out of step
is reported once, and the lines after it are read as if it had been in step.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from solon_dsl.diagnostic import Diagnostic, Span, error
from solon_dsl.nearest import nearest
from solon_dsl.sentence import quoted
from solon_dsl.table import BY_KEYWORD

MAX_NESTING = 12
STEP = 2
_MARK = re.compile(r"(-|\([0-9a-z]{1,6}\)) ")
_HEAD = re.compile(r"(\w+):? +(\w+):?\Z")


@dataclass(frozen=True)
class Nesting:
    """The level of every line, and what was wrong.

    depths: -1 for a line that is not read. moved: lines read at another level than they were written at, and reported.
    cut: lines that were left out, or below which something was.
    """

    depths: tuple[int, ...]
    findings: tuple[Diagnostic, ...]
    moved: frozenset[int]
    cut: frozenset[int]


@dataclass
class _Level:
    """The lines of one level: the span of their indentations, how many there are, and the first of them."""

    low: int
    high: int
    first: int
    size: int = 0

    def holds(self, indent: int) -> bool:
        return self.low <= indent <= self.high


@dataclass(frozen=True)
class _Written:
    """A line that counts: its number, its indentation, its words."""

    number: int
    indent: int
    text: str

    @property
    def keyword(self) -> str:
        return self.text.split()[0].lower().rstrip(":")


def nest(file: str, lines: Sequence[str], tabs: Mapping[int, int], silent: Collection[int]) -> Nesting:
    """Work out the level of every line.

    lines: without tabs, each tab replaced by two spaces. tabs: how many tabs a line began with, where it did.
    silent: lines about which nothing is said, since their words are uncertain.
    """
    written = [
        _Written(number, len(line) - len(line.lstrip(" ")), line.lstrip(" "))
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.lstrip(" ").startswith("#")
    ]
    depths = [-1] * len(lines)
    reader = _Reader(file, written, tabs, silent)
    cut: set[int] = set()
    for place, line in enumerate(written):
        depth = reader.depth(place, line)
        if depth <= MAX_NESTING:
            depths[line.number - 1] = depth
        elif depths[written[place - 1].number - 1] >= 0:
            cut.add(written[place - 1].number)
            message = f"Lines are nested more than {MAX_NESTING} levels deep here; they are not read."
            reader.report("S109", line, message, "Give the inner part a name with a term, and use the term.")
    return Nesting(tuple(depths), tuple(reader.findings), frozenset(reader.moved), frozenset(cut | reader.left_out))


class _Reader:
    """Reads one line after another, and knows which levels are open."""

    def __init__(
        self, file: str, written: Sequence[_Written], tabs: Mapping[int, int], silent: Collection[int]
    ) -> None:
        self.file = file
        self.written = written
        self.tabs = tabs
        self.silent = silent
        self.levels = [_Level(0, 0, 0)]
        self.findings: list[Diagnostic] = []
        self.moved: set[int] = set()
        self.strays: set[int] = set()  # lines of a block that start at the left edge
        self.left_out: set[int] = set()  # lines before the first block
        self.inside: tuple[str, ...] = ()  # what may stand inside the block at the left edge
        self.inner: int | None = None  # the indentation of the lines in that block
        self.head = -1  # the level of the block that was begun last

    def report(self, code: str, line: _Written, message: str, help: str) -> None:
        if line.number not in self.silent:
            self.findings.append(error(code, Span(self.file, line.number, 1, max(1, line.indent)), message, help))

    def depth(self, place: int, line: _Written) -> int:
        """The level of a line; -1 when it belongs to no block."""
        indent = self._indent(place, line)
        if indent < 0:
            return -1
        closed: _Level | None = None
        while self.levels[-1].low > indent:
            closed = self.levels.pop()
        if not self.levels[-1].holds(indent):
            level = _Level(indent, indent, place) if closed is None else self._out_of_step(line, indent, closed)
            if level is not self.levels[-1]:
                self.levels.append(level)
        self.levels[-1].size += 1
        depth = len(self.levels) - 1
        if depth == 0:
            kind = BY_KEYWORD.get(line.keyword)
            self.inside, self.inner, self.head = kind.inside if kind else (), None, 0
        elif line.keyword in self.inside and _HEAD.match(line.text):
            self.head = depth
        if depth == 1 and self.inner is None:
            self.inner = indent
        return depth

    def _indent(self, place: int, line: _Written) -> int:
        """The indentation of a line, with what is plainly wrong about it set right."""
        known = line.indent == 0 or line.keyword in BY_KEYWORD
        if self.head < 0 and not (known and self._starts_block(place, line)):
            return self._before_any_block(line)
        if self.head < 0 and line.indent > 0:
            if line.number not in self.tabs:
                message = "The first line of a file starts a block, so it is not indented."
                self.report("S108", line, message, "Remove the spaces before it.")
            everything = place + 1 < len(self.written) and self.written[place + 1].indent > line.indent
            self.levels[0].high = line.indent if everything else 0
            return 0
        if line.indent == 0 and not self._starts_block(place, line):
            return self._at_left_edge(place, line)
        if line.indent == 0 and self._left_its_group(place, line):
            message = "This line starts at the left edge, but its lines are indented as if it stood in the group."
            self.report("S108", line, message, f"Indent it by {self.inner} spaces, or move its lines to the left.")
            return self.inner or 0
        tabs = self.tabs.get(line.number, 0)
        return self._with_tabs(place, line.indent - STEP * tabs, tabs) if tabs else line.indent

    def _starts_block(self, place: int, line: _Written) -> bool:
        """Whether a line at the left edge is, or was meant as, the first line of a block."""
        has_lines = place + 1 < len(self.written) and self.written[place + 1].indent > 0
        if _HEAD.match(line.text):
            return ":" not in line.text or line.keyword in BY_KEYWORD
        if line.keyword in BY_KEYWORD:
            return (":" not in line.text and (has_lines or len(line.text.split()) < 4)) or line.text.endswith(":")
        return has_lines and ":" not in line.text and nearest(line.keyword, BY_KEYWORD, 0.75) is not None

    def _before_any_block(self, line: _Written) -> int:
        """A line that belongs to a block, where none has begun: reported once, and not read."""
        if not self.strays:
            message = f"{quoted(line.text)} belongs to a block, but no block starts above it."
            repair = 'Start the block with its kind and its id. A remark for readers starts with "#".'
            self.report("S203", line, message, repair)
        self.strays.add(line.number)
        self.left_out.add(line.number)
        return -1

    def _at_left_edge(self, place: int, line: _Written) -> int:
        """The indentation that a line of a block should have had that starts at the left edge."""
        before = self.written[place - 1]
        if before.number not in self.strays:
            message = f"{quoted(line.text)} belongs to a block, but it starts at the left edge."
            repair = 'Indent it by two spaces, below the first line of its block. A remark for readers starts with "#".'
            self.report("S203", line, message, repair)
        self.strays.add(line.number)
        self.moved.add(line.number)
        depth = self.head + 1
        after = self.written[place + 1] if place + 1 < len(self.written) else line
        inside = next((i for i, level in enumerate(self.levels) if level.holds(after.indent)), 0)
        if _MARK.match(after.text) and inside > depth and not _MARK.match(line.text) and not line.text.endswith(":"):
            depth = inside + 1  # below the bullet above it
        if _MARK.match(line.text) and (before.text.endswith(":") or _MARK.match(before.text)):
            depth = len(self.levels) - 1 + before.text.endswith(":")
        return self.levels[depth].low if depth < len(self.levels) else self.levels[-1].high + STEP

    def _left_its_group(self, place: int, line: _Written) -> bool:
        """Whether the head of a rule was moved out of its group, and its lines were not."""
        if self.inner is None or line.keyword not in self.inside:
            return False
        below: list[_Written] = []
        for later in self.written[place + 1 :]:
            if later.indent == 0:
                break
            below.append(later)
        if not below or below[0].indent <= self.inner:
            return False
        return all(later.indent >= below[0].indent or later.keyword in self.inside for later in below)

    def _with_tabs(self, place: int, spaces: int, tabs: int) -> int:
        """The indentation that a line with tabs was probably given: a tab is two, four or eight spaces wide."""
        widths = [spaces + tabs * width for width in (STEP, 2 * STEP, 4 * STEP)]
        if place > 0 and self.written[place - 1].text.endswith(":"):
            return next((width for width in widths if width > self.levels[-1].high), widths[0])
        fitting = [width for width in widths if any(level.holds(width) for level in self.levels)]
        if not fitting:
            return widths[0]
        return fitting[-1] if _MARK.match(self.written[place].text) else fitting[0]

    def _out_of_step(self, line: _Written, indent: int, closed: _Level) -> _Level:
        """The level of a line that stands between two levels; one of the two lines is reported."""
        outer = self.levels[-1]
        if self._is_head(line) if outer is self.levels[0] else closed.low - indent > indent - outer.high:
            self._unmatched(line, outer, closed)
            outer.high = indent
            return outer
        first = self.written[closed.first]
        parent = self.written[closed.first - 1].text
        starts = parent.endswith(":") or bool(_HEAD.match(parent))
        if closed.size == 1 and starts and indent == outer.low + STEP != closed.low:
            message = "This line is indented deeper than the lines after it that belong with it."
            self.report("S108", first, message, f"Indent it by {indent} spaces.")
            self.moved.add(first.number)
            closed.high = indent
        else:
            self._unmatched(line, outer, closed)
        closed.low = indent
        return closed

    def _is_head(self, line: _Written) -> bool:
        """Whether a line starts a block that stands at the left edge."""
        return bool(_HEAD.match(line.text)) and line.keyword in BY_KEYWORD and line.keyword not in self.inside

    def _unmatched(self, line: _Written, outer: _Level, closed: _Level) -> None:
        message = "The indentation of this line matches no line above it."
        repair = f"Indent it by {outer.low} or by {closed.low} spaces, like the lines it belongs with."
        if outer is self.levels[0]:
            repair = f"Indent it by {closed.low} spaces, like the other lines of the block."
            if self._is_head(line):
                repair = "Remove the spaces before it, so that the block starts at the left edge."
        self.report("S108", line, message, repair)
        self.moved.add(line.number)
