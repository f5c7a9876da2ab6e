"""A yes/no diagram into the family of its prime implicants: the smallest sets of facts that make it hold.

Invariant: canonical; two families are equal exactly when their numbers are. A way is a set of literals; a literal is a
variable with some of its values, kept as a mask, never all of them. Families are worked out without listing their
ways: the idea is Coudert and Madre's (1992), on the zero-suppressed diagrams of Minato (1993), with a child for each
set of values where a variable has more than two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from solon.engine.store import NO, YES, Store

NONE, EMPTY = 0, 1
Literal = tuple[int, int]
Way = tuple[Literal, ...]
Family = int


class Primes:
    """Holds families of ways over the variables of one store, and shares its limit on steps.

    The family NONE has no way; EMPTY has one, which needs nothing.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.full = tuple((1 << arity) - 1 for arity in store.arities)
        self.level: list[int] = [store.bottom, store.bottom]
        self.kids: list[tuple[tuple[int, Family], ...]] = [(), ()]
        self._unique: dict[tuple[int, tuple[tuple[int, Family], ...]], Family] = {}
        self._primes: dict[int, Family] = {}
        self._minus: dict[tuple[Family, Family], Family] = {}
        self._within: dict[tuple[Family, int], Family] = {}
        self._count: dict[Family, int] = {}
        self._lengths: dict[Family, int] = {NONE: 0, EMPTY: 1}

    def node(self, level: int, kids: Iterable[tuple[int, Family]]) -> Family:
        """The ways that have one of these literals of a variable. The mask of all values: none of them."""
        kept = tuple(sorted((mask, family) for mask, family in kids if family != NONE))
        if not kept:
            return NONE
        if len(kept) == 1 and kept[0][0] == self.full[level]:
            return kept[0][1]
        key = (level, kept)
        found = self._unique.get(key)
        if found is None:
            self.store.spend()
            found = len(self.level)
            self.level.append(level)
            self.kids.append(kept)
            self._unique[key] = found
        return found

    def primes(self, diagram: int) -> Family:
        """The prime implicants of a diagram. Raises TooLarge."""
        if diagram in (NO, YES):
            return EMPTY if diagram == YES else NONE
        found = self._primes.get(diagram)
        if found is None:
            level = self.store.level[diagram]
            parts = self._conjunctions(self.store.kids[diagram])
            own = {mask: self.primes(part) for mask, part in parts.items()}
            found = self.node(level, ((mask, self._only(own, mask)) for mask in own))
            self._primes[diagram] = found
        return found

    def _conjunctions(self, kids: tuple[int, ...]) -> dict[int, int]:
        """What holds for all of some values at once, for each set of values that is not empty."""
        found: dict[int, int] = {}
        for mask in range(1, 1 << len(kids)):
            lowest = mask & -mask
            kid = kids[lowest.bit_length() - 1]
            self.store.spend()
            found[mask] = kid if mask == lowest else self.store.both(kid, found[mask ^ lowest])
        return found

    def _only(self, own: Mapping[int, Family], mask: int) -> Family:
        """The ways that hold for these values, and for no more of them."""
        found = own[mask]
        for value in range(len(own).bit_length()):
            if found and not mask >> value & 1:
                found = self.minus(found, own[mask | 1 << value])
        return found

    def minus(self, one: Family, other: Family) -> Family:
        """The ways of a family that are not in another."""
        if NONE in (one, other) or one == other:
            return NONE if one == other else one
        key = (one, other)
        found = self._minus.get(key)
        if found is None:
            level = min(self.level[one], self.level[other])
            if level == self.store.bottom:
                return NONE
            rest = dict(self._kids(other, level))
            found = self.node(
                level, ((mask, self.minus(kid, rest.get(mask, NONE))) for mask, kid in self._kids(one, level))
            )
            self._minus[key] = found
        return found

    def _kids(self, family: Family, level: int) -> tuple[tuple[int, Family], ...]:
        return self.kids[family] if self.level[family] == level else ((self.full[level], family),)

    def within(self, family: Family, diagram: int) -> Family:
        """The ways that make a diagram hold, whatever else is so."""
        if family == NONE or diagram == YES:
            return family
        if diagram == NO or family == EMPTY:
            return NONE
        key = (family, diagram)
        found = self._within.get(key)
        if found is None:
            self.store.spend()
            level = min(self.level[family], self.store.level[diagram])
            sides = self.store.split(diagram, level)
            found = self.node(
                level,
                (
                    (mask, self.within(kid, self.store.all_of([sides[value] for value in values_of(mask)])))
                    for mask, kid in self._kids(family, level)
                ),
            )
            self._within[key] = found
        return found

    # Ways one by one

    def count(self, family: Family) -> int:
        """How many ways a family has."""
        if family in (NONE, EMPTY):
            return family
        if family not in self._count:
            self._count[family] = sum(self.count(kid) for _, kid in self.kids[family])
        return self._count[family]

    def lengths(self, family: Family) -> int:
        """The lengths that ways have, as a mask: bit n for n literals."""
        if family not in self._lengths:
            full = self.full[self.level[family]]
            found = 0
            for mask, kid in self.kids[family]:
                found |= self.lengths(kid) << (mask != full)
            self._lengths[family] = found
        return self._lengths[family]

    def shortest(self, family: Family) -> Iterator[Way]:
        """Every way, the shortest first."""
        for length in values_of(self.lengths(family)):
            yield from self._of_length(family, length)

    def _of_length(self, family: Family, length: int) -> Iterator[Way]:
        if family == EMPTY:
            yield ()
            return
        self.store.spend()
        level = self.level[family]
        for mask, kid in self.kids[family]:
            own: Way = () if mask == self.full[level] else ((level, mask),)
            if length >= len(own) and self.lengths(kid) >> (length - len(own)) & 1:
                yield from (own + rest for rest in self._of_length(kid, length - len(own)))

    def weaker(self, family: Family, literals: Mapping[int, int]) -> Iterator[Way]:
        """The ways all of whose literals follow from these, which are given by level."""
        if family == EMPTY:
            yield ()
        if family in (NONE, EMPTY):
            return
        self.store.spend()
        level = self.level[family]
        full = self.full[level]
        known = literals.get(level, full)
        for mask, kid in self.kids[family]:
            if known & ~mask == 0:
                own: Way = () if mask == full else ((level, mask),)
                yield from (own + rest for rest in self.weaker(kid, literals))

    def diagram(self, way: Way) -> int:
        """A way as a yes/no diagram."""
        return self.store.all_of([self.literal(level, mask) for level, mask in way])

    def literal(self, level: int, mask: int) -> int:
        """A literal as a yes/no diagram."""
        return self.store.node(
            level, tuple([YES if mask >> value & 1 else NO for value in range(self.store.arities[level])])
        )


def values_of(mask: int) -> Iterator[int]:
    """The places of the bits of a mask, from the lowest."""
    place = 0
    while mask:
        if mask & 1:
            yield place
        mask >>= 1
        place += 1
