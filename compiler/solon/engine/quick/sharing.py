"""A block of wanted formulas into what its parts share: what to work out before it, and what holds where it is used.

Invariant: a formula that is worked out before a block is one that several of its parts look at, or one so deeply nested
that no language would take it in one piece.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from heapq import heapify, heappop, heappush

from solon.engine.quick.formulas import YES, Formulas, in_order
from solon.engine.quick.known import NOTHING, Needs

INLINE = 3  # What is larger than this, and used more than once, is worked out once and before.
DEEP = 16  # Nothing is nested deeper than this.

Item = tuple[tuple[int, ...], int]  # the names of wanted things, and the ladder that all of them come to
Group = tuple[int, list[Item]]  # what must hold for any of the items to differ from its default, or YES
Owner = tuple[str, int]


class Sharing:
    """What the parts of one block share.

    before: what to work out before the block, in order. shared: what several parts look at. context: by formula, what
    holds wherever it is looked at.
    """

    def __init__(self, formulas: Formulas, needs: Needs, sizes: Sizes, groups: Sequence[Group], known: Container[int]):
        self.formulas = formulas
        self.needs = needs
        self.known = known
        self.before: list[int] = []
        self.shared: set[int] = set()
        self.context: dict[int, frozenset[int]] = {}
        self._owners: dict[int, set[Owner]] = {}
        for place, (guard, items) in enumerate(groups):
            if guard == YES:
                for _, ladder in items:
                    for part in formulas.parts(ladder):
                        self._use(part, ("in", ladder), NOTHING)
            else:
                self._use(guard, ("group", place), NOTHING)
                for _, ladder in items:
                    for part in formulas.parts(ladder):
                        self._use(part, ("group", place), needs.of(guard))
        self._walk(sizes)

    def _use(self, number: int, owner: Owner, where: frozenset[int]) -> None:
        self._owners.setdefault(number, set()).add(owner)
        self.context[number] = self.context[number] & where if number in self.context else where

    def _walk(self, sizes: Sizes) -> None:
        """From the wanted things down; larger numbers never are parts of smaller ones."""
        formulas = self.formulas
        waiting = [-number for number in self._owners]
        heapify(waiting)
        while waiting:
            number = -heappop(waiting)
            if number in self.known:
                continue
            owners = self._owners[number]
            several = len(owners) > 1
            if several:
                self.shared.add(number)
            parts = formulas.parts(number)
            list_ = formulas.made[number][0] in ("all", "any")
            passed: set[Owner] = {owner for owner in owners if owner[0] == "group"}
            if list_ and ((several and sizes.size(number) > INLINE) or sizes.depth(number) % DEEP == 0):
                self.before.append(number)
                passed = {("in", number)}
            elif len(passed) < len(owners):
                passed.add(("in", number))
            beside = parts if formulas.made[number][0] == "all" else ()
            for part in parts:
                if part not in self._owners:
                    heappush(waiting, -part)
                where = self.context[number].union(*(self.needs.of(one) for one in beside if one != part))
                for owner in passed:
                    self._use(part, owner, where)
        self.before.reverse()


class Sizes:
    """How large and how deep formulas are; what is repeated counts again."""

    def __init__(self, formulas: Formulas) -> None:
        self.formulas = formulas
        self._found: dict[int, tuple[int, int]] = {}

    def size(self, number: int) -> int:
        """How many formulas a formula is made of."""
        return in_order(number, self.formulas.parts, self._found, self._measure)[0]

    def depth(self, number: int) -> int:
        """How deep it is nested."""
        return in_order(number, self.formulas.parts, self._found, self._measure)[1]

    def _measure(self, number: int) -> tuple[int, int]:
        found = [self._found[part] for part in self.formulas.parts(number)]
        return 1 + sum(size for size, _ in found), 1 + max((depth for _, depth in found), default=0)
