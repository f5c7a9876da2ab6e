"""The decision graph into the variables of its diagrams, in a good order.

Invariant: the order is that in which a reader meets them, from the deeds down to the facts, the deed on which most
rests first: what a norm asks together stands together, which keeps diagrams small (depth-first ordering, after Fujita
and others, 1988).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solon.engine.graph import DayReached, InForce, InputIs, Variable, inputs_of
from solon.graph.nodes import Graph


def variables(graphs: Iterable[Graph]) -> tuple[Variable, ...]:
    """The inputs, and the comparisons with the day of the act, that some graphs rest on.

    An input that no norm reaches comes last. Graphs of two versions of a policy share what is equal.
    """
    found: dict[Variable, None] = {}
    for graph in graphs:
        deeds = [tuple(bearing.node for bearing in bearings) for bearings in graph.bearings.values()]
        deeds.sort(key=lambda roots: -sum(1 for _ in _below(graph, roots)))
        roots = [root for deed in deeds for root in deed]
        for number in _below(graph, (*roots, graph.possible, *graph.names.values())):
            node = graph.nodes[number]
            if isinstance(node, InputIs):
                found.setdefault(node.input)
            elif isinstance(node, DayReached | InForce):
                found.setdefault(node)
        for name in graph.values:
            found.setdefault(name)
    return tuple(found)


def _below(graph: Graph, roots: Iterable[int]) -> Iterator[int]:
    """The nodes that some nodes rest on, these with them, depth first, each once."""
    seen: set[int] = set()
    waiting = list(reversed(tuple(roots)))
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            yield number
            waiting += reversed(inputs_of(graph.nodes[number]))
