"""The tables of an artefact into the two parts of a JavaScript package: what decides, and what tells.

Invariant: `runtime/model.js` and `runtime/told.js` read them in this order. An id stands once; everywhere else stands
its place. The inputs of a node are given by how far back they stand, which is short and alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]
KINDS = ("fact", "choice", "date")
MODALITIES = ("must not", "must", "should not", "should", "may", "need not")
GATES = ("no", "yes", "is", "day", "force", "reading", "all", "any", "not")
PRESUMED = {None: 0, True: 1, False: 2}
OPPOSITE = "instead_of_"


def packed(tables: Row) -> tuple[list[Any], list[Any]]:
    """What decides, and what tells. tables: the artefact, schema solon.graph/3."""
    packer = _Packer(tables)
    # The citations of what tells stand in the table of what decides.
    told = packer.told()
    return packer.core(), told


class _Numbers(dict[Any, int]):
    """Gives every new thing the next number."""

    def __missing__(self, key: Any) -> int:
        number = self[key] = len(self)
        return number


class _Packer:
    """Packs one artefact."""

    def __init__(self, tables: Row) -> None:
        self.tables = tables
        self.instruments = _places(tables["instruments"])
        self.bearers = _places(tables["bearers"])
        self.actions = _places(tables["actions"])
        self.inputs = _places(tables["inputs"])
        self.options = {row["id"]: _first(row) for row in (*tables["inputs"], *tables["readings"])}
        self.readings = _places(tables["readings"])
        self.norms = _places(tables["norms"])
        self.counts = _places(tables["counts"])
        self.citations = _Numbers()
        for row in (*tables["norms"], *tables["counts"]):
            self.cites(row["citations"])
        self.places = self.cites(tables["places"])
        self.mentioned = _Numbers()
        self.texts = _Numbers()

    def core(self) -> list[Any]:
        """What decides."""
        t = self.tables
        return [
            t["revision"],
            [[row["id"], row["from"], row["until"] or 0] for row in t["instruments"]],
            [row["id"] for row in t["bearers"]],
            [[row["id"], *([1] if row["instead"] else [])] for row in t["actions"]],
            [self.input(row) for row in t["inputs"]],
            [self.reading(row) for row in t["readings"]],
            [list(pair) for pair in t["former"].items()],
            [self.norm(row) for row in t["norms"]],
            [
                [row["id"], t["names"].get(f"counts {row['id']}", 0), *self.cites(row["citations"])]
                for row in t["counts"]
            ],
            [[row["id"], t["names"][f"impossible {row['id']}"]] for row in t["impossibles"]],
            [self.node(place, *node) for place, node in enumerate(t["nodes"])],
            [self.inputs[one] if isinstance(one, str) else -1 - one for one in t["order"]],
            [self.day(*day) for day in t["days"]],
            [self.deed(row) for row in t["deeds"]],
            [[self.instruments[one], *rest] for one, *rest in self.citations],
        ]

    def told(self) -> list[Any]:
        """What tells: the sentences, and where paragraphs speak of facts."""
        t = self.tables
        pairs = {(row["bearer"], deed_of(row)): place for place, row in enumerate(t["deeds"])}
        conditions = [[self.text(words), node] for words, node in t["conditions"]]
        spoken = [self.spoken(row) for row in t["deeds"]]
        return [
            [[row["title"], row["authority"], row["ask"]] for row in t["instruments"]],
            [[row["says"], row["instead"]] for row in t["actions"]],
            [self.input_words(row) for row in t["inputs"]],
            [[row["question"], *(says for _, says in row["options"])] for row in t["readings"]],
            [[row["id"], row["says"], *(self.norms[name] for name in row["norms"])] for row in t["notes"]],
            [[row["id"], row["asks"], *(pairs[tuple(pair)] for pair in row["deeds"])] for row in t["questions"]],
            list(self.texts),
            [[row["says"], *row["also_for"]] for row in t["bearers"]],
            spoken,
            [list(row) for row in self.mentioned],
            [[row["id"], *(self.inputs[name] for name in row["facts"])] for row in t["terms"]],
            conditions,
            [self.duty(row) for row in t["duties"]],
            [row["because"] for row in t["impossibles"]],
        ]

    # Rows of what decides

    def input(self, row: Row) -> list[Any]:
        return [row["id"], KINDS.index(row["kind"]), PRESUMED[row.get("presumed")], *self.options[row["id"]]]

    def reading(self, row: Row) -> list[Any]:
        options = self.options[row["id"]]
        # The second 0 keeps the options at the place that they have in an input.
        return [row["id"], options[row["chosen"]], 0, *options]

    def norm(self, row: Row) -> list[Any]:
        names, name = self.tables["names"], row["id"]
        own = {"rule": "", "exception": f"holds {name}", "either": f"applies {name}"}[row["kind"]]
        return [
            name,
            self.instruments[row["instrument"]],
            self.cites(row["citations"]),
            [self.norms[other] for other in row.get("lifted_by", ())],
            names.get(f"would apply {name}", 0) if row.get("lifted_by") else 0,
            names.get(own, 0),
            *(self.either(row) if row["kind"] == "either" else []),
        ]

    def either(self, row: Row) -> list[int]:
        return [self.bearers[row["bearer"]], MODALITIES.index(row["modality"]), *map(self.act, row["options"])]

    def act(self, name: str) -> int:
        """The number of an action, or of its opposite."""
        found = self.actions.get(name)
        return 2 * self.actions[name.removeprefix(OPPOSITE)] + 1 if found is None else 2 * found

    def node(self, place: int, kind: str, *rest: Any) -> Any:
        gate = GATES.index(kind)
        match kind:
            case "is" if rest[1] is True:
                return self.inputs[rest[0]]
            case "is":
                return [gate, self.inputs[rest[0]], self.options[rest[0]][rest[1]]]
            case "day":
                return [gate, *self.day(*rest)]
            case "force":
                return [gate, self.instruments[rest[0]]]
            case "reading":
                return [gate, self.readings[rest[0]], self.options[rest[0]][rest[1]]]
            case _:
                return [gate, *(place - source for source in rest)]

    def day(self, date: str, month: int, day: int, fixed: str, shift: int) -> list[Any]:
        return [self.inputs[date] if date else -1, month, day, fixed or 0, shift]

    def deed(self, row: Row) -> list[Any]:
        norms = [
            [
                self.norms[norm["norm"]],
                MODALITIES.index(norm["modality"]),
                norm["node"],
                *(self.counts[name] for name in norm["through"]),
            ]
            for norm in row["norms"]
        ]
        return [self.bearers[row["bearer"]], self.act(deed_of(row)), *norms]

    def cites(self, found: Iterable[Iterable[str]]) -> list[int]:
        return [self.citations[tuple(one)] for one in found]

    # Rows of what tells

    def input_words(self, row: Row) -> list[str]:
        words = ("asks", "help", "judged_by", "because", "says", "denies", "changed_by")
        return [*(row.get(word, "") for word in words), *(says for _, says in row.get("options", ()))]

    def spoken(self, row: Row) -> list[Any]:
        """The conditions of each norm on a deed, then where each input is spoken of."""
        found = row["mentions"].items()
        mentions = [one for name, places in found for one in (self.inputs[name], self.mention(places))]
        return [[norm["parts"] for norm in row["norms"]], mentions]

    def duty(self, row: Row) -> list[Any]:
        nodes = [row["owed"], row["inside"], row["ended"], row["waiting"]]
        windows = [
            [
                one["under"],
                [self.duty_day(day) for day in one["starts"]],
                self.ends(one["ends"]),
                [self.duty_day(day) for day in one["by"]],
            ]
            for one in row["windows"]
        ]
        act = self.act(row["action"]) if row["action"] else -1
        whose = [self.norms[row["norm"]], self.bearers[row["bearer"]], act, MODALITIES.index(row["modality"])]
        return [*whose, nodes, row["first"], row["last"], windows, *map(self.act, row["one_of"])]

    def duty_day(self, day: Any) -> Any:
        """A day expression; a list of ends, of which the earliest counts; or 0 for before all days."""
        match day:
            case {"earliest": ends}:
                return self.ends(ends)
            case None:
                return 0
            case _:
                return self.day(*day)

    def ends(self, found: Iterable[tuple[int, Any]]) -> list[Any]:
        return [[node, self.duty_day(day)] for node, day in found]

    def text(self, words: Any) -> Any:
        """The number of a text; of a list of them, that of the joint, then for each: text, reading, option."""
        if isinstance(words, str):
            return self.texts[words]
        out: list[Any] = [self.texts[words["join"]]]
        for inner, reading, option in words["of"]:
            under = (self.readings[reading], self.options[reading][option]) if reading else (-1, -1)
            out += [self.text(inner), *under]
        return out

    def mention(self, places: Iterable[int]) -> int:
        return self.mentioned[tuple(self.places[place] for place in places)]


def deed_of(row: Row) -> str:
    """The id of the deed of a row of deeds."""
    return f"{OPPOSITE}{row['action']}" if row["instead"] else row["action"]


def _places(rows: Iterable[Row]) -> dict[str, int]:
    return {row["id"]: place for place, row in enumerate(rows)}


def _first(row: Row) -> dict[str, int]:
    return {name: place for place, (name, _) in enumerate(row.get("options", ()))}
