"""An artefact into the tables that the engine answers from; a damaged, changed or newer one is refused.

Invariant: what is read has the sum that it names, and every number in it names a node that exists.
"""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# JSON has no types; whatever does not fit raises where it is used, and is refused.
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from solon.engine.calendar import Span
from solon.engine.completions import Calendar
from solon.engine.deontic import Citation, Deed, Modality, Pair
from solon.engine.duty_table import from_data
from solon.engine.faults import BrokenArtefact, Fault, OtherVersion
from solon.engine.graph import (
    AllOf,
    AnyOf,
    Bearing,
    Constant,
    DayReached,
    Deny,
    InForce,
    InputIs,
    LoadedGraph,
    Node,
    ReadingIs,
)
from solon.engine.links import Links
from solon.engine.program import Joined, Norm, Note, Part, Program, Question, Words
from solon.engine.shown import on_one_line
from solon.engine.tables import misshapen

SCHEMA = "solon.graph/3"
AGAIN = "Make it again with: solon compile."


@dataclass(frozen=True)
class LoadedInput:
    """An input of an artefact; see `solon.engine.program.Input`."""

    id: str
    kind: str
    asks: str
    help: str = ""
    says: str = ""
    denies: str = ""
    presumed: bool | None = None
    because: str = ""
    options: tuple[tuple[str, str], ...] = ()
    changed_by: str = ""
    judged_by: str = ""


@dataclass(frozen=True)
class LoadedBearer:
    """A bearer of an artefact."""

    id: str
    says: str
    also_for: tuple[str, ...]


@dataclass(frozen=True)
class LoadedAction:
    """An action of an artefact."""

    id: str
    says: str
    instead: str


@dataclass(frozen=True)
class LoadedInstrument:
    """An instrument of an artefact."""

    id: str
    title: str
    kind: str
    issuer: str
    issued: str
    in_force_from: date
    in_force_until: date | None
    authority: str
    ask: str


@dataclass(frozen=True)
class LoadedReading:
    """A reading of an artefact."""

    id: str
    question: str
    chosen: str
    options: tuple[tuple[str, str], ...]


