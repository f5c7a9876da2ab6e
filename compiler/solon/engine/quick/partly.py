"""Facts of which some are unknown into what generated code can still settle: all that holds whatever they are.

Invariant: two bounds are worked out, what certainly holds and what possibly holds; where they meet, it is settled (the
three-valued logic of Kleene). Where they do not meet, it may be settled all the same, and only diagrams can tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from marshal import dumps
from typing import NamedTuple

from solon.engine.quick.days import Day
from solon.engine.quick.moments import Moment, side
from solon.engine.quick.quick import CHOSEN, UNFIT, YES_OR_NO, Facts, Quick, Values

OPEN = b"N"
YES_NO_OR_OPEN = YES_OR_NO + OPEN


class Asked(NamedTuple):
    """What is known; the parts are those of `Quick.statuses`."""

    facts: Facts
    on: date | None = None
    readings: Mapping[str, str] = CHOSEN
    rest_is_no: bool = False


class Read(NamedTuple):
    """What is known, looked through. given: every input, None for unknown. low, high: what must and what can hold."""

    given: Facts
    low: Values
    high: Values


class Partly:
    """Quick answers for one policy, as far as they are settled.

    What is given holds for every completion of the facts, so it is an answer only if some completion is possible, at
    which nothing here looks. Methods give None where a name or a value is wrong, too.
    """

    def __init__(self, quick: Quick) -> None:
        self.quick = quick
        self.tables = quick.tables

    def whole_or_read(self, asked: Asked) -> tuple[Values | None, Read | None]:
        """The answers where all that is asked is known, as `Quick.answers` gives them; otherwise what `read` gives."""
        try:
            quick = self.quick
            given = asked.facts if len(asked.facts) == quick.count else quick.filled(asked.facts, asked.rest_is_no)
            facts = quick.facts(given)
            left = dumps(facts, 2).translate(None, YES_OR_NO)
            moment = quick.under(asked.readings)[asked.on]
            if left == quick.bare:
                found = quick.answered(facts, given, moment)
                if found is not None:
                    return found, None
            elif left.translate(None, OPEN) != quick.bare:
                return None, None
            return None, self._bounds(given, facts, moment)
        except UNFIT:
            return None, None

    def read(self, asked: Asked) -> Read | None:
        """What certainly holds, and what possibly holds: the keys of the groups, in order."""
        quick = self.quick
        try:
            given = quick.filled(asked.facts, asked.rest_is_no)
            facts = quick.facts(given)
            if dumps(facts, 2).translate(None, YES_NO_OR_OPEN) != quick.bare:
                return None
            return self._bounds(given, facts, quick.under(asked.readings)[asked.on])
        except UNFIT:
            return None

    def _bounds(self, given: Facts, facts: Values, moment: Moment) -> Read | None:
        low, days_low, high, days_high = moment.bounds
        choices, dates = self.quick.plain(given)
        certain, possible = self._sides(dates, moment)
        first = low(facts, choices, certain, days_low)
        return None if first is None else Read(given, first, high(facts, choices, possible, days_high))

    def _sides(self, dates: Values, moment: Moment) -> tuple[Sequence[Day], Sequence[Day]]:
        """Dates, with what stands for open ones; raises TypeError for what is no date."""
        certain: list[Day] = []
        possible: list[Day] = []
        seen = self.quick.seen
        for day in dates:
            if type(day) is date:
                if day not in seen:
                    # It must be one that the calendar has.
                    side(day, None, None)
                    seen.add(day)
                certain.append(day)
                possible.append(day)
            else:
                one, other = moment.sides[day]
                certain.append(one)
                possible.append(other)
        return certain, possible
