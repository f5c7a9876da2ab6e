"""Which open facts can still change a status, the most decisive first.

Invariant: a fact is named if and only if two possible completions that differ in it alone give statuses that disagree;
where `impossible` blocks tie facts together so that none can change alone, those that could if they were not tied.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from solon.engine.deontic import STATUSES, Status
from solon.engine.store import FIRST_END
from solon.engine.world import World

PERMITTED = FIRST_END + STATUSES.index(Status.PERMITTED)


def agree(end: int) -> int:
    """Statuses that do not disagree, as one number: permitted and not regulated."""
    return min(end, PERMITTED)


def most_decisive(world: World, diagram: int, order: Mapping[str, int]) -> tuple[str, ...]:
    """The facts that matter.

    diagram: of a status, permitted and not regulated as one. order: the place of each input in policy order. The order:
    the fact whose answer leaves, on average over its values, the fewest statuses open, each value weighing as much as
    the completions that it leaves; ties in policy order.
    """
    matter = world.matter(diagram, agree)
    if len(matter) < 2:
        return matter
    return tuple(sorted(matter, key=lambda name: (left_open(world, diagram, name), order[name])))


def left_open(world: World, diagram: int, name: str) -> Fraction:
    """The statuses left open, on average over the values of a fact."""
    total, whole = 0, 0
    for weight, ends in world.branches(diagram, name):
        total += weight * len({agree(end) for end in ends})
        whole += weight
    return Fraction(total, whole) if whole else Fraction(0)
