"""What is written in the blocks of a policy, wherever it stands: lists of conditions, and day expressions.

Invariant: each place is given once for every block that it serves; what a group says is given for each of its members.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.model.blocks import End
from solon.model.conditions import Conditions
from solon.model.days import Day, DayInYear, DayOf, FirstDayOf, LastDayOf, Shifted
from solon.model.policy import Policy

Edge = FirstDayOf | LastDayOf


def all_conditions(policy: Policy) -> Iterator[Conditions]:
    """Every list that is not inside another one."""
    for block in policy.governed.values():
        yield from block.when
    for term in policy.terms.values():
        yield from term.when
    for counts in policy.counts.values():
        yield from counts.when
    for impossible in policy.impossibles.values():
        yield impossible.when
    yield from (end.when for end in all_ends(policy) if end.when)
    yield from (bearer.who for bearer in policy.bearers.values() if bearer.who)


def all_lists(policy: Policy) -> Iterator[Conditions]:
    """Every list, with the lists inside it; what a group says, once for each of its members."""
    waiting = list(all_conditions(policy))[::-1]
    while waiting:
        when = waiting.pop()
        yield when
        waiting += [bullet.content for bullet in when.bullets if isinstance(bullet.content, Conditions)][::-1]


def all_ends(policy: Policy) -> Iterator[End]:
    """Every day that ends a window or a period."""
    for block in policy.governed.values():
        for window in block.windows:
            yield from window.ends
    for period in policy.periods.values():
        yield from period.ends


def all_days(policy: Policy) -> Iterator[Day]:
    """Every day expression of a window or a period, deadlines among them."""
    yield from (end.day for end in all_ends(policy))
    yield from (period.start for period in policy.periods.values() if period.start)
    for block in policy.governed.values():
        for window in block.windows:
            yield from (day for day in (window.start, window.by) if day)


def edges(policy: Policy) -> frozenset[tuple[Edge, int]]:
    """The first and last days of periods that starts and ends rest on, and by how many days later they are compared."""
    waiting = [(period.start, 0) for period in policy.periods.values()]
    waiting += [(window.start, 0) for block in policy.governed.values() for window in block.windows]
    waiting += [(end.day, 1) for end in all_ends(policy)]
    found: set[tuple[Edge, int]] = set()
    while waiting:
        day, later = waiting.pop()
        edge, days = (None, 0) if day is None else _edge(day)
        if edge is not None and (edge, later + days) not in found:
            found.add((edge, later + days))
            period = policy.periods[edge.period]
            inner = [period.start] if isinstance(edge, FirstDayOf) else [end.day for end in period.ends]
            waiting += [(one, later + days) for one in inner]
    return frozenset(found)


def deadline_periods(policy: Policy) -> frozenset[str]:
    """The periods on whose first or last day a deadline rests."""
    deadlines = [window.by for block in policy.governed.values() for window in block.windows if window.by]
    return frozenset(edge.period for edge, _ in map(_edge, deadlines) if edge is not None)


def dates_of(policy: Policy, day: Day) -> frozenset[str]:
    """The dates that people give on which a day expression rests."""
    match day:
        case DayOf(date_id) | DayInYear(date_id=date_id):
            return frozenset((date_id,))
        case Shifted(base, _):
            return dates_of(policy, base)
        case FirstDayOf(period):
            start = policy.periods[period].start
            return frozenset[str]() if start is None else dates_of(policy, start)
        case LastDayOf(period):
            return frozenset[str]().union(*(dates_of(policy, end.day) for end in policy.periods[period].ends))
        case _:
            return frozenset()


def _edge(day: Day) -> tuple[Edge | None, int]:
    """The edge of a period that a day expression rests on, and how many days after it the day is."""
    match day:
        case Shifted(base, days):
            edge, later = _edge(base)
            return edge, later + days
        case FirstDayOf() | LastDayOf():
            return day, 0
        case _:
            return None, 0
