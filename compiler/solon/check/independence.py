"""Which conditions matter, but can never alone turn what their block comes to?

Invariant: exact. Two situations that can occur are looked for that differ in this condition alone, and in the outcome
(unique-cause MC/DC). A condition that a block names twice is one, and so is a choice with all its options.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from solon.check.mattering import Use, mattering
from solon.check.parts import During, From, Part, parts
from solon.check.subject import Subject
from solon.check.undecided import undecided
from solon.diagram.changed import Changed, Judged
from solon.diagram.store import NO, YES, TooLarge
from solon.diagram.world import World
from solon.model.blocks import Either, End, Exception_, Period, Rule
from solon.model.conditions import ChoiceIs, Conditions
from solon.wording import listed
from solon_dsl.diagnostic import Diagnostic, remark


@dataclass(frozen=True)
class Condition:
    """A condition of a block. says: its words, if the block itself says it. choice: the choice that it asks."""

    says: str
    diagram: int
    choice: str = ""


def independence(subject: Subject) -> list[Diagnostic]:
    """One remark for each condition without an independence pair in any of the blocks that it serves."""
    found = subject.once(mattering)
    settings: dict[tuple[str, World], Setting] = {}
    out: list[Diagnostic] = []
    unsure: list[str] = []
    for key, (use, world) in found.where.items():
        if isinstance(use.part.content, Conditions):
            continue
        uses = [use, *(other for other in found.uses[key] if other is not use)]
        try:
            if any(subject.ask(partial(_has_pair, subject, other, world, settings)) for other in uses):
                continue
            others = subject.ask(partial(_setting(subject, use, world, settings).tied, use.part))
        except TooLarge:
            unsure.append(use.part.owner)
            continue
        message = f'{use.part.says} never decides alone in "{use.part.owner}": {_why(others)}.'
        out.append(remark("S423", use.part.span, message, "Often the text is like that, and nothing is to be done."))
    return [*out, *undecided(subject, unsure, "which conditions of {} can decide alone")]


def _why(others: Sequence[Condition]) -> str:
    words = [one.says for one in others if one.says]
    if not words:
        return "whenever it would, something else that the outcome rests on changes with it"
    return f"whenever it would, {listed(words)} change{'s' if len(words) == 1 else ''} with it"


Settings = dict[tuple[str, World], "Setting"]


def _has_pair(subject: Subject, use: Use, world: World, settings: Settings) -> bool:
    return _setting(subject, use, world, settings).has_pair(use.part)


def _setting(subject: Subject, use: Use, world: World, settings: Settings) -> Setting:
    key = (use.block.id, world)
    if key not in settings:
        settings[key] = Setting(world, subject.changed(world), use.block)
    return settings[key]


class Setting:
    """A block in a world: its conditions, and what it comes to."""

    def __init__(self, world: World, changed: Changed, block: Judged) -> None:
        self.world = world
        self.store = world.store
        self.changed = changed
        self.block = block
        found = changed.unchanged(block)
        # What exceptions to a rule come to is another question than whether the rule applies.
        self.outcome = found if isinstance(block, Period) else found[:1]
        self.conditions = tuple(self._conditions())

    def _conditions(self) -> Iterator[Condition]:
        """All that what the block comes to rests on."""
        for part in parts(self.changed.policy, self.block):
            if not isinstance(part.content, Conditions):
                yield Condition(part.says, self._diagram(part), _choice(part))
        if isinstance(self.block, Rule | Exception_ | Either):
            yield Condition("", self.changed.compiler.in_force(self.block.instrument))
            yield Condition("", self.changed.beside(self.block.id)[0])

    def _diagram(self, part: Part) -> int:
        compiler = self.changed.compiler
        match part.content:
            case During(period):
                return compiler.period(period)
            case From(day):
                return compiler.day(day)
            case End(day):
                return compiler.day(day, 1)
            case Conditions() as when:
                return compiler.conditions(when)
            case atom:
                return compiler.atom(atom)

    def has_pair(self, part: Part) -> bool:
        """Whether two possible situations differ in one condition and in the outcome, and in no other condition."""
        own, others = self._diagram(part), self._others(part)
        return any(self._pair(own, others, outcome) for outcome in self.outcome)

    def tied(self, part: Part) -> tuple[Condition, ...]:
        """The fewest conditions, as far as leaving out one by one can tell, that do not let this one change alone."""
        own, kept = self._diagram(part), self._others(part)
        for place in reversed(range(len(kept))):
            fewer = [*kept[:place], *kept[place + 1 :]]
            if not any(self._pair(own, fewer, outcome) for outcome in self.outcome):
                kept = fewer
        return tuple(kept)

    def _others(self, part: Part) -> list[Condition]:
        """The other conditions of the block, each once."""
        own, choice = self._diagram(part), _choice(part)
        same = {own, self.store.deny(own), YES, NO}
        found: list[Condition] = []
        for one in self.conditions:
            if one.diagram not in same and not (choice and one.choice == choice):
                same |= {one.diagram, self.store.deny(one.diagram)}
                found.append(one)
        return found

    def _pair(self, own: int, others: Sequence[Condition], outcome: int) -> bool:
        store, support = self.store, self.world.sheet.support
        levels = frozenset(support(own))
        beside = {level for one in others for level in support(one.diagram)}
        ways = ((outcome, store.deny(outcome)), (store.deny(outcome), outcome))
        if not self._free(levels, beside):
            return self._far_pair(own, others, ways)
        # Nothing else asks what the condition asks, so all else can stay as it is.
        return any(
            self.world.can(
                store.both(
                    store.exists(store.both(own, with_it), levels),
                    store.exists(store.both(store.deny(own), without_it), levels),
                )
            )
            for with_it, without_it in ways
        )

    def _free(self, levels: frozenset[int], beside: set[int]) -> bool:
        """Whether some variables have nothing to do with others, with `impossible` blocks or with the calendar."""
        tied = (asked for _, asked in self.world.possible.values())
        return (
            levels.isdisjoint(beside)
            and levels.isdisjoint(self.world.days.levels)
            and all(levels.isdisjoint(asked) for asked in tied)
        )

    def _far_pair(self, own: int, others: Sequence[Condition], ways: tuple[tuple[int, int], ...]) -> bool:
        """Whether there is a pair whose situations may differ in many facts."""
        store, support = self.store, self.world.sheet.support
        asked = {level for one in (own, ways[0][0], *(one.diagram for one in others)) for level in support(one)}
        possible = self.world.in_calendar_of(self.world.tied(asked), asked)
        own_levels = set(support(own))
        # What shares facts with the condition stands in the way first, if anything does.
        near = sorted((one.diagram for one in others), key=lambda one: not own_levels & set(support(one)))
        return any(
            self._agree(
                store.all_of([possible, own, with_it]),
                store.all_of([possible, store.deny(own), without_it]),
                tuple(near),
            )
            for with_it, without_it in ways
        )

    def _agree(self, first: int, second: int, others: tuple[int, ...]) -> bool:
        """Whether some situation of each side agree in all these conditions."""
        store = self.store
        store.spend()
        if NO in (first, second):
            return False
        if not others:
            return True
        return any(
            self._agree(store.both(first, side), store.both(second, side), others[1:])
            for side in (others[0], store.deny(others[0]))
        )


def _choice(part: Part) -> str:
    return part.content.choice if isinstance(part.content, ChoiceIs) else ""
