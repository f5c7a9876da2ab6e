"""Formulas into how likely they hold and what it costs to try them, so that the best order of trying is known.

Invariant: estimates only; nothing but speed rests on them. Reading one fact costs 1.
"""

from __future__ import annotations

from collections.abc import Container

from solon.engine.quick.formulas import YES, Formula, Formulas, in_order

LIKELY = {"fact": 0.25, "day": 0.5}
KNOWN = 0.1


class Odds:
    """The estimates for the formulas of one pool."""

    def __init__(self, formulas: Formulas) -> None:
        self.formulas = formulas
        self._found: dict[int, tuple[float, float]] = {}

    def likely(self, number: int) -> float:
        """How likely a formula holds, if its facts are independent."""
        return self._estimate(number)[0]

    def cost(self, number: int) -> float:
        """What it costs to try a formula, on average."""
        return self._estimate(number)[1]

    def best_first(self, formula: Formula, known: Container[int] = ()) -> list[int]:
        """The parts of a list, in the order in which it costs least to try them. known: what is in locals."""
        made = self.formulas.made

        def rank(part: int) -> tuple[float, int]:
            inner = made[part][1] if made[part][0] == "not" else part
            cost = KNOWN if inner in known else self._estimate(part)[1]
            return cost / (1.000001 - self._goes_on(formula[0], part)), part

        return sorted(formula[1:], key=rank)

    def _estimate(self, number: int) -> tuple[float, float]:
        return in_order(number, self.formulas.parts, self._found, self._odds)

    def _odds(self, number: int) -> tuple[float, float]:
        formula = self.formulas.made[number]
        match formula[0]:
            case "option":
                return len(formula[2]) / len(self.formulas.options[formula[1]]), 1.5
            case "fact" | "day":
                return LIKELY[formula[0]], 1.0
            case "not":
                return 1 - self._found[formula[1]][0], self._found[formula[1]][1]
            case "all" | "any":
                chance, cost = 1.0, 0.0
                for part in self.best_first(formula):
                    cost += chance * self._found[part][1]
                    chance *= self._goes_on(formula[0], part)
                return (chance if formula[0] == "all" else 1 - chance), cost
            case "first":
                chance, cost = 1.0, 1.0
                for part, _ in formula[2:]:
                    cost += chance * self._found[part][1]
                    chance *= 1 - self._found[part][0]
                return 0.0, cost
            case _:
                return float(number == YES), 0.0

    def _goes_on(self, kind: str, part: int) -> float:
        """How likely it is that the next part has to be tried as well."""
        likely = self._estimate(part)[0]
        return likely if kind == "all" else 1 - likely
