"""The graph of a policy into what decides situations: the engine that is shipped, on the policy at hand.

Invariant: the decision is that of the reference interpreter, which defines it; only the way to it is another.
"""

from __future__ import annotations

from solon.diagram.from_graph import Atlas
from solon.engine import decide
from solon.graph.nodes import Graph
from solon.graph.program import program_of


class Decider(decide.Decider):
    """Decides situations under one policy.

    graph: its decision graph. revision: the sum of the artefact, kept in every decision. explain: whether reasons, and
    the status under other readings, are worked out. atlas: its diagrams, where they are shared with other graphs.
    """

    def __init__(self, graph: Graph, revision: str = "", explain: bool = True, atlas: Atlas | None = None) -> None:
        self.graph = graph
        self.policy = graph.policy
        order = None if atlas is None else atlas.order
        super().__init__(program_of(graph, revision, explain, order), explain, atlas)
