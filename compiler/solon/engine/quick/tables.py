"""A loaded policy as the tables that quick answers read.

Invariant: nothing but lists, tables, strings, numbers and yes or no; the numbers of nodes stay what they are.
"""

from __future__ import annotations

from typing import Any, assert_never

from solon.engine.graph import AllOf, AnyOf, Constant, DayReached, Deny, InForce, InputIs, Node, ReadingIs
from solon.engine.program import Program


def tables_of(program: Program) -> dict[str, Any]:
    """Those tables on which statuses, norms and defeats rest."""
    graph = program.graph
    return {
        "nodes": [node_of(node) for node in graph.nodes],
        "names": graph.names,
        "impossibles": graph.impossibles,
        "instruments": [
            {
                "id": found.id,
                "from": found.in_force_from.isoformat(),
                "until": found.in_force_until.isoformat() if found.in_force_until else None,
            }
            for found in program.instruments.values()
        ],
        "readings": [{"id": r.id, "chosen": r.chosen, "options": r.options} for r in program.readings.values()],
        "inputs": [
            {"id": found.id, "kind": found.kind, "presumed": found.presumed, "options": found.options}
            for found in program.inputs.values()
        ],
        "norms": [
            {
                "id": found.id,
                "kind": found.kind,
                "bearer": found.bearer,
                "options": [option.id for option in found.options],
                "instrument": found.instrument,
                "lifted_by": found.lifted_by,
            }
            for found in program.norms.values()
        ],
        "deeds": [
            {
                "bearer": bearer,
                "action": deed.action,
                "instead": deed.instead,
                "norms": [
                    {
                        "norm": found.norm,
                        "modality": found.modality.value,
                        "through": found.through,
                        "node": found.node,
                    }
                    for found in graph.bearings[bearer, deed.id]
                ],
            }
            for bearer, deed in program.pairs
        ],
    }


def node_of(node: Node) -> list[Any]:
    """A node as the artefact writes it."""
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
