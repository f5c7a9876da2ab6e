"""A formula into its shape: whether bounds are exact for it, and for several together.

Invariant: where a formula asks everything at most once, and nothing ties what it asks, what bounds leave open is open.
Where several formulas never ask the same thing for two different answers, all of them can fail together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from solon.engine.quick.formulas import Formulas


@dataclass(frozen=True)
class Shape:
    """once: whether everything is asked at most once. days: whether a day is asked about. names: the inputs asked.

    answers: a bit for each answer that makes it hold. others: the bits of the other answers to the same questions.
    """

    once: bool
    days: bool
    names: frozenset[str]
    answers: int
    others: int


class Shapes:
    """The shapes of the formulas of one pool, in which only facts and days are denied."""

    def __init__(self, formulas: Formulas) -> None:
        self.formulas = formulas
        self._bits: dict[str, dict[int, int]] = {}
        self._next = 0

    def of(self, numbers: Iterable[int]) -> tuple[Shape, ...]:
        """The shapes of some formulas. Those of two calls are not to be compared."""
        found = [self._leaves(number) for number in numbers]
        for leaves in found:
            for name, leaf in leaves:
                bits = self._bits.setdefault(name, {})
                if leaf not in bits:
                    bits[leaf] = 1 << self._next
                    self._next += 1
        return tuple(self._shape(leaves) for leaves in found)

    def _shape(self, leaves: list[tuple[str, int]]) -> Shape:
        names = [name for name, _ in leaves]
        answers = others = 0
        for name, leaf in leaves:
            for one, bit in self._bits[name].items():
                if one == leaf:
                    answers |= bit
                else:
                    others |= bit
        days = any(self._asked(leaf)[0] == "day" for _, leaf in leaves)
        return Shape(len(set(names)) == len(names), days, frozenset(names), answers, others)

    def _leaves(self, number: int) -> list[tuple[str, int]]:
        """Every place where a formula asks something: the name of the input, and the formula that asks."""
        found: list[tuple[str, int]] = []
        waiting = [number]
        while waiting:
            one = waiting.pop()
            if self.formulas.made[one][0] in ("all", "any"):
                waiting += self.formulas.parts(one)
            else:
                asked = self._asked(one)
                found.append((str(asked[1][1] if asked[0] == "day" else asked[1]), one))
        return found

    def _asked(self, leaf: int) -> tuple[Any, ...]:
        formula = self.formulas.made[leaf]
        if formula[0] == "not":
            inner: int = formula[1]
            return self.formulas.made[inner]
        return formula


def can_all_fail(shapes: Iterable[Shape]) -> bool:
    """Whether formulas that bounds leave open can all fail together, as far as shapes tell."""
    answers = others = 0
    for shape in shapes:
        answers |= shape.answers
        others |= shape.others
    return not answers & others
