"""A diagram that asks about open dates into the diagrams without dates that it can come to.

Invariant: exact while the calendar alone ties its variables and the day of the act is known: dates are then independent
of one another, and each lies in one of few intervals.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from solon.engine.quick.diagrams import FoundOut, Look


class Context(NamedTuple):
    """What ties the variables of a diagram.

    looks: of each open date that it asks, what the comparisons can come to. ruled_out: the `impossible` blocks that are
    tied to it, with what is left of them. every: all dates as given, while the day of the act is open. calendar_alone:
    whether nothing ties them but the looks.
    """

    looks: tuple[tuple[str, Look], ...]
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

    @cached_property
    def all(self) -> frozenset[int]:
        """All diagrams without dates that it can come to."""
        return frozenset(self._with(self.diagram, self.looks))

    def _with(self, diagram: int, looks: Sequence[tuple[str, Look]]) -> tuple[int, ...]:
        """For each interval of the first date, each of the second and so on, what a diagram comes to."""
        sides: tuple[int, ...] = (diagram,)
        for _, look in looks:
            sides = tuple(self._fixed(side, place, look) for side in sides for place in range(len(look)))
        return sides

    def _fixed(self, diagram: int, place: int, look: Look) -> int:
        return self.found_out.fixed(diagram, dict(look[place])) if look[place] else diagram

    @cached_property
    def openness(self) -> dict[str, float]:
        """For each input that can make a difference, how many ends its answer leaves on average over its values."""
        found = self.found_out.openness(self.all)
        for name, look in self.looks:
            others = [one for one in self.looks if one[0] != name]
            ways = [self._with(self._fixed(self.diagram, place, look), others) for place in range(len(look))]
            if len(set(ways)) > 1:
                found[name] = sum(self.found_out.mask_of(way).bit_count() for way in ways) / len(ways)
        return found
