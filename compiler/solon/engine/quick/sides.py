"""A diagram that asks about open dates into the diagrams without dates that it can come to.

Invariant: exact while the calendar alone ties its variables and the day of the act is known: dates are then independent
of one another, and each lies in one of few intervals.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from solon.engine.quick.diagrams import FoundOut, Look

Looks = tuple[tuple[str, Look], ...]
# A diagram, or one for each interval of a date.
Tree: TypeAlias = "int | tuple[Tree, ...]"


class Context(NamedTuple):
    """What ties the variables of a diagram.

    looks: of each open date that it asks, what the comparisons can come to. ruled_out: the `impossible` blocks that are
    tied to it, with what is left of them. every: all dates as given, while the day of the act is open. calendar_alone:
    whether nothing ties them but the looks.
    """

    looks: Looks
    ruled_out: tuple[tuple[int, int], ...]
    every: tuple[Any, ...]
    calendar_alone: bool


FREE = Context((), (), (), True)


class Sides:
    """What one diagram can come to, by the intervals of its dates."""

    def __init__(self, found_out: FoundOut, context: Context, diagram: int) -> None:
        self.found_out = found_out
        self.looks = context.looks
        self.diagram = diagram
        self._known: dict[tuple[int, int, str], Tree] = {}

    def all(self) -> frozenset[int]:
        """All diagrams without dates that it can come to."""
        return frozenset(_leaves(self._tree(self.diagram, self.looks)))

    def openness(self) -> dict[str, float]:
        """For each input that can make a difference, how many ends its answer leaves on average over its values."""
        found = self.found_out.openness(self.all())
        for name, look in self.looks:
            others = tuple(one for one in self.looks if one[0] != name)
            self._known.clear()
            ways = [self._tree(side, others) for side in self.found_out.inside(self.diagram, look)]
            if any(way != ways[0] for way in ways):
                found[name] = sum(self.found_out.mask_of(_leaves(way)).bit_count() for way in ways) / len(ways)
        return found

    def _tree(self, diagram: int, looks: Looks) -> Tree:
        """What a diagram comes to for each interval of the first date, and inside of each of the second, and so on.

        A date that makes no difference is left out, so equal trees mean the same.
        """
        while looks and not self.found_out.asks(diagram, looks[0][0]):
            looks = looks[1:]
        if not looks:
            return diagram
        key = (diagram, len(looks), looks[0][0])
        found = self._known.get(key)
        if found is None:
            kids = tuple([self._tree(side, looks[1:]) for side in self.found_out.inside(diagram, looks[0][1])])
            found = self._known[key] = kids[0] if all(kid == kids[0] for kid in kids) else kids
        return found


def _leaves(tree: Tree) -> Iterator[int]:
    if isinstance(tree, int):
        yield tree
    else:
        for kid in tree:
            yield from _leaves(kid)
