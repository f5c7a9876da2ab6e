"""A synthetic municipal code from a seed: as many rules as asked for, in instruments of about 25 rules each.

Invariant: the same size and seed give the same bytes, and the policy has no errors. What a rule looks at, together with
its group, its terms and its exceptions, asks about each input once; only what "nothing else forbids it" looks at in
other instruments may ask about a shared fact again. Every rule and every exception has a fact of its own that must be
"yes". So every rule can apply, every bullet can matter and every exception can bite.

Instruments belong to parts of the code, four to a part. A part has an action, facts and terms that its instruments
share. An instrument has sections of five rules each, of five kinds in turn.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count

from tests.benchmarks.vocabulary import Vocabulary

from solon.model.sources import Sources, digest, write_lock

SECTION = 5  # rules
INSTRUMENT = 5  # sections
PART = 4  # instruments
UNCITED = 5  # paragraphs of an instrument from which no rule comes
BEARERS = ("a member", "an officer", "a contractor", "a resident", "a vendor")
PEOPLE = """# The people whom the code binds.
bearer member
  says: a member
  also for: the member's staff

bearer officer
  says: an officer

bearer contractor
  says: a contractor
  who: the person works under a contract with the City

bearer resident
  says: a resident

bearer vendor
  says: a vendor

fact works_under_contract
  says: the person works under a contract with the City
  denies: the person does not work under a contract with the City
  asks: Does the person work under a contract with the City?
