"""A diagram into its list of ways: prime implicants, without those that are special cases of others.

Invariant: complete, since every possible completion that makes the diagram hold satisfies a way; without repetition,
since no way is a special case of another. Putting the ways of each module in its place, and leaving out special cases,
gives the prime implicants over facts alone; where modules would hide one, the facts that it needs are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solon.engine.store import NO, YES
from solon.outcomes.modules import Modules, Place
from solon.outcomes.primes import NONE, Family, Literal, Primes, Way, values_of

# How many sets of facts are looked at for each way that a list may have; the others may be special cases.
PATIENCE = 10


@dataclass(frozen=True)
class Found:
    """The ways of a list, the shortest first, then in policy order.

    more: how many sets of facts were not looked at, because the list has a limit; some may be special cases.
    """

    ways: tuple[Way, ...]
    more: int = 0


class Search:
    """Finds the ways of diagrams over the facts and modules of one policy. limit: how many ways a list may have."""

    def __init__(self, modules: Modules, limit: int) -> None:
        self.modules = modules
        self.store = modules.store
        self.primes = Primes(self.store)
        self.limit = limit
        self._regions: dict[tuple[int, Way], dict[int, int] | None] = {}

    def ways(self, diagram: int, flat: int, world: int = YES, limit: int = 0) -> Found:
        """The ways in which a diagram holds, as far as they can occur in a world.

        diagram: over facts and modules. flat: the same over facts alone. limit: lower than that of every list. Raises
        TooLarge.
        """
        levels = set(self.store.support(diagram))
        while True:
            found = self._among(diagram, levels, world, limit or self.limit)
            hidden = (
                NONE if found.more or not levels & self.modules.of_level.keys() else self._hidden(found, flat, world)
            )
            if hidden == NONE:
                return found
            levels.update(self._shown(levels, next(self.primes.shortest(hidden))))

    def _shown(self, levels: set[int], way: Way) -> set[int]:
        """What to show besides for a way that modules hide: what they name themselves, and at last the facts."""
        modules = self.modules
        needed = {level for level, _ in way} - levels
        hiding = [
            level
            for level in levels & modules.meaning.keys()
            if needed & set(self.store.support(modules.meaning[level]))
        ]
        found = {inner for level in hiding for inner in modules.inside(level)}
        return found if found - levels else needed

    def _among(self, diagram: int, levels: Iterable[int], world: int, limit: int) -> Found:
        """The ways that use only some variables."""
        relation = self.modules.relation(levels)
        family = self.within_reach(diagram, relation)
        if world != YES:
            relation = self.modules.relation(levels, world)
        return self.distinct(family, relation, limit)

    def within_reach(self, diagram: int, relation: int) -> Family:
        """The prime implicants of a diagram that can occur. relation: what can occur at all."""
        never = self.store.deny(relation)
        family = self.primes.primes(self.store.any_of((diagram, never)))
        return self.primes.minus(family, self.primes.within(family, never))

    def _hidden(self, found: Found, flat: int, world: int) -> Family:
        """The prime implicants over facts that are a special case of no way found."""
        primes, store = self.primes, self.store
        care = self.modules.care(store.support(flat))
        family = self.within_reach(flat, care)
        never = store.deny(care if world == YES else self.modules.care(store.support(flat), world))
        family = primes.minus(family, primes.within(family, never))
        for way in found.ways:
            family = primes.minus(family, primes.within(family, store.any_of((self.meaning(way), never))))
        return family

    def meaning(self, way: Iterable[Literal]) -> int:
        """A way as a diagram over facts alone."""
        return self.store.all_of(
            [self.modules.flat_literal(level, mask, self.primes.literal(level, mask)) for level, mask in way]
        )

    # Special cases

    def distinct(self, family: Family, relation: int, limit: int) -> Found:
        """The ways of a family that can occur and are no special cases, up to a limit."""
        kept: list[Way] = []
        looked_at = 0
        for way in self.primes.shortest(family):
            if len(kept) == limit or looked_at == PATIENCE * limit:
                break
            looked_at += 1
            if self._stands(way, family, relation):
                kept.append(way)
        kept.sort(key=self.order)
        return Found(tuple(kept), self.primes.count(family) - looked_at)

    def _stands(self, way: Way, family: Family, relation: int) -> bool:
        region = self.region(way, relation)
        if region is None:
            return False
        if region == dict(way):
            # Nothing follows from it, so only a part of it could be more general; and none is, in prime implicants.
            return True
        for other in self.primes.weaker(family, region):
            # Two ways with the same completions are one: the one that is said with less is kept.
            if other != way and (self.region(other, relation) != region or self._weight(other) < self._weight(way)):
                return False
        return True

    def _weight(self, way: Way) -> tuple[object, ...]:
        """How much there is to read: a fact is less than a module, and a module less than two options."""
        single = [3 if level in self.modules.of_level else 2 * mask.bit_count() for level, mask in way]
        return len(way), sum(single), self.order(way)

    def region(self, way: Way, relation: int) -> dict[int, int] | None:
        """The literals that follow from a way, by level; None when it cannot occur."""
        key = (relation, way)
        if key not in self._regions:
            self._regions[key] = self._region(way, relation)
        return self._regions[key]

    def _region(self, way: Way, relation: int) -> dict[int, int] | None:
        found = dict(way)
        asked = self.store.support(relation)
        if not found.keys() & set(asked):
            # Nothing ties this way to anything else.
            return found if relation != NO else None
        left = self.store.both(relation, self.primes.diagram(way))
        if left == NO:
            return None
        full = self.primes.full
        values = self._values(left, sorted(found.keys() | set(asked)))
        return {level: mask for level, mask in values if mask != full[level]}

    def _values(self, diagram: int, levels: list[int]) -> Iterator[tuple[int, int]]:
        """The values that some variables can have where a diagram holds."""
        store = self.store
        masks = dict.fromkeys(levels, 0)
        places = {level: place for place, level in enumerate(levels)} | {store.bottom: len(levels)}

        def skipped(above: int, below: int) -> None:
            for level in levels[above:below]:
                masks[level] = self.primes.full[level]

        skipped(0, places[store.level[diagram]])
        seen: set[int] = set()
        waiting = [diagram]
        while waiting:
            one = waiting.pop()
            if one in seen or one in (NO, YES):
                continue
            seen.add(one)
            store.spend()
            level = store.level[one]
            for value, kid in enumerate(store.kids[one]):
                if kid != NO:
                    masks[level] |= 1 << value
                    skipped(places[level] + 1, places[store.level[kid]])
                    waiting.append(kid)
        return iter(masks.items())

    # Order

    def order(self, way: Way) -> tuple[int, tuple[tuple[Place, tuple[int, ...]], ...]]:
        """Where a way stands in its list: shortest first, then policy order, yes before no."""
        return len(way), tuple(
            (self.modules.places[level], self._rank(level, mask)) for level, mask in self.sorted(way)
        )

    def _rank(self, level: int, mask: int) -> tuple[int, ...]:
        values = tuple(values_of(mask))
        return values if self.modules.atlas.name(level) in self.modules.policy.choices else (1 - values[0],)

    def sorted(self, way: Way) -> Way:
        """The literals of a way in policy order."""
        return tuple(sorted(way, key=lambda literal: self.modules.places[literal[0]]))
