"""Random policies, random bytes and random changes of the real policies, through the reader and the formatter.

Invariant: whatever a file holds, nothing is raised and every finding has a place inside it. Of a file without errors
no word is lost: all of them stand in the tree. Formatting it keeps the tree and the comments, and a second time changes
nothing. The seeds are fixed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from solon.model.bind import bind
from solon.model.sources import read_lock
from solon_dsl import Block, Diagnostic, Field, Item, format_source, parse, read_source, render
from solon_dsl.table import BY_KEYWORD, KINDS, Entry, Kind, Norm, Shape

ROOT = Path(__file__).parents[2]
FILES = {path.as_posix(): path.read_text("utf-8") for path in sorted((ROOT / "policies").rglob("*.solon"))}
POLICIES = list(FILES.values())
SOURCES = read_lock((ROOT / "policies" / "sources.lock").read_text("utf-8"))
fixed = settings(
    max_examples=120,
    derandomize=True,
    deadline=None,
    print_blob=True,
    phases=(
        Phase.explicit,
        Phase.generate,
    ),  # a failing text is shown as it was drawn: to make it smaller takes minutes
    suppress_health_check=list(HealthCheck),
)

# Words that may begin a line, and words that may stand only inside one.
PLAIN = (
    "a",
    "the",
    "member's",
    "member\u2019s",
    "book",
    "caf\u00e9",
    "“late”",
    '"old"',
    "e-mail",
    "24",
    "\u00a7",
    "City",
    "is",
)
INNER = (*PLAIN, "and", "(b)", "-", "#9", "18(a)", "s.", "see:", "on:", "rule", "always", "must", "—", "until:", "when")
TOP = tuple(kind for kind in KINDS)


class Writer:
    """Writes one random file, line by line, with comments and blank lines between them."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.comments: list[str] = []
        # A rule that stands at the left edge, with lines deeper than those of the group above, looks moved out of it.
        self.width = self.number(1, 4)

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def maybe(self, one_in: int = 3) -> bool:
        return self.number(1, one_in) == 1

    def pick(self, choices: tuple[str, ...]) -> str:
        return self.draw(st.sampled_from(choices))

    def words(self, low: int = 1, high: int = 6) -> str:
        """A sentence: it starts and ends with a plain word, and may have doubled spaces inside."""
        inner = [self.pick(INNER) for _ in range(self.number(0, high - low))]
        gap = "  " if self.maybe(9) else " "
        return gap.join([self.pick(PLAIN), *(word for word in inner if ":" not in word), self.pick(PLAIN)])

    def prose(self) -> str:
        return " ".join([self.pick(PLAIN), *(self.pick(INNER) for _ in range(self.number(0, 30))), self.pick(PLAIN)])

    def put(self, indent: int, text: str) -> None:
        if self.maybe(6):
            self.comments.append(f"# remark {len(self.comments)}")
            self.lines.append(" " * self.number(0, 9) + self.comments[-1])
        if self.maybe(9):
            self.lines.append("")
        self.lines.append(" " * indent + text)

    def block(self, kind: Kind, indent: int, name: str) -> None:
        self.put(indent, f"{kind.keyword}{' ' * self.number(1, 2)}{name}")
        inner = indent + (self.number(1, 4) if indent else self.width)
        parts: list[tuple[str, Entry | None]] = []
        for entry in kind.entries:
            if entry.shape is Shape.CONDITIONS:
                continue
            if entry.required or self.maybe():
                parts += [("field", entry)] * (2 if entry.repeat and self.maybe() else 1)
        if kind.norm is not Norm.NONE:
            parts.append(("norm", None))
        if kind.conditions == "required" or (kind.conditions == "optional" and self.maybe()):
            parts.append(("always" if self.maybe(4) else "when", None))
        for part, entry in self.draw(st.permutations(parts)):
            self.part(kind, part, entry, inner)
        if kind.inside:
            for number in range(self.number(1, 3)):
                keyword = self.pick(kind.inside if indent < 4 else kind.inside[:3])
                self.block(BY_KEYWORD[keyword], inner, f"{name}_{number}")

    def part(self, kind: Kind, part: str, entry: Entry | None, indent: int) -> None:
        if entry is not None:
            self.field(entry, indent)
        elif part == "always":
            self.put(indent, self.pick(("always", "Always")))
        elif part == "when":
            self.put(indent, self.pick(("when all of:", "when any of:", "When  All of:")))
            self.bullets(indent, 0)
        elif kind.norm is Norm.SENTENCE:
            self.put(indent, f"a member must {self.words()}")
        else:
            self.put(indent, "a member must do one of:")
            self.bullets(indent, 9)

    def field(self, entry: Entry, indent: int) -> None:
        name = entry.name if self.maybe(2) else entry.name.capitalize()
        if entry.shape is Shape.KEYED:
            name += f" option_{len(self.lines)}"
        if entry.shape is Shape.LIST or (entry.shape is Shape.EITHER and self.maybe(2)):
            self.put(indent, f"{name}:")
            self.bullets(indent, 9, ends=entry.name == "until")
            return
        if entry.shape not in (Shape.PROSE, Shape.KEYED):
            self.put(indent, f"{name}: {self.words()}")
            return
        self.put(indent, f"{name}: {self.prose()}")
        deeper = indent + self.number(1, 6)
        for _ in range(self.number(0, 2)):
            self.put(deeper, self.prose())

    def bullets(self, indent: int, depth: int, ends: bool = False) -> None:
        """A list below a line; depth 9 stands for a list that takes no list inside it."""
        inner = indent + self.number(1, 4)
        lettered = self.maybe(2)
        for place in range(self.number(1, 3)):
            mark = f"({'abc'[place]})" if lettered else "-"
            if depth < 3 and self.maybe(4):
                self.put(inner, f"{mark} {self.pick(('any of:', 'All of:'))}")
                self.bullets(inner, depth + 1)
                continue
            value = f": {self.words()}" if self.maybe(5) else ""
            self.put(inner, f"{mark}{' ' * self.number(1, 2)}{self.words()}{value}")
            if depth < 9 and self.maybe(5):
                self.put(inner + self.number(1, 3), f"under reading: {self.pick(('one', 'two'))} = other")
            elif ends and self.maybe(2):
                below = inner + self.number(1, 3)
                self.put(below, "when any of:")
                self.bullets(below, 1)


