"""What is known into what is left of decision diagrams, and what that comes to.

Invariant: exact. Where days or `impossible` blocks tie variables together, the general way is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from solon.engine.quick.cases import SILENT, Ladder, Rungs
from solon.engine.quick.days import fixed, latest
from solon.engine.quick.diagrams import FoundOut, General
from solon.engine.quick.formulas import Node
from solon.engine.quick.sides import FREE, Context, Sides

OPEN, UNSEEN = -1, -2
NO, YES = 0, 1
SURE = frozenset((YES,))
PERMITTED = 4


class Left:
    """One situation, put into the diagrams.

    given: the value of every input, None for unknown. general: makes the general way, when it is first needed.
    """

    def __init__(
        self, found_out: FoundOut, given: Mapping[str, Any], on: date | None, general: Callable[[], General]
    ) -> None:
        self.found_out = found_out
        self.diagrams = found_out.diagrams
        self.store = found_out.store
        self.given = given
        self.on = on
        self._general = general
        self._values = [UNSEEN] * self.store.bottom
        self._left: dict[int, int] = {}
        self._contexts: dict[int, Context] = {}

    @cached_property
    def general(self) -> General:
        """The general way."""
        return self._general()

    def of(self, diagram: int) -> int:
        """What is left of a diagram when all that is known is put in."""
        store, values = self.store, self._values
        level, kids, bottom = store.level, store.kids, store.bottom
        at = level[diagram]
        while at < bottom:
            value = values[at]
            if value == UNSEEN:
                value = values[at] = self._value(self.diagrams.variables[at])
            if value == OPEN:
                break
            diagram = kids[diagram][value]
            at = level[diagram]
        else:
            return diagram
        found = self._left.get(diagram)
        if found is None:
            found = self._left[diagram] = store.node(at, tuple([self.of(kid) for kid in kids[diagram]]))
        return found

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
            days, dates, blocks = self.found_out.ties(left)
            found = self._context(days, dates, blocks) if days or blocks else FREE
            self._contexts[left] = found
        return found

    def _context(self, days: bool, dates: frozenset[str], blocks: frozenset[int]) -> Context:
        ruled_out: list[tuple[int, int]] = []
        for block in sorted(blocks):
            known = self.of(self.diagrams.impossible[block])
            if known != YES:
                ruled_out.append((block, known))
                also, more, _ = self.found_out.ties(known)
                days, dates = days or also, dates | more
        if not days and not ruled_out:
            return FREE
        if self.on is None:
            every = tuple(self.given[name] for name in self.found_out.dates) if days else ()
            return Context((), tuple(ruled_out), every, not days and not ruled_out)
        looks = tuple((name, self.found_out.look(name, self.given[name] or "", self.on)) for name in sorted(dates))
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
                found = found_out.ends_of(found_out.mask_of(Sides(found_out, context, left).all))
            else:
                found = self.general.ends(left)
            found_out.ends[key] = found
        return found

    @cached_property
    def possible(self) -> bool:
        """Whether `impossible` blocks and the calendar leave some completion."""
        known = [self.of(diagram) for diagram in self.diagrams.impossible]
        knots = {self.diagrams.knots[block] for block, left in enumerate(known) if left != YES}
        return all(YES in self.ends(self.store.all_of([known[block] for block in sorted(knot)])) for knot in knots)

    # What a ladder comes to

    def holds(self, number: int) -> bool | None:
        """Whether something that is left holds; None where that is open."""
        if number <= YES:
            return number == YES
        if self.context(number) is FREE:
            return None
        ends = self.ends(number)
        return None if len(ends) > 1 else ends == SURE

    def rungs(self, ladder: Ladder) -> Rungs:
        """The rungs that completions give, the strongest first."""
        sure = min((rung for rung, left in ladder if left == YES), default=SILENT)
        if not any(rung < sure and left > YES for rung, left in ladder):
            return (sure,)
        whole, _ = self._ladder(ladder)
        first = self.store.end(0)
        return tuple(sorted(end - first for end in self.ends(whole) if end - first <= SILENT))

    def missing(self, ladder: Ladder) -> tuple[str, ...]:
        """The inputs that can change what a ladder comes to, the most decisive first."""
        _, agreed = self._ladder(ladder)
        decisive, context = self.found_out.decisive, self.context(agreed)
        key = (agreed, context)
        found = decisive.get(key)
        if found is None:
            if context.calendar_alone:
                openness = Sides(self.found_out, context, agreed).openness
                order = self.diagrams.order
                found = tuple(sorted(openness, key=lambda name: (openness[name], order[name])))
            else:
                found = self.general.decisive(agreed)
            decisive[key] = found
        return found

    def _ladder(self, ladder: Ladder) -> tuple[int, int]:
        """A ladder as one diagram with the rungs as ends; and the same with permitted and not regulated as one."""
        store, ladders = self.store, self.found_out.ladders
        key = tuple(sorted({(rung, left) for rung, left in ladder if left != NO}))
        found = ladders.get(key)
        if found is None:
            whole, agreed = store.end(SILENT), store.end(PERMITTED)
            for rung in sorted({rung for rung, _ in key}, reverse=True):
                holds = store.any_of([left for other, left in key if other == rung])
                whole = store.choose(holds, store.end(rung), whole)
                agreed = store.choose(holds, store.end(rung), agreed)
            found = ladders[key] = (whole, agreed)
        return found
