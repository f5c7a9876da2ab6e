"""The formulas of one set of readings, for the days that settle the same, into functions that work them out.

Invariant: a function is made when it is first wanted, and only once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from solon.engine.quick.cases import Deeds, Signals
from solon.engine.quick.compiled import compiled
from solon.engine.quick.formulas import Formulas, Settled
from solon.engine.quick.inputs import Inputs
from solon.engine.quick.kept import Kept, MakeAnswer
from solon.engine.quick.plan import Planner
from solon.engine.quick.python import Mode, Writer

Kind = Literal["statuses", "answers"]
FALSE, TRUE = 6, 7  # The results after the statuses.


# To be called with facts, choices and dates, in the order of their names, and with the days to compare with.
Function = Callable[[Sequence[Any], Sequence[Any], Sequence[Any], Sequence[Any]], Any]


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
        self._known: dict[tuple[Kind, Mode], Function] = {}
        self._kept: dict[bool, tuple[Kept, ...]] = {}

    def function(self, kind: Kind, mode: Mode) -> Function:
        """A function for every deed.

        kind: `statuses` gives the status of each deed. `answers` gives what is kept for the case of each deed; where
        facts may be unknown, the keys of the cases, one for each of `kept`.

        They trust the values of facts and dates. They give None where a choice has no value that it can have and, where
        all facts are known, also where an `impossible` block holds.
        """
        key = (kind, mode)
        if key not in self._known:
            pool = self._exact if mode == "exact" else self._partial
            self._known[key] = (self._statuses if kind == "statuses" else self._answers)(pool, mode)
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

    def _statuses(self, pool: Planner, mode: Mode) -> Function:
        deeds = range(len(self.deeds.found))
        wanted = {deed: self.deeds.ladder(pool.formulas, deed) for deed in deeds}
        return self._compiled(pool, mode, wanted, [f" return ({''.join(f'w{deed}, ' for deed in deeds)})"], {})

    # Answers

    def kept(self, exact: bool) -> tuple[Kept, ...]:
        """What is kept of the cases of every deed: deeds that rest on the same formulas together."""
        if exact not in self._kept:
            pool = self._exact if exact else self._partial
            groups: dict[tuple[int, ...], list[tuple[int, Signals]]] = {}
            for deed in range(len(self.deeds.found)):
                signals = self.deeds.signals(pool.formulas, deed)
                groups.setdefault(signals.open(), []).append((deed, signals))
            self._kept[exact] = tuple(Kept(numbers, deeds, self.answer) for numbers, deeds in groups.items())
        return self._kept[exact]

    def _answers(self, pool: Planner, mode: Mode) -> Function:
        groups = self.kept(mode == "exact")
        wanted = {
            number: pool.formulas.first([(number, TRUE)], FALSE)
            for number in dict.fromkeys(number for group in groups for number in group.formulas)
        }
        keys = [_key(group) for group in groups]
        if mode != "exact":
            return self._compiled(pool, mode, wanted, [f" return ({''.join(f'{key}, ' for key in keys)})"], {})
        lines: list[str] = []
        for place, (group, key) in enumerate(zip(groups, keys, strict=True)):
            names = ", ".join(f"a{deed}" for deed, _ in group.deeds)
            lines.append(f" {names} = k{place}[{key}]")
        last = f" return ({''.join(f'a{deed}, ' for deed in range(len(self.deeds.found)))})"
        return self._compiled(
            pool, mode, wanted, [*lines, last], {f"k{place}": group for place, group in enumerate(groups)}
        )

    # Text

    def _compiled(
        self, pool: Planner, mode: Mode, wanted: Mapping[int, int], last: Iterable[str], tables: Mapping[str, object]
    ) -> Function:
        guarded = mode == "exact"
        guard = max(wanted, default=0) + 1
        steps = pool.plan({**wanted, guard: self._ruled_out(pool)} if guarded else wanted)
        writer = Writer(self.inputs, self.dated, mode)
        lines = [*writer.head("work_out"), *(() if mode == "possible" else writer.check())]
        lines += writer.lines(steps)
        lines += [f" if w{guard}: return None"] if guarded else []
        return compiled("work_out", (*lines, *last), {**self.results, **tables})

    def _ruled_out(self, pool: Planner) -> int:
        """Some `impossible` block holds."""
        names = self.tables["impossibles"]
        found = pool.formulas.any_of(pool.formulas.node(self.tables["names"][f"impossible {name}"]) for name in names)
        return pool.formulas.first([(found, TRUE)], FALSE)


def _key(group: Kept) -> str:
    names = [f"w{number}" for number in group.formulas]
    return names[0] if len(names) == 1 else f"({''.join(f'{name}, ' for name in names)})"
