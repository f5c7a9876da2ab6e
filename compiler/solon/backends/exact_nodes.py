"""Decision diagrams into nodes of the graph of which Kleene's logic makes the most.

Invariant: facts that are independent come out exactly. A node of a diagram asks one variable; where that is unknown,
the formula still says what both sides agree on (the consensus, as in hazard-free circuits; Eichelberger 1965).
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.backends.calendar import Sight
from solon.backends.diagrams import Diagrams
from solon.backends.steps import Filled, Step
from solon.engine.graph import AllOf, AnyOf, Constant, Deny, InputIs
from solon.engine.store import FIRST_END, NO, OPEN, YES, Store


class Nodes:
    """Nodes to which more can be added; equal nodes are one node."""

    def __init__(self, nodes: Iterable[Step]) -> None:
        self.nodes: list[Step] = list(nodes)
        self.numbers = {node: number for number, node in enumerate(self.nodes)}

    def node(self, node: Step) -> int:
        """The number of a node, made if it is new."""
        if node not in self.numbers:
            self.numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return self.numbers[node]

    def all_of(self, parts: Iterable[int]) -> int:
        """The conjunction of at least one part."""
        kept = tuple(sorted(set(parts)))
        return kept[0] if len(kept) == 1 else self.node(AllOf(kept))

    def any_of(self, parts: Iterable[int]) -> int:
        """The disjunction of at least one part."""
        kept = tuple(sorted(set(parts)))
        return kept[0] if len(kept) == 1 else self.node(AnyOf(kept))

    def deny(self, part: int) -> int:
        """The negation."""
        node = self.nodes[part]
        return node.input if isinstance(node, Deny) else self.node(Deny(part))


class Written:
    """Writes diagrams out as nodes.

    possible: a diagram of what can be. A fact that it leaves no choice is filled in.
    """

    def __init__(self, diagrams: Diagrams, nodes: Nodes, possible: int) -> None:
        self.diagrams = diagrams
        self.store = diagrams.store
        self.nodes = nodes
        self.possible = possible
        self.found: dict[int, int] = {}

    def of(self, diagram: int) -> int:
        """The node that says what a diagram says. Raises TooLarge."""
        if diagram < FIRST_END:
            return self.nodes.node(Constant(diagram == YES))
        if diagram not in self.found:
            self.store.spend()
            level, kids = self.store.level[diagram], self.store.kids[diagram]
            places: dict[int, list[int]] = {}
            for place, kid in enumerate(kids):
                places.setdefault(kid, []).append(place)
            sides = [(kid, self._has(level, found)) for kid, found in places.items()]
            self.found[diagram] = self._two(*sides) if len(sides) == 2 else self._many(sides)
        return self.found[diagram]

    def _has(self, level: int, places: list[int]) -> int:
        """The variable has one of these values."""
        variable = self.diagrams.order[level]
        values = self.diagrams.values(variable)
        if not isinstance(variable, str):
            found = self.nodes.node(variable)
            return found if places == [1] else self.nodes.deny(found)
        if values == (False, True):
            found = self._fact(level, variable)
            return found if places == [1] else self.nodes.deny(found)
        others = [place for place in range(len(values)) if place not in places]
        fewer = min(places, others, key=len)
        found = self.nodes.any_of([self.nodes.node(InputIs(variable, values[place])) for place in fewer])
        return found if fewer is places else self.nodes.deny(found)

    def _fact(self, level: int, name: str) -> int:
        """A yes/no fact, filled in if it can be."""
        if level not in self.diagrams.support(self.possible):
            return self.nodes.node(InputIs(name, True))
        plain = Written(self.diagrams, self.nodes, YES)
        if_no, if_yes = (_put(self.store, self.possible, level, place) for place in (0, 1))
        must, cannot = (plain.of(self.store.deny(side)) for side in (if_no, if_yes))
        return self.nodes.node(Filled(name, must, cannot))

    def _two(self, one: tuple[int, int], other: tuple[int, int]) -> int:
        """What two sides come to, where one of them implies the other, or neither does."""
        store, nodes = self.store, self.nodes
        if store.both(other[0], store.deny(one[0])) == NO:
            one, other = other, one
        (low, when_low), (high, when_high) = one, other
        if store.both(low, store.deny(high)) == NO:
            # Where the variable is unknown: true when the stronger side is, false when the weaker side is.
            upper = when_high if high == YES else nodes.all_of((when_high, self.of(high)))
            return upper if low == NO else nodes.any_of((self.of(low), upper))
        return self._many([(low, when_low), (high, when_high)])

    def _many(self, sides: list[tuple[int, int]]) -> int:
        """One of several sides, or what all of them agree on."""
        parts = [when if kid == YES else self.nodes.all_of((when, self.of(kid))) for kid, when in sides if kid != NO]
        if all(kid != NO for kid, _ in sides):
            parts.append(self.nodes.all_of([self.of(kid) for kid, _ in sides if kid != YES]))
        return self.nodes.any_of(parts)


def world(store: Store, found: Iterable[Sight]) -> int:
    """What comparisons of days can come to, on any day of the act that is known."""
    return store.any_of([_seen(store, sight) for sight in found])


def _seen(store: Store, sight: Sight) -> int:
    dates = [store.any_of([_cube(store, look) for look in looks]) for _, looks in sight.dates]
    return store.all_of([_cube(store, sight.settled), *dates])


def _cube(store: Store, pattern: Iterable[tuple[int, int]]) -> int:
    return store.all_of([store.value(level, place) for level, place in pattern])


def seen_apart(store: Store, part: int, care: int, levels: tuple[int, ...]) -> int:
    """A diagram that says the same where another one holds: for each way in which some first variables come out, so
    much as is needed then.
    """
    for place, level in enumerate(levels):
        sides = [_put(store, care, level, value) for value in (0, 1)]
        if sides[0] != sides[1]:
            left = levels[place + 1 :]
            made = [seen_apart(store, part, side, left) if side != NO else NO for side in sides]
            if NO in sides:
                return made[1 - sides.index(NO)]
            return store.choose(store.value(level, 1), made[1], made[0])
    return within(store, part, care)


def _put(store: Store, part: int, level: int, place: int) -> int:
    values = [OPEN] * store.bottom
    values[level] = place
    return store.put(part, values)


def within(store: Store, part: int, care: int) -> int:
    """A diagram that says the same where another one holds, and asks less (Coudert and Madre's restriction)."""
    memo: dict[tuple[int, int], int] = {}

    def go(one: int, limit: int) -> int:
        if one < FIRST_END or limit == YES:
            return one
        key = (one, limit)
        if key in memo:
            return memo[key]
        store.spend()
        at = store.level[one]
        if store.level[limit] < at:
            found = go(one, store.any_of(store.kids[limit]))
        else:
            limits = store.split(limit, at)
            sides = [(kid, inner) for kid, inner in zip(store.kids[one], limits, strict=True) if inner != NO]
            kids = [go(kid, inner) for kid, inner in sides]
            if len(set(kids)) == 1:
                found = kids[0]
            else:
                # A value that cannot be stands for the first one that can.
                made = iter(kids)
                found = store.node(at, tuple([kids[0] if inner == NO else next(made) for inner in limits]))
        memo[key] = found
        return found

    return part if care == NO else go(part, care)
