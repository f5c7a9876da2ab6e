"""Parts of blocks into diagrams, by the compiler of the graph: it is given this in the place of a builder of nodes.

Invariant: what the graph knows by a name is taken from there, so that the same words come to the same diagram.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from solon.engine.atlas import Sheet
from solon.engine.graph import Leaf
from solon.engine.store import YES


class Diagrams:
    """Makes diagrams where a graph has nodes.

    true: the name of something that is taken to hold. hidden: the names that are made anew; None for all of them.
    """

    def __init__(self, sheet: Sheet, true: str = "", hidden: frozenset[str] | None = frozenset()) -> None:
        self.sheet = sheet
        self.store = sheet.store
        self.hidden = hidden
        self.made: dict[str, int] = {true: YES}

    yes = YES

    def node(self, node: Leaf) -> int:
        return self.sheet.leaf(node)

    def all_of(self, parts: Iterable[int]) -> int:
        return self.store.all_of(parts)

    def any_of(self, parts: Iterable[int]) -> int:
        return self.store.any_of(parts)

    def deny(self, part: int) -> int:
        return self.store.deny(part)

    def named(self, name: str, make: Callable[[], int]) -> int:
        found = self.made.get(name)
        if found is None:
            known = self.hidden is not None and name not in self.hidden and name in self.sheet.atlas.graph.names
            found = self.made[name] = self.sheet.named(name) if known else make()
        return found
