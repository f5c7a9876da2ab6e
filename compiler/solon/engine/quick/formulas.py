"""The decision graph, cut down to what can still vary once readings and the instruments in force are known.

Invariant: equal formulas are one formula, with one number; a formula only looks at earlier ones. Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

NO, YES = 0, 1
Made = TypeVar("Made")

# ("fact", input) · ("option", input, options) · ("day", node) · ("all", n, ...) · ("any", n, ...) · ("not", n)
# ("first", other, (n, result), ...): the result beside the first that holds, or `other`
Formula = tuple[Any, ...]
Node = Sequence[Any]
Settled = Callable[[Node], bool | None]


class Formulas:
    """Makes formulas out of the nodes of a graph, each once.

    nodes: as in the artefact. options: those of each choice. settled: whether a `day`, `force` or `reading` node holds,
    or None where it stays open. push: whether only facts and days are denied, as is needed where some are unknown.
    """

    def __init__(
        self,
        nodes: Sequence[Node],
        options: Mapping[str, Sequence[str]],
        settled: Settled,
        push: bool = False,
    ) -> None:
        self.nodes = nodes
        self.options = options
        self.settled = settled
        self.push = push
        self.made: list[Formula] = [("no",), ("yes",)]
        self._numbers: dict[Formula, int] = {}
        self._of: dict[int, int] = {}
        self._denied: dict[int, int] = {}

    def node(self, number: int) -> int:
        """The formula of a node."""
        return in_order(
            number, lambda one: parts_of(self.nodes[one]), self._of, lambda one: self._node(self.nodes[one])
        )

    def _node(self, node: Node) -> int:
        match node[0]:
            case "yes":
                return YES
            case "no":
                return NO
            case "all":
                return self.all_of(self._of[part] for part in node[1:])
            case "any":
                return self.any_of(self._of[part] for part in node[1:])
            case "not":
                return self.deny(self._of[node[1]])
            case "is":
                return self.option(node[1], (node[2],)) if node[1] in self.options else self._make(("fact", node[1]))
            case _:
                settled = self.settled(node)
                return self._make(("day", tuple(node))) if settled is None else YES if settled else NO

    def _make(self, formula: Formula) -> int:
        found = self._numbers.get(formula)
        if found is None:
            found = self._numbers[formula] = len(self.made)
            self.made.append(formula)
        return found

    def option(self, name: str, options: Iterable[str]) -> int:
        """A choice has one of some options."""
        wanted = frozenset(options)
        kept = tuple(option for option in self.options[name] if option in wanted)
        if len(kept) == len(self.options[name]):
            return YES
        return self._make(("option", name, kept)) if kept else NO

    def deny(self, part: int) -> int:
        """The negation."""
        if part <= YES:
            return YES - part
        formula = self.made[part]
        if formula[0] == "not":
            denied: int = formula[1]
            return denied
        if self.push and formula[0] == "option":
            return self.option(formula[1], frozenset(self.options[formula[1]]).difference(formula[2]))
        if self.push and formula[0] in ("all", "any"):
            return self._pushed(part)
        return self._make(("not", part))

    def _pushed(self, part: int) -> int:
        """The negation of a list, by the negations of its parts."""

        def inner(one: int) -> tuple[int, ...]:
            return parts_of(self.made[one])

        def denied(one: int) -> int:
            kind, *found = self.made[one]
            if kind == "all":
                return self.any_of(self._denied[inner] for inner in found)
            return self.all_of(self._denied[inner] for inner in found) if kind == "any" else self.deny(one)

        return in_order(part, inner, self._denied, denied)

    def all_of(self, found: Iterable[int]) -> int:
        """The conjunction. No parts: it holds."""
        return self._joined("all", found, NO, YES)

    def any_of(self, found: Iterable[int]) -> int:
        """The disjunction. No parts: it does not hold."""
        return self._joined("any", found, YES, NO)

    def _joined(self, kind: str, found: Iterable[int], strong: int, weak: int) -> int:
        kept = {part for part in found if part != weak}
        if strong in kept or any(
            formula[0] == "not" and formula[1] in kept for formula in map(self.made.__getitem__, kept)
        ):
            return strong
        if kind == "any":
            kept = self._merged(kept)
            if YES in kept:
                return YES
        if len(kept) < 2:
            return kept.pop() if kept else weak
        return self._make((kind, *sorted(kept)))

    def _merged(self, kept: set[int]) -> set[int]:
        """Several options of one choice, asked as one."""
        by_choice: dict[str, list[int]] = {}
        for part in kept:
            if self.made[part][0] == "option":
                by_choice.setdefault(self.made[part][1], []).append(part)
        for name, several in by_choice.items():
            if len(several) > 1:
                joined = self.option(name, [option for part in several for option in self.made[part][2]])
                kept = kept.difference(several) | {joined}
        return kept

    def first(self, ladder: Iterable[tuple[int, int]], otherwise: int) -> int:
        """The result that stands beside the first formula that holds."""
        kept: list[tuple[int, int]] = []
        for part, result in ladder:
            if part == YES:
                otherwise = result
                break
            if part != NO:
                kept.append((part, result))
        while kept and kept[-1][1] == otherwise:
            kept.pop()
        return self._make(("first", otherwise, *kept))

    def parts(self, number: int) -> tuple[int, ...]:
        """The formulas that a formula looks at."""
        formula = self.made[number]
        if formula[0] == "first":
            return tuple(part for part, _ in formula[2:])
        return parts_of(formula)


def parts_of(node: Node) -> tuple[int, ...]:
    """The numbers that a node or a formula of the kinds all, any and not looks at."""
    return tuple(node[1:]) if node[0] in ("all", "any", "not") else ()


def in_order(
    number: int, parts: Callable[[int], Iterable[int]], known: dict[int, Made], make: Callable[[int], Made]
) -> Made:
    """What is made for a number, after what is made for its parts; without recursion, however deep they are nested."""
    waiting = [number]
    while waiting:
        one = waiting[-1]
        if one in known:
            waiting.pop()
            continue
        unmade = [part for part in parts(one) if part not in known]
        if unmade:
            waiting += unmade
        else:
            known[one] = make(one)
            waiting.pop()
    return known[number]