@st.composite
def policies(draw: st.DrawFn) -> tuple[str, list[str]]:
    """The text of a file without mistakes of shape, and its comments."""
    writer = Writer(draw)
    for number in range(writer.number(1, 4)):
        kind = draw(st.sampled_from(KINDS))
        writer.lines += [""] * writer.number(0, 2)
        writer.block(kind, 0, f"block_{number}")
    if writer.maybe():
        writer.comments.append(f"# remark {len(writer.comments)}")
        writer.lines += ["", " " * writer.number(0, 5) + writer.comments[-1]]
    return "\n".join(writer.lines) + "\n", writer.comments


@fixed
@given(policies())
def test_formatting_keeps_tree_and_comments_and_a_second_time_changes_nothing(drawn: tuple[str, list[str]]) -> None:
    text, comments = drawn
    tree, findings = parse("a.solon", text)
    assert not findings, (findings, text)
    assert words_of_blocks(tree.blocks) == words_of_text(text)
    once, _ = format_source("a.solon", text)
    assert once is not None
    assert parse("a.solon", once)[0] == tree
    assert sorted(line.strip() for line in once.splitlines() if line.strip().startswith("#")) == sorted(comments)
    assert format_source("a.solon", once)[0] == once


STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', ":": " "})


def words_of_text(text: str) -> Counter[str]:
    """Every word that stands in a file outside its comments, whatever its case, its quotes and its colons."""
    lines = (line for line in text.split("\n") if not line.lstrip().startswith("#"))
    return Counter(word for line in lines for word in line.translate(STRAIGHT).lower().split())


def words_of_blocks(blocks: Iterable[Block]) -> Counter[str]:
    """Every word that a tree holds, with the words of its fixed lines."""
    found: Counter[str] = Counter()
    for block in blocks:
        parts = [block.kind, block.id.text, block.norm.text if block.norm else "", "always" if block.always else ""]
        found.update(word for part in parts for word in part.translate(STRAIGHT).lower().split())
        found += words_of_fields(block.fields) + words_of_items(block.options) + words_of_blocks(block.blocks)
    return found


def words_of_fields(fields: Iterable[Field]) -> Counter[str]:
    found: Counter[str] = Counter()
    for field in fields:
        name = f"when {field.key} of" if field.name == "when" else f"{field.name} {field.key}"
        found.update(f"{name} {field.value.text}".translate(STRAIGHT).lower().split())
        found += words_of_items(field.items)
    return found


def words_of_items(items: Iterable[Item]) -> Counter[str]:
    found: Counter[str] = Counter()
    for item in items:
        head = f"{item.connective} of" if item.connective else item.phrase.text
        value = item.value.text if item.value else ""
        found.update(f"{item.mark} {head} {value}".translate(STRAIGHT).lower().split())
        found += words_of_fields(item.fields) + words_of_items(item.items)
    return found


