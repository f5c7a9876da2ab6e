"""The decision graph of a policy into diagrams, in a good order of variables; see `solon.engine.atlas`.

Invariant: what a shipped policy answers with and what it is proved with are the same diagrams.
"""

from __future__ import annotations

from solon.engine import atlas
from solon.engine.graph import Variable
from solon.engine.store import ROOM, Store
from solon.graph.nodes import Graph
from solon.graph.variables import variables
from solon.model.policy import Policy


class Atlas(atlas.Atlas):
    """The diagrams of one decision graph, and its policy.

    order: the variables to use, when several graphs share a store. room: the limit for each question; see `Store`.
    """

    def __init__(
        self, graph: Graph, room: int = ROOM, order: tuple[Variable, ...] | None = None, store: Store | None = None
    ) -> None:
        super().__init__(graph, variables((graph,)) if order is None else order, room, store)
        self.graph: Graph = graph
        self.policy = graph.policy


def policy_of(found: atlas.Atlas) -> Policy:
    """The policy behind some diagrams. Raises TypeError for diagrams of a loaded artefact."""
    if not isinstance(found, Atlas):
        raise TypeError("these diagrams were loaded: the policy itself is not there")
    return found.policy
