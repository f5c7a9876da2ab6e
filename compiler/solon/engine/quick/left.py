"""What is known into what is left of decision diagrams, and what that comes to.

Invariant: exact. All completions of what is left are looked at together; where they are too many, or the day of the act
is open and days are asked about, the general way is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from solon.engine.quick.cases import SILENT, Ladder, Rungs
from solon.engine.quick.diagrams import DAYS, FoundOut, General, Looks
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
        known_at = known.get

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
                    found = no if no == yes else node(at, (no, yes))
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
        return self._contexts.get(ties) or self._context(ties)

    def _context(self, ties: int) -> Context:
        found = self._contexts[ties] = self._worked_out(ties)
        return found

    def _worked_out(self, ties: int) -> Context:
        ruled_out: list[tuple[int, int]] = []
        for block in self.found_out.blocks(ties):
            known = self.of(self.diagrams.impossible[block])
            if known != YES:
                ruled_out.append((block, known))
                ties |= self.found_out.ties[known]
        days = bool(ties & DAYS)
        if not days and not ruled_out:
            return FREE
        if days and self.on is None:
            every = tuple(self.given[name] for name in self.found_out.dates)
            return Context((), tuple(ruled_out), every, False)
        looks: Looks = ()
        if self.on is not None:
            names = self.found_out.dates_in(ties)
            looks = tuple([(name, self.found_out.look(name, self.given[name] or "", self.on)) for name in names])
        return Context(looks, tuple(ruled_out), (), True)

    def leaves_free(self, blocks: Iterable[int]) -> bool:
        """Whether some `impossible` blocks rule nothing out any more."""
        return all(self.of(self.diagrams.impossible[block]) == YES for block in blocks)

    @cached_property
    def possible(self) -> bool:
        """Whether `impossible` blocks and the calendar leave some completion."""
        of = self.of
        known = {block: left for block, diagram in enumerate(self.diagrams.impossible) if (left := of(diagram)) != YES}
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
        ties = self.found_out.ties[number]
        context = self._contexts.get(ties) or self._context(ties)
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
        key = (unsure, sure, context)
        found = self.found_out.decisive.get(key)
        if found is None:
            grid = self._grid(numbers, context)
            if grid is not None:
                where = grid.rungs(unsure, min(sure, PERMITTED))
                found = grid.missing(tuple(where.values()), self.diagrams.order)
            else:
                found = self.general.decisive(self._ladder(unsure, min(sure, PERMITTED)))
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
