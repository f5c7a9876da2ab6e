"""Case splitting: what a formula can still come to, over every possible completion of the facts.

Invariant: exact. A case is closed when its branches agree; results are remembered by the formula that is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from solon.engine.situation import ON
from solon.reference.formula import Every, Formula, Not, Reached, Some, assign, every, variables

Values = tuple[bool | str | int, ...]
Domains = Callable[[str, frozenset[int]], Values]
Ladder = tuple[Formula, ...]
ALWAYS = frozenset((0,))


class Cases:
    """Splits cases over the unknown variables.

    domains: the values of a variable; for a date they depend on the days of the act that it is compared with.
    order: the order of variables. possible: the formula that every completion must satisfy. days_apart: the days of the
    act to compare with one another, where one for each class is not enough: two days of one class can see the same date
    from two sides.
    """

    def __init__(
        self, domains: Domains, order: Mapping[str, int], possible: Formula = True, days_apart: Values = ()
    ) -> None:
        self.domains = domains
        self.order = order
        self.possible = possible
        self.days_apart = days_apart
        self.memo: dict[object, frozenset[int]] = {}
        self.seen: dict[object, bool] = {}

    def rungs(self, ladder: Ladder) -> frozenset[int]:
        """The rungs of a ladder that can be the first to hold; `len(ladder)` stands for none of them."""
        return self._rungs(ladder, self.possible)

    def rungs_in(self, ladder: Ladder, world: Formula) -> frozenset[int]:
        """The same, for the completions that satisfy a formula."""
        return self._rungs(ladder, world)

    def always(self, formula: Formula) -> bool:
        """Whether every possible completion makes the formula true, and there is one."""
        return formula is True or (formula is not False and self.rungs((formula,)) == ALWAYS)

    def never(self, formula: Formula) -> bool:
        """Whether no possible completion makes the formula true."""
        return formula is False or 0 not in self.rungs((formula,))

    def _rungs(self, ladder: Ladder, world: Formula) -> frozenset[int]:
        if world is False:
            return frozenset()
        top = next((place for place, rung in enumerate(ladder) if rung is not False), len(ladder))
        decided = top == len(ladder) or ladder[top] is True
        if decided and world is True:
            return frozenset((top,))
        ladder = tuple(rung if place <= top or not decided else False for place, rung in enumerate(ladder))
        key = (ladder, world)
        if key not in self.memo:
            variable, values = self.split((world,) if decided else (*ladder, world))
            found: frozenset[int] = frozenset()
            open_rungs = _candidates(ladder)
            for value in values:
                found |= self._rungs(_put(ladder, variable, value), assign(world, variable, value))
                if len(found) == open_rungs:
                    break
            self.memo[key] = found
        return self.memo[key]

    def split(self, formulas: Iterable[Formula]) -> tuple[str, Values]:
        """The next variable to split on, with its values: the day of the act first, then policy order."""
        kept = tuple(formulas)
        names = {name for formula in kept for name in variables(formula)}
        variable = ON if ON in names else min(names, key=lambda name: self.order[name])
        return variable, self.split_values(variable, kept)

    def split_values(self, variable: str, formulas: Iterable[Formula]) -> Values:
        """The values of a variable, as these formulas can tell them apart."""
        return self.domains(variable, _days(formulas))

    def relevant(self, ladder: Ladder, variable: str, same: Callable[[int], int]) -> bool:
        """Whether two possible completions that differ in this variable alone end on different rungs.

        same: maps rungs that do not disagree to one number. A date is told apart as seen from each day of the act.
        """
        formulas = (*ladder, self.possible)
        if variable in open_dates(formulas):
            return any(
                self._relevant(_put(ladder, ON, on), assign(self.possible, ON, on), variable, same)
                for on in self.split_values(ON, formulas)
            )
        return self._relevant(ladder, self.possible, variable, same)

    def _relevant(self, ladder: Ladder, possible: Formula, variable: str, same: Callable[[int], int]) -> bool:
        values = (variable == ON and self.days_apart) or self.split_values(variable, (*ladder, possible))
        worlds = [(_put(ladder, variable, value), assign(possible, variable, value)) for value in values]
        return any(self._differ(one, other, same) for place, one in enumerate(worlds) for other in worlds[place + 1 :])

    def _differ(self, one: tuple[Ladder, Formula], other: tuple[Ladder, Formula], same: Callable[[int], int]) -> bool:
        """Whether one completion of what is still open makes both worlds possible and ends them on different rungs."""
        if one == other or one[1] is False or other[1] is False:
            return False
        key = (one, other)
        if key not in self.seen:
            ends = [_end(ladder) for ladder, _ in key]
            world = every((one[1], other[1]))
            if ends[0] is not None and ends[1] is not None:
                self.seen[key] = same(ends[0]) != same(ends[1]) and bool(self._rungs((True,), world))
            else:
                variable, values = self.split((*one[0], *other[0], world))
                self.seen[key] = any(
                    self._differ(
                        (_put(one[0], variable, value), assign(one[1], variable, value)),
                        (_put(other[0], variable, value), assign(other[1], variable, value)),
                        same,
                    )
                    for value in values
                )
        return self.seen[key]


def _candidates(ladder: Ladder) -> int:
    """How many rungs can still be the first to hold, at the most: when all have been met, no case can add one."""
    count = 0
    for rung in ladder:
        if rung is True:
            return count + 1
        count += rung is not False
    return count + 1


def _put(ladder: Ladder, variable: str, value: bool | str | int) -> Ladder:
    return tuple(assign(rung, variable, value) for rung in ladder)


def _end(ladder: Ladder) -> int | None:
    """The first rung that holds, when it is settled."""
    for place, rung in enumerate(ladder):
        if rung is not False:
            return place if rung is True else None
    return len(ladder)


def open_dates(formulas: Iterable[Formula]) -> frozenset[str]:
    """The dates that formulas compare with a day of the act that is open as well."""
    found: set[str] = set()
    for formula in formulas:
        match formula:
            case Reached(day, None, None):
                found.add(day.date_id)
            case Not(part):
                found |= open_dates((part,))
            case Every(parts) | Some(parts):
                found |= open_dates(parts)
            case _:
                pass
    return frozenset(found)


def _days(formulas: Iterable[Formula]) -> frozenset[int]:
    """The days of the act that have been put into the formulas."""
    found: set[int] = set()
    for formula in formulas:
        match formula:
            case Reached(_, on, _) if on is not None:
                found.add(on)
            case Not(part):
                found |= _days((part,))
            case Every(parts) | Some(parts):
                found |= _days(parts)
            case _:
                pass
    return frozenset(found)
