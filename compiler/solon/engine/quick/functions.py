"""The formulas of one set of readings, for the days that settle the same, into functions that work them out.

Invariant: a function is made when it is first wanted, and only once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from solon.engine.quick.cases import Deeds, Signals
from solon.engine.quick.compiled import compiled
from solon.engine.quick.formulas import Formulas, Settled
from solon.engine.quick.inputs import Inputs
from solon.engine.quick.kept import Kept, MakeAnswer
from solon.engine.quick.plan import Planner
from solon.engine.quick.python import Mode, Writer
from solon.engine.quick.steps import leaves

Kind = Literal["statuses", "answers", "impossible"]
FALSE, TRUE = 6, 7  # The results after the statuses.


@dataclass(frozen=True, eq=False)
class Function:
    """Something to call with facts, choices and dates, in the order of their names, and with days to compare with.

    dated: the nodes that rest on a date, for which the days are wanted, in order.
    """

    call: Callable[[Sequence[Any], Sequence[Any], Sequence[Any], Sequence[Any]], Any]
    inputs: Inputs
    dated: tuple[tuple[Any, ...], ...]


class Functions:
    """The functions for one set of readings and one era.

    tables: those of the artefact. dated: the nodes that rest on a date. statuses: what stands for each status. answer:
    makes what is kept for a case of a deed.
    """

    def __init__(
        self,
        tables: Mapping[str, Any],
        inputs: Inputs,
        settled: Settled,
        dated: tuple[tuple[Any, ...], ...],
        statuses: Sequence[object],
        answer: MakeAnswer,
        deeds: Deeds,
    ) -> None:
        self.tables = tables
        self.inputs = inputs
        self.settled = settled
        self.dated = dated
        self.results = {f"r{place}": result for place, result in enumerate((*statuses, False, True))}
        self.answer = answer
        self.deeds = deeds
        self._known: dict[tuple[Kind, Mode, int | None], Function] = {}

    def function(self, kind: Kind, mode: Mode, place: int | None = None) -> Function:
        """A function for every deed or, with a place, for one deed or block.

        kind: `statuses` gives the status of each deed. `answers` gives what is kept for the case of each deed; where
        facts may be unknown, the keys of the cases, one for each of `kept`. `impossible` says whether an `impossible`
        block holds.

        They trust the values of facts and dates. They give None where a choice has no value that it can have and, where
        all facts are known, those for every deed also where an `impossible` block holds.
        """
        key = (kind, mode, place)
        if key not in self._known:
            pool = self._exact if mode == "exact" else self._partial
            make = {"statuses": self._statuses, "answers": self._answers, "impossible": self._impossible}[kind]
            self._known[key] = make(pool, mode, place)
        return self._known[key]

    @property
    def formulas(self) -> Formulas:
        """The formulas for facts of which some are unknown, in which only facts and days are denied."""
        return self._partial.formulas

    @cached_property
    def _exact(self) -> Planner:
        return Planner(Formulas(self.tables["nodes"], self.inputs.options, self.settled))

    @cached_property
    def _partial(self) -> Planner:
        return Planner(Formulas(self.tables["nodes"], self.inputs.options, self.settled, push=True))

    def _statuses(self, pool: Planner, mode: Mode, deed: int | None) -> Function:
        deeds = range(len(self.deeds.found)) if deed is None else (deed,)
        wanted = {one: self.deeds.ladder(pool.formulas, one) for one in deeds}
        last = f"({''.join(f'w{one}, ' for one in deeds)})" if deed is None else f"w{deed}"
        return self._compiled(pool, mode, wanted, [f" return {last}"], {}, whole=deed is None)

    def _impossible(self, pool: Planner, mode: Mode, block: int | None) -> Function:
        assert block is not None
        return self._compiled(pool, mode, {0: self._holds(pool, [block])}, [" return w0"], {}, whole=False)

    def _holds(self, pool: Planner, blocks: Iterable[int]) -> int:
        """Some `impossible` block holds."""
        names = (self.tables["impossibles"][block] for block in blocks)
        found = pool.formulas.any_of(pool.formulas.node(self.tables["names"][f"impossible {name}"]) for name in names)
        return pool.formulas.first([(found, TRUE)], FALSE)

    # Answers

    def kept(self, exact: bool, deed: int | None = None) -> tuple[Kept, ...]:
        """What is kept of the cases of every deed, or of one: deeds that rest on the same formulas together."""
        key = (exact, deed)
        if key not in self._kept:
            pool = self._exact if exact else self._partial
            groups: dict[tuple[int, ...], list[tuple[int, Signals]]] = {}
            for one in range(len(self.deeds.found)) if deed is None else (deed,):
                signals = self.deeds.signals(pool.formulas, one)
                groups.setdefault(signals.open(), []).append((one, signals))
            self._kept[key] = tuple(Kept(numbers, deeds, self.answer) for numbers, deeds in groups.items())
        return self._kept[key]

    @cached_property
    def _kept(self) -> dict[tuple[bool, int | None], tuple[Kept, ...]]:
        return {}

    def _answers(self, pool: Planner, mode: Mode, deed: int | None) -> Function:
        groups = self.kept(mode == "exact", deed)
        wanted = {
            number: pool.formulas.first([(number, TRUE)], FALSE)
            for number in dict.fromkeys(number for group in groups for number in group.formulas)
        }
        keys = [_key(group) for group in groups]
        if mode != "exact":
            return self._compiled(
                pool, mode, wanted, [f" return ({''.join(f'{key}, ' for key in keys)})"], {}, deed is None
            )
        lines: list[str] = []
        for place, (group, key) in enumerate(zip(groups, keys, strict=True)):
            names = ", ".join(f"a{one}" for one, _ in group.deeds)
            lines.append(f" {names} = k{place}[{key}]")
        last = f"({''.join(f'a{one}, ' for one in range(len(self.deeds.found)))})" if deed is None else f"a{deed}"
        tables = {f"k{place}": group for place, group in enumerate(groups)}
        return self._compiled(pool, mode, wanted, [*lines, f" return {last}"], tables, deed is None)

    # Text

    def _compiled(
        self,
        pool: Planner,
        mode: Mode,
        wanted: Mapping[int, int],
        last: Iterable[str],
        tables: Mapping[str, object],
        whole: bool,
    ) -> Function:
        guarded = whole and mode == "exact"
        guard = max(wanted, default=0) + 1
        blocks = range(len(self.tables["impossibles"]))
        steps = pool.plan({**wanted, guard: self._holds(pool, blocks)} if guarded else wanted)
        inputs, dated = self.inputs, self.dated
        if not whole:
            seen = leaves(steps)
            days = {leaf[1] for leaf in seen if leaf[0] == "day"}
            inputs = inputs.only({leaf[1] for leaf in seen}.union(node[1] for node in days))
            dated = tuple(sorted(node for node in days if self.settled(node) is None and node[1]))
        writer = Writer(inputs, dated, mode)
        lines = [*writer.head("work_out"), *(() if mode == "possible" else writer.check())]
        lines += writer.lines(steps)
        lines += [f" if w{guard}: return None"] if guarded else []
        call = compiled("work_out", (*lines, *last), {**self.results, **tables})
        return Function(call, inputs, dated)


def _key(group: Kept) -> str:
    names = [f"w{number}" for number in group.formulas]
    return names[0] if len(names) == 1 else f"({''.join(f'{name}, ' for name in names)})"
