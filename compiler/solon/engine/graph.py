"""The decision graph: boolean nodes that share whatever is equal, and what the nodes say about deeds.

Invariant: acyclic; a node's inputs have smaller numbers than the node; equal nodes are one node.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from solon.engine.deontic import Modality

if TYPE_CHECKING:
    from solon.engine.duty_table import DutyRow


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
DayAtom = DayReached | InForce
Variable = str | DayAtom


@dataclass(frozen=True)
class Bearing:
    """A norm that bears on a deed when a node holds. through: the counts blocks that lead to it."""

    norm: str
    modality: Modality
    instrument: str
    through: tuple[str, ...]
    node: int


class Structure(Protocol):
    """What diagrams are made from: a decision graph, while policies are compiled or as it was loaded.

    nodes: in an order in which each follows its inputs. names: the node of each term, period, rule and so on.
    bearings: for each (bearer, deed id), what bears on it, strongest modality first. values: of each fact and choice,
    in order. chosen, options: the option in use of each reading, and all of them. impossibles: the ids of the blocks
    that rule completions out. duties: what can be a duty, with its days.
    """

    @property
    def nodes(self) -> tuple[Node, ...]: ...
    @property
    def names(self) -> Mapping[str, int]: ...
    @property
    def bearings(self) -> Mapping[tuple[str, str], tuple[Bearing, ...]]: ...
    @property
    def values(self) -> Mapping[str, tuple[bool | str, ...]]: ...
    @property
    def chosen(self) -> Mapping[str, str]: ...
    @property
    def options(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def impossibles(self) -> tuple[str, ...]: ...
    @property
    def duties(self) -> tuple[DutyRow, ...]: ...


@dataclass(frozen=True)
class LoadedGraph:
    """A decision graph as an artefact holds it; see `Structure`."""

    nodes: tuple[Node, ...]
    names: Mapping[str, int]
    bearings: Mapping[tuple[str, str], tuple[Bearing, ...]]
    values: Mapping[str, tuple[bool | str, ...]]
    chosen: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]
    impossibles: tuple[str, ...]
    duties: tuple[DutyRow, ...]


def inputs_of(node: Node) -> tuple[int, ...]:
    """The numbers of the nodes that a node rests on."""
    match node:
        case AllOf(inputs) | AnyOf(inputs):
            return inputs
        case Deny(source):
            return (source,)
        case _:
            return ()
