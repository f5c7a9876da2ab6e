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
from dataclasses import replace
from itertools import count

from tests.benchmarks.vocabulary import Vocabulary
from tests.benchmarks.writer import Leaf, Parts, Writer

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


class _Part(Writer):
    """What four instruments share."""

    def __init__(self, draw: random.Random, words: Vocabulary, number: int, cited: str) -> None:
        super().__init__(draw, words, cited)
        self.deed, self.bearer = words.deed(), draw.choice(BEARERS)
        self.declare(f"action part_{number:03}_action", f"  says: {self.deed}")
        self.pool = [*(self.fact() for _ in range(6)), self.term(), self.term()]
        self.lines = [f"# What the instruments of part {number} share.", *self.lines, *self.below]


class _Instrument(Writer):
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
