"""Rows in which a fact is yes, no or unknown into diagrams: what Kleene's logic knows of them, and what can be so.

Invariant: over the same rows, "known to be true" implies "cannot be false", for every formula; the two are worked out
in ways that share nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from solon.backends.calendar import Sight
from solon.backends.diagrams import Diagrams
from solon.backends.plan import Plan
from solon.backends.steps import DayAtom, Filled, Implied, Unknown
from solon.engine.graph import AllOf, AnyOf, Constant, DayReached, Deny, InForce, InputIs, ReadingIs
from solon.engine.store import FIRST_END, NO, OPEN, YES, Store

Rails = tuple[int, int]


class View:
    """The rows as they look from some days of the act.

    truth: the diagrams of the rules. plan: the formulas that rows are put into. facts: the levels of facts and choices.
    possible: what `impossible` blocks allow. rails: for each step looked at, where it is known to be true, and where it
    is known to be false; dates come first there, each with a value for every way in which its comparisons can come out,
    and one for unknown.
    """

    def __init__(
        self, truth: Diagrams, plan: Plan, sight: Sight, facts: tuple[int, ...], possible: int, room: int
    ) -> None:
        self.truth = truth
        self.base = truth.store
        self.plan = plan
        self.sight = sight
        self.possible = possible
        self.places = {level: place for place, level in enumerate(facts, len(sight.dates))}
        arities = [len(looks) + 1 for _, looks in sight.dates]
        arities += [self.base.arities[level] + 1 for level in facts]
        self.store = Store(arities, room)
        self.rails: dict[int, Rails] = {}
        self._can: dict[tuple[int, int], int] = {}

    # What Kleene's logic says

    def look(self, roots: Iterable[int]) -> None:
        """Work out the rails of some steps and of all below them."""
        for number in self.plan.below(roots):
            if number not in self.rails:
                self.rails[number] = self._known(number)

    def _known(self, number: int) -> Rails:
        store = self.store
        step = self.plan.steps[number]
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
            case Filled(name, must, cannot):
                true, false = self._known_fact(name, True)
                is_open = store.deny(store.any_of([true, false]))
                yes, no = store.both(is_open, self.rails[must][0]), store.both(is_open, self.rails[cannot][0])
                return store.any_of([true, yes]), store.any_of([false, store.both(no, store.deny(yes))])
            case InputIs(name, value):
                return self._known_fact(name, value)
            case DayReached() | InForce() | Implied():
                return self._compared(step)
            case ReadingIs() | Unknown():
                raise TypeError(f"a table with every column leaves nothing out: {step}")
            case _:
                assert_never(step)

    def _known_fact(self, name: str, value: bool | str) -> Rails:
        level = self.truth.level[name]
        own = self.truth.values(name).index(value)
        others = [place for place in range(self.base.arities[level]) if place != own]
        return self._has(self.places[level], (own,)), self._has(self.places[level], others)

    def _has(self, place: int, values: Iterable[int]) -> int:
        return self.store.any_of([self.store.value(place, value) for value in values])

    def _compared(self, step: DayAtom) -> Rails:
        own = self.truth.level[step]
        settled = dict(self.sight.settled)
        if own in settled:
            return (YES, NO) if settled[own] == YES else (NO, YES)
        for place, (_, looks) in enumerate(self.sight.dates):
            if any(level == own for level, _ in looks[0]):
                holds = [dict(look)[own] == YES for look in looks]
                true = self._has(place, [at for at, value in enumerate(holds) if value])
                return true, self._has(place, [at for at, value in enumerate(holds) if not value])
        raise KeyError(step)

    def unknown_in(self, rows: int) -> frozenset[str]:
        """The inputs that are unknown in each of some rows."""
        facts = ((place, str(self.truth.order[level])) for level, place in self.places.items())
        names = [*enumerate(name for name, _ in self.sight.dates), *facts]
        return frozenset(name for place, name in names if self.store.both(rows, self._given(place)) == NO)

    def _given(self, place: int) -> int:
        """The input at a place is known."""
        return self.store.deny(self.store.value(place, self.store.arities[place] - 1))

    # What can be so

    def can(self, diagram: int) -> int:
        """Where some possible completion makes a diagram of the rules hold."""
        return self._over_dates(self._put(self.base.both(diagram, self.possible), self.sight.settled), 0)

    def _put(self, diagram: int, pattern: Iterable[tuple[int, int]]) -> int:
        values = [OPEN] * self.base.bottom
        for level, place in pattern:
            values[level] = place
        return self.base.put(diagram, values)

    def _over_dates(self, diagram: int, place: int) -> int:
        if diagram < FIRST_END or place == len(self.sight.dates):
            return self._over_facts(diagram)
        key = (diagram, place)
        if key not in self._can:
            sides = [self._over_dates(self._put(diagram, look), place + 1) for look in self.sight.dates[place][1]]
            # Where the value is unknown, each of them can be.
            self._can[key] = self.store.node(place, (*sides, self.store.any_of(sides)))
        return self._can[key]

    def _over_facts(self, diagram: int) -> int:
        if diagram < FIRST_END:
            return diagram
        key = (diagram, OPEN)
        if key not in self._can:
            self.store.spend()
            sides = [self._over_facts(kid) for kid in self.base.kids[diagram]]
            place = self.places[self.base.level[diagram]]
            self._can[key] = self.store.node(place, (*sides, self.store.any_of(sides)))
        return self._can[key]
