"""A diagram into the rows of a list: each asks one thing, or whether any or all of several things are so.

Invariant: a row leads to later rows only, or to an end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from solon.engine.atlas import Sheet
from solon.engine.graph import Variable

Goes = tuple[tuple[frozenset[int], int], ...]


@dataclass(frozen=True)
class Test:
    """A question, and the places of those of its values that make the test hold. of: how many values it has."""

    variable: Variable
    places: frozenset[int]
    of: int

    @property
    def turned(self) -> Test:
        """The test that holds where this one does not."""
        return Test(self.variable, frozenset(range(self.of)) - self.places, self.of)

    @property
    def plain(self) -> bool:
        """Whether it asks for yes, or for the fewer options."""
        return 1 in self.places if self.of == 2 else 2 * len(self.places) < self.of


@dataclass(frozen=True)
class Row:
    """Where tests lead to. every: whether all must hold, not any. A target is a row, or -1 less an end."""

    tests: tuple[Test, ...]
    every: bool
    yes: int
    no: int

    @property
    def targets(self) -> tuple[int, ...]:
        """Where the row can lead to."""
        return self.yes, self.no


@dataclass(frozen=True)
class Branch:
    """One choice whose values lead to more than two places. goes: by the place of each value."""

    variable: Variable
    goes: tuple[int, ...]

    @property
    def targets(self) -> tuple[int, ...]:
        """Where the row can lead to."""
        return self.goes


@dataclass(frozen=True)
class Run:
    """A list. start: its first row, always 0, or -1 less the end that it always comes to."""

    rows: tuple[Row | Branch, ...]
    start: int


def rows(sheet: Sheet, diagram: int, place_of: Callable[[int], int]) -> Run:
    """The list of a diagram. place_of: the number of an end."""
    store = sheet.store
    order = sorted(store.nodes(diagram), key=lambda node: (store.level[node], node))
    parents: dict[int, int] = {}
    for node in order:
        for kid in set(store.kids[node]):
            parents[kid] = parents.get(kid, 0) + 1
    inner = set(order)
    # By its first node, each row with its tests and the two places it leads to.
    chains: dict[int, tuple[tuple[int, ...], int, int]] = {}
    taken: set[int] = set()

    def chain(node: int, leave: int) -> tuple[tuple[int, ...], int, int]:
        """Nodes of which each leads to `leave` or to the next one, and where the last one leads to instead."""
        found = [node]
        while True:
            (rest,) = set(store.kids[found[-1]]) - {leave}
            kids = set(store.kids[rest]) if rest in inner else set[int]()
            if len(kids) != 2 or leave not in kids or parents[rest] != 1:
                return tuple(found), leave, rest
            found.append(rest)

    for node in order:
        kids = sorted(set(store.kids[node]))
        if node not in taken and len(kids) == 2:
            chains[node] = max((chain(node, kid) for kid in kids), key=lambda found: len(found[0]))
            taken |= set(chains[node][0])
    first = [node for node in order if node in chains or node not in taken]
    number = {node: place for place, node in enumerate(first)}

    def goes(node: int) -> int:
        return number[node] if node in inner else -1 - place_of(node)

    def row(node: int) -> Row | Branch:
        if node not in chains:
            return Branch(sheet.atlas.name(store.level[node]), tuple(goes(kid) for kid in store.kids[node]))
        nodes, leave, rest = chains[node]
        tests = tuple(_test(sheet, one, leave) for one in nodes)
        # What reads with more "yes" in it is easier to follow.
        if 2 * sum(test.plain for test in tests) < len(tests):
            return Row(tuple(test.turned for test in tests), len(tests) > 1, goes(rest), goes(leave))
        return Row(tests, False, goes(leave), goes(rest))

    return Run(tuple(row(node) for node in first), goes(diagram))


def _test(sheet: Sheet, node: int, target: int) -> Test:
    kids = sheet.store.kids[node]
    places = frozenset(place for place, kid in enumerate(kids) if kid == target)
    return Test(sheet.atlas.name(sheet.store.level[node]), places, len(kids))
