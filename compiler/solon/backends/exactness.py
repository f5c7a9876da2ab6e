"""A plan into what its unknowns can be trusted with: where Kleene's logic is as exact as trying every completion.

Invariant: a proof or nothing. What is not proved within the limit of steps is not in `Sure`.

A row gives each fact as yes, no or unknown. Over these three values stand two diagrams: where Kleene's logic leaves a
formula unknown, and where one possible completion makes it true and another one false. Where the second says no, the
first must say no as well; then no row comes out unknown without need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from solon.backends.calendar import Sight, sights
from solon.backends.diagrams import DayAtom, Diagrams
from solon.backends.plan import PlannedDeed, Table, Unknown, plan
from solon.backends.rules import Rules
from solon.diagram.store import FIRST_END, NO, YES, Store, TooLarge
from solon.graph.nodes import AllOf, AnyOf, Constant, DayReached, Deny, InForce, InputIs, ReadingIs

ROOM = 300_000
Rails = tuple[int, int]


@dataclass(frozen=True)
class Sure:
    """What Kleene's logic gets exactly right.

    deeds: those of which an unknown norm is open in truth. by_day: those of them for which that is known only while the
    day of the act is known. possible: every row that cannot be is seen; possible_by_day: only while the day is known.
    """

    deeds: frozenset[tuple[str, str]] = frozenset()
    by_day: frozenset[tuple[str, str]] = frozenset()
    possible: bool = False
    possible_by_day: bool = True


def sure_of(rules: Rules, readings: Mapping[str, str], room: int = ROOM) -> Sure:
    """What is certain of the rules under some readings, for every table. room: how many steps a question may take."""
    # A table that lacks a column has rows like one in which the column is empty, so the widest table serves for all.
    whole = plan(rules, Table(frozenset(rules.inputs), readings=readings))
    diagrams = Diagrams(rules, whole)
    exact: set[tuple[str, str]] = set()
    by_day: set[tuple[str, str]] = set()
    for deed in whole.deeds:
        question = _Question(diagrams, [node for rung in deed.rungs for _, node in rung.norms], room)
        if question.proved(partial(_View.deed, deed=deed)):
            exact.add(deed.key)
            if question.days:
                by_day.add(deed.key)
    question = _Question(diagrams, [node for _, node in whole.impossibles], room)
    return Sure(frozenset(exact), frozenset(by_day), question.proved(_View.impossible), bool(question.days))


class _Question:
    """Whether some formulas are exact in every row. roots: their steps in the plan."""

    def __init__(self, diagrams: Diagrams, roots: Iterable[int], room: int) -> None:
        self.diagrams = diagrams
        self.plan = diagrams.plan
        self.room = room
        self.below = diagrams.plan.below(roots)
        self.levels = {level for number in self.below for level in self._asked(number)}
        self.days: tuple[tuple[int, DayAtom], ...] = ()
        self.facts: tuple[int, ...] = ()
        self.possible = YES

    def _asked(self, number: int) -> Iterable[int]:
        step = self.plan.steps[number]
        match step:
            case InputIs(name, _):
                return (self.diagrams.level[name],)
            case DayReached() | InForce():
                return (self.diagrams.level[step],)
            case _:
                return ()

    def _tied(self) -> int:
        """What those `impossible` blocks say that share a fact with the formulas, or are tied to one that does."""
        order, support = self.diagrams.order, self.diagrams.support
        days = {level for level, variable in enumerate(order) if not isinstance(variable, str)}
        left = [self.diagrams.store.deny(self.diagrams.of(number)) for _, number in self.plan.impossibles]
        tied: list[int] = []
        while True:
            reached = self.levels | (days if self.levels & days else set())
            found = [part for part in left if support(part) & reached or part == NO]
            if not found:
                return self.diagrams.store.all_of(tied)
            left = [part for part in left if part not in found]
            tied += found
            self.levels |= {level for part in found for level in support(part)}

    def proved(self, bad: Callable[[_View], int]) -> bool:
        """Whether in no sight there is a row of which something is unknown without need."""
        self.diagrams.store.allow(self.room)
        try:
            self.possible = self._tied()
            atoms = [(level, self.diagrams.order[level]) for level in sorted(self.levels)]
            self.days = tuple((level, found) for level, found in atoms if not isinstance(found, str))
            self.facts = tuple(level for level, found in atoms if isinstance(found, str))
            return all(bad(_View(self, sight)) == NO for sight in sights(self.days))
        except TooLarge:
            return False


class _View:
    """The rows seen from some days of the act, as diagrams over three values.

    Dates come first; each has a value for every way in which its comparisons can come out, and one for unknown.
    """

    def __init__(self, question: _Question, sight: Sight) -> None:
        self.question = question
        self.diagrams = question.diagrams
        self.base = question.diagrams.store
        self.sight = sight
        self.places = {level: place for place, level in enumerate(question.facts, len(sight.dates))}
        arities = [len(patterns) + 1 for _, patterns in sight.dates]
        arities += [self.base.arities[level] + 1 for level in question.facts]
        self.store = Store(arities, question.room)
        self.rails: dict[int, Rails] = {}
        self._can: dict[tuple[int, int], int] = {}

    # What Kleene's logic says

    def known(self, number: int) -> Rails:
        """Where a step is known to be true, and where it is known to be false."""
        if not self.rails:
            for one in self.question.below:
                self.rails[one] = self._known(one)
        return self.rails[number]

    def _known(self, number: int) -> Rails:
        store = self.store
        step = self.question.plan.steps[number]
        match step:
            case Constant(value):
                return (YES, NO) if value else (NO, YES)
            case AllOf(inputs):
                found = [self.rails[part] for part in inputs]
                return store.all_of([true for true, _ in found]), store.any_of([false for _, false in found])
            case AnyOf(inputs):
                found = [self.rails[part] for part in inputs]
                return store.any_of([true for true, _ in found]), store.all_of([false for _, false in found])
            case Deny(source):
                true, false = self.rails[source]
                return false, true
            case InputIs(name, value):
                level = self.diagrams.level[name]
                own = self.diagrams.values(name).index(value)
                others = [place for place in range(self.base.arities[level]) if place != own]
                return self._has(self.places[level], (own,)), self._has(self.places[level], others)
            case DayReached() | InForce():
                return self._compared(step)
            case ReadingIs() | Unknown():
                raise TypeError(f"the widest table leaves nothing out: {step}")
            case _:
                assert_never(step)

    def _has(self, place: int, values: Iterable[int]) -> int:
        return self.store.any_of([self.store.value(place, value) for value in values])

    def _compared(self, step: DayReached | InForce) -> Rails:
        level = self.diagrams.level[step]
        for found, value in self.sight.settled:
            if found == level:
                return (YES, NO) if value == YES else (NO, YES)
        for place, (_, patterns) in enumerate(self.sight.dates):
            if any(found == level for found, _ in patterns[0]):
                holds = [dict(pattern)[level] == YES for pattern in patterns]
                true = self._has(place, [at for at, value in enumerate(holds) if value])
                return true, self._has(place, [at for at, value in enumerate(holds) if not value])
        raise KeyError(step)

    # What is so

    def can(self, diagram: int) -> int:
        """Where some completion makes a diagram of the sheet hold that is possible."""
        return self._over_dates(self._put(self.base.both(diagram, self.question.possible), self.sight.settled), 0)

    def _put(self, diagram: int, pattern: Iterable[tuple[int, int]]) -> int:
        values = [-1] * self.base.bottom
        for level, place in pattern:
            values[level] = place
        return self.base.put(diagram, values)

    def _over_dates(self, diagram: int, place: int) -> int:
        if diagram < FIRST_END or place == len(self.sight.dates):
            return self._over_facts(diagram)
        key = (diagram, place)
        if key not in self._can:
            sides = [self._over_dates(self._put(diagram, look), place + 1) for look in self.sight.dates[place][1]]
            self._can[key] = self.store.node(place, (*sides, self.store.any_of(sides)))
        return self._can[key]

    def _over_facts(self, diagram: int) -> int:
        if diagram < FIRST_END:
            return diagram
        key = (diagram, -1)
        if key not in self._can:
            self.store.spend()
            sides = [self._over_facts(kid) for kid in self.base.kids[diagram]]
            place = self.places[self.base.level[diagram]]
            self._can[key] = self.store.node(place, (*sides, self.store.any_of(sides)))
        return self._can[key]

    # Where something is unknown without need

    def deed(self, deed: PlannedDeed) -> int:
        """The rows in which the status of a deed, or the norm that decides it, is unknown without need."""
        store, base = self.store, self.base
        bad, here = [NO], self.can(YES)
        for rung in deed.rungs:
            diagrams = [self.diagrams.of(number) for _, number in rung.norms]
            rails = [self.known(number) for _, number in rung.norms]
            true = store.any_of([one for one, _ in rails])
            false = store.all_of([one for _, one in rails])
            whole = base.any_of(diagrams)
            settled = store.deny(store.both(self.can(whole), self.can(base.deny(whole))))
            bad.append(store.all_of([here, store.deny(true), store.deny(false), settled]))
            earlier = store.both(here, true)
            for (holds, fails), diagram in zip(rails, diagrams, strict=True):
                certain = store.deny(self.can(base.deny(diagram)))
                bad.append(store.all_of([earlier, store.deny(holds), store.deny(fails), certain]))
                earlier = store.both(earlier, store.deny(holds))
            here = store.both(here, false)
        return store.any_of(bad)

    def impossible(self) -> int:
        """The rows that cannot be, although no single `impossible` block is known to hold."""
        seen = self.store.any_of([self.known(number)[0] for _, number in self.question.plan.impossibles])
        return self.store.deny(self.store.any_of([seen, self.can(YES)]))
