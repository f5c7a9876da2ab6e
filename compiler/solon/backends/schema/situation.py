"""A policy into the JSON Schema of its situations.

Invariant: what the schema takes, `read_situation` takes, but for days that are not in the calendar and facts that
cannot all be true: a schema cannot say those. Former ids are taken as well, and marked as deprecated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from solon.backends.described import asked, described
from solon.backends.schema.shapes import DAY, TEXT, Schema, closed, listed, one_of, whole
from solon.engine.deontic import Deed
from solon.engine.program import Input, Program, Reading
from solon.engine.situation import ANY_DAY, ON

OPEN = ("unknown", None)
WHY_OPEN = "Nobody knows: the same as null. What is left out is unknown as well, unless it is presumed."


def situation_schema(policy: Program) -> Schema:
    """The schema of a situation: one act, on one day, with what is known about it."""
    former = _former(policy)
    facts = _with_former("facts", {name: _input(found) for name, found in policy.inputs.items()}, former)
    readings = {name: _reading(found) for name, found in policy.readings.items()}
    names = [*policy.inputs, *(old for name in policy.inputs for old in former.get(name, ()))]
    questions = [known for name in policy.questions for known in (name, *former.get(name, ()))]
    body = closed(
        {},
        {
            "on": {
                "title": "The day of the act",
                "description": "Left out: any day on which all instruments are in force.",
                **_day("unknown"),
            },
            "facts": {"title": "What is known", **closed({}, facts)},
            "everything else": {
                "title": "What every yes/no fact is that is left out",
                **one_of(("no", False)),
            },
            "readings": {
                "title": "Other answers to open questions about the text",
                **closed({}, _with_former("readings", readings, former)),
            },
            "asked": {
                "title": "The bearers and deeds that are asked about; all of them where this is left out",
                **listed(one_of(_pairs(policy, former))),
            },
            "question": {"title": "The question from which an interview started", **one_of(questions)},
            "order": {
                "title": "The order in which an interview got its answers",
                **listed(one_of([ON, *names])),
            },
            "set aside": {
                "title": "Answers that an interview keeps and does not use",
                **closed({}, {ON: _day("unknown", ANY_DAY), **{name: _same("facts", name) for name in facts}}),
            },
        },
    )
    return {**whole("A situation", policy.revision, body), "$defs": _defs()}


def _defs() -> Schema:
    truth = {"enum": [True, False, *OPEN], "description": WHY_OPEN}
    return {"truth": _or_with_source(truth), "day": _or_with_source(_day("already", "not yet", *OPEN))}


def _day(*words: str | None) -> Schema:
    return {"anyOf": [DAY, one_of(words)]}


def _or_with_source(value: Schema) -> Schema:
    """A value, or a value with who said so and a note."""
    return {"anyOf": [value, closed({"value": value}, {"by": TEXT, "note": TEXT})]}


def _input(found: Input) -> Schema:
    about = {"title": asked(found), "description": "\n".join(described(found))}
    match found.kind:
        case "fact":
            default = {} if found.presumed is None else {"default": found.presumed}
            return {**about, **default, "$ref": "#/$defs/truth"}
        case "choice":
            return {**about, **_or_with_source(one_of([*(option for option, _ in found.options), *OPEN]))}
        case _:
            return {**about, "$ref": "#/$defs/day"}


def _reading(found: Reading) -> Schema:
    return {
        "title": " ".join(found.question.split()),
        "description": "\n".join(f"{option}: {' '.join(says.split())}" for option, says in found.options),
        "default": found.chosen,
        **one_of(option for option, _ in found.options),
    }


def _former(policy: Program) -> Mapping[str, tuple[str, ...]]:
    """The ids that a block had before, by the id that it has now."""
    found: dict[str, tuple[str, ...]] = {}
    for old, name in policy.former.items():
        found[name] = (*found.get(name, ()), old)
    return found


def _with_former(key: str, shapes: Mapping[str, Schema], former: Mapping[str, tuple[str, ...]]) -> Schema:
    """Shapes by id, and by each former id."""
    old = {
        was: {"deprecated": True, "description": f"It is called {name} now.", **_same(key, name)}
        for name in shapes
        for was in former.get(name, ())
    }
    return {**shapes, **old}


def _same(key: str, name: str) -> Schema:
    """The shape that an id has below a key of the situation."""
    return {"$ref": f"#/properties/{key}/properties/{name}"}


def _pairs(policy: Program, former: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """Every bearer with every deed that some norm is about, under all their names."""
    for bearer, deed in policy.pairs:
        # What is no action of its own, the opposite of one, had no name of its own before.
        deeds = [deed.id, *(() if deed.instead else (Deed(was).id for was in former.get(deed.action, ())))]
        yield from (f"{who} {what}" for who in (bearer, *former.get(bearer, ())) for what in deeds)
