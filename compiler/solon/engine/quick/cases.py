"""A deed into what its answer rests on: the formulas of its norms, and what those come to in one case.

Invariant: two situations with the same key have the same case, with the same norms, defeats and statuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from solon.engine.quick.formulas import NO, YES, Formulas

RUNGS = {"must not": 0, "must": 1, "should not": 2, "should": 3, "may": 4, "need not": 4}
UNDONE = {"must not": 1, "must": 0, "should not": 3, "should": 2, "may": 4, "need not": 4}
SILENT = 5


@dataclass(frozen=True)
class Case:
    """What the norms on a deed come to. Statuses are places on the ladder, 0 for prohibited to 5 for not regulated.

    norms: the places of those that apply, among the norms of the deed. met: the duties with options that it meets.
    defeated: the rules that would apply, with the exceptions that lift them. undone: the status of leaving it undone.
    """

    status: int
    undone: int
    by_instrument: tuple[tuple[str, int], ...]
    norms: tuple[int, ...]
    met: tuple[str, ...]
    defeated: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Signals:
    """The formulas on which the answer about one deed rests.

    norms: of each norm on the deed, with its modality and instrument. met: of each duty with options that the deed is
    among. lifted: of each norm and each exception to it, that the norm would apply and the exception lifts it.
    """

    norms: tuple[tuple[int, str, str], ...]
    met: tuple[tuple[str, int], ...]
    lifted: tuple[tuple[str, str, int], ...]

    def open(self) -> tuple[int, ...]:
        """The formulas that are not settled, each once: their values are the key of a case."""
        every = (*(number for number, _, _ in self.norms), *(n for _, n in self.met), *(n for _, _, n in self.lifted))
        return tuple(number for number in dict.fromkeys(every) if number not in (NO, YES))

    def case(self, values: Mapping[int, bool]) -> Case:
        """The case in which formulas have these values."""
        holds = {NO: False, YES: True, **values}
        applying = [place for place, (number, _, _) in enumerate(self.norms) if holds[number]]
        found = [self.norms[place] for place in applying]
        lifted: dict[str, list[str]] = {}
        for norm, exception, number in self.lifted:
            if holds[number]:
                lifted.setdefault(norm, []).append(exception)
        return Case(
            min((RUNGS[modality] for _, modality, _ in found), default=SILENT),
            min((UNDONE[modality] for _, modality, _ in found), default=SILENT),
            tuple(
                (name, min((RUNGS[modality] for _, modality, of in found if of == name), default=SILENT))
                for name in sorted({name for _, _, name in self.norms})
            ),
            tuple(applying),
            tuple(name for name, number in self.met if holds[number]),
            tuple((norm, tuple(exceptions)) for norm, exceptions in lifted.items()),
        )


class Deeds:
    """The deeds of a graph. graph: the lists and tables of the artefact."""

    def __init__(self, graph: Mapping[str, Any]) -> None:
        self.found: Sequence[Mapping[str, Any]] = graph["deeds"]
        self.ids = tuple((found["bearer"], deed_id(found)) for found in self.found)
        self.names: Mapping[str, int] = graph["names"]
        self.norms: Mapping[str, Mapping[str, Any]] = {norm["id"]: norm for norm in graph["norms"]}
        self.eithers: dict[tuple[str, str], list[str]] = {}
        for norm in graph["norms"]:
            if norm["kind"] == "either":
                for option in dict.fromkeys(norm.get("options", ())):
                    self.eithers.setdefault((norm["bearer"], option), []).append(norm["id"])

    def ladder(self, formulas: Formulas, deed: int) -> int:
        """The status of a deed as a formula: the strongest norm that applies gives it."""
        rungs: dict[int, list[int]] = {}
        for norm in self.found[deed]["norms"]:
            rungs.setdefault(RUNGS[norm["modality"]], []).append(formulas.node(norm["node"]))
        return formulas.first([(formulas.any_of(rungs[rung]), rung) for rung in sorted(rungs)], SILENT)

    def signals(self, formulas: Formulas, deed: int) -> Signals:
        """What the whole answer about a deed rests on."""
        found = self.found[deed]
        norms = tuple(
            (formulas.node(norm["node"]), norm["modality"], self.norms[norm["norm"]]["instrument"])
            for norm in found["norms"]
        )
        met = tuple(
            (name, formulas.node(self.names[f"applies {name}"])) for name in self.eithers.get(self.ids[deed], ())
        )
        return Signals(norms, met, tuple(self._lifted(formulas, found["norms"])))

    def _lifted(self, formulas: Formulas, norms: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str, int]]:
        ways: dict[str, list[int]] = {}
        for norm in norms:
            parts = [f"would apply {norm['norm']}", *(f"counts {name}" for name in norm["through"])]
            if self.norms[norm["norm"]].get("lifted_by"):
                way = formulas.all_of(formulas.node(self.names[part]) for part in parts)
                ways.setdefault(norm["norm"], []).append(way)
        for name, found in ways.items():
            would = formulas.any_of(found)
            for exception in self.norms[name]["lifted_by"]:
                holds = formulas.node(self.names[f"holds {exception}"])
                yield name, exception, formulas.all_of((would, holds))


def deed_id(deed: Mapping[str, Any]) -> str:
    """The id of a deed in answers."""
    return ("instead_of_" if deed["instead"] else "") + str(deed["action"])
