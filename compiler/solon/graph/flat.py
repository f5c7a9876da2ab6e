"""The decision graph as the tables that quick answers read, in the form of the artefact.

Invariant: nothing but lists, tables, strings, numbers and yes or no; the numbers of nodes stay what they are.
"""

from __future__ import annotations

from typing import Any, assert_never

from solon.graph.nodes import AllOf, AnyOf, Constant, DayReached, Deny, Graph, InForce, InputIs, Node, ReadingIs
from solon.model.blocks import Choice, Either, Fact
from solon.model.deeds import regulated


def tables(graph: Graph) -> dict[str, Any]:
    """Those tables of the artefact on which statuses, norms and defeats rest."""
    policy = graph.policy
    return {
        "nodes": [_node(node) for node in graph.nodes],
        "names": dict(graph.names),
        "impossibles": list(policy.impossibles),
        "instruments": [
            {
                "id": found.id,
                "from": found.in_force_from.isoformat(),
                "until": found.in_force_until.isoformat() if found.in_force_until else None,
            }
            for found in policy.instruments.values()
        ],
        "readings": [
            {"id": found.id, "chosen": found.chosen, "options": [list(option) for option in found.options]}
            for found in policy.readings.values()
        ],
        "inputs": [_input(found) for found in policy.inputs.values()],
        "norms": [
            {
                "id": block.id,
                "kind": "either" if isinstance(block, Either) else "norm",
                "bearer": block.bearer if isinstance(block, Either) else "",
                "options": [option.id for option in block.options] if isinstance(block, Either) else [],
                "instrument": block.instrument,
                "lifted_by": [found.id for found in policy.exceptions_to.get(block.id, ())],
            }
            for block in policy.governed.values()
        ],
        "deeds": [
            {
                "bearer": bearer,
                "action": deed.action,
                "instead": deed.instead,
                "norms": [
                    {
                        "norm": found.norm,
                        "modality": str(found.modality),
                        "through": list(found.through),
                        "node": found.node,
                    }
                    for found in graph.bearings[bearer, deed.id]
                ],
            }
            for bearer, deed in regulated(policy)
        ],
    }


def _input(found: object) -> dict[str, Any]:
    match found:
        case Fact(id=name, presumed=presumed):
            return {"id": name, "kind": "fact", "presumed": presumed}
        case Choice(id=name, options=options):
            return {"id": name, "kind": "choice", "options": [list(option) for option in options]}
        case _:
            return {"id": getattr(found, "id", ""), "kind": "date"}


def _node(node: Node) -> list[Any]:
    match node:
        case Constant(value):
            return ["yes" if value else "no"]
        case InputIs(name, value):
            return ["is", name, value]
        case ReadingIs(reading, option):
            return ["reading", reading, option]
        case DayReached(date_id, month, day, fixed, shift):
            return ["day", date_id, month, day, fixed, shift]
        case InForce(instrument, _, _):
            return ["force", instrument]
        case AllOf(inputs):
            return ["all", *inputs]
        case AnyOf(inputs):
            return ["any", *inputs]
        case Deny(source):
            return ["not", source]
        case _:
            assert_never(node)
