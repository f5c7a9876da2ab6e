"""A day that is not settled, as the limits between which it lies.

Invariant: sound. The true day always lies between its limits; a day whose limits are equal is settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solon.engine.calendar import NEVER

BEGINNING = 0


@dataclass(frozen=True)
class Range:
    """The days that a day can be.

    low, high: day numbers; BEGINNING for a day before all others, NEVER for one that does not come. wanting: the dates
    and facts that would narrow it.
    """

    low: int
    high: int
    wanting: frozenset[str] = frozenset()

    @property
    def settled(self) -> bool:
        """Whether it can be one day only."""
        return self.low == self.high


def latest(parts: Iterable[Range]) -> Range:
    """The range of the latest of some days; the beginning when there are none."""
    kept = tuple(parts)
    low = max((part.low for part in kept), default=BEGINNING)
    high = max((part.high for part in kept), default=BEGINNING)
    return Range(low, high, _wanting(part for part in kept if part.high > low))


def earliest(parts: Iterable[Range]) -> Range:
    """The range of the earliest of some days; never when there are none."""
    kept = tuple(parts)
    low = min((part.low for part in kept), default=NEVER)
    high = min((part.high for part in kept), default=NEVER)
    return Range(low, high, _wanting(part for part in kept if part.low < high))


def _wanting(parts: Iterable[Range]) -> frozenset[str]:
    return frozenset[str]().union(*(part.wanting for part in parts))
