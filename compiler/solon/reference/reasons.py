"""Why a formula holds: a smallest set of the known facts that makes it hold whatever else is true.

Invariant: subset-minimal. Facts are tried for leaving out from the last in policy order to the first: early ones stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from solon.reference.cases import Cases
from solon.reference.completions import Completions
from solon.reference.formula import ON, Formula, assign, deny, variables
from solon.reference.open_world import OpenWorlds


class Reasons:
    """Finds reasons in one situation. `definition` has the same readings, and no input put in."""

    def __init__(self, worlds: OpenWorlds, completions: Completions, readings: Mapping[str, str]) -> None:
        known = completions.known
        self.worlds = worlds
        self.completions = completions
        self.definition = worlds.definition(known.on, known.all_in_force, readings)
        self.possible = self.definition.possible()
        self.settled: dict[str, bool | str | int] = {**completions.inputs, **completions.words}
        if completions.on is not None:
            self.settled[ON] = completions.on

    def smallest(self, formula: Formula, wanted: bool = True) -> tuple[str, ...]:
        """The facts of a smallest set that settles an open formula as `wanted`, in policy order.

        formula: from `definition`; the known facts must settle it as wanted, else the set is all of them.
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
        dates = {name: value for name, value in self.completions.known.values.items() if name in kept}
        dates = {name: value for name, value in dates.items() if name in self.worlds.policy.dates}
        blank = self.worlds.completions(self.completions.known.all_in_force, dates)
        return 1 not in Cases(blank.domain, blank.order, world).rungs((formula,))
