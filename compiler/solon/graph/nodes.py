"""The decision graph: boolean nodes that share whatever is equal, and what the nodes say about deeds.

Invariant: acyclic; a node's inputs have smaller numbers than the node; equal nodes are one node.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solon.model.policy import Policy

if TYPE_CHECKING:
    from solon.graph.duties import DutyRow


@dataclass(frozen=True)
class Constant:
    """Always true, or always false."""

    value: bool


@dataclass(frozen=True)
class InputIs:
    """A fact or choice has a value; a fact's value is true."""

    input: str
    value: bool | str


@dataclass(frozen=True)
class ReadingIs:
    """A reading is answered by an option."""

    reading: str
    option: str


@dataclass(frozen=True)
class DayReached:
    """The day of the act is not before a day: fixed, or a date (or a day and month in its year), and a shift."""

    date: str
    month: int
    day: int
    fixed: str
    shift: int


@dataclass(frozen=True)
class InForce:
    """An instrument is in force on the day of the act. first, last: its days; last is empty while it has no end."""

    instrument: str
    first: str
    last: str


@dataclass(frozen=True)
class AllOf:
    """Every input holds."""

    inputs: tuple[int, ...]


@dataclass(frozen=True)
class AnyOf:
    """Some input holds."""

    inputs: tuple[int, ...]


@dataclass(frozen=True)
class Deny:
    """The input does not hold."""

    input: int


Leaf = Constant | InputIs | ReadingIs | DayReached | InForce
Node = Leaf | AllOf | AnyOf | Deny


@dataclass(frozen=True)
class Bearing:
    """A norm that bears on a deed when a node holds. through: the counts blocks that lead to it."""

    norm: str
    modality: str
    instrument: str
    through: tuple[str, ...]
    node: int


@dataclass(frozen=True)
class Graph:
    """The decision graph.

    nodes: in an order in which each follows its inputs. names: the node of each term, period, rule and so on.
    bearings: for each (bearer, deed id), what bears on it, strongest modality first. possible: the node that every
    completion must satisfy. duties: what can be a duty, with its days.
    """

    policy: Policy
    nodes: tuple[Node, ...]
    names: Mapping[str, int]
    bearings: Mapping[tuple[str, str], tuple[Bearing, ...]]
    possible: int
    duties: tuple[DutyRow, ...] = ()


def inputs_of(node: Node) -> tuple[int, ...]:
    """The numbers of the nodes that a node rests on."""
    match node:
        case AllOf(inputs) | AnyOf(inputs):
            return inputs
        case Deny(source):
            return (source,)
        case _:
            return ()
