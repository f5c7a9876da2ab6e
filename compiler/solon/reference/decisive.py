"""Which unknown facts can still change a status, the most decisive first.

Invariant: a fact is named if and only if two possible completions that differ in it alone give statuses that disagree;
where facts are tied together by `impossible` blocks so that none can change alone, those that could if they were not.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from solon.reference.cases import Cases, Ladder, open_dates
from solon.reference.formula import Formula, assign, variables


def most_decisive(cases: Cases, rungs: Ladder, same: Callable[[int], int]) -> tuple[str, ...]:
    """The facts that matter.

    rungs: the formulas of the statuses, strongest first. same: maps statuses that do not disagree to one number.
    The order: the fact whose answer leaves, on average over its values, the fewest statuses open, each value weighing
    as much as the completions that it leaves; ties in policy order.
    """
    names = matter(cases, rungs, same)
    return tuple(sorted(names, key=lambda name: (_left_open(cases, rungs, name, same), cases.order[name])))


def matter(cases: Cases, rungs: Ladder, same: Callable[[int], int], apart: str = "") -> tuple[str, ...]:
    """The facts that matter, in policy order. apart: one to leave aside."""
    order = cases.order
    names = sorted({name for rung in rungs for name in variables(rung)} - {apart}, key=lambda name: order[name])
    found = tuple(name for name in names if cases.relevant(rungs, name, same))
    if found:
        return found
    untied = Cases(cases.domains, order, True, cases.days_apart)
    return tuple(name for name in names if untied.relevant(rungs, name, same))


def _left_open(cases: Cases, rungs: Ladder, name: str, same: Callable[[int], int]) -> Fraction:
    """The statuses left open, on average over the values of a fact.

    A date says nothing by itself while the day of the act is open: it leaves open what is open.
    """
    if name in open_dates((*rungs, cases.possible)):
        return Fraction(len({same(rung) for rung in cases.rungs(rungs)}))
    total, weight = Fraction(0), Fraction(0)
    for value in cases.split_values(name, rungs):
        world = assign(cases.possible, name, value)
        count = _count(cases, world, frozenset(variables(cases.possible)) - {name})
        if not count:
            continue
        left = {same(rung) for rung in cases.rungs_in(tuple(assign(rung, name, value) for rung in rungs), world)}
        total += count * len(left)
        weight += count
    return total / weight if weight else Fraction(0)


def _count(cases: Cases, world: Formula, names: frozenset[str]) -> int:
    """How many completions of these variables satisfy a formula."""
    if world is False:
        return 0
    open_names = sorted(names, key=lambda name: cases.order[name])
    if not open_names:
        return 1
    name, *rest = open_names
    values = cases.split_values(name, (world,))
    if world is True:
        return len(values) * _count(cases, world, frozenset(rest))
    return sum(_count(cases, assign(world, name, value), frozenset(rest)) for value in values)
