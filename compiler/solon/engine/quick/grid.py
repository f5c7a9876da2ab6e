"""Open inputs into all their completions, a bit for each, and what diagrams come to in every one of them.

Invariant: exact. An integer has a bit for each completion, so that one operation looks at all of them. A date has as
many values as its comparisons tell apart, each with the number of intervals that look so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from solon.engine.quick.diagrams import FoundOut, Looks

NO, YES = 0, 1
ROOM = 1 << 16  # With more completions than this, diagrams are quicker.

ONCE = (1, 1)
PAIRS = ((0, 1),)


class Grid:
    """The completions of the inputs that some diagrams ask.

    possible: the completions that are possible.
    """

    __slots__ = ("_axes", "_counts", "_free", "_full", "_names", "_strides", "_tables", "possible")

    def __init__(self, found_out: FoundOut, diagrams: Sequence[int], looks: Looks, ruled_out: Sequence[int]) -> None:
        """diagrams: what is left of formulas. looks: of the dates that they ask. ruled_out: what must hold as well.

        Raises OverflowError where there are too many completions.
        """
        level, kids = found_out.store.level, found_out.store.kids
        nodes = found_out.nodes((*diagrams, *ruled_out) if ruled_out else diagrams)
        # The inputs, and for each how many completions look like each of its values.
        names: list[str] = []
        counts: list[tuple[int, ...]] = []
        # The place of the input by the level that asks it; -1 for a comparison.
        places: dict[int, int] = {}
        for node in nodes:
            at = level[node]
            if at not in places:
                name = found_out.diagrams.variables[at]
                if isinstance(name, str):
                    places[at] = len(names)
                    names.append(name)
                    counts.append(ONCE if len(kids[node]) == 2 else (1,) * len(kids[node]))
                else:
                    places[at] = -1
        # By the level of a comparison, the place of the date, and what it comes to for each value of the date.
        ways: dict[int, tuple[int, tuple[int, ...]]] = {}
        for name, look in looks:
            asked = tuple([at for at, _ in found_out.levels[name] if at in places])
            if asked:
                # What is ruled out may leave each interval something else; otherwise how many look alike is enough.
                number, columns = found_out.intervals(look, asked, bool(ruled_out))
                for at, column in zip(asked, columns, strict=True):
                    ways[at] = len(names), column
                names.append(name)
                counts.append(number)
        self._names, self._counts = names, counts
        axes, self._strides, full = self._axes, _, self._full = masks(tuple([len(one) for one in counts]))
        yes = {at: axes[place][1] for at, place in places.items() if place >= 0}
        for at, (place, holds) in ways.items():
            yes[at] = sum([mask for mask, way in zip(axes[place], holds, strict=True) if way])
        found = self._tables = {NO: 0, YES: full}
        for node in nodes:
            at, below = level[node], kids[node]
            if len(below) == 2:
                low = found[below[0]]
                found[node] = low ^ (yes[at] & (low ^ found[below[1]]))
            else:
                # The values of an input are never two at once.
                found[node] = sum([mask & found[kid] for mask, kid in zip(axes[places[at]], below, strict=True)])
        self.possible = full
        for diagram in ruled_out:
            self.possible &= found[diagram]
        self._free = self.possible == full

    def holds(self, diagram: int) -> bool | None:
        """Whether a diagram holds in all possible completions, or in none; None otherwise."""
        where = self._tables[diagram] & self.possible
        return (True if where == self.possible else None) if where else False

    def rungs(self, unsure: Iterable[tuple[int, int]], sure: int) -> dict[int, int]:
        """Where each rung is the strongest one. unsure: rungs, each with a diagram that gives it. sure: otherwise."""
        found: dict[int, int] = {}
        rest = self._full
        for rung, diagram in unsure:
            where = rest & self._tables[diagram]
            if where:
                found[rung] = found.get(rung, 0) | where
                rest ^= where
        found[sure] = found.get(sure, 0) | rest
        return found

    # What makes a difference

    def missing(self, ends: Sequence[int], order: Mapping[str, int], every: bool) -> tuple[str, ...]:
        """The inputs of which two possible completions that differ in one alone disagree, the most decisive first.

        ends: where each of the statuses that disagree is. Where none can change alone, those that could if nothing were
        ruled out. The most decisive is the one whose answer leaves the fewest of them on average, each value weighing
        as much as the completions that it leaves; ties in the order. every: whether it is known that all disagree.
        """
        found = range(len(self._names)) if every else self._matter(ends, self.possible)
        if not found and not self._free:
            found = self._matter(ends, self._full)
        names = self._names
        if len(found) < 2:
            return tuple([names[place] for place in found])
        inside = ends if self._free else [where & self.possible for where in ends]
        return tuple(
            [name for _, _, name in sorted([(self._left(p, inside), order[names[p]], names[p]) for p in found])]
        )

    def _matter(self, ends: Sequence[int], possible: int) -> list[int]:
        """The places of the inputs that make a difference."""
        found: list[int] = []
        free = possible == self._full
        # Wherever one end becomes another, so does one of any two.
        ends = ends[1:]
        for place, axis in enumerate(self._axes):
            stride = self._strides[place]
            for one, other in PAIRS if len(axis) == 2 else combinations(range(len(axis)), 2):
                apart = (other - one) * stride
                both = axis[one] if free else axis[one] & possible & (possible >> apart)
                for where in ends:
                    if (where ^ (where >> apart)) & both:
                        found.append(place)
                        break
                else:
                    continue
                break
        return found

    def _left(self, place: int, inside: Sequence[int]) -> float:
        """How many ends an answer leaves, on average over its values. inside: where each end is possible.

        There are so few completions that averages which differ do so as floating-point numbers, too.
        """
        total = whole = 0
        for mask, weight in zip(self._axes[place], self._counts[place], strict=True):
            if not self._free:
                weight = (self.possible & mask).bit_count()
            for where in inside:
                if where & mask:
                    total += weight
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
        # A run of ones as long as the stride, again and again: twice as often with each step.
        first, width = (1 << stride) - 1, stride * size
        while width < total:
            first |= first << width
            width *= 2
        first &= full
        found.append(tuple([first << place * stride for place in range(size)]))
        strides.append(stride)
        stride *= size
    return tuple(found), tuple(strides), full
