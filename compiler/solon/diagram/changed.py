"""Blocks that are changed in some way into diagrams: what they would come to, everything else being as it is.

Invariant: the compiler of the graph says what a block means, here as there; only what it builds are diagrams.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from solon.diagram.from_graph import Sheet
from solon.diagram.store import YES
from solon.graph.from_model import Compiler
from solon.graph.nodes import Graph, Leaf, inputs_of
from solon.model.blocks import Counts, Either, Exception_, Governed, Period, Rule, Term
from solon.model.conditions import Conditions
from solon.model.contents import edges
from solon.model.days import FirstDayOf, LastDayOf

Judged = Rule | Exception_ | Either | Term | Counts | Period


class Changed:
    """Diagrams of changed blocks, under the readings of one sheet. compiler: for parts of blocks."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.policy = sheet.atlas.policy
        self.compiler = Compiler(self.policy, _Diagrams(sheet))
        self.edges = edges(self.policy)
        self._unchanged: dict[str, tuple[int, ...]] = {}

    def unchanged(self, block: Judged) -> tuple[int, ...]:
        """What a block comes to as it is."""
        if block.id not in self._unchanged:
            who = self.compiler.who(block) if isinstance(block, Governed) else None
            self._unchanged[block.id] = self.outcome(block, who)
        return self._unchanged[block.id]

    def outcome(self, block: Judged, who: Conditions | None = None) -> tuple[int, ...]:
        """What a block comes to: whether a rule applies, an exception bites, a term holds, a day is in a period.

        block: as it is, or changed. who: the condition of its bearer. A period comes to several diagrams when days rest
        on its first or last day.
        """
        match block:
            case Rule() | Exception_() | Either():
                own = self.compiler.conditions_of(block, who)
                return (self.sheet.store.both(self.rest(block.id), own),)
            case Term() | Counts():
                return (self.compiler.defined(block),)
            case Period():
                return (self.compiler.between(block.start, block.ends), *self._edges(block))

    def _edges(self, block: Period) -> Iterator[int]:
        """That the first or last day of a period is reached, as far as other days rest on it."""
        for edge, shift in sorted(self.edges, key=str):
            match edge:
                case FirstDayOf(block.id):
                    yield YES if block.start is None else self.compiler.day(block.start, shift)
                case LastDayOf(block.id):
                    yield self.sheet.store.any_of([self.compiler.ended(end, shift) for end in block.ends])
                case _:
                    pass

    def rest(self, name: str) -> int:
        """What is asked of a rule, exception or either beside its own conditions: that nothing lifts it, and so on."""
        return self.sheet.remember(("rest", name), lambda: self._rest(name))

    def _rest(self, name: str) -> int:
        block = self.policy.governed[name]
        exceptions = self.policy.exceptions_to.get(name, ())
        if not exceptions and not isinstance(block, Exception_):
            return YES
        own = f"would apply {name}"
        graph = self.sheet.atlas.graph
        # An exception may ask what forbids, and so see the conditions of the very rule that it lifts.
        seen = any(_rests_on(graph, graph.names[f"holds {found.id}"], graph.names[own]) for found in exceptions)
        hidden = None if seen else frozenset((f"applies {name}", f"holds {name}"))
        return Compiler(self.policy, _Diagrams(self.sheet, own, hidden)).applies(block)


class _Diagrams:
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


def _rests_on(graph: Graph, number: int, source: int) -> bool:
    """Whether a node rests on another, or is it."""
    seen: set[int] = set()
    waiting = [number]
    while waiting:
        one = waiting.pop()
        if one == source:
            return True
        # Inputs have smaller numbers, so nothing below the source rests on it.
        if one > source and one not in seen:
            seen.add(one)
            waiting += inputs_of(graph.nodes[one])
    return False
