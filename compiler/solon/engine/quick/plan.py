"""Formulas into a plan of evaluation: what is asked first, what is skipped with it, and what is kept in a local.

Invariant: the plan says the same as the formulas, in no language in particular.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from solon.engine.quick.factor import Factors
from solon.engine.quick.formulas import YES, Formulas
from solon.engine.quick.known import Known, Needs
from solon.engine.quick.odds import Odds
from solon.engine.quick.sharing import Group, Item, Sharing, Sizes
from solon.engine.quick.steps import Expr, Give, Let, Step, When, tidy

NESTED = 10  # Guards are not nested deeper than this.


class Planner:
    """Makes plans out of the formulas of one pool."""

    def __init__(self, formulas: Formulas) -> None:
        self.formulas = formulas
        self.made = formulas.made
        self.needs = Needs(formulas)
        self.sizes = Sizes(formulas)
        self.odds = Odds(formulas)
        self.factors = Factors(formulas, self.needs, self.sizes)

    def plan(self, wanted: Mapping[int, int]) -> tuple[Step, ...]:
        """A plan for some wanted things. wanted: the ladder (a `first` formula) of each, by a number that names it."""
        quicker = {name: self.factors.quicker(ladder) for name, ladder in wanted.items()}
        by_default: dict[int, list[int]] = {}
        by_ladder: dict[int, list[int]] = {}
        for name, ladder in quicker.items():
            by_default.setdefault(self.made[ladder][1], []).append(name)
            if len(self.made[ladder]) > 2:
                by_ladder.setdefault(ladder, []).append(name)
        start = [Give(tuple(names), result) for result, names in by_default.items()]
        block = _Block(self, {name: self.made[ladder][1] for name, ladder in quicker.items()})
        return tidy((*start, *block.steps([(tuple(names), ladder) for ladder, names in by_ladder.items()])))


class _Block:
    """Plans blocks, the ones inside after the ones around them.

    default: the result that each wanted thing has been given so far.
    """

    def __init__(self, planner: Planner, default: dict[int, int]) -> None:
        self.formulas = planner.formulas
        self.made = planner.made
        self.planner = planner
        self.odds = planner.odds
        self.default = default
        self.known: set[int] = set()
        self.shared: set[int] = set()
        self._trail: list[int] = []
        self._nested = 0

    def steps(self, items: Sequence[Item]) -> tuple[Step, ...]:
        """The steps for some wanted things, whose defaults have been given."""
        groups = self._groups(items)
        sharing = Sharing(self.formulas, self.planner.needs, self.planner.sizes, groups, self.known)
        outer, self.shared = self.shared, self.shared | sharing.shared
        start = len(self._trail)
        found: list[Step] = []
        for number in sharing.before:
            found.append(Let(number, self._only_where(number, sharing.context[number])))
            self._know(number)
        for guard, members in groups:
            found += [self._ladder(item) for item in members] if guard == YES else self._guarded(guard, members)
        self.shared = outer
        self._forget(start)
        return tuple(found)

    # Guards

    def _groups(self, items: Sequence[Item]) -> list[Group]:
        """The wanted things by what must hold for any of them to differ from its default."""
        by_guard: dict[int, list[Item]] = {}
        for item in items if self._nested < NESTED else ():
            for guard in self.planner.needs.of(item[1]):
                by_guard.setdefault(guard, []).append(item)
        left = dict.fromkeys(items)
        groups: list[Group] = []
        for guard in sorted(by_guard, key=lambda one: (-self._gain(one, by_guard[one]), one)):
            members = [item for item in by_guard[guard] if item in left]
            if members and self._worth_a_guard(members) and self._gain(guard, members) > 0:
                known = Known(self.formulas, self.planner.needs.of(guard))
                groups.append((guard, [(names, self._inside(ladder, known)) for names, ladder in members]))
                for item in members:
                    del left[item]
        return [*groups, (YES, list(left))]

    def _worth_a_guard(self, members: Sequence[Item]) -> bool:
        """A single yes or no stops at its first part anyway."""
        names, ladder = members[0]
        return len(members) > 1 or len(names) > 1 or len(self.made[ladder]) > 3

    def _gain(self, guard: int, members: Iterable[Item]) -> float:
        """What it saves to ask the guard once, and nothing else where it does not hold."""
        ask = self.odds.cost(guard)
        costs = [self.odds.cost(ladder) for _, ladder in members]
        return sum(costs) - ask - self.odds.likely(guard) * sum(max(cost - ask, 0.3) for cost in costs)

    def _inside(self, ladder: int, known: Known) -> int:
        return self.planner.factors.quicker(known.under(ladder))

    def _guarded(self, guard: int, members: Sequence[Item]) -> list[Step]:
        outside = len(self._trail)
        condition = self._value(guard)
        start = len(self._trail)
        self._nested += 1
        given: dict[int, list[int]] = {}
        left: dict[int, list[int]] = {}
        for names, ladder in members:
            result = self.made[ladder][1]
            changed = [name for name in names if self.default[name] != result]
            if changed:
                given.setdefault(result, []).extend(changed)
            if len(self.made[ladder]) > 2:
                left.setdefault(ladder, []).extend(names)
        before = dict(self.default)
        self.default.update({name: result for result, names in given.items() for name in names})
        inner = self.steps([(tuple(names), ladder) for ladder, names in left.items()])
        self.default = before
        self._nested -= 1
        self._forget(start)
        body = (*(Give(tuple(names), result) for result, names in given.items()), *inner)
        if not body:
            self._forget(outside)
            return []
        return [When(((condition, body),))]

    def _ladder(self, item: Item) -> When:
        names, ladder = item
        cases: list[tuple[Expr, tuple[Step, ...]]] = []
        start = len(self._trail)
        for place, (part, result) in enumerate(self.made[ladder][2:]):
            condition = self._value(part)
            if place == 0:
                # The first condition is tried for sure; what the others keep is not known afterwards.
                start = len(self._trail)
            cases.append((condition, (Give(names, result),)))
        self._forget(start)
        return When(tuple(cases))

    # Expressions

    def _only_where(self, number: int, context: frozenset[int]) -> Expr:
        """What is worked out before, asked only where something cheap holds without which nobody looks at it."""
        cheap = [one for one in context if self.made[one][0] in ("fact", "option") and one != number]
        cheap = sorted(cheap, key=lambda one: (self.odds.likely(one), one))[:2]
        if not cheap or self.odds.cost(number) < 1.5:
            return self._worked_out(number)
        first = self._value(cheap[0])
        start = len(self._trail)
        found = ("all", first, *(self._value(one) for one in cheap[1:]), self._worked_out(number))
        self._forget(start)
        return found

    def _worked_out(self, number: int) -> Expr:
        """How to work out a formula from its parts."""
        formula = self.made[number]
        match formula[0]:
            case "all" | "any":
                ordered = self.odds.best_first(formula, self.known)
                found = [self._value(ordered[0])]
                start = len(self._trail)
                found += [self._value(part) for part in ordered[1:]]
                self._forget(start)
                return (formula[0], *found)
            case "not":
                return ("not", self._value(formula[1]))
            case _:
                return formula

    def _value(self, number: int) -> Expr:
        """The value of a formula where it is used."""
        if number in self.known:
            return ("local", number)
        value = self._worked_out(number)
        kind = self.made[number][0]
        if number in self.shared and (kind in ("all", "any", "option") or (kind == "day" and not self.formulas.push)):
            self._know(number)
            return ("set", number, value)
        return value

    def _know(self, number: int) -> None:
        self.known.add(number)
        self._trail.append(number)

    def _forget(self, start: int) -> None:
        """What has been worked out since then need not have been, from here on."""
        self.known.difference_update(self._trail[start:])
        del self._trail[start:]
