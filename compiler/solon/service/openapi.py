"""A policy into the OpenAPI description of the service.

Invariant: the schemas are those of `solon.backends.schema`, so what the description takes, the service takes, but for
days that are not in the calendar, facts that cannot all be true, and a fact that is given under two names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from solon import __version__
from solon.backends.schema import decision_schema, situation_schema
from solon.backends.schema.shapes import TEXT, Schema, closed, listed, nullable, one_of
from solon.engine.program import Program
from solon.engine.situation import ON
from solon.service.answers import INTERVIEW
from solon.service.problems import MEDIA_TYPE, Kind

ANY = {Kind.WRONG_HOST, Kind.QUERY, Kind.BROKEN}
OF_BODY = {
    *(Kind.MEDIA_TYPE, Kind.TOO_LARGE, Kind.TOO_SLOW, Kind.NOT_TEXT, Kind.NOT_JSON, Kind.REPEATED, Kind.TOO_DEEP),
    *(Kind.UNKNOWN_FACT, Kind.WRONG_VALUE, Kind.WRONG_SITUATION, Kind.IMPOSSIBLE, Kind.TOO_HARD),
    *(Kind.BUSY, Kind.TIME),
}
LOOKED_UP = {
    "facts": "The facts, choices and dates that a situation can give",
    "actions": "What can be done, by whom, and what a situation can ask about",
    "readings": "The open questions about the text, with the chosen answers",
    "questions": "The questions that an interview can start from",
    "revision": "The rules that answer here",
}


def openapi(program: Program) -> dict[str, Any]:
    """The description, OpenAPI 3.1."""
    posts = {
        "/decide": _post("decide", "Answer one situation", "Situation", "Decision"),
        "/ask": _post("ask", "One step of an interview; nothing of it is kept here", "Step", "Interview"),
    }
    gets = {f"/{name}": _get(name, says, name.capitalize()) for name, says in LOOKED_UP.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Solon",
            "version": __version__,
            "summary": "A situation in, a decision with its reasons out.",
            "description": f"Made from revision {program.revision}. Errors are problems of RFC 9457; the types are: "
            + ", ".join(kind.type for kind in Kind)
            + ".",
        },
        "paths": {**posts, **gets, "/health": _get("health", "Whether the service answers", "Health")},
        "components": {"schemas": _schemas(program)},
    }


def _post(name: str, summary: str, takes: str, gives: str) -> Schema:
    body = {"required": True, "content": {"application/json": {"schema": _ref(takes)}}}
    operation = {"operationId": name, "summary": summary, "requestBody": body, "responses": _responses(gives, OF_BODY)}
    return {"post": operation}


def _get(name: str, summary: str, gives: str) -> Schema:
    return {"get": {"operationId": name, "summary": summary, "responses": _responses(gives, ())}}


def _responses(gives: str, kinds: Iterable[Kind]) -> Schema:
    by_status: dict[int, list[str]] = {}
    for kind in Kind:
        if kind in ANY or kind in kinds:
            by_status.setdefault(kind.status, []).append(f"{kind.title} ({kind.type}).")
    problems = {
        str(status): {"description": " ".join(says), "content": {MEDIA_TYPE: {"schema": _ref("Problem")}}}
        for status, says in sorted(by_status.items())
    }
    return {"200": {"description": "The answer.", "content": {"application/json": {"schema": _ref(gives)}}}, **problems}


def _schemas(program: Program) -> Schema:
    revision = {"revision": {"const": program.revision}}
    made = {
        "Situation": _placed("Situation", situation_schema(program)),
        "Decision": _placed("Decision", decision_schema(program)),
        "Step": _step(program),
        "Interview": _interview(revision),
        "Problem": _problem(),
        "Health": closed({"status": {"const": "ok"}}),
        "Revision": closed({**revision, "artefact": TEXT, "version": TEXT}),
        "Facts": closed({**revision, "facts": listed(_fact())}),
        "Actions": closed(
            {
                **revision,
                "actions": listed(closed({"id": TEXT, "says": TEXT})),
                "bearers": listed(closed({"id": TEXT, "says": TEXT})),
                "asked": listed(TEXT),
            }
        ),
        "Readings": closed({**revision, "readings": listed(_reading())}),
        "Questions": closed(
            {**revision, "questions": listed(closed({"id": TEXT, "asks": TEXT, "asked": listed(TEXT)}))}
        ),
    }
    return {name: {"title": name, **shape} for name, shape in made.items()}


def _step(program: Program) -> Schema:
    some = {"required": ["asked"], "properties": {"asked": {"minItems": 1}}}
    situation = {**_ref("Situation"), "anyOf": [{"required": ["question"]}, some]}
    properties = {name: _ref(f"Situation/properties/set aside/properties/{name}") for name in (ON, *program.inputs)}
    answer = {**closed({}, properties), "minProperties": 1, "maxProperties": 1}
    return closed(
        {"situation": {"description": "The answers so far, as the step before gave them.", **situation}},
        {"answer": {"description": "An answer, new or changed: the id of a fact, and its value.", **answer}},
    )


def _interview(revision: Schema) -> Schema:
    value = closed({"value": {"type": ["boolean", "string"]}, "says": TEXT})
    question = closed(
        {
            "fact": _of_decision("asked"),
            "kind": one_of(("fact", "choice", "date", "day")),
            "asks": TEXT,
            "help": TEXT,
            "judged_by": nullable(TEXT),
            "values": {"description": "What can be true beside the earlier answers.", **listed(value)},
        }
    )
    verdict = closed(
        {
            "bearer": _of_decision("bearer"),
            "action": _of_decision("action"),
            "status": _of_decision("status"),
            "possible": listed(_of_decision("settled"), distinct=True),
        }
    )
    return closed(
        {
            "schema": {"const": INTERVIEW},
            **revision,
            "situation": {"description": "To send back with the next answer.", **_ref("Situation")},
            "question": {"description": "What to ask; null when nothing more can change it.", **nullable(question)},
            "left": {"description": "How many questions are left at most.", "type": "integer", "minimum": 0},
            "verdicts": {"description": "The status so far.", **listed(verdict)},
        }
    )


def _problem() -> Schema:
    fault = closed({"at": TEXT, "says": TEXT, "help": TEXT})
    return closed(
        {
            "type": one_of(kind.type for kind in Kind),
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
        },
        {"faults": {"description": "Everything that is wrong.", **listed(fault)}},
    )


def _fact() -> Schema:
    maybe = nullable(TEXT)
    return closed(
        {
            "id": TEXT,
            "kind": one_of(("fact", "choice", "date")),
            "asks": TEXT,
            "help": TEXT,
            "values": listed(closed({"value": {"type": ["boolean", "string"]}, "says": TEXT})),
            "judged_by": maybe,
            "changed_by": maybe,
            "presumed": {"description": "Its value when it is left out.", "type": ["boolean", "null"]},
            "because": maybe,
        }
    )


def _reading() -> Schema:
    return closed(
        {"id": TEXT, "question": TEXT, "chosen": TEXT, "options": listed(closed({"option": TEXT, "says": TEXT}))}
    )


def _ref(place: str) -> Schema:
    return {"$ref": "#/components/schemas/" + place.replace(" ", "%20")}


def _of_decision(name: str) -> Schema:
    return _ref(f"Decision/$defs/{name}")


def _placed(name: str, schema: Schema) -> Schema:
    """A schema that stands by itself, at its place in the description."""
    kept = {key: value for key, value in schema.items() if key not in ("$schema", "$comment")}
    return cast(Schema, _moved(kept, f"#/components/schemas/{name}"))


def _moved(part: object, root: str) -> object:
    if isinstance(part, dict):
        found = cast(Schema, part)
        return {
            key: root + value.removeprefix("#") if key == "$ref" and isinstance(value, str) else _moved(value, root)
            for key, value in found.items()
        }
    if isinstance(part, list):
        return [_moved(one, root) for one in cast("list[object]", part)]
    return part
