"""Artefacts with something wrong in them, and what a policy must still do if such an artefact is taken.

Invariant: what the nodes of a graph come to is worked out here from the tables alone, node by node.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

from solon import ImpossibleFacts, Policy, WrongSituation
from solon.engine.artefact import read, sum_of

Tables = dict[str, Any]
ORDER = ("must not", "must", "should not", "should", "may", "need not")
STATUS = {
    "must not": "prohibited",
    "must": "required",
    "should not": "advised_against",
    "should": "advised",
    "may": "permitted",
    "need not": "permitted",
}
DEEP: list[Any] = []
for _ in range(400):
    DEEP = [DEEP]
HOSTILE: tuple[Any, ...] = (
    None, True, False, 0, 1, 2, -1, 5, 10**6, 10**30, -(10**30), 0.0, 1.0, 1.5, float("nan"), float("inf"), "", " ",
    "x", "on", "unknown", "\ud800", "\0", "<b>", "must", "may", "rule", "exception", "either", "fact", "choice", "date",
    "all", "any", "not", "yes", "no", "is", "day", "2018-02-30", "2018-05-01", "9999-12-31", "1900-01-01", [], {}, [[]],
    [{}], {"": ""}, ["yes"], ["no"], ["not", 0], DEEP, "x" * 10_000,
)  # fmt: skip


def sealed(tables: Tables) -> bytes:
    """The tables as an artefact whose sum fits."""
    content = {key: value for key, value in tables.items() if key != "revision"}
    try:
        revision = sum_of(content)
    except (ValueError, RecursionError):
        revision = "0" * 64
    return json.dumps({**content, "revision": revision}).encode()


def places_in(found: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to everything inside some tables."""
    entries = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for key, inner in entries:
        yield (*path, key)
        yield from places_in(inner, (*path, key))


def edited(tables: Tables, paths: list[tuple[Any, ...]], draw: Random) -> Tables:
    """The tables with one to three random changes."""
    made = copy.deepcopy(tables)
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        *way, key = draw.choice(paths)
        try:
            holder = made
            for step in way:
                holder = holder[step]
            _change(holder, key, made, paths, draw)
        except (LookupError, TypeError):
            # An earlier change took the place away.
            continue
    return made


def _change(holder: Any, key: Any, made: Tables, paths: list[tuple[Any, ...]], draw: Random) -> None:
    if isinstance(holder, dict) != isinstance(key, str):
        raise TypeError("an earlier change put something else there")
    match draw.randrange(6):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            other = draw.randrange(len(holder))
            holder[key], holder[other] = holder[other], holder[key]
        case 2 if isinstance(holder, list):
            holder.insert(draw.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        case 3:
            # Something of the right kind from elsewhere.
            found: Any = made
            for step in draw.choice([path for path in paths if path[0] == draw.choice(paths)[0]] or paths):
                found = found[step]
            holder[key] = copy.deepcopy(found)
        case 4 if isinstance(holder[key], int):
            holder[key] += draw.choice((-1, 1, 2, 100))
        case _:
            holder[key] = draw.choice(HOSTILE)


# What a policy must say


def situation(tables: Tables, draw: Random) -> tuple[dict[str, Any], date]:
    """Complete facts and a day of the act, near days that the rules speak of."""
    days = [one["from"] for one in tables["instruments"]] + [fixed for *_, fixed, _ in tables["days"] if fixed]
    near = [date.fromisoformat(day).toordinal() for day in days] + [date(2018, 5, 1).toordinal()]

    def day() -> date:
        number = draw.choice(near) + draw.choice((-400, -30, -1, 0, 1, 7, 45, 400))
        return min(max(date.fromordinal(number), date(1900, 1, 1)), date(2199, 12, 31))

    facts: dict[str, Any] = {}
    for one in tables["inputs"]:
        options = [option for option, _ in one.get("options", ())]
        facts[one["id"]] = {"fact": [draw.random() < 0.5], "choice": options, "date": [day()]}[one["kind"]]
        facts[one["id"]] = draw.choice(facts[one["id"]])
    return facts, day()


def nodes_of(tables: Tables, facts: Mapping[str, Any], on: date, readings: Mapping[str, str]) -> list[bool]:
    """What each node comes to when everything is known."""
    force = {one["id"]: (one["from"], one["until"] or "9999-12-31") for one in tables["instruments"]}
    chosen = {one["id"]: one["chosen"] for one in tables["readings"]} | dict(readings)
    found: list[bool] = []
    for kind, *rest in tables["nodes"]:
        match kind:
            case "yes" | "no":
                found.append(kind == "yes")
            case "all":
                found.append(all(found[one] for one in rest))
            case "any":
                found.append(any(found[one] for one in rest))
            case "not":
                found.append(not found[rest[0]])
            case "is":
                found.append(facts[rest[0]] == rest[1])
            case "reading":
                found.append(chosen[rest[0]] == rest[1])
            case "force":
                first, last = force[rest[0]]
                found.append(first <= on.isoformat() <= last)
            case _:
                found.append(on.toordinal() >= _number(rest, facts))
    return found


def _number(span: list[Any], facts: Mapping[str, Any]) -> int:
    name, month, day, fixed, shift = span
    base = date.fromisoformat(fixed) if fixed else facts[name]
    return (date(base.year, month, day) if month else base).toordinal() + shift


def statuses_of(tables: Tables, facts: Mapping[str, Any], on: date) -> dict[tuple[str, str], str] | None:
    """The status of each deed when everything is known, or None when that cannot be."""
    found = nodes_of(tables, facts, on, {})
    if any(found[tables["names"][f"impossible {one['id']}"]] for one in tables["impossibles"]):
        return None
    out: dict[tuple[str, str], str] = {}
    for deed in tables["deeds"]:
        forces = [norm["modality"] for norm in deed["norms"] if found[norm["node"]]]
        action = f"instead_of_{deed['action']}" if deed["instead"] else deed["action"]
        out[deed["bearer"], action] = STATUS[min(forces, key=ORDER.index)] if forces else "not_regulated"
    return out


def hold(data: bytes, draw: Random) -> None:
    """Read an artefact and ask it everything. Raises AssertionError for a wrong answer, and what reading raises."""
    policy = Policy(read(data))
    tables = json.loads(data)
    for _ in range(3):
        facts, on = situation(tables, draw)
        wanted = statuses_of(tables, facts, on)
        try:
            decision = policy.decide(facts, on)
        except ImpossibleFacts:
            assert wanted is None
            continue
        assert {(one.bearer, one.action): one.status.value for one in decision} == wanted
        decision.to_json()
    kept = {name: value for name, value in facts.items() if draw.random() < 0.4}
    for day in (on, "unknown", None):
        try:
            decision = policy.decide(
                kept, day, readings={one.id: one.options[-1][0] for one in policy.readings.values()}
            )
        except ImpossibleFacts:
            continue
        json.dumps(decision.to_json())
        assert all(verdict.explain() for verdict in decision)
        assert decision.possible_duties is not None
    for question in policy.questions:
        try:
            asking = policy.ask(question)
        except WrongSituation:
            # No rule is about it.
            continue
        for _ in range(3):
            if asking.question is not None:
                asking = asking.answer(draw.choice([*(value for value, _ in asking.question.values), None]))
        assert asking.to_json()
