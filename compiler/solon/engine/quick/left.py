"""What is known into what is left of decision diagrams, and what that comes to.

Invariant: exact. All completions of what is left are looked at together; where they are too many, or the day of the act
is open and days are asked about, the general way is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from solon.engine.quick.cases import SILENT, Ladder, Rungs
from solon.engine.quick.diagrams import DAYS, FoundOut, General, Look, Looks
from solon.engine.quick.grid import NO, YES, Grid

OPEN = -1
SURE = frozenset((YES,))
PERMITTED = 4
FULL = 100_000


class Values(Protocol):
    """The value of every input by name, None for unknown."""

    def __getitem__(self, name: str, /) -> Any: ...


class Context(NamedTuple):
    """What ties the variables of something that is left.

    looks: of each open date that it asks, what the comparisons can come to. ruled_out: the `impossible` blocks that are
    tied to it, with what is left of them. every: all dates as given, while the day of the act is open and it asks about
    days. quick: whether a grid can tell what it comes to.
    """

    looks: Looks
    ruled_out: tuple[tuple[int, int], ...]
    every: tuple[Any, ...]
    quick: bool


FREE = Context((), (), (), True)


class Left:
    """One situation, put into the diagrams.

    given: what is known. general: makes the general way, when it is first needed.
    """

    def __init__(self, found_out: FoundOut, given: Values, on: date | None, general: Callable[[], General]) -> None:
        self.found_out = found_out
        self.diagrams = found_out.diagrams
        self.store = found_out.store
        self.given = given
        self.on = on
        self._general = general
        # What is left of a diagram when all that is known is put in.
        self.of = self._made()
        self._contexts: dict[int, Context] = {0: FREE}
        self._looks: dict[str, Look] = {}
        self._grids: dict[tuple[int, ...], Grid | None] = {}

    @cached_property
    def general(self) -> General:
        """The general way."""
        return self._general()

    def _made(self) -> Callable[[int], int]:
        """The function `of`; what it looks at again and again is at hand."""
        store, node, values = self.store, self.store.node, self._values()
        level, kids, bottom = store.level, store.kids, store.bottom
        known: dict[int, int] = {}
        known_at, pairs = known.get, self.found_out.pairs
        pair_at = pairs.get

        def of(diagram: int) -> int:
            at = level[diagram]
            while at < bottom:
                value = values[at]
                if value is None:
                    break
                diagram = kids[diagram][value]
                at = level[diagram]
            else:
                return diagram
            found = known_at(diagram)
            if found is None:
                below = kids[diagram]
                if len(below) == 2:
                    no, yes = below
                    no, yes = of(no), of(yes)
                    if no == yes:
                        found = no
                    else:
                        found = pair_at((at, no, yes))
                        if found is None:
                            found = pairs[at, no, yes] = node(at, (no, yes))
                else:
                    found = node(at, tuple([of(kid) for kid in below]))
                known[diagram] = found
            return found

        return of

    def _values(self) -> list[int | None]:
        """By level, the place of the value of the variable among the children; None where it is open."""
        given, on = self.given, self.on
        # The value of a fact is its own place.
        values: list[Any] = list(self.found_out.given(given))
        for at, places in self.found_out.choices:
            if values[at] is not None:
                values[at] = places[values[at]]
        if on is None:
            for at, node in self.found_out.days:
                values[at] = YES if node[0] == "force" else None
            return values
        fixed, by_date = self.found_out.on(on)
        for at, place in fixed:
            values[at] = place
        for name, comparisons in by_date:
            day = given[name]
            if type(day) is date:
                for at, last in comparisons:
                    values[at] = day <= last
            elif day is not None:
                for at, last in comparisons:
                    values[at] = (
                        YES if day == "already" and last >= on else NO if day == "not yet" and last <= on else None
                    )
        return values

    # What ties variables

    def context(self, numbers: Iterable[int]) -> Context:
        """What the ends of all that is left rest on beside itself."""
        ties, of = 0, self.found_out.ties
        for number in numbers:
            if number > YES:
                ties |= of[number]
        return self.context_of(ties)

    def context_of(self, ties: int) -> Context:
        """The same, given the ties."""
        found = self._contexts.get(ties)
        if found is None:
            found = self._contexts[ties] = self._worked_out(ties)
        return found

    def _worked_out(self, ties: int) -> Context:
        blocks, names = self.found_out.tied(ties)
        ruled_out = tuple([(block, self.ruled_out[block]) for block in blocks if block in self.ruled_out])
        if ruled_out:
            for _, left in ruled_out:
                ties |= self.found_out.ties[left]
            names = self.found_out.tied(ties)[1]
        elif not ties & DAYS:
            return FREE
        if ties & DAYS and self.on is None:
            return Context((), ruled_out, tuple([self.given[name] for name in self.found_out.dates]), False)
        return Context(tuple([(name, self._look(name)) for name in names]), ruled_out, (), True)

    def _look(self, name: str) -> Look:
        found = self._looks.get(name)
        if found is None:
            assert self.on is not None
            found = self._looks[name] = self.found_out.look(name, self.given[name] or "", self.on)
        return found

    def leaves_free(self, blocks: Iterable[int]) -> bool:
        """Whether some `impossible` blocks rule nothing out any more."""
        return not self.ruled_out or self.ruled_out.keys().isdisjoint(blocks)

    @cached_property
    def ruled_out(self) -> Mapping[int, int]:
        """What is left of each `impossible` block that may still rule something out, denied, by its place."""
        of = self.of
        return {block: left for block, diagram in enumerate(self.diagrams.impossible) if (left := of(diagram)) != YES}

    @property
    def possible(self) -> bool:
        """Whether `impossible` blocks and the calendar leave some completion."""
        known = self.ruled_out
        if NO in known.values():
            # The general way then finds nothing possible at all, which says nothing about anything else.
            return False
        for knot in {self.diagrams.knots[block] for block in known}:
            whole = self.store.all_of([known[block] for block in sorted(knot & known.keys())])
            if whole == NO or (self.found_out.ties[whole] & DAYS and self.holds(whole) is False):
                return False
        return True

    def _grid(self, numbers: tuple[int, ...], context: Context) -> Grid | None:
        """All completions of what is left; None where the general way must be asked."""
        if numbers in self._grids:
            return self._grids[numbers]
        found: Grid | None = None
        if context.quick:
            try:
                found = Grid(self.found_out, numbers, context.looks, [left for _, left in context.ruled_out])
            except OverflowError:
                found = None
        self._grids[numbers] = found
        return found

    # What formulas and ladders come to

    def holds(self, number: int) -> bool | None:
        """Whether something that is left holds; None where that is open. number: OPEN where it is known to be open."""
        if number <= YES:
            return number == YES if number >= NO else None
        context = self.context_of(self.found_out.ties[number])
        if context is FREE:
            return None
        known = self.found_out.holds
        key = (number, context)
        if key in known:
            return known[key]
        grid = self._grid((number,), context)
        if grid is not None:
            return _keep(known, key, grid.holds(number))
        ends = self.general.ends(number)
        return _keep(known, key, None if len(ends) > 1 else ends == SURE)

    def rungs(self, sure: int, unsure: Ladder) -> Rungs:
        """The rungs that completions give, the strongest first.

        sure: the strongest that is sure. unsure: those above it, with what is left of a formula that gives them. Those
        of one rung that are known to be open, and not looked at, are known to be able to fail together.
        """
        if not unsure:
            return (sure,)
        if unsure[0][1] == OPEN:
            return (unsure[0][0], sure)
        if len(unsure) == 1:
            ((rung, left),) = unsure
            holds = self.holds(left)
            return (rung, sure) if holds is None else (rung,) if holds else (sure,)
        numbers = tuple([left for _, left in unsure])
        context = self.context(numbers)
        key = (unsure, sure, context)
        found = self.found_out.rungs.get(key)
        if found is None:
            grid = self._grid(numbers, context)
            if grid is not None:
                where = grid.rungs(unsure, sure)
                found = tuple([rung for rung in where if where[rung] & grid.possible])
            else:
                first = self.store.end(0)
                ends = self.general.ends(self._ladder(unsure, sure))
                found = tuple(sorted([end - first for end in ends if end - first <= SILENT]))
            _keep(self.found_out.rungs, key, found)
        return found

    def missing(self, sure: int, unsure: Ladder) -> tuple[str, ...]:
        """The inputs that can change what a ladder comes to, the most decisive first."""
        numbers = tuple([left for _, left in unsure])
        context = self.context(numbers)
        # A single formula says the same of every two rungs.
        key = (unsure, sure, context) if len(unsure) > 1 else (numbers, context)
        found = self.found_out.decisive.get(key)
        if found is None:
            grid = self._grid(numbers, context)
            if grid is None:
                found = self.general.decisive(self._ladder(unsure, min(sure, PERMITTED)))
            else:
                where = grid.rungs(unsure, min(sure, PERMITTED))
                # All that a single formula asks makes a difference to it, where nothing ties its inputs.
                found = grid.missing(tuple(where.values()), self.diagrams.order, len(unsure) == 1 and context is FREE)
            _keep(self.found_out.decisive, key, found)
        return found

    def _ladder(self, unsure: Iterable[tuple[int, int]], sure: int) -> int:
        """A ladder as one diagram with the rungs as ends.

        unsure: rungs, each with what is left of a formula that gives it. sure: the rung where none of them holds.
        """
        store = self.store
        whole = store.end(sure)
        by_rung: dict[int, list[int]] = {}
        for rung, left in unsure:
            by_rung.setdefault(rung, []).append(left)
        for rung in sorted(by_rung, reverse=True):
            whole = store.choose(store.any_of(by_rung[rung]), store.end(rung), whole)
        return whole


Kept = TypeVar("Kept")


def _keep(known: dict[Hashable, Kept], key: Hashable, found: Kept) -> Kept:
    """Keeps what was found out, and forgets all when there is too much."""
    if len(known) >= FULL:
        known.clear()
    known[key] = found
    return found