def look_through(data: bytes | str) -> None:
    """Read, bind, show and format a file that may hold anything."""
    tree, found = parse("a.solon", data)
    _, bound = bind([tree], SOURCES)
    lines = read_source("a.solon", data)[0].lines
    for finding in (*found, *bound):
        assert_inside(finding, lines)
        assert finding.message
        assert finding.help
        assert render(finding, {"a.solon": lines}).isprintable() or "\n" in render(finding, {"a.solon": lines})
    once, _ = format_source("a.solon", data)
    assert (once is None) == bool(found)
    if once is not None:
        assert words_of_blocks(tree.blocks) == words_of_text("\n".join(lines))
        assert parse("a.solon", once)[0] == tree
        assert format_source("a.solon", once)[0] == once


def assert_inside(finding: Diagnostic, lines: tuple[str, ...]) -> None:
    assert finding.span.file == "a.solon"
    assert 1 <= finding.span.line <= max(1, len(lines))
    if lines:
        assert 1 <= finding.span.column <= len(lines[finding.span.line - 1]) + 1
    assert finding.span.length >= 1


@fixed
@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_fault(data: bytes) -> None:
    look_through(data)


SHAPES = (
    "rule r",
    "group g",
    "  when all of:",
    "- ",
    "(a) ",
    "cites:",
    ": ",
    "\n",
    "\n  ",
    "\n    ",
    "\t",
    "#",
    "any of:",
)


@fixed
@given(st.lists(st.one_of(st.sampled_from(SHAPES), st.text(max_size=6)), max_size=60).map("".join))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    look_through(text)


SIGNS = "\t:-#.(\u00a0\u200b\u202e\u043e\u2019\x00"
CHANGES = ("drop", "twin", "in", "out", "left", "swap", "cut", "colon", "sign")


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A piece of a real policy file with a few changes: lines moved, repeated, shifted, cut; signs put in or left."""
    lines = draw(st.sampled_from(POLICIES)).split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    lines = lines[start : start + 80]
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=5)):
        here = draw(st.integers(0, len(lines) - 1))
        line = lines[here]
        place = draw(st.integers(0, len(line)))
        match change:
            case "drop":
                lines[here : here + 1] = [""]
            case "twin":
                lines.insert(here, line)
            case "in":
                lines[here] = " " * draw(st.integers(1, 4)) + line
            case "out":
                lines[here] = line[draw(st.integers(1, 4)) :]
            case "left":
                lines[here] = line.lstrip()
            case "swap":
                there = draw(st.integers(0, len(lines) - 1))
                lines[here], lines[there] = lines[there], line
            case "cut":
                lines[here : here + 1] = [line[:place], line[place:]]
            case "colon":
                lines[here] = line.replace(":", "")
            case _:
                lines[here] = line[:place] + draw(st.sampled_from(SIGNS)) + line[place:]
    return "\n".join(lines)


@fixed
@given(changed())
def test_any_change_of_a_policy_is_read_without_a_fault(text: str) -> None:
    look_through(text)


def slips(line: str) -> dict[str, str]:
    """The slips that a hand makes on one line: what each is called, and the line after it."""
    words = line.lstrip()
    depth = len(line) - len(words)
    made = {
        "a colon left out": line.replace(":", "", 1),
        "two spaces too many": "  " + line,
        "one space too many": " " + line,
        "two spaces too few": line[min(2, depth) :],
        "no indentation": words,
        "a full stop": line + ".",
        "no space behind the dash": line.replace("- ", "-", 1) if words.startswith("- ") else line,
        "no dash": line.replace("- ", "", 1) if words.startswith("- ") else line,
        "two letters in the wrong order": line[:-2] + line[-1:] + line[-2:-1],
    }
    if depth in (2, 4):
        made["tabs"] = "\t" * (depth // 2) + words
    return {what: text for what, text in made.items() if text != line}


@pytest.mark.prove
def test_nearly_every_slip_of_the_hand_is_reported_once() -> None:
    trees = {name: parse(name, text)[0] for name, text in FILES.items()}
    draw = Random(20)
    counts: dict[int, int] = {}
    for _ in range(100):
        name = draw.choice(list(FILES))
        lines = FILES[name].split("\n")
        here = draw.choice([place for place, line in enumerate(lines) if line.strip() and "#" not in line])
        what, lines[here] = draw.choice(list(slips(lines[here]).items()))
        tree, found = parse(name, "\n".join(lines))
        _, bound = bind([tree if other == name else trees[other] for other in trees], SOURCES)
        number = len(found) + len(bound)
        counts[number] = counts.get(number, 0) + 1
        assert number <= 10, (what, name, here + 1)
    assert counts.get(1, 0) >= 60, counts
    assert sum(many for number, many in counts.items() if number > 1) <= 4, counts
