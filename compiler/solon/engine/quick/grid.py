"""Open inputs into all their completions, a bit for each, and what diagrams come to in every one of them.

Invariant: exact. An integer has a bit for each completion, so that one operation looks at all of them. A date has as
many values as its comparisons tell apart, each with the number of intervals that look so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import combinations
from operator import or_

from solon.engine.quick.diagrams import FoundOut, Looks

NO, YES = 0, 1
ROOM = 1 << 16  # With more completions than this, diagrams are quicker.


class Grid:
    """The completions of the inputs that some diagrams ask.

    possible: the completions that are possible. names: the inputs.
    """

    def __init__(self, found_out: FoundOut, diagrams: Iterable[int], looks: Looks, ruled_out: Iterable[int]) -> None:
        """diagrams: what is left of formulas. looks: of the dates that they ask. ruled_out: what must hold as well.

        Raises OverflowError where there are too many completions.
        """
        level, kids = found_out.store.level, found_out.store.kids
        tied = tuple(ruled_out)
        nodes = found_out.nodes((*diagrams, *tied))
        arities = {level[node]: len(kids[node]) for node in nodes}
        self.names: list[str] = []
        self._counts: list[Sequence[int]] = []
        # By level: the place of the input, and of a comparison what it comes to for each value of its date.
        asks: dict[int, tuple[int, Sequence[int]]] = {}
        for at, arity in sorted(arities.items()):
            name = found_out.diagrams.variables[at]
            if isinstance(name, str):
                asks[at] = len(self.names), ()
                self._add(name, (1,) * arity)
        for name, look in looks:
            asked = [at for at, _ in found_out.levels[name] if at in arities]
            if not asked:
                continue
            rows = [tuple([values[at] for at in asked]) for values in look.intervals]
            counts: Sequence[int] = (1,) * len(rows)
            if not tied:
                # What is ruled out may leave each interval something else; otherwise how many look alike is enough.
                alike = Counter(rows)
                rows, counts = list(alike), tuple(alike.values())
            asks.update({at: (len(self.names), [row[way] for row in rows]) for way, at in enumerate(asked)})
            self._add(name, counts)
        self._axes, self._strides, self._full = masks(tuple([len(counts) for counts in self._counts]))
        self._tables = self._worked_out(found_out, nodes, asks)
        self.possible = self._full
        for diagram in tied:
            self.possible &= self._tables[diagram]
        self._free = self.possible == self._full

    def _add(self, name: str, counts: Sequence[int]) -> None:
        self.names.append(name)
        self._counts.append(counts)

    def _worked_out(
        self, found_out: FoundOut, nodes: Sequence[int], asks: Mapping[int, tuple[int, Sequence[int]]]
    ) -> dict[int, int]:
        """The completions in which each node holds; what is below a node comes before it."""
        level, kids = found_out.store.level, found_out.store.kids
        found = {NO: 0, YES: self._full}
        yes: dict[int, int] = {}
        for at, (place, ways) in asks.items():
            axis = self._axes[place]
            yes[at] = reduce(or_, [mask for mask, way in zip(axis, ways, strict=True) if way], 0) if ways else axis[1]
        for node in nodes:
            at, below = level[node], kids[node]
            if len(below) == 2:
                low = found[below[0]]
                found[node] = low ^ (yes[at] & (low ^ found[below[1]]))
            else:
                axis = self._axes[asks[at][0]]
                found[node] = reduce(or_, [mask & found[kid] for mask, kid in zip(axis, below, strict=True)])
        return found

    def holds(self, diagram: int) -> bool | None:
        """Whether a diagram holds in all possible completions, or in none; None otherwise."""
        where = self._tables[diagram] & self.possible
        return (True if where == self.possible else None) if where else False

    def rungs(self, unsure: Iterable[tuple[int, int]], sure: int) -> dict[int, int]:
        """Where each rung is the strongest one. unsure: rungs, each with a diagram that gives it. sure: otherwise."""
        found: dict[int, int] = {}
        rest = self._full
        for rung, diagram in sorted(unsure):
            where = rest & self._tables[diagram]
            if where:
                found[rung] = found.get(rung, 0) | where
                rest ^= where
        found[sure] = found.get(sure, 0) | rest
        return found

    # What makes a difference

    def missing(self, ends: Sequence[int], order: Mapping[str, int]) -> tuple[str, ...]:
        """The inputs of which two possible completions that differ in one alone disagree, the most decisive first.

        ends: where each of the statuses that disagree is. Where none can change alone, those that could if nothing were
        ruled out. The most decisive is the one whose answer leaves the fewest of them on average, each value weighing
        as much as the completions that it leaves; ties in the order.
        """
        places = range(len(self.names))
        found = [place for place in places if self._matters(place, ends, self.possible)]
        if not found and not self._free:
            found = [place for place in places if self._matters(place, ends, self._full)]
        if len(found) > 1:
            inside = [where & self.possible for where in ends]
            found.sort(key=lambda place: (self._left(place, inside), order[self.names[place]]))
        return tuple([self.names[place] for place in found])

    def _matters(self, place: int, ends: Sequence[int], possible: int) -> bool:
        axis, stride = self._axes[place], self._strides[place]
        if len(axis) == 2:
            _, yes = axis
            both = possible & (possible << stride) & yes
            # Where the ends are two, one of them is where the other is not.
            return any((where ^ (where << stride)) & both for where in ends)
        for one, other in combinations(range(len(axis)), 2):
            apart = (other - one) * stride
            both = possible & (possible << apart) & axis[other]
            if any((where ^ (where << apart)) & both for where in ends):
                return True
        return False

    def _left(self, place: int, inside: Sequence[int]) -> float:
        """How many ends an answer leaves, on average over its values. inside: where each end is possible.

        There are so few completions that averages which differ do so as floating-point numbers, too.
        """
        axis, total, whole = self._axes[place], 0, 0
        for mask, count in zip(axis, self._counts[place], strict=True):
            weight = count if self._free else (self.possible & mask).bit_count()
            total += weight * sum([1 for where in inside if where & mask])
            whole += weight
        return total / whole if whole else 0.0


@lru_cache(maxsize=4096)
def masks(sizes: tuple[int, ...]) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...], int]:
    """For each input, the completions in which it has each value; how far two neighbours are apart; all completions.

    Raises OverflowError where there are too many.
    """
    total = 1
    for size in sizes:
        total *= size
        if total > ROOM:
            raise OverflowError
    full, stride = (1 << total) - 1, 1
    found: list[tuple[int, ...]] = []
    strides: list[int] = []
    for size in sizes:
        # A run of ones as long as the stride, again and again.
        first = full // ((1 << stride * size) - 1) * ((1 << stride) - 1)
        found.append(tuple([first << place * stride for place in range(size)]))
        strides.append(stride)
        stride *= size
    return tuple(found), tuple(strides), full
