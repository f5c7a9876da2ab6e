"""The decision graph into its artefact: versioned, sorted, checksummed JSON.

Invariant: the same policy gives the same bytes, on any machine and day; the revision is the sum of everything else.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, assert_never

from solon.graph.duties import as_data
from solon.graph.nodes import AllOf, AnyOf, Constant, DayReached, Deny, Graph, InForce, InputIs, Node, ReadingIs
from solon.model.blocks import Block, Choice, DateInput, Exception_, Fact, Input, Rule
from solon.model.policy import Policy

SCHEMA = "solon.graph/2"


def artefact(graph: Graph) -> str:
    """The text of the artefact."""
    content = _content(graph)
    return _text({**content, "revision": _sum(content)})


def revision(graph: Graph) -> str:
    """The sum that names this graph: SHA-256 in hexadecimal."""
    return _sum(_content(graph))


def _sum(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _text(content: dict[str, Any]) -> str:
    """JSON with one entry a line where it matters, so that two artefacts can be compared by eye."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, indent=1) + "\n"


def _content(graph: Graph) -> dict[str, Any]:
    policy = graph.policy
    return {
        "schema": SCHEMA,
        "instruments": {
            found.id: {
                "title": found.title,
                "kind": found.kind,
                "issuer": found.issuer,
                "issued": found.issued,
                "in_force_from": found.in_force_from.isoformat(),
                "in_force_until": found.in_force_until.isoformat() if found.in_force_until else None,
                "authority": found.authority,
                "ask": found.ask,
            }
            for found in policy.instruments.values()
        },
        "bearers": {found.id: found.says for found in policy.bearers.values()},
        "actions": {found.id: {"says": found.says, "instead": found.instead} for found in policy.actions.values()},
        "inputs": {name: _input(found) for name, found in policy.inputs.items()},
        "order": list(policy.inputs),
        "readings": {
            found.id: {"question": found.question, "options": [name for name, _ in found.options]}
            for found in policy.readings.values()
        },
        "blocks": _blocks(policy),
        "notes": {n.id: {"says": n.says, "travels_with": list(n.travels_with)} for n in policy.notes.values()},
        "questions": {
            q.id: {"asks": q.asks, "about": [deed.id for deed in q.about]} for q in policy.questions.values()
        },
        "nodes": [_node(node) for node in graph.nodes],
        "names": dict(graph.names),
        "possible": graph.possible,
        "duties": [as_data(row) for row in graph.duties],
        "bearings": [
            {
                "bearer": bearer,
                "action": action,
                "norms": [
                    {
                        "norm": b.norm,
                        "modality": b.modality,
                        "instrument": b.instrument,
                        "through": list(b.through),
                        "node": b.node,
                    }
                    for b in bearings
                ],
            }
            for (bearer, action), bearings in graph.bearings.items()
        ],
    }


def _input(found: Input) -> dict[str, Any]:
    shared = {
        "asks": found.asks,
        "help": found.help,
        "changed_by": found.changed_by,
        "judged_by": found.judged_by,
    }
    match found:
        case Fact(says=says, denies=denies, presumed=presumed):
            return {**shared, "kind": "fact", "says": says, "denies": denies, "presumed": presumed}
        case Choice(options=options):
            return {**shared, "kind": "choice", "options": [list(option) for option in options]}
        case DateInput(says=says):
            return {**shared, "kind": "date", "says": says}
        case _:
            raise TypeError(f"unknown kind of input: {found.id}")


def _blocks(policy: Policy) -> dict[str, Any]:
    """What a reason needs to know of each rule, exception, either and counts block."""
    kept: list[Block] = [*policy.governed.values(), *policy.counts.values()]
    return {block.id: _block(policy, block) for block in kept}


def _block(policy: Policy, block: Block) -> dict[str, Any]:
    entry: dict[str, Any] = {"cites": [str(citation) for citation in block.cites], "outside": list(block.outside)}
    if isinstance(block, Rule | Exception_) and block.norm is not None:
        norm = block.norm
        entry |= {"bearer": norm.bearer, "modality": norm.modality.value, "action": norm.deed.id}
    if isinstance(block, Exception_):
        entry["to"] = list(block.to)
    return entry


def _node(node: Node) -> dict[str, Any]:
    match node:
        case Constant(value):
            return {"kind": "constant", "value": value}
        case InputIs(name, value):
            return {"kind": "input", "input": name, "value": value}
        case ReadingIs(reading, option):
            return {"kind": "reading", "reading": reading, "option": option}
        case DayReached(date_id, month, day, fixed, shift):
            return {"kind": "day", "date": date_id, "month": month, "day": day, "fixed": fixed, "shift": shift}
        case InForce(instrument, _, _):
            return {"kind": "in_force", "instrument": instrument}
        case AllOf(inputs):
            return {"kind": "all", "of": list(inputs)}
        case AnyOf(inputs):
            return {"kind": "any", "of": list(inputs)}
        case Deny(source):
            return {"kind": "not", "of": source}
        case _:
            assert_never(node)
