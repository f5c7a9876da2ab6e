"""A worksheet as it is published, worked out by somebody who has nothing but the page.

Invariant: knows nothing of the code that wrote the page; what cannot be understood is a fault, never an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

Answers = Callable[[str], str]
TAGS = {"br", "hr", "meta", "link", "input"}


@dataclass
class Line:
    """A row of a table: its id, its label, and the words of its cells, a line for each paragraph or list item."""

    id: str
    cells: list[str] = field(default_factory=list[str])
    bold: str = ""

    @property
    def label(self) -> str:
        return self.cells[0].strip()

    def lines(self, cell: int) -> list[str]:
        return [" ".join(line.split()) for line in self.cells[cell].split("\n") if line.strip()]


class Paper(HTMLParser):
    """Reads the tables of a page, the headings of deeds, and what always stands."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Line] = []
        self.deeds: list[tuple[str, str]] = []
        self.always: dict[str, str] = {}
        self._open: list[str] = []
        self._words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self.rows.append(Line(found.get("id", "")))
        elif tag in ("th", "td"):
            self.rows[-1].cells.append("")
        elif tag in ("p", "li") and self._table:
            self.rows[-1].cells[-1] += "\n"
        elif tag == "h3":
            self.deeds.append((found.get("id", ""), ""))
        if tag == "p":
            self._words = ""
        if tag not in TAGS:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()
        if tag == "p" and not self._table and self.deeds and self._words.startswith("Always: "):
            self.always[self.deeds[-1][0]] = self._words.removeprefix("Always: ")
        if tag in ("p", "ul") and self._table:
            self.rows[-1].cells[-1] += "\n"

    def handle_data(self, data: str) -> None:
        self._words += data
        if (
            self._table
            and self.rows
            and self.rows[-1].cells
            and self._open[-1] not in ("table", "tbody", "tr", "thead")
        ):
            self.rows[-1].cells[-1] += data
            if "strong" in self._open:
                self.rows[-1].bold += data
        if "h3" in self._open:
            self.deeds[-1] = (self.deeds[-1][0], self.deeds[-1][1] + data)

    @property
    def _table(self) -> bool:
        return "table" in self._open


@dataclass(frozen=True)
class Worked:
    """A page, ready to be worked out.

    asks: the words of each question by number. options: those of each choice. deeds: the label and the heading of each.
    rows: by label, in page order. always: what a deed without rows comes to. taken: the ways that were followed.
    """

    asks: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]
    deeds: tuple[tuple[str, str], ...]
    rows: Mapping[str, Line]
    always: Mapping[str, str]
    taken: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def status(self, deed: str, answer: Answers) -> str:
        """What the lists of a deed come to. answer: to the number of a question, yes, no or a letter."""
        if deed in self.always:
            return self.always[deed]
        known: dict[str, str] = {}

        def look(number: str) -> str:
            if number in self.asks:
                return answer(number)
            if number not in known:
                words = self.follow(number, look)
                assert words in (f"{number} is yes.", f"{number} is no."), words
                known[number] = "yes" if "yes" in words else "no"
            return known[number]

        first = next(label for label in self.rows if re.fullmatch(rf"{deed}(1)?(\.1)?", label))
        return self.follow(first, look).removesuffix("Stop.").strip()

    def follow(self, label: str, look: Answers) -> str:
        """Begin at a row, and go where the rows send to, until there is no row to go to."""
        seen: list[str] = []
        while True:
            if label not in self.rows:
                label = f"{label}.1"
            assert label not in seen
            seen.append(label)
            target = self.step(self.rows[label], look)
            self.taken.add((label, target))
            if not (found := re.fullmatch(r"go to (\w+(?:\.\d+)?)", target)):
                return target
            label = found[1]

    def step(self, row: Line, look: Answers) -> str:
        """Where one row leads to."""
        ways = dict(line.split(": ", 1) for line in row.lines(2) if ": " in line)
        lines = row.lines(1)
        if not ways:
            assert lines[-1] == "Always."
            return row.lines(2)[0]
        if re.fullmatch(r"\d+ [^:]*\?", lines[-1]):
            given = look(lines[-1].split()[0])
            return next(to for when, to in ways.items() if given in re.split(", | or ", when))
        kind = next((line for line in lines if line in ("All of these:", "Any of these:")), None)
        tests = lines[lines.index(kind) + 1 :] if kind else lines[-1:]
        held = [self.holds(test, look) for test in tests]
        match kind:
            case "All of these:":
                return ways["All" if all(held) else "Not all"]
            case "Any of these:":
                return ways["Any" if any(held) else "None"]
            case _:
                (one,) = held
                return ways[("Yes" if one else "No") if "Yes" in ways else ("So" if one else "Not so")]

    def holds(self, test: str, look: Answers) -> bool:
        """Whether a line such as `7 yes: ...` or `9 a, b or c: ...` is so."""
        number, wanted, _ = self.parts(test)
        return look(number) in re.split(", | or ", wanted)

    @staticmethod
    def parts(test: str) -> tuple[str, str, str]:
        """The number, the answer and the words of a line."""
        found = re.fullmatch(r"(R?\d+) (yes|no|[a-z](?:, [a-z])*(?: or [a-z])?): (.*)", test)
        assert found, test
        return found[1], found[2], found[3]

    def ways(self) -> Iterator[tuple[str, str]]:
        """Every row with each place that it can lead to."""
        for label, row in self.rows.items():
            for line in row.lines(2):
                yield label, line.split(": ", 1)[1] if row.lines(1)[-1] != "Always." else line

    def tests(self) -> Iterator[tuple[str, str, str]]:
        """Every line of every row that names a question and an answer."""
        for row in self.rows.values():
            for line in row.lines(1):
                if re.match(r"R?\d+ (yes|no|[a-z][, ]|[a-z]:)", line) and not line.endswith("?"):
                    yield self.parts(line)


def read(page: str) -> Worked:
    """A page as somebody reads it who has a pen."""
    paper = Paper(page)
    asked = [row for row in paper.rows if re.fullmatch(r"q\d+", row.id)]
    lettered = r"^([a-z]) (.*)$"
    return Worked(
        {row.label: " ".join(row.bold.split()) for row in asked},
        {
            row.label: tuple(found[2] for line in row.lines(1) if (found := re.match(lettered, line)))
            for row in asked
            if "Yes" not in row.cells[2]
        },
        tuple((id, words) for id, words in paper.deeds if id),
        {
            row.label: row
            for row in paper.rows
            if row not in asked and len(row.cells) == 3 and row.label not in ("Row", "No.")
        },
        paper.always,
    )
