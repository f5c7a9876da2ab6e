"""Reduced ordered decision diagrams, shared in one store: a node asks one variable and has a child for each value.

Invariant: canonical; two diagrams are equal exactly when their numbers are. A yes/no variable has two children, no then
yes; a choice has one for each option, so two options can never hold together. What comes out at the end is no, yes, or
one of several other ends (a status, for example). The idea is Bryant's (1986), with the many-valued nodes of
Srinivasan and others (1990).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NO, YES = 0, 1
FIRST_END = 2
ENDS = 62
OPEN = -1
ROOM = 4_000_000


class TooLarge(Exception):
    """A question needs more steps than its limit; it is then not decided, and never guessed."""


class Store:
    """Holds the nodes of diagrams over the same variables.

    arities: how many values each variable has, in order. room: how many new results may be remembered before TooLarge
    is raised; see `allow`. level: the place of the variable that each node asks. kids: the children of each node.
    """

    def __init__(self, arities: Sequence[int], room: int = ROOM) -> None:
        self.arities = tuple(arities)
        self.bottom = len(self.arities)
        self.level: list[int] = [self.bottom] * (FIRST_END + ENDS)
        self.kids: list[tuple[int, ...]] = [()] * (FIRST_END + ENDS)
        self.room = room
        self._unique: dict[tuple[int, tuple[int, ...]], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._deny: dict[int, int] = {}
        self._choose: dict[tuple[int, int, int], int] = {}

    def allow(self, room: int = ROOM) -> None:
        """Give the next question its own limit."""
        self.room = room

    def clear(self) -> None:
        """Give all room back. Diagrams that were made before must not be used any more."""
        for table in (self.level, self.kids, self._unique, self._both, self._deny, self._choose):
            table.clear()

    @staticmethod
    def end(number: int) -> int:
        """The end with this number, from 0."""
        return FIRST_END + number

    def node(self, level: int, kids: tuple[int, ...]) -> int:
        """The node with these children; a node whose children are all equal is that child."""
        first = kids[0]
        for kid in kids:
            if kid != first:
                break
        else:
            return first
        key = (level, kids)
        found = self._unique.get(key)
        if found is None:
            self.spend()
            found = len(self.level)
            self.level.append(level)
            self.kids.append(kids)
            self._unique[key] = found
        return found

    def spend(self) -> None:
        """Take one step of the limit. Raises TooLarge."""
        self.room -= 1
        if self.room < 0:
            raise TooLarge

    def value(self, level: int, place: int) -> int:
        """The variable at a level has the value at this place."""
        return self.node(level, tuple([YES if one == place else NO for one in range(self.arities[level])]))

    # Boolean operations

    def deny(self, part: int) -> int:
        """The negation of a diagram that ends in yes and no."""
        if part < FIRST_END:
            return 1 - part
        found = self._deny.get(part)
        if found is None:
            self.spend()
            found = self.node(self.level[part], tuple([self.deny(kid) for kid in self.kids[part]]))
            self._deny[part] = found
            self._deny[found] = part
        return found

    def both(self, one: int, other: int) -> int:
        """The conjunction of two diagrams that end in yes and no."""
        if one == other or other == YES:
            return one
        if one == YES:
            return other
        if one == NO or other == NO:
            return NO
        key = (one, other) if one < other else (other, one)
        found = self._both.get(key)
        if found is None:
            self.spend()
            here, there = self.level[one], self.level[other]
            if here == there:
                pairs = zip(self.kids[one], self.kids[other], strict=True)
                found = self.node(here, tuple([self.both(a, b) for a, b in pairs]))
            elif here < there:
                found = self.node(here, tuple([self.both(kid, other) for kid in self.kids[one]]))
            else:
                found = self.node(there, tuple([self.both(one, kid) for kid in self.kids[other]]))
            self._both[key] = found
        return found

    def all_of(self, parts: Iterable[int]) -> int:
        """The conjunction of many; those that ask the last variables are joined first, which keeps steps small."""
        whole = YES
        for part in sorted(parts, key=self.level.__getitem__, reverse=True):
            whole = self.both(part, whole)
        return whole

    def any_of(self, parts: Iterable[int]) -> int:
        """The disjunction of many."""
        return self.deny(self.all_of([self.deny(part) for part in parts]))

    def choose(self, when: int, then: int, otherwise: int) -> int:
        """`then` where a yes/no diagram holds, `otherwise` elsewhere; these two may have any ends."""
        if when == YES or then == otherwise:
            return then
        if when == NO:
            return otherwise
        key = (when, then, otherwise)
        found = self._choose.get(key)
        if found is None:
            self.spend()
            level = min(self.level[when], self.level[then], self.level[otherwise])
            sides = [self.split(part, level) for part in key]
            found = self.node(level, tuple([self.choose(a, b, c) for a, b, c in zip(*sides, strict=True)]))
            self._choose[key] = found
        return found

    def split(self, part: int, level: int) -> tuple[int, ...]:
        """What a diagram comes to for each value of a variable that is not below its own first one."""
        return self.kids[part] if self.level[part] == level else (part,) * self.arities[level]

    # Looking into a diagram

    def put(self, part: int, values: Sequence[int]) -> int:
        """What is left of a diagram when variables get values. values: by level, the place of a value or OPEN."""
        memo: dict[int, int] = {}
        level, kids = self.level, self.kids
        bottom = self.bottom

        def go(one: int) -> int:
            at = level[one]
            while at < bottom and values[at] >= 0:
                one = kids[one][values[at]]
                at = level[one]
            if at == bottom:
                return one
            found = memo.get(one)
            if found is None:
                found = memo[one] = self.node(at, tuple([go(kid) for kid in kids[one]]))
            return found

        return go(part)

    def ends(self, part: int) -> frozenset[int]:
        """Every end that a diagram has."""
        seen: set[int] = set()
        found: set[int] = set()
        waiting = [part]
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            if self.level[one] == self.bottom:
                found.add(one)
            else:
                waiting += self.kids[one]
        return frozenset(found)

    def support(self, part: int) -> list[int]:
        """The levels of the variables that a diagram asks, in order: those that can make a difference to it."""
        return sorted({self.level[one] for one in self.nodes(part)})

    def nodes(self, part: int) -> set[int]:
        """The nodes of a diagram, its ends apart."""
        seen: set[int] = set()
        waiting = [part]
        while waiting:
            one = waiting.pop()
            if one not in seen and self.level[one] != self.bottom:
                seen.add(one)
                waiting += self.kids[one]
        return seen

    def exists(self, part: int, levels: frozenset[int]) -> int:
        """Whether some values of these variables make a yes/no diagram hold."""
        memo: dict[int, int] = {}

        def go(one: int) -> int:
            if one < FIRST_END:
                return one
            found = memo.get(one)
            if found is None:
                self.spend()
                kids = [go(kid) for kid in self.kids[one]]
                at = self.level[one]
                found = memo[one] = self.any_of(kids) if at in levels else self.node(at, tuple(kids))
            return found

        return go(part)

    def every(self, part: int, levels: frozenset[int]) -> int:
        """Whether all values of these variables make a yes/no diagram hold."""
        return self.deny(self.exists(self.deny(part), levels))

    def where(self, part: int, ends: Iterable[int]) -> int:
        """Yes where a diagram has one of these ends, no elsewhere."""
        return self.renamed(part, dict.fromkeys(ends, YES), NO)

    def renamed(self, part: int, names: dict[int, int], rest: int | None = None) -> int:
        """A diagram with other ends. names: the new end for an old one. rest: for the others; None keeps them."""
        memo: dict[int, int] = {}

        def go(one: int) -> int:
            if self.level[one] == self.bottom:
                return names.get(one, one if rest is None else rest)
            found = memo.get(one)
            if found is None:
                self.spend()
                found = memo[one] = self.node(self.level[one], tuple([go(kid) for kid in self.kids[one]]))
            return found

        return go(part)

    def count(self, part: int, levels: Sequence[int], ends: frozenset[int] = frozenset((YES,))) -> int:
        """How many completions of some variables reach one of these ends.

        levels: sorted; all that the diagram asks are among them.
        """
        places = {level: place for place, level in enumerate(levels)}
        places[self.bottom] = len(levels)
        below = [1] * (len(levels) + 1)
        for place in reversed(range(len(levels))):
            below[place] = below[place + 1] * self.arities[levels[place]]
        memo: dict[int, int] = {}

        def go(one: int) -> int:
            """The number from the node's own variable on."""
            if self.level[one] == self.bottom:
                return int(one in ends)
            found = memo.get(one)
            if found is None:
                after = places[self.level[one]] + 1
                found = 0
                for kid in self.kids[one]:
                    found += go(kid) * (below[after] // below[places[self.level[kid]]])
                memo[one] = found
            return found

        return go(part) * (below[0] // below[places[self.level[part]]])
