"""A deed into what its answer rests on: the formulas of its norms, and what those come to in one case.

Invariant: two situations with the same key have the same case, with the same norms, defeats and statuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from solon.engine.quick.formulas import NO, YES, Formulas

RUNGS = {"must not": 0, "must": 1, "should not": 2, "should": 3, "may": 4, "need not": 4}
SILENT = 5
TURNED = (1, 0, 3, 2, 4, 5)  # The rung of leaving a deed undone, by the rung of doing it.

Rungs = tuple[int, ...]
# Rungs, each with a formula that gives it; the strongest first.
Ladder = Sequence[tuple[int, int]]


# A rule that would apply, with the exceptions that lift it.
Defeated = tuple[str, tuple[str, ...]]


class Case(NamedTuple):
    """What the norms on a deed come to. A status is a place on the ladder, 0 for prohibited to 5 for not regulated.

    possible: the statuses that completions give, strongest first; one where all is settled. undone: those of leaving
    the deed undone. norms: the places of those that apply, among the norms of the deed. met: the duties with options
    that it meets. defeated: the rules that would apply, with the exceptions that lift them. open_norms, open_met: those
    that apply in some completions only. missing: the inputs that can change the status, the most decisive first.
    """

    possible: Rungs
    undone: Rungs
    by_instrument: tuple[tuple[str, Rungs], ...]
    norms: tuple[int, ...]
    met: tuple[str, ...]
    defeated: tuple[Defeated, ...]
    open_norms: tuple[int, ...] = ()
    open_met: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def undetermined(self) -> bool:
        """Whether the completions disagree."""
        return disagree(self.possible)


def disagree(rungs: Rungs) -> bool:
    """Whether statuses disagree; permitted and not regulated do not."""
    return len(rungs) > 1 and rungs[0] < RUNGS["may"]


class Judge(Protocol):
    """What formulas come to. Each is given by its number."""

    @property
    def truths(self) -> Mapping[int, bool | None] | Sequence[bool | None]:
        """Whether each formula holds; None where that is open."""
        ...

    def rungs(self, ladder: Ladder) -> Rungs:
        """The rungs that completions give, the strongest first."""
        ...

    def missing(self, ladder: Ladder) -> tuple[str, ...]:
        """The inputs that can change what a ladder comes to, the most decisive first."""
        ...


class Settled:
    """A judge where all formulas are settled. values: by formula."""

    def __init__(self, values: Mapping[int, bool]) -> None:
        self.truths: Mapping[int, bool] = {NO: False, YES: True, **values}

    def rungs(self, ladder: Ladder) -> Rungs:
        """The strongest rung of which some formula holds."""
        return (min((rung for rung, number in ladder if self.truths[number]), default=SILENT),)

    def missing(self, ladder: Ladder) -> tuple[str, ...]:
        """Nothing."""
        return ()


@dataclass(frozen=True)
class Signals:
    """The formulas on which the answer about one deed rests.

    norms: of each norm on the deed, with its modality and instrument. met: of each duty with options that the deed is
    among. lifted: of each way to each norm, and each exception to it, that the norm would apply and is lifted by it.
    """

    norms: tuple[tuple[int, str, str], ...]
    met: tuple[tuple[str, int], ...]
    lifted: tuple[tuple[str, str, int], ...]

    @property
    def every(self) -> tuple[int, ...]:
        """All formulas: of the norms, of the duties with options, of what is lifted."""
        return (*(number for number, _, _ in self.norms), *(n for _, n in self.met), *(n for _, _, n in self.lifted))

    def open(self) -> tuple[int, ...]:
        """The formulas that are not settled, each once: their values are the key of a case."""
        return tuple(number for number in dict.fromkeys(self.every) if number not in (NO, YES))

    def renumbered(self, numbers: Mapping[int, int]) -> Signals:
        """The same with other numbers for the formulas."""
        return Signals(
            tuple((numbers[number], modality, instrument) for number, modality, instrument in self.norms),
            tuple((name, numbers[number]) for name, number in self.met),
            tuple((norm, exception, numbers[number]) for norm, exception, number in self.lifted),
        )

    @cached_property
    def ladder(self) -> Ladder:
        """The rungs of the norms, the strongest first."""
        return sorted([(RUNGS[modality], number) for number, modality, _ in self.norms])

    @cached_property
    def by_instrument(self) -> tuple[tuple[str, Ladder], ...]:
        """The same for the norms of each instrument."""
        names = sorted({instrument for _, _, instrument in self.norms})
        rungs = [(RUNGS[modality], number, instrument) for number, modality, instrument in self.norms]
        return tuple((name, sorted([(rung, n) for rung, n, of in rungs if of == name])) for name in names)

    @cached_property
    def ladder_undone(self) -> Ladder | None:
        """The rungs of the norms on leaving the deed undone; None where that turns no two of them round."""
        forces = {modality for _, modality, _ in self.norms}
        if not ({"must not", "must"} <= forces or {"should not", "should"} <= forces):
            return None
        return sorted([(TURNED[RUNGS[modality]], number) for number, modality, _ in self.norms])

    def case(self, judge: Judge) -> Case:
        """The case in which formulas come to what a judge says."""
        possible = judge.rungs(self.ladder)
        turned = self.ladder_undone
        truths = judge.truths
        norms = [truths[number] for number, _, _ in self.norms]
        met = [(name, truths[number]) for name, number in self.met]
        return Case(
            possible,
            tuple(sorted([TURNED[rung] for rung in possible])) if turned is None else judge.rungs(turned),
            tuple([(name, judge.rungs(ladder)) for name, ladder in self.by_instrument])
            if len(self.by_instrument) > 1
            else tuple([(name, possible) for name, _ in self.by_instrument]),
            tuple([place for place, truth in enumerate(norms) if truth]) if True in norms else (),
            tuple([name for name, truth in met if truth]) if met else (),
            self._defeated(truths),
            tuple([place for place, truth in enumerate(norms) if truth is None]) if None in norms else (),
            tuple([name for name, truth in met if truth is None]) if met else (),
            judge.missing(self.ladder) if disagree(possible) else (),
        )

    def _defeated(self, truths: Mapping[int, bool | None] | Sequence[bool | None]) -> tuple[Defeated, ...]:
        found = [(norm, exception) for norm, exception, number in self.lifted if truths[number]]
        if not found:
            return ()
        lifted: dict[str, dict[str, None]] = {}
        for norm, exception in found:
            lifted.setdefault(norm, {})[exception] = None
        return tuple([(norm, tuple(exceptions)) for norm, exceptions in lifted.items()])


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

        def every(nodes: Iterable[int]) -> int:
            return formulas.all_of(formulas.node(node) for node in nodes)

        found = self.nodes(deed)
        return Signals(
            tuple((every(nodes), modality, instrument) for nodes, modality, instrument in found.norms),
            tuple((name, every(nodes)) for name, nodes in found.met),
            tuple((norm, exception, every(nodes)) for norm, exception, nodes in found.lifted),
        )

    def nodes(self, deed: int) -> SignalNodes:
        """The same as nodes of the graph, all of which must hold."""
        found = self.found[deed]["norms"]
        return SignalNodes(
            tuple(((n["node"],), n["modality"], self.norms[n["norm"]]["instrument"]) for n in found),
            tuple((name, (self.names[f"applies {name}"],)) for name in self.eithers.get(self.ids[deed], ())),
            tuple(self._lifted(found)),
        )

    def _lifted(self, norms: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
        for norm in norms:
            name = norm["norm"]
            parts = [f"would apply {name}", *(f"counts {counts}" for counts in norm["through"])]
            for exception in self.norms[name].get("lifted_by", ()):
                yield name, exception, tuple(self.names[part] for part in (*parts, f"holds {exception}"))


@dataclass(frozen=True)
class SignalNodes:
    """As `Signals`, with nodes of the graph, all of which must hold, in place of formulas."""

    norms: tuple[tuple[tuple[int, ...], str, str], ...]
    met: tuple[tuple[str, tuple[int, ...]], ...]
    lifted: tuple[tuple[str, str, tuple[int, ...]], ...]

    @property
    def every(self) -> tuple[tuple[int, ...], ...]:
        """In the order of `Signals.every`."""
        return (*(nodes for nodes, _, _ in self.norms), *(n for _, n in self.met), *(n for _, _, n in self.lifted))


def deed_id(deed: Mapping[str, Any]) -> str:
    """The id of a deed in answers."""
    return ("instead_of_" if deed["instead"] else "") + str(deed["action"])
