"""The day of the act into what is settled by it alone, and into the latest day that each date may be.

Invariant: a day expression is reached on the day of the act exactly when its date is not later than a certain day,
because every expression grows with its date. That day is worked out once for each day of the act.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from solon.engine.quick.formulas import Node

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
ALL_IN_FORCE = -1


class Open(Exception):
    """A comparison that what is known does not settle."""


class Calendar:
    """The days that a graph compares with.

    nodes: those of the graph. instruments: the first and the last day of each, the last None while it has no end.
    dated: the nodes that rest on a date, in order.
    """

    def __init__(self, nodes: Sequence[Node], instruments: Mapping[str, tuple[date, date | None]]) -> None:
        self.instruments = instruments
        self.dated = tuple(tuple(node) for node in nodes if node[0] == "day" and node[1])
        cuts: set[date] = set()
        for node in nodes:
            if node[0] == "day" and not node[1]:
                cuts.add(fixed(node))
            elif node[0] == "force":
                first, last = instruments[node[1]]
                cuts |= {first} if last is None else {first, last + timedelta(1)}
        self.cuts = sorted(cuts)

    def era(self, on: date | None) -> int:
        """The era of a day: days of one era settle the same. No day is an era of its own, with all in force."""
        return ALL_IN_FORCE if on is None else bisect_right(self.cuts, on)

    def settles(self, era: int, node: Node) -> bool | None:
        """Whether a `day` or `force` node holds on all days of an era; None where a date decides, or nothing does."""
        if node[0] == "day":
            return None if node[1] or era == ALL_IN_FORCE else self._at(era) >= fixed(node)
        if era == ALL_IN_FORCE:
            return True
        first, last = self.instruments[node[1]]
        return first <= self._at(era) and (last is None or self._at(era) <= last)

    def _at(self, era: int) -> date:
        return self.cuts[era - 1] if era else date.min

    def latest(self, dated: Iterable[Node], on: date | None, answer: bool | None) -> tuple[Day, ...]:
        """For each dated node, the latest day that its date may be for the node to hold on the day of the act.

        answer: as in `Side`, for an act on no day.
        """
        return tuple(Side(None, "", answer) if on is None else latest(node, on) for node in dated)


def starts(spans: Iterable[Node], word: str, on: date) -> tuple[date | None, ...]:
    """The first day of each interval of an open date that day expressions can tell apart; None for never.

    spans: the expressions that rest on the date, in the form of nodes. word: `already`, `not yet`, or nothing.
    """
    low, high = (on + timedelta(1) if word == "not yet" else FIRST), (min(on, LAST) if word == "already" else date.max)
    cuts = sorted({cut for cut in (latest(span, on) for span in spans) if low <= cut < high})
    return tuple(first if first <= LAST else None for first in (low, *(cut + timedelta(1) for cut in cuts)))


def fixed(node: Node) -> date:
    """The day of a `day` node that rests on no date."""
    return date.fromisoformat(node[4]) + timedelta(node[5])


def latest(node: Node, on: date) -> date:
    """The latest day that the date of a `day` node may be, for the node to hold on the day `on`."""
    _, _, month, day, _, shift = node
    last = on - timedelta(shift)
    if not month:
        return last
    return date(last.year if date(last.year, month, day) <= last else last.year - 1, 12, 31)


class Side:
    """A day of which nothing is known but, at most, on which side of the day of the act it is.

    on: the day of the act, or None. word: `already`, `not yet`, or nothing. answer: what to say where a comparison is
    not settled; None raises Open.
    """

    __slots__ = ("answer", "on", "word")

    def __init__(self, on: date | None, word: str, answer: bool | None) -> None:
        self.on = on
        self.word = word
        self.answer = answer

    def __le__(self, latest: object) -> bool:
        return self._say(self._reached(latest))

    def __gt__(self, latest: object) -> bool:
        found = self._reached(latest)
        return self._say(None if found is None else not found)

    def __ge__(self, day: object) -> bool:
        return self._say(None)

    def __lt__(self, day: object) -> bool:
        return self._say(None)

    def _reached(self, latest: object) -> bool | None:
        if self.on is not None and isinstance(latest, date):
            if latest < FIRST or (self.word == "not yet" and self.on >= LAST):
                return False
            if self.word == "already" and latest >= self.on:
                return True
            if self.word == "not yet" and latest <= self.on:
                return False
        return None

    def _say(self, found: bool | None) -> bool:
        if found is None and self.answer is None:
            raise Open
        return bool(self.answer if found is None else found)


Day = date | Side
