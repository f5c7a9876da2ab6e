"""The decision graph under complete facts: the truth of every node, and the status of every deed.

Invariant: every input, date, reading and the day of the act are given; what is open is the business of the engines.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import assert_never

from solon.engine.deontic import Status
from solon.engine.graph import AllOf, AnyOf, Constant, DayReached, Deny, InForce, InputIs, ReadingIs
from solon.graph.nodes import Graph

STATUS_OF = {
    "must not": Status.PROHIBITED,
    "must": Status.REQUIRED,
    "should not": Status.ADVISED_AGAINST,
    "should": Status.ADVISED,
    "may": Status.PERMITTED,
    "need not": Status.PERMITTED,
}


def truths(
    graph: Graph, on: date, values: Mapping[str, bool | str | date | None], readings: Mapping[str, str]
) -> tuple[bool, ...]:
    """The truth of every node, in order.

    values: by input id; a date that never comes is None. readings: options other than the chosen ones.
    """
    found: list[bool] = []
    for node in graph.nodes:
        match node:
            case Constant(value):
                found.append(value)
            case InputIs(name, value):
                found.append(values[name] == value)
            case ReadingIs(reading, option):
                found.append(readings.get(reading, graph.policy.readings[reading].chosen) == option)
            case DayReached():
                found.append(_reached(node, on, values))
            case InForce(_, first, last):
                found.append(first <= on.isoformat() and (not last or on.isoformat() <= last))
            case AllOf(inputs):
                found.append(all(found[number] for number in inputs))
            case AnyOf(inputs):
                found.append(any(found[number] for number in inputs))
            case Deny(number):
                found.append(not found[number])
            case _:
                assert_never(node)
    return tuple(found)


def statuses(graph: Graph, found: tuple[bool, ...]) -> dict[tuple[str, str], Status]:
    """The headline of every bearer and deed, from the truths of the nodes."""
    return {
        pair: next((STATUS_OF[b.modality] for b in bearings if found[b.node]), Status.NOT_REGULATED)
        for pair, bearings in graph.bearings.items()
    }


def _reached(node: DayReached, on: date, values: Mapping[str, bool | str | date | None]) -> bool:
    if node.fixed:
        base: object = date.fromisoformat(node.fixed)
    else:
        base = values[node.date]
        if isinstance(base, date) and node.month:
            base = date(base.year, node.month, node.day)
    return isinstance(base, date) and on >= base + timedelta(days=node.shift)
