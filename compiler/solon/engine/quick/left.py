"""What is known into what is left of decision diagrams, and what that comes to.

Invariant: exact. Where days or `impossible` blocks tie variables together, the general way is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from solon.engine.quick.cases import SILENT, Ladder, Rungs
from solon.engine.quick.days import fixed, latest
from solon.engine.quick.diagrams import DAYS, FoundOut, General
from solon.engine.quick.formulas import Node
from solon.engine.quick.sides import FREE, Context, Sides

OPEN, UNSEEN = -1, -2
NO, YES = 0, 1
SURE = frozenset((YES,))
PERMITTED = 4


class Values(Protocol):
    """The value of every input by name, None for unknown."""

    def __getitem__(self, name: str, /) -> Any: ...


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
        self._contexts: dict[int, Context] = {}

    @cached_property
    def general(self) -> General:
        """The general way."""
        return self._general()

    def _made(self) -> Callable[[int], int]:
        """The function `of`; what it looks at again and again is at hand."""
        store, variables, value_of, node = self.store, self.diagrams.variables, self._value, self.store.node
        level, kids, bottom = store.level, store.kids, store.bottom
        values = [UNSEEN] * bottom
        known: dict[int, int] = {}

        def of(diagram: int) -> int:
            at = level[diagram]
            while at < bottom:
                value = values[at]
                if value == UNSEEN:
                    value = values[at] = value_of(variables[at])
                if value == OPEN:
                    break
                diagram = kids[diagram][value]
                at = level[diagram]
            else:
                return diagram
            found = known.get(diagram)
            if found is None:
                below = kids[diagram]
                if len(below) == 2:
                    no, yes = of(below[0]), of(below[1])
                    found = no if no == yes else node(at, (no, yes))
                else:
                    found = node(at, tuple([of(kid) for kid in below]))
                known[diagram] = found
            return found

        return of

    def _value(self, variable: str | Node) -> int:
        """The place of the value of a variable among the children, or OPEN."""
        if isinstance(variable, str):
            value = self.given[variable]
            return OPEN if value is None else self.diagrams.places[variable][value]
        if variable[0] == "force":
            first, until = self.diagrams.instruments[variable[1]]
            return int(self.on is None or (first <= self.on and (until is None or self.on <= until)))
        if self.on is None:
            return OPEN
        if not variable[1]:
            return int(self.on >= fixed(variable))
        day, last = self.given[variable[1]], latest(variable, self.on)
        if isinstance(day, date):
            return int(day <= last)
        if day == "already" and last >= self.on:
            return YES
        return NO if day == "not yet" and last <= self.on else OPEN

    # What ties variables

    def context(self, left: int) -> Context:
        """What the ends of something that is left rest on beside itself."""
        found = self._contexts.get(left)
        if found is None:
            ties = self.found_out.ties(left)
            found = self._contexts[left] = self._context(ties) if ties else FREE
        return found

    def _context(self, ties: int) -> Context:
        ruled_out: list[tuple[int, int]] = []
        for block in self.found_out.blocks(ties):
            known = self.of(self.diagrams.impossible[block])
            if known != YES:
                ruled_out.append((block, known))
                ties |= self.found_out.ties(known)
        days = bool(ties & DAYS)
        if not days and not ruled_out:
            return FREE
        if self.on is None:
            every = tuple(self.given[name] for name in self.found_out.dates) if days else ()
            return Context((), tuple(ruled_out), every, not days and not ruled_out)
        names = self.found_out.dates_in(ties)
        looks = tuple([(name, self.found_out.look(name, self.given[name] or "", self.on)) for name in names])
        return Context(looks, tuple(ruled_out), (), not ruled_out)

    def ends(self, left: int) -> frozenset[int]:
        """The ends that possible completions give."""
        if left <= YES:
            return frozenset((left,))
        found_out, context = self.found_out, self.context(left)
        key = (left, context)
        found = found_out.ends.get(key)
        if found is None:
            if context.calendar_alone:
                found = found_out.ends_of(found_out.mask_of(Sides(found_out, context, left).all()))
            else:
                found = self.general.ends(left)
            found_out.ends[key] = found
        return found

    def leaves_free(self, blocks: Iterable[int]) -> bool:
        """Whether some `impossible` blocks rule nothing out any more."""
        return all(self.of(self.diagrams.impossible[block]) == YES for block in blocks)

    @cached_property
    def possible(self) -> bool:
        """Whether `impossible` blocks and the calendar leave some completion."""
        known = [self.of(diagram) for diagram in self.diagrams.impossible]
        if NO in known:
            # The general way then finds nothing possible at all, which says nothing about anything else.
            return False
        knots = {self.diagrams.knots[block] for block, left in enumerate(known) if left != YES}
        return all(YES in self.ends(self.store.all_of([known[block] for block in sorted(knot)])) for knot in knots)

    # What a ladder comes to

    def holds(self, number: int) -> bool | None:
        """Whether something that is left holds; None where that is open. number: OPEN where it is known to be open."""
        if number <= YES:
            return number == YES if number >= NO else None
        if self.context(number) is FREE:
            return None
        ends = self.ends(number)
        return None if len(ends) > 1 else ends == SURE

    def rungs(self, ladder: Ladder) -> Rungs:
        """The rungs that completions give, the strongest first.

        Those of one rung that are known to be open, and not looked at, are known to be able to fail together.
        """
        sure, unsure = unsettled(ladder)
        if not unsure:
            return (sure,)
        if any(left == OPEN for _, left in unsure):
            return (min(unsure)[0], sure)
        if len(unsure) == 1:
            ((rung, left),) = unsure
            holds = self.holds(left)
            return (rung, sure) if holds is None else (rung,) if holds else (sure,)
        whole, _ = self._ladder(unsure, sure)
        first = self.store.end(0)
        return tuple(sorted([end - first for end in self.ends(whole) if end - first <= SILENT]))

    def missing(self, ladder: Ladder) -> tuple[str, ...]:
        """The inputs that can change what a ladder comes to, the most decisive first."""
        sure, unsure = unsettled(ladder)
        # Of a single formula, what can change it can change the status.
        agreed = min(unsure)[1] if len(unsure) == 1 else self._ladder(unsure, sure)[1]
        decisive, context = self.found_out.decisive, self.context(agreed)
        key = (agreed, context)
        found = decisive.get(key)
        if found is None:
            if context.calendar_alone:
                openness = Sides(self.found_out, context, agreed).openness()
                order = self.diagrams.order
                found = tuple(sorted(openness, key=lambda name: (openness[name], order[name])))
            else:
                found = self.general.decisive(agreed)
            decisive[key] = found
        return found

    def _ladder(self, unsure: Iterable[tuple[int, int]], sure: int) -> tuple[int, int]:
        """A ladder as one diagram with the rungs as ends; and the same with permitted and not regulated as one.

        unsure: rungs, each with what is left of a formula that gives it. sure: the rung where none of them holds.
        """
        store, ladders = self.store, self.found_out.ladders
        key = (*sorted(unsure), sure)
        found = ladders.get(key)
        if found is None:
            whole, agreed = store.end(sure), store.end(min(sure, PERMITTED))
            by_rung: dict[int, list[int]] = {}
            for rung, left in unsure:
                by_rung.setdefault(rung, []).append(left)
            for rung in sorted(by_rung, reverse=True):
                holds = store.any_of(by_rung[rung])
                whole = store.choose(holds, store.end(rung), whole)
                agreed = store.choose(holds, store.end(rung), agreed)
            found = ladders[key] = (whole, agreed)
        return found


def unsettled(ladder: Ladder) -> tuple[int, set[tuple[int, int]]]:
    """The strongest rung that is sure, and what is open above it."""
    sure = min([rung for rung, left in ladder if left == YES], default=SILENT)
    return sure, {(rung, left) for rung, left in ladder if rung < sure and left not in (NO, YES)}
