"""Two decision graphs into the deeds whose norms are built alike in both.

Invariant: what is built alike has the same answers under every combination of readings; the order of conditions and the
ids of blocks do not matter. It takes one pass, and no diagram.
"""

from __future__ import annotations

from collections import Counter

from solon.engine.deontic import Pair
from solon.engine.graph import AllOf, AnyOf, Deny, ReadingIs
from solon.graph.nodes import Graph


class Alike:
    """Compares the nodes of two graphs."""

    def __init__(self, old: Graph, new: Graph) -> None:
        self._numbers: dict[object, int] = {}
        self._graphs = [(graph, self._shared(graph)) for graph in (old, new)]

    def _shared(self, graph: Graph) -> list[int]:
        """For each node a number that equal nodes of either graph have."""
        found: list[int] = []
        for node in graph.nodes:
            match node:
                case AllOf(inputs):
                    key: object = ("all", frozenset(found[source] for source in inputs))
                case AnyOf(inputs):
                    key = ("any", frozenset(found[source] for source in inputs))
                case Deny(source):
                    key = ("not", found[source])
                case ReadingIs(reading):
                    # Unless another option is asked for, the chosen one decides.
                    key = (node, graph.policy.readings[reading].chosen)
                case _:
                    key = node
            found.append(self._numbers.setdefault(key, len(self._numbers)))
        return found

    def norms(self, pair: Pair) -> bool:
        """Whether all norms on a deed are built alike."""
        one, other = (
            Counter(
                (bearing.norm, bearing.modality, bearing.instrument, numbers[bearing.node])
                for bearing in graph.bearings.get((pair[0], pair[1].id), ())
            )
            for graph, numbers in self._graphs
        )
        return one == other

    @property
    def possible(self) -> bool:
        """Whether the same situations can occur."""
        one, other = (numbers[graph.possible] for graph, numbers in self._graphs)
        return one == other

    def named(self, name: str) -> bool:
        """Whether a named node is in both, and built alike."""
        one, other = (numbers[graph.names[name]] if name in graph.names else None for graph, numbers in self._graphs)
        return one == other
