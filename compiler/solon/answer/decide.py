"""The graph of a policy into what decides situations: the engine that is shipped, on the policy at hand.

Invariant: the decision is that of the reference interpreter, which defines it; only the way to it is another.
"""

from __future__ import annotations

from solon.diagram.from_graph import Atlas
from solon.engine import decide
from solon.engine.decision import Duty, PossibleDuty
from solon.engine.scene import Scene
from solon.engine.situation import Situation
from solon.graph.nodes import Graph
from solon.graph.program import program_of
from solon.reference.cases import Cases
from solon.reference.completions import Completions
from solon.reference.definition import Definition, Values
from solon.reference.duties import duties, possible_duties


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

    def duties(self, scene: Scene) -> tuple[Duty, ...]:
        """The duties that stand in every completion."""
        return duties(self.policy, *self._formulas(scene))

    def possible_duties(self, situation: Situation) -> tuple[PossibleDuty, ...]:
        """The duties with days that stand only if open facts turn out so; the situation must be valid."""
        return possible_duties(self.policy, *self._formulas(self.scene(situation)))

    def _formulas(self, scene: Scene) -> tuple[Definition, Cases, Completions]:
        completions = Completions(self.policy, scene.facts)
        values = Values(completions.on, completions.inputs, completions.in_force)
        definition = Definition(self.policy, values, scene.readings)
        return definition, Cases(completions.domain, completions.order, definition.possible()), completions
