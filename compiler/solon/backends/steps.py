"""The steps that a table is answered by: the nodes of the graph, and two more that only tables need.

Invariant: a step only looks at earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from solon.engine.graph import AllOf, AnyOf, Deny, Node


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


Step = Node | Unknown | Filled


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
