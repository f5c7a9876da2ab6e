"""Boolean nodes while a graph is built: each made once, simplified on the way.

Invariant: hash-consing; asking for an equal node gives the same number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from solon.engine.graph import AllOf, AnyOf, Constant, Deny, Leaf, Node


class Build(Protocol):
    """What a compiler makes its numbers with: nodes of a graph, or the diagrams that such nodes stand for."""

    @property
    def yes(self) -> int:
        """What always holds."""
        ...

    def node(self, node: Leaf) -> int:
        """A comparison with an input, a day or a reading."""
        ...

    def all_of(self, parts: Iterable[int]) -> int:
        """The conjunction. No parts: true."""
        ...

    def any_of(self, parts: Iterable[int]) -> int:
        """The disjunction. No parts: false."""
        ...

    def deny(self, part: int) -> int:
        """The negation."""
        ...

    def named(self, name: str, make: Callable[[], int]) -> int:
        """What is made once and kept under a name."""
        ...


class Builder:
    """Makes nodes and keeps their names. nodes, names: those of a graph to go on from."""

    def __init__(self, nodes: Iterable[Node] = (), names: Mapping[str, int] | None = None) -> None:
        self.nodes: list[Node] = list(nodes)
        self.numbers: dict[Node, int] = {node: number for number, node in enumerate(self.nodes)}
        self.names: dict[str, int] = dict(names or {})
        self.no = self.node(Constant(False))
        self.yes = self.node(Constant(True))

    def node(self, node: Node) -> int:
        """The number of a node, made if it is new."""
        if node not in self.numbers:
            self.numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return self.numbers[node]

    def named(self, name: str, make: Callable[[], int]) -> int:
        """A node that is made once and kept under a name."""
        if name not in self.names:
            self.names[name] = make()
        return self.names[name]

    def all_of(self, parts: Iterable[int]) -> int:
        """The conjunction. No parts: true."""
        kept = [part for part in dict.fromkeys(parts) if part != self.yes]
        if self.no in kept:
            return self.no
        return self.yes if not kept else kept[0] if len(kept) == 1 else self.node(AllOf(tuple(sorted(kept))))

    def any_of(self, parts: Iterable[int]) -> int:
        """The disjunction. No parts: false."""
        kept = [part for part in dict.fromkeys(parts) if part != self.no]
        if self.yes in kept:
            return self.yes
        return self.no if not kept else kept[0] if len(kept) == 1 else self.node(AnyOf(tuple(sorted(kept))))

    def deny(self, part: int) -> int:
        """The negation."""
        node = self.nodes[part]
        if isinstance(node, Constant):
            return self.no if node.value else self.yes
        return node.input if isinstance(node, Deny) else self.node(Deny(part))
