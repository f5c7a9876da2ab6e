"""What the engine reads of a policy into its artefact: versioned, sorted, checksummed JSON.

Invariant: the same policy gives the same bytes, on any machine and day; the revision is the sum of everything else.
`solon.engine.artefact` reads it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from solon.engine.artefact import SCHEMA, sum_of
from solon.engine.calendar import Span
from solon.engine.deontic import Citation, Pair
from solon.engine.duty_table import as_data
from solon.engine.program import Input, Norm, Part, Program, Words
from solon.engine.quick.tables import node_of
from solon.graph.nodes import Graph
from solon.graph.program import program_of
from solon.model.policy import Policy


def artefact(graph: Graph) -> str:
    """The text of the artefact: one entry of a table a line, so that two artefacts can be compared by eye."""
    content = _content(graph)
    tables = {**content, "revision": sum_of(content)}
    return "{" + ",\n".join(f"{_json(key)}:{_table(found)}" for key, found in sorted(tables.items())) + "}\n"


def revision(graph: Graph) -> str:
    """The sum that names this graph: SHA-256 in hexadecimal."""
    return sum_of(_content(graph))


def _table(found: Any) -> str:
    if not isinstance(found, list):
        return _json(found)
    return "[" + ",\n".join(_json(entry) for entry in found) + "]"  # pyright: ignore[reportUnknownVariableType]


def _json(found: Any) -> str:
    return json.dumps(found, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _content(graph: Graph) -> dict[str, Any]:
    program = program_of(graph)
    numbers = {node: number for number, node in enumerate(program.graph.nodes)}
    conditions: dict[Part, int] = {}
    places: dict[Citation, int] = {}
    deeds = [_deed(program, pair, conditions, places) for pair in program.pairs]
    return {
        "schema": SCHEMA,
        "instruments": _instruments(graph.policy),
        "bearers": [
            {"id": name, "says": found.says, "also_for": list(found.also_for)}
            for name, found in program.bearers.items()
        ],
        "actions": [{"id": a.id, "says": a.says, "instead": a.instead} for a in program.actions.values()],
        "inputs": [_input(found) for found in program.inputs.values()],
        "readings": [
            {"id": r.id, "question": r.question, "chosen": r.chosen, "options": _pairs(r.options)}
            for r in program.readings.values()
        ],
        "former": dict(program.former),
        "norms": [_norm(found) for found in program.norms.values()],
        "counts": [{"id": name, "citations": _cites(found)} for name, found in program.counts.items()],
        "notes": [{"id": n.id, "says": n.says, "norms": sorted(n.norms)} for n in program.notes],
        "impossibles": [{"id": name, "because": program.because[name]} for name in program.graph.impossibles],
        "terms": [{"id": name, "facts": list(found)} for name, found in program.terms.items()],
        "questions": [
            {"id": q.id, "asks": q.asks, "deeds": [_pair(pair) for pair in q.pairs]} for q in program.questions.values()
        ],
        "nodes": [node_of(node) for node in program.graph.nodes],
        "names": dict(program.graph.names),
        "order": [one if isinstance(one, str) else numbers[one] for one in program.order],
        "days": [_span(span) for spans in program.calendar.spans.values() for span in spans],
        "deeds": deeds,
        "duties": [as_data(row) for row in program.graph.duties],
        "conditions": [[_words(words), node] for words, node in conditions],
        "places": _cites(places),
    }


def _instruments(policy: Policy) -> list[dict[str, Any]]:
    return [
        {
            "id": found.id,
            "title": found.title,
            "kind": found.kind,
            "issuer": found.issuer,
            "issued": found.issued,
            "from": found.in_force_from.isoformat(),
            "until": found.in_force_until.isoformat() if found.in_force_until else None,
            "authority": found.authority,
            "ask": found.ask,
        }
        for found in policy.instruments.values()
    ]


def _input(found: Input) -> dict[str, Any]:
    """An input; what is empty or not presumed is left out."""
    entry: dict[str, Any] = {
        "id": found.id,
        "kind": found.kind,
        "asks": found.asks,
        "help": found.help,
        "says": found.says,
        "denies": found.denies,
        "presumed": found.presumed,
        "because": found.because,
        "options": _pairs(found.options),
        "changed_by": found.changed_by,
        "judged_by": found.judged_by,
    }
    return {key: value for key, value in entry.items() if value not in ("", None, [])}


def _norm(found: Norm) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": found.id,
        "kind": found.kind,
        "bearer": found.bearer,
        "modality": found.modality.value if found.modality else "",
        "deed": found.deed.id if found.deed else "",
        "options": [deed.id for deed in found.options],
        "instrument": found.instrument,
        "citations": _cites(found.citations),
        "lifted_by": list(found.lifted_by),
    }
    return {key: value for key, value in entry.items() if value not in ("", [])}


def _deed(program: Program, pair: Pair, conditions: dict[Part, int], places: dict[Citation, int]) -> dict[str, Any]:
    """What bears on a deed. conditions, places: what is said once and named by its number; what is new is added."""
    bearings = program.graph.bearings[pair[0], pair[1].id]
    return {
        "bearer": pair[0],
        "action": pair[1].action,
        "instead": pair[1].instead,
        "norms": [
            {
                "norm": found.norm,
                "modality": found.modality.value,
                "through": list(found.through),
                "node": found.node,
                "parts": [conditions.setdefault(part, len(conditions)) for part in program.parts(pair, place)],
            }
            for place, found in enumerate(bearings)
        ],
        "mentions": {
            name: [places.setdefault(one, len(places)) for one in found]
            for name, found in program.mentions(pair).items()
        },
    }


def _words(words: Words) -> Any:
    if isinstance(words, str):
        return words
    return {"join": words.join, "of": [[_words(inner), reading, option] for inner, reading, option in words.of]}


def _span(found: Span) -> list[Any]:
    fixed = date.fromordinal(found.fixed).isoformat() if found.fixed else ""
    return [found.date_id, found.month, found.day, fixed, found.shift]


def _pair(pair: Pair) -> list[str]:
    return [pair[0], pair[1].id]


def _pairs(found: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [list(pair) for pair in found]


def _cites(found: Iterable[Citation]) -> list[list[str]]:
    return [[one.instrument, one.locator, *((one.part,) if one.part else ())] for one in found]
