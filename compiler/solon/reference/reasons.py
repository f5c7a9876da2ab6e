"""Why a formula holds: a smallest set of the known facts that makes it hold whatever else is true.

Invariant: subset-minimal. Facts are tried for leaving out from the last in policy order to the first, so early ones stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from solon.model.examples import Value
from solon.reference.cases import Cases
from solon.reference.completions import Completions
from solon.reference.definition import Definition, Values
from solon.reference.formula import ON, Formula, assign, deny, variables
from solon.situation import Known


class Reasons:
    """Finds reasons in one situation. `open_definition` has the same readings, and nothing put in."""

    def __init__(self, completions: Completions, readings: Mapping[str, str]) -> None:
        self.completions = completions
        self.open_definition = Definition(completions.policy, Values(None, {}, completions.in_force), readings)
        self.possible = self.open_definition.possible()
        self.settled: dict[str, bool | str | int] = {**completions.inputs, **completions.words}
        if completions.on is not None:
            self.settled[ON] = completions.on
        self.blanks: dict[frozenset[str], Completions] = {}

    def smallest(self, formula: Formula, wanted: bool = True) -> tuple[str, ...]:
        """The facts of a smallest set that settles an open formula as `wanted`, in policy order.

        formula: from `open_definition`; the known facts must settle it as wanted, else the set is all of them.
        """
        order = self.completions.order
        names = sorted({name for name in variables(formula) if name in self.settled}, key=lambda name: order[name])
        kept = list(names)
        target = formula if wanted else deny(formula)
        for name in reversed(names):
            fewer = [other for other in kept if other != name]
            if self._settles(target, fewer):
                kept = fewer
        return tuple(kept)

    def _settles(self, formula: Formula, names: Iterable[str]) -> bool:
        kept, world = frozenset(names), self.possible
        # The day goes in first: the days of a date are told apart as seen from it.
        for name in sorted(kept.difference(self.completions.words), key=lambda name: (name != ON, name)):
            formula = assign(formula, name, self.settled[name])
            world = assign(world, name, self.settled[name])
        if isinstance(formula, bool):
            return formula
        blank = self._blank(frozenset(kept & self.completions.words.keys()))
        return 1 not in Cases(blank.domain, blank.order, world).rungs((formula,))

    def _blank(self, words: frozenset[str]) -> Completions:
        """Completions of nothing but these dates that have come, or have not."""
        if words not in self.blanks:
            values: dict[str, Value] = {name: self.completions.known.values[name] for name in words}
            known = Known(None, self.completions.known.all_in_force, values)
            self.blanks[words] = Completions(self.completions.policy, known)
        return self.blanks[words]