"""
CONTRACT = "the person works under a contract with the City"


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


def synthetic(rules: int, seed: int) -> tuple[dict[str, bytes], str]:
    """A policy of `rules` rules, made up to whole sections: its files by name, and the text of its `sources.lock`."""
    draw = random.Random(seed)
    words = Vocabulary(draw)
    sections = -(-rules // SECTION)
    files = {"shared/people.solon": [PEOPLE]}
    paragraphs: dict[str, dict[str, str]] = {}
    for number in range(-(-sections // INSTRUMENT)):
        if number % PART == 0:
            part = _Part(draw, words, number // PART + 1, f"code_{number + 1:03}")
            files[f"shared/part_{number // PART + 1:03}.solon"] = part.lines
        size = min(INSTRUMENT, sections - number * INSTRUMENT)
        made = _Instrument(draw, words, number + 1, part)
        files |= made.files(size)
        locators = [str(paragraph) for paragraph in range(1, next(made.paragraphs))]
        paragraphs[made.name] = {locator: digest(f"{made.name} {locator}") for locator in locators}
    texts = {name: "\n".join(lines).encode() for name, lines in sorted(files.items())}
    return texts, write_lock(Sources(paragraphs))


class _Writer:
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


class _Part(_Writer):
    """What four instruments share."""

    def __init__(self, draw: random.Random, words: Vocabulary, number: int, cited: str) -> None:
        super().__init__(draw, words, cited)
        self.deed, self.bearer = words.deed(), draw.choice(BEARERS)
        self.declare(f"action part_{number:03}_action", f"  says: {self.deed}")
        self.pool = [*(self.fact() for _ in range(6)), self.term(), self.term()]
        self.lines = [f"# What the instruments of part {number} share.", *self.lines, *self.below]


class _Instrument(_Writer):
    """One instrument: its definitions, its sections, and two examples."""

    def __init__(self, draw: random.Random, words: Vocabulary, number: int, part: _Part) -> None:
        super().__init__(draw, words, f"code_{number:03}")
        self.number, self.part = number, part
        self.bearer = ""
        self.deeds: list[str] = []
        self.rules = count(1)
        self.ids = count(1)
        self.examples: list[list[str]] = []

    def files(self, sections: int) -> dict[str, list[str]]:
        """The files of the instrument."""
        found = {f"{self.name}/instrument.solon": self.head()}
        if self.number % PART == 1:
            self.paragraphs = count(3)  # the terms of the part cite the first two
        self.pool = [*(self.fact() for _ in range(5)), *(self.term() for _ in range(4))]
        self.pool += [*self.choice(), *self.days(), *self.part.pool]
        found[f"{self.name}/definitions.solon"] = [*self.lines, *self.below]
        kinds = (self.bans, self.duties, self.options, self.readings, self.common)
        for section in range(sections):
            self.lines, self.below, self.used = [f"# Section {section + 1}."], [], set()
            self.bearer = self.draw.choice(BEARERS)
            kinds[(section + self.number) % len(kinds)]()
            found[f"{self.name}/section_{section + 1}.solon"] = [*self.lines, *self.below]
        for example in self.draw.sample(self.examples, min(2, len(self.examples))):
            found.setdefault(f"{self.name}/examples.solon", []).extend([*example, ""])
        asked = [f"    - {deed}" for deed in self.deeds]
        found[f"{self.name}/instrument.solon"] += [
            f"question about_{self.name}", f"  asks: What does chapter {self.number} ask?", "  about:", *asked, "",
            f"context rest_of_{self.name}", *(f"  cites: {self.name} {next(self.paragraphs)}" for _ in range(UNCITED)),
            "  because: These paragraphs tell the history of the chapter and where to send letters.", "",
        ]  # fmt: skip
        return found

    def head(self) -> list[str]:
        year = self.draw.randint(1995, 2018)
        return [
            f"instrument {self.name}", f"  title: Municipal code, chapter {self.number}", "  kind: by-law",
            "  issuer: The council", f"  issued: January {year}", f"  in force from: {year}-01-01",
            "  authority: The council made it under the powers that the province gives to cities.", "",
        ]  # fmt: skip

    # Blocks

    def action(self, instead: bool = False) -> str:
        deed = self.words.deed()
        opposite = [f"  instead: fail to {deed}"] if instead else []
        self.declare(f"action {deed.replace(' ', '_')}", f"  says: {deed}", *opposite)
        self.deeds.append(deed)
        return deed

    def rule(self, force: str, deed: str, when: Parts, *more: str, groups: int = 0, bearer: str = "") -> str:
        name = f"{self.name}_rule_{next(self.rules)}"
        reading = [line for line in more if line.startswith("  under reading")]
        window = [line for line in more if line not in reading]
        norm = f"  {bearer or self.bearer} {force} {deed}"
        self.block(f"rule {name}", *reading, norm, *when.text(), *window, groups=groups)
        return name

    def exception(self, to: str, effect: str, when: Parts, *more: str, groups: int = 0) -> str:
        name = f"{self.name}_exception_{next(self.ids)}"
        self.block(f"exception {name}", *more, f"  to: {to}", f"  effect: {effect}", *when.text(), groups=groups)
        return name

    def counts(self, doing: str, counts_as: str) -> None:
        name = f"{self.name}_counts_{next(self.ids)}"
        self.block(f"counts {name}", f"  doing: {doing}", f"  counts as: {counts_as}", *self.when(size=2).text())

    def reading(self) -> tuple[str, str]:
        """A new reading: its chosen option, and the other one, as they are written below a bullet."""
        name = f"{self.name}_reading_{next(self.ids)}"
        self.declare(
            f"reading {name}", f"  about: {self.name} 1", "  question: How wide is the paragraph?",
            "  chosen narrow: only what it names", "  other wide: also what is like it",
            "  because: The list in the text is closed.", "  settled by: the Commissioner",
        )  # fmt: skip
        return f"{name} = narrow", f"{name} = wide"

    def example(
        self, deed: str, answer: str, given: Iterable[str], *more: str, unknown: str = "", bearer: str = ""
    ) -> None:
        bearer = bearer or self.bearer
        lines = [line for line in given if line != unknown]
        lines += [CONTRACT] if bearer == "a contractor" else []
        known = ["  given:", *(f"    - {line}" for line in lines)] if lines else []
        self.examples.append([
            f"example {self.name}_example_{len(self.examples) + 1}", f"  cites: {self.name} 1",
            "  story: Somebody asked the clerk about a day in June.", "  on: 2020-06-15", *known,
            *(["  unknown:", f"    - {unknown}"] if unknown else []), "  everything else: no", *more,
            "  expect:", f"    - {bearer}, {deed}: {answer}",
        ])  # fmt: skip

    # Sections of five rules

    def bans(self) -> None:
        """A ban with an exception and an exception to that; another deed that counts; duties of those who break it."""
        deed, other, report, advice = self.action(), self.action(), self.action(instead=True), self.action()
        first = self.when()
        banned = self.rule("must not", deed, first)
        second = self.rule("must not", deed, self.when())
        third = self.rule("should not", deed, self.when())
        given = self.when(Leaf("nothing else forbids it"))
        lifting = self.exception(banned, f"{self.bearer} may {deed}", given)
        self.exception(lifting, "switches off", self.when(size=2))
        self.block(f"group {self.name}_group_{next(self.ids)}", *self.when(size=2).text())
        self.exception(second, f"{self.bearer} may {deed}", self.when(), groups=1)
        self.exception(third, "switches off", self.when(size=2), groups=1)
        self.counts(other, deed)
        self.rule("must", report, self.when(Leaf(f"rule {banned} applies"), size=1))
        self.rule("should", advice, self.when())
        self.example(deed, f"prohibited, by {banned}", first.given())
        self.example(deed, f"permitted, by {lifting}", [*first.given(), *given.given()])
        fact = first.parts[0]
        assert isinstance(fact, Leaf)
        wanting = f"undetermined, for want of {min(fact.inputs)}"
        self.example(deed, wanting, first.given(), unknown=fact.words)

    def duties(self) -> None:
        """Duties of one season, with deadlines, in a group that shares its conditions; one of them can be lifted."""
        season = next(leaf for leaf in self.pool if leaf.words.endswith("season"))
        self.used |= season.inputs
        name, day = season.words.removeprefix("the day is within "), season.given[0].partition(":")[0]
        shared = self.when(size=2)
        self.block(f"group {self.name}_group_{next(self.ids)}", *shared.text(), f"  during: {name}")
        deeds = [self.action(instead=self.draw.random() < 0.5) for _ in range(4)]
        lists = [self.when() for _ in deeds]
        by = f"  by: {self.draw.randint(5, 15)} days after {day}"
        duties = [
            self.rule(force, deed, when, *more, groups=1)
            for deed, when, force, more in zip(
                deeds, lists, ("must", "must", "should", "must not"), ((by,), (), (by,), ()), strict=True
            )
        ]
        self.exception(duties[1], f"{self.bearer} need not {deeds[1]}", self.when())
        self.rule("must", self.action(), self.when(), f"  from: the day after {day}")
        given = [*shared.given(), *lists[0].given(), *season.given]
        self.example(deeds[0], f"required, by {duties[0]}", given)

    def options(self) -> None:
        """A duty that can be met in several ways, one of them barred at times; and what else there is to do."""
        deeds = [self.action() for _ in range(self.draw.randint(2, 3))]
        name = f"{self.name}_either_{next(self.ids)}"
        shared, barring = self.when(), self.when()
        listed = [f"    ({letter}) {deed}" for letter, deed in zip("abc", deeds, strict=False)]
        self.block(f"either {name}", f"  {self.bearer} must do one of:", *listed, *shared.text())
        barred = self.rule("must not", deeds[0], barring)
        self.rule("should", deeds[1], self.when())
        self.exception(name, "switches off", self.when(size=2))
        self.rule("may", self.action(), self.when())
        cases = [leaf for leaf in self.pool if "choice" in min(leaf.inputs)]
        self.used |= cases[0].inputs
        self.rule("must", self.action(instead=True), self.when(Parts("any", (cases[0], cases[1]))))
        self.rule("must not", self.action(), self.when())
        self.example(deeds[0], f"prohibited, by {barred}", barring.given())
        if len(deeds) == 2:
            self.example(deeds[1], f"required, by {name}", [*shared.given(), *barring.given()])

    def readings(self) -> None:
        """Rules, an exception, a term and bullets that are there only under one answer to an open question."""
        deeds = [self.action() for _ in range(4)]
        narrow, wide = self.reading()
        widened = Parts("any", (self.fact(), self.fact(), replace(self.fact(), given=(), reading=wide)))
        first = self.rule("must not", deeds[0], self.when(widened))
        _, wide = self.reading()
        when = self.when()
        whole = self.rule("must not", deeds[1], when, f"  under reading: {wide}")
        narrow, _ = self.reading()
        self.rule("must", deeds[2], self.when(replace(self.fact(), reading=narrow)))
        made, (_, other) = self.words.statement(), self.reading()
        parts = Parts("any", (self.fact(), replace(self.fact(), given=(), reading=other)))
        self.block(f"term {made.id}", f"  says: {made.says}", f"  denies: {made.denies}", *parts.text())
        self.rule("should not", deeds[3], self.when(Leaf(made.says)))
        narrow, _ = self.reading()
        self.exception(first, f"{self.bearer} may {deeds[0]}", self.when(size=3), f"  under reading: {narrow}")
        self.rule("should", self.action(), self.when())
        self.example(deeds[1], f"prohibited, by {whole}", when.given(), f"  under reading: {wide}")

    def common(self) -> None:
        """Rules on the action that the instruments of the part share, and a combination that cannot occur."""
        deed, own, bearer = self.part.deed, self.action(), self.part.bearer
        first = self.when(self.share())
        banned = self.rule("must not", deed, first, bearer=bearer)
        second = self.rule("must not", deed, self.when(), bearer=bearer)
        self.exception(banned, f"{bearer} may {deed}", self.when(Leaf("nothing else forbids it"), size=2))
        self.exception(second, "switches off", self.when(Leaf(f"nothing but {second} forbids {deed}"), size=2))
        self.counts(own, deed)
        left, right = self.fact(), self.fact()
        self.rule("must", self.action(instead=True), self.when(left))
        self.rule("must not", self.action(), self.when(right))
        self.declare(
            f"impossible {self.name}_impossible", "  because: The one rules out the other.",
            *Parts("all", (left, right)).text(),
        )  # fmt: skip
        self.rule("may", self.action(), self.when())
        self.example(deed, f"prohibited, by {banned}", first.given(), bearer=bearer)


def _inputs(parts: Parts) -> frozenset[str]:
    found = (part.inputs if isinstance(part, Leaf) else _inputs(part) for part in parts.parts)
    return frozenset(name for inputs in found for name in inputs)
