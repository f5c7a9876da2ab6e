"""The tables of an artefact, held against one another: every name and number in them leads to what it must lead to.

Invariant: what passes can be asked anything: no look-up fails, every node looks at earlier ones only, every comparison
of days is one that the calendar reckons with, and no two things have one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from solon.engine.deontic import OPPOSITE
from solon.engine.situation import ON, UNKNOWN

Tables = Mapping[str, Any]
NAMED = ("instruments", "bearers", "actions", "inputs", "readings", "norms", "counts", "notes", "impossibles", "terms")


class Links:
    """What there is in the tables, and what of it leads nowhere. The form of the tables must be right (`tables`)."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.nodes: list[Any] = tables["nodes"]
        self.ids = {name: {entry["id"] for entry in tables[name]} for name in (*NAMED, "questions")}
        self.kinds: dict[str, str] = {entry["id"]: entry["kind"] for entry in tables["inputs"]}
        self.options = {entry["id"]: [one for one, _ in entry.get("options", ())] for entry in tables["inputs"]}
        self.choices = {entry["id"]: [one for one, _ in entry["options"]] for entry in tables["readings"]}
        self.norms: dict[str, Any] = {entry["id"]: entry for entry in tables["norms"]}

    @cached_property
    def deeds(self) -> list[str]:
        """The ids of all deeds, the opposites with them."""
        actions = self.tables["actions"]
        return [entry["id"] for entry in actions] + [f"{OPPOSITE}{one['id']}" for one in actions if one["instead"]]

    def broken(self) -> str:
        """The name of the first table with something in it that leads nowhere, or nothing."""
        checks = {
            "names": self._names,
            "inputs": self._inputs,
            "readings": self._readings,
            "norms": self._norms,
            "nodes": self._nodes,
            "order": self._order,
            "deeds": self._deeds,
            "duties": self._duties,
            "conditions": self._conditions,
            "other": self._others,
        }
        return next((name for name, check in checks.items() if not all(check())), "")

    def _names(self) -> Iterator[bool]:
        """Nothing has the name of something else, and every node that is asked for by a name is there."""
        ids = [entry["id"] for name in (*NAMED, "questions") for entry in self.tables[name]]
        yield len(set(ids)) == len(ids)
        yield len(set(self.deeds)) == len(self.deeds)
        yield ON not in self.kinds
        yield not self.tables["former"].keys() & {*ids, *self.deeds}
        names: Mapping[str, int] = self.tables["names"]
        yield all(number < len(self.nodes) for number in names.values())
        wanted = [f"impossible {name}" for name in self.ids["impossibles"]]
        reached = {name for deed in self.tables["deeds"] for norm in deed["norms"] for name in norm["through"]}
        wanted += [f"counts {name}" for name in reached]
        for name, norm in self.norms.items():
            wanted += [f"applies {name}", f"would apply {name}"]
            wanted += [f"holds {name}"] if norm["kind"] == "exception" else []
        yield names.keys() >= set(wanted)

    def _inputs(self) -> Iterator[bool]:
        for entry in self.tables["inputs"]:
            options = self.options[entry["id"]]
            yield bool(options) == (entry["kind"] == "choice")
            yield len(set(options)) == len(options) and UNKNOWN not in options
            yield "presumed" not in entry or entry["kind"] == "fact"

    def _readings(self) -> Iterator[bool]:
        for entry in self.tables["readings"]:
            options = self.choices[entry["id"]]
            yield len(set(options)) == len(options) and entry["chosen"] in options

    def _norms(self) -> Iterator[bool]:
        for name, norm in self.norms.items():
            yield norm["instrument"] in self.ids["instruments"]
            yield all(self._is_exception(one) and one != name for one in norm.get("lifted_by", ()))
            yield "bearer" not in norm or norm["bearer"] in self.ids["bearers"]
            yield "deed" not in norm or norm["deed"] in self.deeds
            yield all(deed in self.deeds for deed in norm.get("options", ()))
            match norm["kind"]:
                case "rule":
                    yield {"bearer", "modality", "deed"} <= norm.keys() and "options" not in norm
                case "either":
                    yield {"bearer", "modality", "options"} <= norm.keys() and "deed" not in norm
                case _:
                    # An exception that only lifts is no norm by itself.
                    yield len({"bearer", "modality", "deed"} & norm.keys()) in (0, 3) and "options" not in norm

    def _is_exception(self, name: str) -> bool:
        return name in self.norms and self.norms[name]["kind"] == "exception"

    def _nodes(self) -> Iterator[bool]:
        days = {tuple(span) for span in self.tables["days"]}
        yield all(name in ("", *self._dates) for name, *_ in days)
        for place, (kind, *rest) in enumerate(self.nodes):
            match kind:
                case "all" | "any" | "not":
                    yield all(source < place for source in rest)
                case "is":
                    yield self._is_value(*rest)
                case "reading":
                    yield rest[1] in self.choices.get(rest[0], ())
                case "day":
                    yield tuple(rest) in days
                case "force":
                    yield rest[0] in self.ids["instruments"]
                case _:
                    yield True

    @cached_property
    def _dates(self) -> frozenset[str]:
        return frozenset(name for name, kind in self.kinds.items() if kind == "date")

    def _is_value(self, name: str, value: object) -> bool:
        return value is True if self.kinds.get(name) == "fact" else value in self.options.get(name, ())

    def _order(self) -> Iterator[bool]:
        """Every variable of the nodes has its place in the order, and one place only."""
        found: list[Any] = []
        for one in self.tables["order"]:
            yield self.kinds.get(one, "date") != "date" if isinstance(one, str) else self._is_atom(one)
            found.append(one if isinstance(one, str) else tuple(self.nodes[one]))
        yield len(set(found)) == len(found)
        asked = {rest[0] for kind, *rest in self.nodes if kind == "is"}
        yield set(found) >= asked.union(tuple(node) for node in self.nodes if node[0] in ("day", "force"))

    def _is_atom(self, number: int) -> bool:
        return number < len(self.nodes) and self.nodes[number][0] in ("day", "force")

    def _deeds(self) -> Iterator[bool]:
        pairs: list[tuple[str, str]] = []
        for entry in self.tables["deeds"]:
            deed = f"{OPPOSITE}{entry['action']}" if entry["instead"] else entry["action"]
            pairs.append((entry["bearer"], deed))
            yield entry["bearer"] in self.ids["bearers"] and deed in self.deeds
            for found in entry["norms"]:
                yield found["norm"] in self.norms and found["node"] < len(self.nodes)
                yield self.ids["counts"].issuperset(found["through"])
                yield all(number < len(self.tables["conditions"]) for number in found["parts"])
            yield self.kinds.keys() >= entry["mentions"].keys()
            for places in entry["mentions"].values():
                yield all(number < len(self.tables["places"]) for number in places)
        yield len(set(pairs)) == len(pairs)

    def _duties(self) -> Iterator[bool]:
        for row in self.tables["duties"]:
            yield row["norm"] in self.norms and row["bearer"] in self.ids["bearers"]
            yield set(self.deeds).issuperset(row["one_of"])
            yield row["action"] in self.deeds if row["action"] else bool(row["one_of"])
            yield all(row[name] < len(self.nodes) for name in ("owed", "inside", "ended", "waiting"))
            for window in row["windows"]:
                yield window["under"] < len(self.nodes)
                yield all(map(self._is_day, (*window["starts"], *window["by"])))
                yield self._are_ends(window["ends"])

    def _is_day(self, day: Any) -> bool:
        """Whether a day of a duty rests on dates and nodes that exist."""
        if day is None:
            return True
        return self._are_ends(day["earliest"]) if "earliest" in day else day[0] in ("", *self._dates)

    def _are_ends(self, ends: Iterable[Any]) -> bool:
        return all(node < len(self.nodes) and self._is_day(day) for node, day in ends)

    def _conditions(self) -> Iterator[bool]:
        for words, node in self.tables["conditions"]:
            yield node < len(self.nodes) and self._are_words(words)

    def _are_words(self, words: Any) -> bool:
        """Whether every part of some words stands under a reading that exists, or under none."""
        if isinstance(words, str):
            return True
        return all(
            self._are_words(inner) and (reading == option == "" or option in self.choices.get(reading, ()))
            for inner, reading, option in words["of"]
        )

    def _others(self) -> Iterator[bool]:
        for note in self.tables["notes"]:
            yield self.norms.keys() >= set(note["norms"])
        for term in self.tables["terms"]:
            yield self.kinds.keys() >= set(term["facts"])
        for question in self.tables["questions"]:
            yield all(bearer in self.ids["bearers"] and deed in self.deeds for bearer, deed in question["deeds"])
