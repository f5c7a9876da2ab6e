"""Nodes of the rules into the inputs that they speak of.

Invariant: nothing that can make a difference is left out; more may be named than that.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.backends.rules import Rules
from solon.backends.steps import Step, parts
from solon.engine.graph import DayReached, InForce, InputIs


class Asked:
    """Looks into the rules as they are written."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.names: list[frozenset[str]] = []
        self.days: list[bool] = []
        for step in rules.nodes:
            below = parts(step)
            self.names.append(_named(step).union(*(self.names[part] for part in below)))
            self.days.append(isinstance(step, DayReached | InForce) or any(self.days[part] for part in below))

    def inputs(self, nodes: Iterable[int]) -> frozenset[str]:
        """The inputs that some nodes speak of."""
        return frozenset[str]().union(*(self.names[node] for node in nodes))

    def looks_at_day(self, nodes: Iterable[int]) -> bool:
        """Whether some nodes look at the day of the act."""
        return any(self.days[node] for node in nodes)

    def tied(self, nodes: Iterable[int]) -> frozenset[str]:
        """The inputs that some nodes speak of, and those that `impossible` blocks tie to them."""
        roots = list(nodes)
        names, day = self.inputs(roots), self.looks_at_day(roots)
        left = [node for _, node in self.rules.impossibles]
        while True:
            found = [node for node in left if self.names[node] & names or (day and self.days[node])]
            if not found:
                return names
            left = [node for node in left if node not in found]
            names |= self.inputs(found)
            day = day or self.looks_at_day(found)


def _named(step: Step) -> frozenset[str]:
    match step:
        case InputIs(name, _):
            return frozenset((name,))
        case DayReached(date=name) if name:
            return frozenset((name,))
        case _:
            return frozenset()
