"""Facts of which some are unknown into the answer about every deed, whether it is settled or open.

Invariant: exact. What bounds settle needs no diagram; for the rest, what is known is put into the diagrams of the
signals of the deed, and deeds of which the same is left share one answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from solon.engine.quick.cases import SILENT, Ladder, Rungs, Signals
from solon.engine.quick.diagrams import Diagrams, FoundOut, General
from solon.engine.quick.grid import NO, YES
from solon.engine.quick.kept import Kept
from solon.engine.quick.left import OPEN, Left
from solon.engine.quick.partly import Asked, Partly, Read
from solon.engine.quick.quick import Values, getter
from solon.engine.quick.shapes import Shape, Shapes, can_all_fail

if TYPE_CHECKING:
    from solon.engine.quick.functions import Functions

FULL = 10_000
FEW = 4
WHERE = {OPEN: None, NO: False, YES: True}


@dataclass(frozen=True, eq=False)
class Group:
    """Deeds that rest on the same formulas.

    diagrams, shapes: of each formula. blocks: the `impossible` blocks that each is tied to. simple: whether bounds are
    exact for it, whatever is known. tied: whether anything can tie any of them. ladders: what must be known of the
    deeds, the statuses marked: the rung that is always sure, and the rungs by the places of formulas. signals: each
    once, with places for the numbers of formulas; NO and YES come last.
    of_deeds: each deed with the place of its signals. by_key: answers by the key of a settled case. by_left: answers by
    what is left and, if anything can tie it, what ties it.
    """

    settled: Kept
    diagrams: tuple[int, ...]
    shapes: tuple[Shape, ...]
    blocks: tuple[frozenset[int], ...]
    simple: tuple[bool, ...]
    tied: bool
    ladders: tuple[tuple[bool, int, Mapping[int, int]], ...]
    signals: tuple[Signals, ...]
    of_deeds: tuple[tuple[int, int], ...]
    by_key: dict[Any, Values] = field(default_factory=dict[Any, Values])
    by_left: dict[Hashable, Values] = field(default_factory=dict[Hashable, Values])


class Openly:
    """Answers about all deeds of one policy, under one set of readings.

    Everything that is kept rests on the store of the diagrams, and ends with it.
    """

    def __init__(self, partly: Partly, diagrams: Diagrams) -> None:
        self.partly = partly
        self.quick = partly.quick
        self.diagrams = diagrams
        self.found_out = FoundOut(diagrams)
        self._groups: dict[Functions, tuple[tuple[Group, ...], Callable[[Sequence[Any]], Values]]] = {}

    def answers(self, asked: Asked, read: Read, general: Callable[[], General]) -> Values | None:
        """What is kept for the case of every deed, in order; None where the facts cannot all be true.

        read: what `Partly.read` made of what is asked. general: makes the general way to look at the situation, when it
        is first needed. The store may raise its error about too many steps.
        """
        left = Left(self.found_out, read.given, asked.on, general)
        if not left.possible:
            return None
        found: list[Any] = []
        groups, in_order = self._groups_of(asked)
        for group, low, high in zip(groups, read.low, read.high, strict=True):
            if low != high:
                found += self._open(group, left, low, high)
            else:
                made = group.by_key.get(low)
                if made is None:
                    made = _keep(group.by_key, low, group.settled.every(low))
                found += made
        return in_order(found)

    def _open(self, group: Group, left: Left, low: Any, high: Any) -> Values:
        """The answers for the deeds of a group of which some formula is open. low, high: its bounds."""
        diagrams, of = group.diagrams, left.of
        if len(diagrams) == 1:
            number = of(diagrams[0])
            alone: Hashable = (number, left.context_of(self.found_out.ties[number])) if group.tied else number
            made = group.by_left.get(alone)
            return _keep(group.by_left, alone, self._made(group, left, (number,))) if made is None else made
        if len(diagrams) > FEW:
            numbers = self._numbers(group, left, low, high)
        else:
            numbers = tuple([
                one if one is other else of(diagram) for diagram, one, other in zip(diagrams, low, high, strict=True)
            ])  # fmt: skip
        key: Hashable = (numbers, left.context(numbers)) if group.tied else numbers
        made = group.by_left.get(key)
        return _keep(group.by_left, key, self._made(group, left, numbers)) if made is None else made

    def _made(self, group: Group, left: Left, numbers: tuple[int, ...]) -> Values:
        judge = _Open(left, numbers)
        cases = [signals.case(judge) for signals in group.signals]
        return tuple([self.quick.answer(deed, cases[place]) for deed, place in group.of_deeds])

    def _numbers(self, group: Group, left: Left, low: Sequence[bool], high: Sequence[bool]) -> tuple[int, ...]:
        """What is left of each of many formulas; OPEN where it is open, and nothing more has to be known about it."""
        numbers: list[int] = list(low)
        simple, diagrams = group.simple, group.diagrams
        unsettled = [place for place, (one, other) in enumerate(zip(low, high, strict=True)) if one is not other]
        for place in unsettled:
            if simple[place] or (group.shapes[place].once and self._is_exact(group, place, left)):
                numbers[place] = OPEN
            else:
                numbers[place] = left.of(diagrams[place])
        holding = [place for place, number in enumerate(numbers) if number == YES]
        for is_status, sure, rungs in group.ladders:
            sure = min([rungs[place] for place in holding if place in rungs], default=sure)
            unsure = [place for place in unsettled if place in rungs and rungs[place] < sure and numbers[place]]
            if unsure and (is_status or not self._plain(group, rungs, unsure, numbers)):
                for place in unsure:
                    if numbers[place] == OPEN:
                        numbers[place] = left.of(diagrams[place])
        return tuple(numbers)

    def _is_exact(self, group: Group, place: int, left: Left) -> bool:
        """Whether a formula that asks everything once is open because bounds leave it open."""
        return not (group.shapes[place].days and left.on is None) and left.leaves_free(group.blocks[place])

    def _plain(self, group: Group, rungs: Mapping[int, int], unsure: Sequence[int], numbers: Sequence[int]) -> bool:
        """Whether what is open in a ladder is of one rung, and all of it can fail together."""
        first = rungs[unsure[0]]
        if any(rungs[place] != first or numbers[place] != OPEN for place in unsure):
            return False
        return can_all_fail(group.shapes[place] for place in unsure)

    def _groups_of(self, asked: Asked) -> tuple[tuple[Group, ...], Callable[[Sequence[Any]], Values]]:
        """The groups, and what puts their answers into the order of the deeds."""
        functions = self.quick.under(asked.readings)[asked.on].functions
        found = self._groups.get(functions)
        if found is None:
            shapes = Shapes(functions.formulas)
            groups = tuple(self._group(kept, shapes) for kept in functions.kept(exact=False))
            deeds = [deed for group in groups for deed, _ in group.settled.deeds]
            found = self._groups[functions] = groups, getter(sorted(range(len(deeds)), key=deeds.__getitem__))
        return found

    def _group(self, kept: Kept, shapes: Shapes) -> Group:
        deed, signals = kept.deeds[0]
        nodes = dict(zip(signals.every, self.quick.deeds.nodes(deed).every, strict=True))
        places = {number: place for place, number in enumerate((*kept.formulas, NO, YES))}
        signals_of = list(dict.fromkeys(signals for _, signals in kept.deeds))
        placed = [signals.renumbered(places) for signals in signals_of]
        statuses = [one.ladder for one in placed]
        others = [ladder for one in placed for _, ladder in one.by_instrument if len(one.by_instrument) > 1]
        others += [one.ladder_undone for one in placed if one.ladder_undone is not None]
        ladders = [
            (is_status, min([rung for rung, place in ladder if place == places[YES]], default=SILENT), _rungs(ladder))
            for is_status, found in ((True, statuses), (False, others))
            for ladder in found
        ]
        diagrams = tuple(self.diagrams.every(nodes[number]) for number in kept.formulas)
        ties = [self.found_out.ties[diagram] for diagram in diagrams]
        shapes_of = shapes.of(kept.formulas)
        blocks = tuple(frozenset(self.found_out.tied(one)[0]) for one in ties)
        return Group(
            kept,
            diagrams,
            shapes_of,
            blocks,
            tuple(shape.once and not shape.days and not tied for shape, tied in zip(shapes_of, blocks, strict=True)),
            any(ties),
            tuple(ladders),
            tuple(placed),
            tuple((deed, signals_of.index(signals)) for deed, signals in kept.deeds),
        )


def _rungs(ladder: Ladder) -> Mapping[int, int]:
    """The strongest rung that each place gives."""
    found: dict[int, int] = {}
    for rung, place in ladder:
        found.setdefault(place, rung)
    return found


def _keep(known: dict[Any, Values], key: Hashable, found: Values) -> Values:
    if len(known) >= FULL:
        known.clear()
    known[key] = found
    return found


class _Open:
    """A judge where formulas may be open. left: the situation. numbers: what is left of each formula, by place."""

    def __init__(self, left: Left, numbers: tuple[int, ...]) -> None:
        self.left = left
        self.numbers = (*numbers, NO, YES)
        holds = left.holds
        self.truths = [holds(one) if one > YES else WHERE[one] for one in self.numbers]

    def rungs(self, ladder: Ladder) -> Rungs:
        """The rungs that completions give."""
        return self.left.rungs(*self._unsettled(ladder))

    def missing(self, ladder: Ladder) -> tuple[str, ...]:
        """The inputs that can change what a ladder comes to."""
        return self.left.missing(*self._unsettled(ladder))

    def _unsettled(self, ladder: Ladder) -> tuple[int, Ladder]:
        """The strongest rung that is sure, and what is open above it, in order; OPEN comes before what is left."""
        numbers, sure = self.numbers, SILENT
        found: list[tuple[int, int]] = []
        for rung, place in ladder:
            left = numbers[place]
            if left == YES:
                sure = rung
                break
            if left != NO:
                found.append((rung, left))
        return sure, tuple(sorted({one for one in found if one[0] < sure})) if found else ()
