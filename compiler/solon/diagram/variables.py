"""The decision graph into the variables of its diagrams, in a good order.

Invariant: the order is that in which a reader meets them, from the deeds down to the facts: what a norm asks together
stands together, which keeps diagrams small (depth-first ordering, after Fujita and others, 1988).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from solon.graph.nodes import DayReached, Graph, InForce, InputIs, inputs_of
from solon.model.examples import Value
from solon.model.policy import Policy

DayAtom = DayReached | InForce
Variable = str | DayAtom


def variables(graphs: Iterable[Graph]) -> tuple[Variable, ...]:
    """The inputs, and the comparisons with the day of the act, that some graphs rest on.

    An input that no norm reaches comes last. Graphs of two versions of a policy share what is equal.
    """
    found: dict[Variable, None] = {}
    for graph in graphs:
        roots = [bearing.node for bearings in graph.bearings.values() for bearing in bearings]
        roots += [graph.possible, *graph.names.values()]
        seen: set[int] = set()
        waiting = list(reversed(roots))
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            node = graph.nodes[number]
            if isinstance(node, InputIs):
                found.setdefault(node.input)
            elif isinstance(node, DayReached | InForce):
                found.setdefault(node)
            waiting += reversed(inputs_of(node))
        for name in graph.policy.inputs:
            if name not in graph.policy.dates:
                found.setdefault(name)
    return tuple(found)


def arity(policy: Policy, variable: Variable) -> int:
    """How many values a variable has."""
    choice = policy.choices.get(variable) if isinstance(variable, str) else None
    return 2 if choice is None else len(choice.options)


def places(policy: Policy, name: str) -> Mapping[Value, int]:
    """The place of each value of a fact or choice among the children of a node."""
    choice = policy.choices.get(name)
    if choice is None:
        return {False: 0, True: 1}
    return {option: place for place, (option, _) in enumerate(choice.options)}
