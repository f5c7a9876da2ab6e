"""A plan into decision diagrams, for a table that has every column.

Invariant: one store for all; equal meaning is an equal number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from solon.backends.calendar import pairs
from solon.backends.plan import Plan
from solon.backends.rules import Rules
from solon.backends.steps import DayAtom, Filled, Implied, Unknown
from solon.engine.graph import AllOf, AnyOf, Constant, DayReached, Deny, InForce, InputIs, ReadingIs
from solon.engine.store import NO, YES, Store


class Diagrams:
    """The diagrams of the steps of one plan, which may be put in place of another one with the same steps and more.

    order: the variables. level: the place of each.
    """

    def __init__(self, rules: Rules, plan: Plan) -> None:
        self.rules = rules
        self.plan = plan
        self.pairs = tuple(pairs(rules.order))
        # What the day of the act settles comes first, so that nothing is asked below it that it rules out.
        self.order: tuple[str | DayAtom, ...] = (*self.pairs, *rules.order)
        self.level: dict[str | DayAtom, int] = {variable: level for level, variable in enumerate(self.order)}
        self.store = Store([len(self.values(variable)) for variable in self.order])
        self._of: dict[int, int] = {}
        self._support: dict[int, frozenset[int]] = {}

    def values(self, variable: str | DayAtom) -> tuple[bool | str, ...]:
        """The values of a variable, in the order of the children of a node."""
        options = self.rules.inputs[variable].options if isinstance(variable, str) else ()
        return options or (False, True)

    def of(self, number: int) -> int:
        """The diagram of a step. Raises TooLarge."""
        if number not in self._of:
            for one in self.plan.below((number,)):
                if one not in self._of:
                    self._of[one] = self._made(one)
        return self._of[number]

    def _made(self, number: int) -> int:
        step = self.plan.steps[number]
        match step:
            case Constant(value):
                return YES if value else NO
            case AllOf(inputs):
                return self.store.all_of([self._of[part] for part in inputs])
            case AnyOf(inputs):
                return self.store.any_of([self._of[part] for part in inputs])
            case Deny(source):
                return self.store.deny(self._of[source])
            case Filled(name, _, _):
                # Where something can be at all, what is filled in is the fact.
                return self.store.value(self.level[name], 1)
            case InputIs(name, value):
                return self.store.value(self.level[name], self.values(name).index(value))
            case DayReached() | InForce() | Implied():
                return self.store.value(self.level[step], 1)
            case ReadingIs() | Unknown():
                raise TypeError(f"a table with every column leaves nothing out: {step}")
            case _:
                assert_never(step)

    def asked(self, numbers: Iterable[int]) -> frozenset[int]:
        """The levels that some steps speak of, even where they make no difference."""
        steps = (self.plan.steps[one] for one in self.plan.below(numbers))
        found = (step for step in steps if isinstance(step, InputIs | DayReached | InForce | Implied))
        return frozenset(self.level[one.input if isinstance(one, InputIs) else one] for one in found)

    def support(self, diagram: int) -> frozenset[int]:
        """The levels that a diagram asks."""
        if diagram not in self._support:
            self._support[diagram] = frozenset(self.store.support(diagram))
        return self._support[diagram]