def sum_of(content: Mapping[str, Any]) -> str:
    """The sum of an artefact without its revision: SHA-256 in hexadecimal, of its JSON without spaces, keys sorted."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def read(data: bytes) -> Program:
    """The tables of an artefact. Raises BrokenArtefact or OtherVersion."""
    try:
        content: Any = json.loads(data)
    except (ValueError, RecursionError):
        raise _broken("This file is not an artefact, or it is cut off: it cannot be read as JSON.") from None
    schema = str(content.get("schema", "")) if hasattr(content, "get") else ""
    if not schema.startswith("solon.graph/"):
        raise _broken("This file is not an artefact of Solon.")
    if schema != SCHEMA:
        says = f"This artefact has the form {on_one_line(schema)}; this engine reads {SCHEMA}."
        raise OtherVersion([Fault("schema", says, "Use the engine of the version that made it. " + AGAIN)])
    named = content.pop("revision", None)
    try:
        if not _fits(named, data, content):
            raise _broken("This artefact was changed after it was made: its sum does not fit.")
        if wrong := misshapen(content) or Links(content).broken():
            raise _broken(f'The tables of this artefact do not fit together: look at "{wrong}".')
        return _program(str(named), content)
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as fault:
        if isinstance(fault, BrokenArtefact):
            raise
        raise _broken("The tables of this artefact do not fit together.") from None


def _fits(named: Any, data: bytes, content: Mapping[str, Any]) -> bool:
    """Whether an artefact has the sum that it names. A file that was laid out anew has the sum of what it says."""
    if not isinstance(named, str):
        return False
    # As it is written, an artefact is the text that the sum is made of, with line breaks and the revision put in.
    text = data.translate(None, b"\r\n").replace(f'"revision":"{named}",'.encode("utf-8", "replace"), b"", 1)
    return named == sha256(text).hexdigest() or named == sum_of(content)


def _broken(says: str) -> BrokenArtefact:
    return BrokenArtefact([Fault("", says, AGAIN)])


def _program(revision: str, tables: Any) -> Program:
    instruments = {entry["id"]: _instrument(entry) for entry in tables["instruments"]}
    deeds = _deeds(tables["actions"])
    nodes = _nodes(tables["nodes"], instruments)
    inputs = {entry["id"]: _input(entry) for entry in tables["inputs"]}
    norms = {entry["id"]: _norm(entry, deeds) for entry in tables["norms"]}
    entries = {(entry["bearer"], Deed(entry["action"], entry["instead"])): entry for entry in tables["deeds"]}
    readings = {entry["id"]: _reading(entry) for entry in tables["readings"]}
    graph = LoadedGraph(
        nodes=nodes,
        names={name: _place(number, nodes) for name, number in tables["names"].items()},
        bearings={
            (bearer, deed.id): tuple(_bearing(found, norms, nodes) for found in entry["norms"])
            for (bearer, deed), entry in entries.items()
        },
        values={name: _values(found) for name, found in inputs.items() if found.kind != "date"},
        chosen={name: found.chosen for name, found in readings.items()},
        options={name: tuple(option for option, _ in found.options) for name, found in readings.items()},
        impossibles=tuple(entry["id"] for entry in tables["impossibles"]),
        duties=tuple(from_data(entry) for entry in tables["duties"]),
    )
    return Program(
        revision=revision,
        inputs=inputs,
        bearers={e["id"]: LoadedBearer(e["id"], e["says"], tuple(e["also_for"])) for e in tables["bearers"]},
        actions={e["id"]: LoadedAction(e["id"], e["says"], e["instead"]) for e in tables["actions"]},
        instruments=instruments,
        readings=readings,
        norms=norms,
        counts={entry["id"]: _cites(entry["citations"]) for entry in tables["counts"]},
        notes=tuple(Note(entry["id"], entry["says"], frozenset(entry["norms"])) for entry in tables["notes"]),
        questions={
            entry["id"]: Question(entry["id"], entry["asks"], tuple((b, deeds[name]) for b, name in entry["deeds"]))
            for entry in tables["questions"]
        },
        former=tables["former"],
        terms={entry["id"]: tuple(entry["facts"]) for entry in tables["terms"]},
        because={entry["id"]: entry["because"] for entry in tables["impossibles"]},
        graph=graph,
        order=tuple(one if isinstance(one, str) else _atom(nodes[one]) for one in tables["order"]),
        calendar=_calendar(tables["days"], inputs, instruments),
        pairs=tuple(entries),
        parts=_Parts(entries, tables["conditions"]),
        mentions=_Mentions(entries, _cites(tables["places"])),
    )


class _Parts:
    """What the norms on a deed ask for, read when it is first wanted."""

    def __init__(self, entries: Mapping[Pair, Any], conditions: list[tuple[Any, int]]) -> None:
        self.entries = entries
        self.conditions = conditions

    def __call__(self, pair: Pair, place: int) -> tuple[Part, ...]:
        found = (self.conditions[number] for number in self.entries[pair]["norms"][place]["parts"])
        return tuple((_words(words), node) for words, node in found)


class _Mentions:
    """The paragraphs that speak of the inputs of a deed, read when they are first wanted."""

    def __init__(self, entries: Mapping[Pair, Any], places: tuple[Citation, ...]) -> None:
        self.entries = entries
        self.places = places

    def __call__(self, pair: Pair) -> Mapping[str, tuple[Citation, ...]]:
        mentions = self.entries[pair]["mentions"]
        return {name: tuple(self.places[number] for number in found) for name, found in mentions.items()}


def _deeds(actions: Iterable[Any]) -> dict[str, Deed]:
    """Every deed, by its id in answers."""
    found = [Deed(entry["id"]) for entry in actions]
    found += [Deed(entry["id"], True) for entry in actions if entry["instead"]]
    return {deed.id: deed for deed in found}


def _instrument(entry: Any) -> LoadedInstrument:
    first, last = date.fromisoformat(entry["from"]), entry["until"]
    kept = {key: value for key, value in entry.items() if key not in ("from", "until")}
    return LoadedInstrument(**kept, in_force_from=first, in_force_until=date.fromisoformat(last) if last else None)


def _input(entry: Any) -> LoadedInput:
    fields: dict[str, Any] = {**entry, "options": _pairs(entry.get("options", ()))}
    return LoadedInput(**fields)


def _reading(entry: Any) -> LoadedReading:
    fields: dict[str, Any] = {**entry, "options": _pairs(entry["options"])}
    return LoadedReading(**fields)


def _norm(entry: Any, deeds: Mapping[str, Deed]) -> Norm:
    modality, deed = entry.get("modality"), entry.get("deed")
    return Norm(
        entry["id"],
        entry["kind"],
        entry.get("bearer", ""),
        Modality(modality) if modality else None,
        deeds[deed] if deed else None,
        tuple(deeds[name] for name in entry.get("options", ())),
        entry["instrument"],
        _cites(entry["citations"]),
        tuple(entry.get("lifted_by", ())),
    )


def _bearing(entry: Any, norms: Mapping[str, Norm], nodes: tuple[Node, ...]) -> Bearing:
    norm = norms[entry["norm"]]
    node = _place(entry["node"], nodes)
    return Bearing(norm.id, Modality(entry["modality"]), norm.instrument, tuple(entry["through"]), node)


def _nodes(entries: Iterable[list[Any]], instruments: Mapping[str, LoadedInstrument]) -> tuple[Node, ...]:
    found: list[Node] = []
    for kind, *rest in entries:
        found.append(_node(kind, rest, instruments, len(found)))
    return tuple(found)


def _node(kind: str, rest: list[Any], instruments: Mapping[str, LoadedInstrument], place: int) -> Node:
    match kind:
        case "all" | "any" | "not":
            if not all(type(source) is int and 0 <= source < place for source in rest):
                raise ValueError(f"node {place} looks at a later one")
            return Deny(*rest) if kind == "not" else (AllOf if kind == "all" else AnyOf)(tuple(rest))
        case "is":
            return InputIs(*rest)
        case "reading":
            return ReadingIs(*rest)
        case "day":
            return DayReached(*rest)
        case "force":
            found = instruments[rest[0]]
            last = found.in_force_until.isoformat() if found.in_force_until else ""
            return InForce(found.id, found.in_force_from.isoformat(), last)
        case "yes" | "no":
            return Constant(kind == "yes")
        case _:
            raise ValueError(f"no such node: {kind}")


def _atom(node: Node) -> DayReached | InForce:
    if not isinstance(node, DayReached | InForce):
        raise ValueError("a variable that is no day")
    return node


def _place(number: int, nodes: tuple[Node, ...]) -> int:
    if type(number) is not int or not 0 <= number < len(nodes):
        raise ValueError(f"no such node: {number}")
    return number


def _values(found: LoadedInput) -> tuple[bool | str, ...]:
    return tuple(option for option, _ in found.options) if found.kind == "choice" else (False, True)


def _calendar(
    days: Iterable[list[Any]], inputs: Mapping[str, LoadedInput], instruments: Mapping[str, LoadedInstrument]
) -> Calendar:
    spans: dict[str, list[Span]] = {}
    for name, month, day, fixed, shift in days:
        number = date.fromisoformat(fixed).toordinal() if fixed else 0
        spans.setdefault(name, []).append(Span(name, month, day, number, shift))
    return Calendar(
        frozenset(name for name, found in inputs.items() if found.kind == "date"),
        {name: tuple(found) for name, found in spans.items()},
        {
            name: (one.in_force_from.toordinal(), one.in_force_until.toordinal() if one.in_force_until else None)
            for name, one in instruments.items()
        },
    )


def _words(words: Any) -> Words:
    if isinstance(words, str):
        return words
    return Joined(words["join"], tuple((_words(inner), reading, option) for inner, reading, option in words["of"]))


def _pairs(found: Iterable[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in found)


def _cites(found: Iterable[list[str]]) -> tuple[Citation, ...]:
    return tuple(Citation(*entry) for entry in found)
