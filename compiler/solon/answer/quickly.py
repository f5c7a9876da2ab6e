"""The diagrams of a policy as quick answers look at them, and the general way for what ties variables together.

Invariant: only forms change here; what is decided is decided by diagrams.
"""

from __future__ import annotations

from typing import Any

from solon.answer.decide import Decider
from solon.answer.decisive import most_decisive
from solon.answer.scene import Scene
from solon.diagram.from_graph import Sheet
from solon.diagram.variables import DayAtom
from solon.engine.quick.diagrams import Diagrams
from solon.graph.nodes import InForce
from solon.reference.completions import Completions
from solon.situation import Known


def diagrams_of(decider: Decider, sheet: Sheet) -> Diagrams:
    """The diagrams of a sheet."""
    atlas = sheet.atlas
    return Diagrams(
        sheet.store,
        tuple(one if isinstance(one, str) else _node(one) for one in atlas.order),
        atlas.places,
        lambda nodes: sheet.store.all_of([sheet.node(node) for node in nodes]),
        sheet.possible,
        sheet.knots,
        {name: place for place, name in enumerate(decider.policy.inputs)},
        {f.id: (f.in_force_from, f.in_force_until) for f in decider.policy.instruments.values()},
        {
            name: tuple(("day", name, span.month, span.day, "", span.shift) for span in spans)
            for name, spans in Completions(decider.policy, Known(None, True, {})).spans.items()
            if name
        },
    )


class Generally:
    """The general way to look at one situation."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def ends(self, diagram: int) -> frozenset[int]:
        """The ends that possible completions give."""
        return self.scene.world.ends(diagram)

    def decisive(self, diagram: int) -> tuple[str, ...]:
        """The inputs that can change a status, the most decisive first."""
        return most_decisive(self.scene.world, diagram, self.scene.order)


def _node(atom: DayAtom) -> tuple[Any, ...]:
    if isinstance(atom, InForce):
        return ("force", atom.instrument)
    return ("day", atom.date, atom.month, atom.day, atom.fixed, atom.shift)
