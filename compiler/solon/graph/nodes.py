"""The decision graph of a policy; its nodes are those that the engine loads (`solon.engine.graph`).

Invariant: a `Structure`, and the policy that it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solon.engine.duty_table import DutyRow
from solon.engine.graph import Bearing, Node
from solon.model.blocks import Input
from solon.model.policy import Policy


@dataclass(frozen=True)
class Graph:
    """The decision graph. possible: the node that every completion must satisfy. The rest: see `Structure`."""

    policy: Policy
    nodes: tuple[Node, ...]
    names: Mapping[str, int]
    bearings: Mapping[tuple[str, str], tuple[Bearing, ...]]
    possible: int
    duties: tuple[DutyRow, ...] = ()

    @property
    def values(self) -> Mapping[str, tuple[bool | str, ...]]:
        """The values of each fact and choice, in order."""
        return {name: _values(found) for name, found in self.policy.inputs.items() if name not in self.policy.dates}

    @property
    def chosen(self) -> Mapping[str, str]:
        """The chosen option of each reading."""
        return {name: found.chosen for name, found in self.policy.readings.items()}

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """The options of each reading."""
        return {name: tuple(option for option, _ in found.options) for name, found in self.policy.readings.items()}

    @property
    def impossibles(self) -> tuple[str, ...]:
        """The ids of the `impossible` blocks."""
        return tuple(self.policy.impossibles)


def _values(found: Input) -> tuple[bool | str, ...]:
    return tuple(option for option, _ in found.options) if found.kind == "choice" else (False, True)
