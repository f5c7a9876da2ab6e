"""Facts of which some are unknown into the answer about every deed, whether it is settled or open.

Invariant: exact. What bounds settle needs no diagram; for the rest, what is known is put into the diagrams of the
signals of the deed, and deeds of which the same is left share one answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from solon.engine.quick.cases import Ladder, Rungs
from solon.engine.quick.diagrams import Diagrams, FoundOut, General
from solon.engine.quick.formulas import NO, YES
from solon.engine.quick.functions import Functions
from solon.engine.quick.kept import Kept
from solon.engine.quick.left import Left
from solon.engine.quick.partly import Asked, Partly
from solon.engine.quick.quick import UNFIT, Values
from solon.engine.quick.sides import FREE

FULL = 10_000


@dataclass(frozen=True, eq=False)
class Group:
    """Deeds that rest on the same formulas. diagrams: that of each formula. kept: answers by what is left of them."""

    settled: Kept
    diagrams: tuple[int, ...]
    kept: dict[Hashable, Values] = field(default_factory=dict[Hashable, Values])


class Openly:
    """Answers about all deeds of one policy, under one set of readings."""

    def __init__(self, partly: Partly, diagrams: Diagrams) -> None:
        self.partly = partly
        self.quick = partly.quick
        self.diagrams = diagrams
        self.found_out = FoundOut(diagrams)
        self._groups: dict[Functions, tuple[Group, ...]] = {}

    def left(self, asked: Asked, general: Callable[[], General]) -> Left | None:
        """A situation put into the diagrams; None where a name is wrong.

        general: makes the general way to look at the situation, when it is first needed.
        """
        try:
            return Left(self.found_out, self.quick.filled(asked.facts, asked.rest_is_no), asked.on, general)
        except UNFIT:
            return None

    def answers(self, asked: Asked, left: Left) -> Values | None:
        """What is kept for the case of every deed, in order; None where a value is wrong.

        The facts must be possible; see `Left.possible`. The store may raise its error about too many steps.
        """
        both = self.partly.bounds(asked, "answers")
        if both is None:
            return None
        found: list[Any] = [None] * len(self.quick.deeds.found)
        for group, low, high in zip(self._groups_of(asked), *both, strict=True):
            made = group.settled.every(low) if low == high else self._open(group, left, low, high)
            for (deed, _), one in zip(group.settled.deeds, made, strict=True):
                found[deed] = one
        return tuple(found)

    def _open(self, group: Group, left: Left, low: Any, high: Any) -> Values:
        """The answers for the deeds of a group of which some formula is open. low, high: its bounds."""
        bounds = zip(low, high, strict=True) if len(group.diagrams) > 1 else ((low, high),)
        numbers = [
            int(one) if one is other else left.of(diagram)
            for diagram, (one, other) in zip(group.diagrams, bounds, strict=True)
        ]
        contexts = [left.context(number) for number in numbers if number > YES]
        key = (tuple(numbers), tuple([context for context in contexts if context is not FREE]))
        made = group.kept.get(key)
        if made is None:
            judge = _Open(left, dict(zip(group.settled.formulas, numbers, strict=True)))
            made = tuple(self.quick.answer(deed, signals.case(judge)) for deed, signals in group.settled.deeds)
            if len(group.kept) >= FULL:
                group.kept.clear()
            group.kept[key] = made
        return made

    def _groups_of(self, asked: Asked) -> tuple[Group, ...]:
        functions = self.quick.under(asked.readings)[asked.on].functions
        if functions not in self._groups:
            self._groups[functions] = tuple(self._group(kept) for kept in functions.kept(exact=False))
        return self._groups[functions]

    def _group(self, kept: Kept) -> Group:
        deed, signals = kept.deeds[0]
        nodes = dict(zip(signals.every, self.quick.deeds.nodes(deed).every, strict=True))
        return Group(kept, tuple(self.diagrams.every(nodes[number]) for number in kept.formulas))


class _Open:
    """A judge where formulas may be open. left: the situation. numbers: what is left of each formula."""

    def __init__(self, left: Left, numbers: Mapping[int, int]) -> None:
        self.left = left
        self.numbers = {NO: 0, YES: 1, **numbers}

    def _ladder(self, ladder: Ladder) -> Ladder:
        return [(rung, self.numbers[number]) for rung, number in ladder]

    def holds(self, number: int) -> bool | None:
        """Whether a formula holds; None where that is open."""
        return self.left.holds(self.numbers[number])

    def rungs(self, ladder: Ladder) -> Rungs:
        """The rungs that completions give."""
        return self.left.rungs(self._ladder(ladder))

    def missing(self, ladder: Ladder) -> tuple[str, ...]:
        """The inputs that can change what a ladder comes to."""
        return self.left.missing(self._ladder(ladder))
