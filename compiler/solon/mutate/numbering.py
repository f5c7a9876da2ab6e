"""The graphs of many policies into one numbering, so that what is equal in them is one node with one diagram.

Invariant: two nodes get one number exactly when they say the same; a number never changes its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from solon.diagram.from_graph import Atlas
from solon.engine.atlas import Sheet
from solon.engine.duty_table import DutyRow, renumbered
from solon.engine.graph import AllOf, AnyOf, Bearing, DayAtom, DayReached, Deny, InForce, Node, Variable
from solon.graph.nodes import Graph
from solon.graph.variables import variables
from solon.model.policy import Policy


@dataclass(frozen=True)
class Numbered:
    """What a graph says, in the common numbers; see `Graph`. atoms: its comparisons with the day of the act."""

    policy: Policy
    atoms: tuple[DayAtom, ...]
    names: Mapping[str, int]
    bearings: Mapping[tuple[str, str], tuple[Bearing, ...]]
    possible: int
    duties: tuple[DutyRow, ...]


class Numbering:
    """The common numbers. nodes: what each of them says."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.numbers: dict[Node, int] = {}

    def add(self, graph: Graph) -> Numbered:
        """Number one more graph."""
        own: list[int] = []
        for node in graph.nodes:
            match node:
                case AllOf(inputs):
                    node = AllOf(tuple(sorted(own[one] for one in inputs)))
                case AnyOf(inputs):
                    node = AnyOf(tuple(sorted(own[one] for one in inputs)))
                case Deny(source):
                    node = Deny(own[source])
                case _:
                    pass
            if node not in self.numbers:
                self.numbers[node] = len(self.nodes)
                self.nodes.append(node)
            own.append(self.numbers[node])
        return Numbered(
            graph.policy,
            tuple(node for node in graph.nodes if isinstance(node, DayReached | InForce)),
            {name: own[number] for name, number in graph.names.items()},
            {
                pair: tuple(replace(bearing, node=own[bearing.node]) for bearing in found)
                for pair, found in graph.bearings.items()
            },
            own[graph.possible],
            tuple(renumbered(row, own.__getitem__) for row in graph.duties),
        )

    def atlas(self, graph: Graph, one: Numbered, room: int) -> Atlas:
        """The atlas of all the nodes.

        graph: whose variables come first in the order. one: the same graph as numbered. room: see `Atlas`.
        """
        nodes = tuple(self.nodes)
        whole = Graph(one.policy, nodes, one.names, one.bearings, one.possible, one.duties)
        return Atlas(whole, room, order(graph, nodes))


def order(graph: Graph, nodes: tuple[Node, ...]) -> tuple[Variable, ...]:
    """The variables of a graph, and of more nodes: a comparison with a day stands beside those with the same date."""
    found = list(variables((graph,)))
    for node in nodes:
        if isinstance(node, DayReached | InForce) and node not in found:
            same = [place for place, other in enumerate(found) if _about(other) == _about(node)]
            found.insert(same[-1] + 1 if same else len(found), node)
    return tuple(found)


def _about(variable: Variable | DayAtom) -> str:
    match variable:
        case DayReached(date=date):
            return f"date {date}"
        case InForce(instrument=instrument):
            return f"instrument {instrument}"
        case _:
            return ""


class Beside(Atlas):
    """The atlas of one of the graphs; it shares every diagram with the atlas of all the nodes."""

    def __init__(self, whole: Atlas, one: Numbered) -> None:
        graph = Graph(one.policy, whole.graph.nodes, one.names, one.bearings, one.possible, one.duties)
        super().__init__(graph, whole.room, whole.order, whole.store)
        self.whole = whole
        self.atoms = one.atoms

    @cached_property
    def readings_of(self) -> tuple[frozenset[str], ...]:
        """The readings that each node rests on; see `Atlas.readings_of`."""
        return self.whole.readings_of

    def under(self, readings: Mapping[str, str]) -> Sheet:
        """The diagrams under some readings; see `Atlas.under`."""
        sheet = super().under(readings)
        sheet.found = self.whole.under(readings).found
        return sheet
