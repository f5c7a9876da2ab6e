"""A policy into z3, from the formulas of the reference interpreter: an oracle that shares nothing with the diagrams.

Days are known here; facts and choices are open. A choice is a number below the count of its options.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import combinations, product

import z3

from solon.engine.deontic import Deed
from solon.engine.situation import Known
from solon.model.policy import Policy
from solon.reference.completions import Completions
from solon.reference.decide import STATUSES, carriers, ladder
from solon.reference.definition import Definition, Values
from solon.reference.formula import Every, Formula, Is, Not, Some

Pair = tuple[str, Deed]
Given = Mapping[str, bool | str]


class Oracle:
    """Answers questions about one policy by satisfiability. on: the day of the act; dates: days by id."""

    def __init__(self, policy: Policy, on: date, dates: Mapping[str, date], readings: Mapping[str, str]) -> None:
        self.policy = policy
        completions = Completions(policy, Known(on, False, dict(dates)))
        values = Values(completions.on, completions.inputs, completions.in_force)
        self.definition = Definition(policy, values, readings)
        self.names = [*policy.facts, *policy.choices]
        self.variables = {name: self._variable(name) for name in self.names}

    def _variable(self, name: str) -> z3.ExprRef:
        return z3.Bool(name) if name in self.policy.facts else z3.Int(name)

    def values(self, name: str) -> tuple[bool | str, ...]:
        """The values of an input."""
        choice = self.policy.choices.get(name)
        return (True, False) if choice is None else tuple(option for option, _ in choice.options)

    def has(self, name: str, value: bool | str) -> z3.BoolRef:
        """An input has a value."""
        if name in self.policy.facts:
            return self.variables[name] if value else z3.Not(self.variables[name])
        return self.variables[name] == self.values(name).index(value)

    def formula(self, found: Formula) -> z3.BoolRef:
        """A formula of the reference interpreter."""
        match found:
            case bool():
                return z3.BoolVal(found)
            case Is(name, value):
                return self.has(name, value)
            case Not(part):
                return z3.Not(self.formula(part))
            case Every(parts):
                return z3.And(*map(self.formula, parts))
            case Some(parts):
                return z3.Or(*map(self.formula, parts))
            case _:
                raise TypeError(f"days are known here: {found}")

    @cached_property
    def world(self) -> z3.BoolRef:
        """What is possible at all."""
        bounds = [
            z3.And(self.variables[name] >= 0, self.variables[name] < len(self.values(name)))
            for name in self.policy.choices
        ]
        return z3.And(self.formula(self.definition.possible()), *bounds)

    def rungs(self, pair: Pair) -> tuple[z3.BoolRef, ...]:
        """For each status, strongest first, that it is the status of a deed."""
        found = [self.formula(rung) for rung in ladder(carriers(self.definition, pair))]
        return tuple(
            z3.And(*(z3.Not(before) for before in found[:place]), found[place] if place < len(found) else True)
            for place in range(len(STATUSES))
        )

    def satisfiable(self, *parts: z3.BoolRef) -> bool:
        """Whether some completion meets all parts."""
        solver = z3.Solver()
        solver.add(*parts)
        return bool(solver.check() == z3.sat)

    def given(self, values: Given) -> z3.BoolRef:
        """These inputs have these values."""
        return z3.And(z3.BoolVal(True), *(self.has(name, value) for name, value in values.items()))

    def possible(self, pair: Pair, given: Given) -> set[int]:
        """The places of the statuses that some completion gives."""
        known = self.given(given)
        return {n for n, rung in enumerate(self.rungs(pair)) if self.satisfiable(self.world, known, rung)}

    def relevant(self, pair: Pair, given: Given) -> set[str]:
        """The open inputs of which two possible completions that differ in one alone give statuses that disagree."""
        weak = len(STATUSES) - 2
        rungs = self.rungs(pair)
        merged = [*rungs[:weak], z3.Or(*rungs[weak:])]
        out: set[str] = set()
        for name in self.names:
            if name in given:
                continue
            for one, other in combinations(self.values(name), 2):
                sides = [self._with(part, name, one) for part in (self.world, *merged)]
                turned = [self._with(part, name, other) for part in (self.world, *merged)]
                apart = z3.Or(*(z3.Xor(a, b) for a, b in zip(sides[1:], turned[1:], strict=True)))
                if self.satisfiable(self.given(given), sides[0], turned[0], apart):
                    out.add(name)
        return out

    def _with(self, part: z3.BoolRef, name: str, value: bool | str) -> z3.BoolRef:
        if name in self.policy.facts:
            return z3.substitute(part, (self.variables[name], z3.BoolVal(bool(value))))
        return z3.substitute(part, (self.variables[name], z3.IntVal(self.values(name).index(value))))

    def smallest_changes(
        self, pair: Pair, given: Given, free: Iterable[str], wanted: set[int], harm: bool
    ) -> set[frozenset[tuple[str, bool | str]]]:
        """All smallest sets of new values of some inputs that reach one of these statuses.

        For help in every possible completion, and there is one; for harm in one of them. By trying all, small first.
        """
        rungs = self.rungs(pair)
        good = z3.Or(*(rungs[place] for place in wanted))
        found: set[frozenset[tuple[str, bool | str]]] = set()
        names = list(free)
        for size in range(len(names) + 1):
            for chosen in combinations(names, size):
                options = [[v for v in self.values(n) if given.get(n) != v] for n in chosen]
                for values in product(*options):
                    moves = frozenset(zip(chosen, values, strict=True))
                    if any(other <= moves for other in found):
                        continue
                    known = self.given({**given, **dict(moves)})
                    reached = self.satisfiable(self.world, known, good)
                    if reached and (harm or not self.satisfiable(self.world, known, z3.Not(good))):
                        found.add(moves)
        return found
