"""The steps that a table is answered by: the nodes of the graph, and three more that only tables need.

Invariant: a step only looks at earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from solon.engine.graph import AllOf, AnyOf, DayReached, Deny, InForce, Node


@dataclass(frozen=True)
class Unknown:
    """What no row says."""


@dataclass(frozen=True)
class Filled:
    """A fact as given; or, where it is unknown, as the `impossible` blocks leave it no choice.

    must, cannot: what is given leaves only "yes", or only "no". input: the fact, or nothing if the table has no column.
    """

    input: str
    must: int
    cannot: int


@dataclass(frozen=True)
class Implied:
    """On the day of the act, the second comparison with a date holds whenever the first does, whatever the date is.

    Of two days that rest on one date, one can come first on some days of the act and last on others; this says which,
    so that what is known of a date that is unknown is not lost.
    """

    first: DayReached
    second: DayReached


DayAtom = DayReached | InForce | Implied
Step = Node | Unknown | Filled | Implied


def parts(step: Step) -> tuple[int, ...]:
    """The steps that a step rests on."""
    match step:
        case AllOf(inputs) | AnyOf(inputs):
            return inputs
        case Deny(source):
            return (source,)
        case Filled(_, must, cannot):
            return (must, cannot)
        case _:
            return ()
