"""Formulas into what they come to once others are known to hold.

Invariant: the result equals the formula wherever what is known holds; elsewhere it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from solon.engine.quick.formulas import NO, YES, Formulas, in_order

NOTHING: frozenset[int] = frozenset()
MANY = 400  # Of more than this, only the nearest are kept; nothing but speed is lost.


class Needs:
    """What holds wherever a formula holds."""

    def __init__(self, formulas: Formulas) -> None:
        self.formulas = formulas
        self._found: dict[int, frozenset[int]] = {}

    def of(self, number: int) -> frozenset[int]:
        """The formulas that hold wherever this one holds, itself too; of a ladder, where any rung does."""
        return in_order(number, self.formulas.parts, self._found, self._few)

    def _few(self, number: int) -> frozenset[int]:
        found = self._of(number)
        return found if len(found) <= MANY else found.intersection((number, *self.formulas.parts(number)))

    def _of(self, number: int) -> frozenset[int]:
        formulas = self.formulas
        formula = formulas.made[number]
        parts = [self._found[part] for part in formulas.parts(number)]
        match formula[0]:
            case "all":
                return NOTHING.union((number,), *parts)
            case "any":
                return common(parts) | {number}
            case "first":
                return common(parts)
            case "not" if formulas.made[formula[1]][0] == "any":
                denied = [formulas.deny(part) for part in formulas.parts(formula[1])]
                return NOTHING.union((number,), denied, *(self._found.get(part, NOTHING) for part in denied))
            case _:
                return frozenset((number,))

    def fewest(self, found: frozenset[int]) -> list[int]:
        """Those of several formulas from which the others follow."""
        implied = NOTHING.union(*(self.of(one) - {one} for one in found))
        return sorted(found - implied)


def common(found: Sequence[frozenset[int]]) -> frozenset[int]:
    """What is in every one of several sets."""
    return found[0].intersection(*found[1:]) if found else NOTHING


class Known:
    """Some formulas that are known to hold, and what others come to then."""

    def __init__(self, formulas: Formulas, true: Iterable[int]) -> None:
        self.formulas = formulas
        self.options: dict[str, frozenset[str]] = {}
        self._of: dict[int, int] = {NO: NO, YES: YES}
        for number in true:
            formula = formulas.made[number]
            if formula[0] == "option":
                old = self.options.get(formula[1], frozenset(formula[2]))
                self.options[formula[1]] = old.intersection(formula[2])
            self._of[number] = YES
            self._of[formulas.deny(number)] = NO

    def under(self, number: int) -> int:
        """What a formula comes to."""
        return in_order(number, self.formulas.parts, self._of, self._under)

    def _under(self, number: int) -> int:
        formulas = self.formulas
        formula = formulas.made[number]
        match formula[0]:
            case "all":
                return formulas.all_of(self._of[part] for part in formula[1:])
            case "any":
                return formulas.any_of(self._of[part] for part in formula[1:])
            case "not":
                return formulas.deny(self._of[formula[1]])
            case "first":
                return formulas.first([(self._of[part], result) for part, result in formula[2:]], formula[1])
            case "option" if formula[1] in self.options:
                left = self.options[formula[1]]
                kept = left.intersection(formula[2])
                return YES if kept == left else formulas.option(formula[1], kept)
            case _:
                return number
