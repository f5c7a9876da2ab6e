"""Decision diagrams as what is left of them is looked at: what ties their variables, and what is found out once.

Invariant: whatever is kept is kept under all that it rests on, so it never changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from solon.engine.quick.days import fixed, latest, starts
from solon.engine.quick.formulas import Node
from solon.engine.quick.quick import getter

# The bit that says that a diagram asks about days.
DAYS = 1
FULL = 4096


class Store(Protocol):
    """The diagrams themselves; see the module of that name. A node has a larger number than all that is below it."""

    level: list[int]
    kids: list[tuple[int, ...]]

    @property
    def bottom(self) -> int: ...
    def end(self, number: int) -> int: ...
    def node(self, level: int, kids: tuple[int, ...]) -> int: ...
    def all_of(self, parts: Iterable[int]) -> int: ...
    def any_of(self, parts: Iterable[int]) -> int: ...
    def choose(self, when: int, then: int, otherwise: int) -> int: ...
    def support(self, part: int) -> list[int]: ...


@dataclass(frozen=True, eq=False)
class Look:
    """What the comparisons with an open date can come to together: values by level, for each interval of the date."""

    intervals: tuple[dict[int, int], ...]


# What a day settles by level, and the last days of each date by level.
OnDay = tuple[tuple[tuple[int, int], ...], tuple[tuple[str, tuple[tuple[int, date], ...]], ...]]
# How many intervals are alike, and for each comparison what they come to.
Intervals = tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]
# The dates that something asks, each with its look.
Looks = tuple[tuple[str, Look], ...]


class General(Protocol):
    """The general way to look at one situation, with the calendar and all `impossible` blocks.

    ends: those that possible completions give a diagram. decisive: the inputs that can change a status, the most
    decisive first.
    """

    def ends(self, diagram: int) -> frozenset[int]: ...
    def decisive(self, diagram: int) -> tuple[str, ...]: ...


@dataclass(frozen=True, eq=False)
class Diagrams:
    """The diagrams under one set of readings.

    variables: by level, the input or the node of a day. places: of each input, the place of each value among the
    children. every: the diagram of some nodes of the graph, all of which hold. impossible: for each `impossible` block,
    what it does not rule out. knots: for each, those that it is tied to by shared variables. order: the place of each
    input in policy order. spans: the day expressions of each date, in the form of nodes.
    """

    store: Store
    variables: Sequence[str | Node]
    places: Mapping[str, Mapping[Any, int]]
    every: Callable[[tuple[int, ...]], int]
    impossible: Sequence[int]
    knots: Sequence[frozenset[int]]
    order: Mapping[str, int]
    instruments: Mapping[str, tuple[date, date | None]]
    spans: Mapping[str, Sequence[Node]]


class Ties(dict[int, int]):
    """What ties the variables of each diagram, a bit for each: days, dates and `impossible` blocks. 0: nothing.

    of_level: what ties the variable of each level.
    """

    def __init__(self, store: Store, of_level: Sequence[int]) -> None:
        super().__init__()
        self.store = store
        self.of_level = of_level

    def __missing__(self, diagram: int) -> int:
        found, at = 0, self.store.level[diagram]
        if at != self.store.bottom:
            found = self.of_level[at]
            for kid in self.store.kids[diagram]:
                found |= self[kid]
        self[diagram] = found
        return found


class FoundOut:
    """What has been found out about the diagrams of one store."""

    def __init__(self, diagrams: Diagrams) -> None:
        self.diagrams = diagrams
        self.store = diagrams.store
        self.days = tuple((level, node) for level, node in enumerate(diagrams.variables) if not isinstance(node, str))
        self.dates = tuple(sorted({node[1] for _, node in self.days if node[0] == "day" and node[1]}))
        self.levels: dict[str, list[tuple[int, Node]]] = {name: [] for name in self.dates}
        for level, node in self.days:
            if node[0] == "day" and node[1]:
                self.levels[node[1]].append((level, node))
        # What is given, by level; at the level of a day, anything.
        names = [one if isinstance(one, str) else one[1] if one[0] == "day" else "" for one in diagrams.variables]
        some = next(filter(None, names), "")
        nothing: Callable[[Any], tuple[Any, ...]] = lambda _: (None,) * len(names)  # noqa: E731
        self.given = getter([name or some for name in names]) if some else nothing
        self.choices = tuple(
            (level, diagrams.places[one])
            for level, one in enumerate(diagrams.variables)
            if isinstance(one, str) and True not in diagrams.places[one]
        )
        self._on: dict[date, OnDay] = {}
        # Nodes of two children, by their level and these.
        self.pairs: dict[tuple[int, int, int], int] = {}
        self.holds: dict[Hashable, bool | None] = {}
        self.rungs: dict[Hashable, tuple[int, ...]] = {}
        self.decisive: dict[Hashable, tuple[str, ...]] = {}
        self.looks: dict[Hashable, Look] = {}
        self._intervals: dict[tuple[Look, tuple[int, ...], bool], Intervals] = {}
        self._same: dict[Hashable, Look] = {}
        self._date_bits = {name: 2 << place for place, name in enumerate(self.dates)}
        self._block_bits = [2 << (place + len(self.dates)) for place in range(len(diagrams.impossible))]
        self._ties_of_days = 0
        self._tied: dict[int, tuple[tuple[int, ...], tuple[str, ...]]] = {}
        self._ties_of_level = [self._days_at(level) for level in range(self.store.bottom)]
        for place, diagram in enumerate(diagrams.impossible):
            knot = sum(self._block_bits[other] for other in diagrams.knots[place])
            for level in self.store.support(diagram):
                self._ties_of_days |= knot if self._ties_of_level[level] & DAYS else 0
                self._ties_of_level[level] |= knot
        self.ties = Ties(self.store, self._ties_of_level)

    def _days_at(self, level: int) -> int:
        node = self.diagrams.variables[level]
        if isinstance(node, str):
            return 0
        return DAYS | (self._date_bits[node[1]] if node[0] == "day" and node[1] else 0)

    def tied(self, ties: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The `impossible` blocks and the dates among ties; the blocks that ask about days wherever days are."""
        found = self._tied.get(ties)
        if found is None:
            bits = ties | self._ties_of_days if ties & DAYS else ties
            blocks = tuple(place for place, bit in enumerate(self._block_bits) if bits & bit)
            dates = tuple(name for name, bit in self._date_bits.items() if ties & bit)
            found = self._tied[ties] = blocks, dates
        return found

    def nodes(self, diagrams: Iterable[int]) -> list[int]:
        """The nodes of several diagrams, the ends apart; what is below a node comes before it."""
        level, kids, bottom = self.store.level, self.store.kids, self.store.bottom
        waiting = [one for one in diagrams if level[one] != bottom]
        found = set(waiting)
        while waiting:
            for kid in kids[waiting.pop()]:
                if kid not in found and level[kid] != bottom:
                    found.add(kid)
                    waiting.append(kid)
        # The store makes a node after all that is below it.
        return sorted(found)

    def on(self, day: date) -> OnDay:
        """What a day of the act settles by itself, by level, and the last day that each date may be, by level."""
        found = self._on.get(day)
        if found is None:
            settled: list[tuple[int, int]] = []
            for level, node in self.days:
                if node[0] == "force":
                    first, until = self.diagrams.instruments[node[1]]
                    settled.append((level, int(first <= day and (until is None or day <= until))))
                elif not node[1]:
                    settled.append((level, int(day >= fixed(node))))
            dates = [(name, tuple((at, latest(node, day)) for at, node in self.levels[name])) for name in self.dates]
            if len(self._on) >= FULL:
                self._on.clear()
            found = self._on[day] = tuple(settled), tuple(dates)
        return found

    def look(self, name: str, word: str, on: date) -> Look:
        """What the comparisons with an open date can come to together. word: `already`, `not yet`, or nothing."""
        key = (name, word, on)
        found = self.looks.get(key)
        if found is None:
            last = [(level, latest(node, on)) for level, node in self.levels[name]]
            first_days = starts(self.diagrams.spans[name], word, on)
            rows = tuple(tuple((level, int(d is not None and d <= day)) for level, day in last) for d in first_days)
            # Equal looks are one object, so that they are quick to compare.
            found = self.looks[key] = self._same.setdefault(rows, Look(tuple(dict(row) for row in rows)))
        return found

    def intervals(self, look: Look, asked: tuple[int, ...], apart: bool) -> Intervals:
        """How many intervals of a date are alike, and by level what they come to, for some of its comparisons.

        apart: whether intervals that are alike are kept apart all the same.
        """
        key = (look, asked, apart)
        found = self._intervals.get(key)
        if found is None:
            rows = [tuple([values[at] for at in asked]) for values in look.intervals]
            alike = Counter(rows)
            counts = (1,) * len(rows) if apart else tuple(alike.values())
            found = self._intervals[key] = counts, tuple(zip(*(rows if apart else alike), strict=True))
        return found
