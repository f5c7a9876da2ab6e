"""The decision graph into what a backend needs of it: the one place that knows where the rules come from.

Invariant: plain values and graph nodes only; nothing here rests on the text of the policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from solon.backends.steps import Step
from solon.engine.graph import Variable
from solon.engine.program import Input, Program

Kind = Literal["fact", "choice", "date"]
STATUSES = ("prohibited", "required", "advised_against", "advised", "permitted", "not_regulated")
WEAK = STATUSES.index("permitted")
RUNG_OF = {"must not": 0, "must": 1, "should not": 2, "should": 3, "may": 4, "need not": 4}


@dataclass(frozen=True)
class Given:
    """An input. options: of a choice. presumed: the value of a fact that is left out, if the policy presumes one."""

    id: str
    kind: Kind
    options: tuple[str, ...] = ()
    presumed: bool | None = None


@dataclass(frozen=True)
class Bears:
    """A norm that bears on a deed where its node holds. rung: the place of its status in `STATUSES`."""

    norm: str
    rung: int
    node: int


@dataclass(frozen=True)
class Deed:
    """A deed of a bearer, with the norms on it, strongest first.

    rungs: for some statuses, by place, a node that says better than its norms together that one of them applies.
    """

    bearer: str
    action: str
    norms: tuple[Bears, ...]
    rungs: Mapping[int, int] = field(default_factory=dict[int, int])

    @property
    def key(self) -> tuple[str, str]:
        """Bearer and action."""
        return self.bearer, self.action


@dataclass(frozen=True)
class Rules:
    """Everything that an engine decides by.

    nodes: each after those that it rests on. names: what the nodes of terms, rules and so on are called. impossibles:
    the node of each `impossible` block. chosen: the option of each reading. former: ids that inputs had before. order:
    the variables of diagrams, in a good order.
    """

    revision: str
    inputs: Mapping[str, Given]
    nodes: tuple[Step, ...]
    names: Mapping[str, int]
    impossibles: tuple[tuple[str, int], ...]
    deeds: tuple[Deed, ...]
    chosen: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]
    former: Mapping[str, str]
    order: tuple[Variable, ...]


def rules_of(program: Program) -> Rules:
    """What a backend needs of a compiled policy, while it is compiled or as it was loaded."""
    graph = program.graph
    return Rules(
        program.revision,
        {name: _given(found) for name, found in program.inputs.items()},
        graph.nodes,
        graph.names,
        tuple((name, graph.names[f"impossible {name}"]) for name in graph.impossibles),
        tuple(
            Deed(bearer, action, tuple(Bears(b.norm, RUNG_OF[b.modality], b.node) for b in bearings))
            for (bearer, action), bearings in graph.bearings.items()
        ),
        graph.chosen,
        graph.options,
        {old: now for old, now in program.former.items() if now in program.inputs},
        program.order,
    )


def _given(found: Input) -> Given:
    match found.kind:
        case "fact":
            return Given(found.id, "fact", presumed=found.presumed)
        case "choice":
            return Given(found.id, "choice", tuple(name for name, _ in found.options))
        case _:
            return Given(found.id, "date")
