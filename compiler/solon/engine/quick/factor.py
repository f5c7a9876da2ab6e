"""Formulas into equal formulas that are quicker to try.

Invariant: a formula keeps its meaning. First, what is asked only after something else takes that as known; then, what
several parts have in common is asked once, before them.
"""

from __future__ import annotations

from collections.abc import Sequence

from solon.engine.quick.formulas import NO, YES, Formulas, in_order
from solon.engine.quick.known import NOTHING, Known, Needs, common
from solon.engine.quick.sharing import Sizes

MANY = 40  # With more parts than this, nothing common is looked for.
LARGE = 2000  # What is larger than this is left as it is.


class Factors:
    """Rewrites the formulas of one pool."""

    def __init__(self, formulas: Formulas, needs: Needs, sizes: Sizes) -> None:
        self.formulas = formulas
        self.needs = needs
        self.size = sizes.size
        self._in_turn: dict[int, int] = {}
        self._grouped: dict[int, int] = {}

    def quicker(self, number: int) -> int:
        """An equal formula."""
        in_turn = in_order(number, self.formulas.parts, self._in_turn, self._take_in_turn)
        return in_order(in_turn, self.formulas.parts, self._grouped, self._group)

    # What is asked after something else

    def _take_in_turn(self, number: int) -> int:
        formulas, of = self.formulas, self._in_turn
        formula = formulas.made[number]
        match formula[0]:
            case "all":
                return formulas.all_of(self._after([of[part] for part in formula[1:]], deny=False))
            case "any":
                return formulas.any_of(self._after([of[part] for part in formula[1:]], deny=True))
            case "not":
                return formulas.deny(of[formula[1]])
            case "first":
                results = [result for _, result in formula[2:]]
                parts = [of[part] for part, _ in formula[2:]]
                left = self._after(parts, deny=True, sort=False)
                return formulas.first(list(zip(left, results, strict=True)), formula[1])
            case _:
                return number

    def _after(self, parts: Sequence[int], deny: bool, sort: bool = True) -> list[int]:
        """Each part as it is where the ones before it hold or, with `deny`, do not hold; the smallest come first."""
        true = NOTHING
        kept: list[int] = []
        for part in sorted(parts, key=lambda one: (self.size(one), one)) if sort else parts:
            left = self._smaller(part, true)
            kept.append(left)
            if len(kept) <= MANY:
                true |= self.needs.of(self.formulas.deny(left) if deny else left) - {NO, YES}
        return kept

    def _smaller(self, number: int, true: frozenset[int]) -> int:
        """A formula where others hold, if that is worth losing what it shares with other formulas."""
        if not true or not self.formulas.parts(number) or self.size(number) > LARGE:
            return number
        left = Known(self.formulas, true).under(number)
        return left if self.size(left) * 2 <= self.size(number) + 1 else number

    # What is common

    def _group(self, number: int) -> int:
        formulas, of = self.formulas, self._grouped
        formula = formulas.made[number]
        match formula[0]:
            case "all":
                return formulas.all_of(of[part] for part in formula[1:])
            case "any":
                return formulas.any_of(self._common([of[part] for part in formula[1:]]))
            case "not":
                return formulas.deny(of[formula[1]])
            case "first":
                return formulas.first([(of[part], result) for part, result in formula[2:]], formula[1])
            case _:
                return number

    def _common(self, parts: Sequence[int]) -> list[int]:
        """Parts that need the same are put behind it."""
        formulas, needs = self.formulas, self.needs
        if YES in parts:
            return [YES]
        left = [part for part in dict.fromkeys(parts) if part != NO]
        found: list[int] = []
        while 1 < len(left) <= MANY:
            needed: dict[int, list[int]] = {}
            for part in left:
                for need in needs.of(part):
                    needed.setdefault(need, []).append(part)
            best = max(needed, key=lambda need: ((len(needed[need]) - 1) * self.size(need), -need))
            members = needed[best]
            if len(members) < 2:
                break
            shared = common([needs.of(part) for part in members])
            known = Known(formulas, shared)
            inner = formulas.any_of(self._common([known.under(part) for part in members]))
            found.append(formulas.all_of([*needs.fewest(shared), inner]))
            left = [part for part in left if part not in members]
        return [*found, *left]
