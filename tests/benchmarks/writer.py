"""Blocks and conditions of synthetic policies as text, drawn from a seed.

Invariant: no input is asked about twice in one section; a shared bullet is drawn only while the section does not ask
about its inputs.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import count

from tests.benchmarks.vocabulary import Vocabulary


@dataclass(frozen=True)
class Leaf:
    """A bullet. inputs: what it asks about. given: what an example gives so that it holds. reading: when it is there"""

    words: str
    inputs: frozenset[str] = frozenset()
    given: tuple[str, ...] = ()
    reading: str = ""


@dataclass(frozen=True)
class Parts:
    """A list of bullets and lists: all of them, or any of them."""

    connective: str
    parts: tuple[Leaf | Parts, ...]

    def given(self) -> list[str]:
        """What an example gives so that the list holds."""
        used = self.parts if self.connective == "all" else self.parts[:1]
        return [line for part in used for line in (part.given if isinstance(part, Leaf) else part.given())]

    def text(self, indent: str = "  ", head: str = "when ") -> list[str]:
        """The lines of the list."""
        out = [f"{indent}{head}{self.connective} of:"]
        for part in self.parts:
            if isinstance(part, Parts):
                out += part.text(indent + "  ", "- ")
            else:
                out.append(f"{indent}  - {part.words}")
                out += [f"{indent}    under reading: {part.reading}"] if part.reading else []
        return out


class Writer:
    """Writes blocks into `lines`. used: the inputs that the section at hand asks about. pool: bullets to share."""

    def __init__(self, draw: random.Random, words: Vocabulary, name: str) -> None:
        self.draw, self.words, self.name = draw, words, name
        self.lines: list[str] = []
        self.below: list[str] = []  # what stands behind the rules of the file
        self.used: set[str] = set()
        self.pool: list[Leaf] = []
        self.paragraphs = count(1)

    def block(self, head: str, *lines: str, groups: int = 0, cites: bool = True) -> None:
        """A block among the rules; groups: how many groups it stands in."""
        cited = [f"  cites: {self.name} {next(self.paragraphs)}"] if cites else []
        self.lines += ["  " * groups + line for line in (head, *cited, *lines)]
        self.lines.append("")

    def declare(self, head: str, *lines: str) -> None:
        """A block behind the rules."""
        self.below += [head, *lines, ""]

    def fact(self, yes: bool = True) -> Leaf:
        """A new fact, as a bullet."""
        made = self.words.statement()
        more = ["  changed by: the person"] if self.draw.random() < 0.4 else []
        more += ["  judged by: the Commissioner"] if self.draw.random() < 0.2 else []
        more[:0] = ["  help: A single case is enough. What happened before does not count."] * (
            self.draw.random() < 0.3
        )
        self.declare(
            f"fact {made.id}", f"  says: {made.says}", f"  denies: {made.denies}", f"  asks: {made.asks}", *more
        )
        says = made.says if yes else made.denies
        return Leaf(says, frozenset({made.id}), (says,))

    def term(self) -> Leaf:
        """A new term over facts of its own, as a bullet."""
        made = self.words.statement()
        connective = self.draw.choice(("all", "any"))
        when = Parts(connective, tuple(self.fact() for _ in range(self.draw.randint(2, 4))))
        self.block(f"term {made.id}", f"  says: {made.says}", f"  denies: {made.denies}", *when.text())
        return Leaf(made.says, _inputs(when), tuple(when.given()))

    def choice(self) -> list[Leaf]:
        """A new choice, as one bullet for each of its options."""
        found = [self.words.statement() for _ in range(self.draw.randint(3, 4))]
        name = f"{self.name}_choice"
        options = [f"    - case_{place}: {made.says}" for place, made in enumerate(found, 1)]
        self.declare(f"choice {name}", "  asks: Which of these is so?", "  one of:", *options)
        return [Leaf(made.says, frozenset({name}), (made.says,)) for made in found]

    def days(self) -> list[Leaf]:
        """A new date and two periods that rest on it, as bullets. Examples take place on the fifth day of both."""
        name, day = f"{self.name}_day", f"the day the {self.name.replace('_', ' ')} procedure starts"
        self.declare(f"date {name}", f"  says: {day}", "  asks: On what day does the procedure start?")
        spans = (
            ("season", day, f"{self.draw.randint(20, 90)} days after {day}"),
            ("year", f"1 January of the year of {day}", f"31 December of the year of {day}"),
        )
        for kind, first, last in spans:
            says = f"the {self.name.replace('_', ' ')} {kind}"
            self.block(f"period {self.name}_{kind}", f"  says: {says}", f"  from: {first}", f"  until: {last}")
        return [
            Leaf(
                f"the day is within the {self.name.replace('_', ' ')} {kind}",
                frozenset({name}),
                (f"{day}: 2020-06-10",),
            )
            for kind, _, _ in spans
        ]

    def share(self) -> Leaf:
        """A bullet of the pool about nothing that this section asks about yet; a new fact when there is none."""
        free = [leaf for leaf in self.pool if not leaf.inputs & self.used]
        if not free:
            return self.fact()
        leaf = self.draw.choice(free)
        self.used |= leaf.inputs
        return leaf

    def when(self, *more: Leaf | Parts, size: int | None = None) -> Parts:
        """Conditions: a new fact first, then what is drawn, then `more`."""
        wanted = self.draw.choice((2, 2, 3, 3, 3, 4, 5)) if size is None else size
        parts: list[Leaf | Parts] = [self.fact()]
        while (left := wanted - len(parts)) > 0:
            parts.append(self.any_of() if left > 1 and self.draw.random() < 0.4 else self.one())
        return Parts("all", (*parts, *more))

    def one(self) -> Leaf:
        """A bullet: shared, or new, or new and denied."""
        kind = self.draw.random()
        return self.share() if kind < 0.55 else self.fact(yes=kind < 0.8)

    def any_of(self) -> Parts:
        """A list of alternatives, one of them perhaps a list itself."""
        parts: list[Leaf | Parts] = [self.share() for _ in range(self.draw.randint(2, 3))]
        if self.draw.random() < 0.3:
            parts.append(Parts("all", (self.fact(), self.one())))
        return Parts("any", tuple(parts))


def _inputs(parts: Parts) -> frozenset[str]:
    found = (part.inputs if isinstance(part, Leaf) else _inputs(part) for part in parts.parts)
    return frozenset(name for inputs in found for name in inputs)
