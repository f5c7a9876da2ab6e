"""The tables of an artefact into those that some verdicts rest on, for a page that asks about nothing else.

Invariant: on these verdicts a slice answers like the whole: same statuses, reasons, doubts and changes. It knows no
other facts, and only the duties of the norms that are left. The revision stays that of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from solon.backends.javascript.pack import deed_of

Row = Mapping[str, Any]
GATES = ("all", "any", "not")


def sliced(tables: Row, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The smaller tables. tables: the artefact, schema solon.graph/3. pairs: the bearers and deed ids to keep."""
    return _Slicer(tables, frozenset(pairs)).tables()


class _Slicer:
    """Cuts one slice."""

    def __init__(self, tables: Row, pairs: frozenset[tuple[str, str]]) -> None:
        self.whole = tables
        self.pairs = pairs
        self.deeds = [row for row in tables["deeds"] if (row["bearer"], deed_of(row)) in pairs]
        self.norms = self._norms()
        self.conditions = sorted({part for row in self.deeds for norm in row["norms"] for part in norm["parts"]})
        self.counts = {name for row in self.deeds for norm in row["norms"] for name in norm["through"]}
        self.duties = [row for row in tables["duties"] if row["norm"] in self.norms]
        self.names = {name: node for name, node in tables["names"].items() if self._is_kept(name)}
        self.nodes = sorted(self._nodes())
        self.number = {old: new for new, old in enumerate(self.nodes)}
        self.inputs = self._inputs()
        self.places = sorted({one for row in self.deeds for found in row["mentions"].values() for one in found})

    def tables(self) -> dict[str, Any]:
        whole, place = self.whole, {old: new for new, old in enumerate(self.places)}
        condition = {old: new for new, old in enumerate(self.conditions)}
        readings = self._readings()
        acts = {deed_of(row).removeprefix("instead_of_") for row in self.deeds} | self._acts()
        return {
            **whole,
            "actions": [row for row in whole["actions"] if row["id"] in acts],
            "inputs": [row for row in whole["inputs"] if row["id"] in self.inputs],
            "readings": [row for row in whole["readings"] if row["id"] in readings],
            "former": {old: new for old, new in whole["former"].items() if new in self.inputs | readings},
            "norms": [row for row in whole["norms"] if row["id"] in self.norms],
            "counts": [row for row in whole["counts"] if row["id"] in self.counts],
            "notes": [
                {**row, "norms": kept}
                for row in whole["notes"]
                if (kept := [name for name in row["norms"] if name in self.norms])
            ],
            "terms": [row for row in whole["terms"] if self.inputs.issuperset(row["facts"])],
            "questions": [row for row in whole["questions"] if self.pairs.issuperset(map(tuple, row["deeds"]))],
            "nodes": [self._node(*whole["nodes"][old]) for old in self.nodes],
            "names": {name: self.number[node] for name, node in self.names.items()},
            "order": [
                one if isinstance(one, str) else self.number[one]
                for one in whole["order"]
                if (one in self.inputs if isinstance(one, str) else one in self.number)
            ],
            "deeds": [self._deed(row, condition, place) for row in self.deeds],
            "duties": [self._duty(row) for row in self.duties],
            "conditions": [
                [words, self.number[node]] for words, node in (whole["conditions"][old] for old in self.conditions)
            ],
            "places": [whole["places"][old] for old in self.places],
        }

    # What is kept

    def _norms(self) -> frozenset[str]:
        """The norms on the deeds, what lifts them, and so on, and the duties that the deeds can meet."""
        rows = {row["id"]: row for row in self.whole["norms"]}
        waiting = [norm["norm"] for row in self.deeds for norm in row["norms"]]
        met = {(row["bearer"], deed_of(row)) for row in self.deeds}
        waiting += [
            row["id"]
            for row in rows.values()
            if row["kind"] == "either" and any((row["bearer"], option) in met for option in row["options"])
        ]
        kept: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in kept:
                kept.add(name)
                waiting += rows[name].get("lifted_by", ())
        return frozenset(kept)

    def _is_kept(self, name: str) -> bool:
        """Whether the runtime looks at a named node of this slice."""
        kind, _, own = name.rpartition(" ")
        if kind in ("applies", "would apply", "holds"):
            return own in self.norms
        return kind == "impossible" or (kind == "counts" and own in self.counts)

    def _nodes(self) -> set[int]:
        waiting = [norm["node"] for row in self.deeds for norm in row["norms"]]
        waiting += self.names.values()
        waiting += [self.whole["conditions"][part][1] for part in self.conditions]
        for row in self.duties:
            waiting += [row["owed"], row["inside"], row["ended"], row["waiting"]]
            for window in row["windows"]:
                waiting.append(window["under"])
                waiting += _of_ends(window["ends"])
                waiting += [node for day in (*window["starts"], *window["by"]) for node in _of_day(day)]
        kept: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number not in kept:
                kept.add(number)
                kind, *rest = self.whole["nodes"][number]
                waiting += rest if kind in GATES else ()
        return kept

    def _inputs(self) -> frozenset[str]:
        """What the nodes ask, what is spoken of, and every date that days are told apart by."""
        kept = {day[0] for day in self.whole["days"]} | {name for row in self.deeds for name in row["mentions"]}
        for number in self.nodes:
            kind, *rest = self.whole["nodes"][number]
            if kind in ("is", "day"):
                kept.add(rest[0])
        return frozenset(kept) - {""}

    def _readings(self) -> frozenset[str]:
        nodes = (self.whole["nodes"][number] for number in self.nodes)
        words = (self.whole["conditions"][part][0] for part in self.conditions)
        found = {rest[0] for kind, *rest in nodes if kind == "reading"}
        return frozenset(found.union(*map(_in_words, words)))

    def _acts(self) -> frozenset[str]:
        """The actions that duties and their options name."""
        found = [row["action"] for row in self.duties] + [name for row in self.duties for name in row["one_of"]]
        found += [name for row in self.whole["norms"] if row["id"] in self.norms for name in row.get("options", ())]
        return frozenset(name.removeprefix("instead_of_") for name in found)

    # With other numbers

    def _node(self, kind: str, *rest: Any) -> list[Any]:
        return [kind, *(self.number[one] for one in rest)] if kind in GATES else [kind, *rest]

    def _deed(self, row: Row, condition: Mapping[int, int], place: Mapping[int, int]) -> Row:
        norms = [
            {**norm, "node": self.number[norm["node"]], "parts": [condition[part] for part in norm["parts"]]}
            for norm in row["norms"]
        ]
        mentions = {name: [place[one] for one in found] for name, found in row["mentions"].items()}
        return {**row, "norms": norms, "mentions": mentions}

    def _duty(self, row: Row) -> Row:
        nodes = {key: self.number[row[key]] for key in ("owed", "inside", "ended", "waiting")}
        windows = [
            {
                "under": self.number[window["under"]],
                "starts": [self._duty_day(day) for day in window["starts"]],
                "ends": self._ends(window["ends"]),
                "by": [self._duty_day(day) for day in window["by"]],
            }
            for window in row["windows"]
        ]
        return {**row, **nodes, "windows": windows}

    def _duty_day(self, day: Any) -> Any:
        match day:
            case {"earliest": ends}:
                return {"earliest": self._ends(ends)}
            case _:
                return day

    def _ends(self, ends: Iterable[tuple[int, Any]]) -> list[Any]:
        return [[self.number[node], self._duty_day(day)] for node, day in ends]


def _of_ends(ends: Iterable[tuple[int, Any]]) -> list[int]:
    """The nodes that some ends of windows rest on."""
    return [one for node, day in ends for one in (node, *_of_day(day))]


def _of_day(day: Any) -> list[int]:
    match day:
        case {"earliest": ends}:
            return _of_ends(ends)
        case _:
            return []


def _in_words(words: Any) -> set[str]:
    """The readings that some words stand under."""
    match words:
        case {"of": parts}:
            return {reading for _, reading, _ in parts if reading}.union(*(_in_words(inner) for inner, _, _ in parts))
        case _:
            return set()
