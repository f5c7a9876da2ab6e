"""A decision graph into one in which defined expressions are questions of their own, to be worked out once.

Invariant: put back what each of them stands for, and every diagram is the one of the graph that was cut.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from solon.engine.atlas import Atlas, Sheet
from solon.engine.graph import InputIs, LoadedGraph, Structure, Variable

KINDS = ("term", "period", "holds")
LEAST = 3


@dataclass(frozen=True)
class Cut:
    """A cut graph. sheet: its diagrams. means: by the name of each result, the diagram of what it stands for."""

    sheet: Sheet
    means: dict[str, int]


def can_be_cut(sheet: Sheet) -> Iterator[str]:
    """The names of what can become a result: it rests on several questions, and no name before it means the same."""
    graph, seen = sheet.atlas.graph, set[int]()
    for name, node in graph.names.items():
        if name.partition(" ")[0] in KINDS and node not in seen and len(sheet.support(sheet.node(node))) >= LEAST:
            seen.add(node)
            yield name


def cut(sheet: Sheet, names: Collection[str]) -> Cut:
    """Cut the graph of a sheet of chosen readings at some names; see `can_be_cut`."""
    graph = sheet.atlas.graph
    at = {graph.names[name]: name for name in names}
    nodes = [InputIs(at[number], True) if number in at else node for number, node in enumerate(graph.nodes)]
    # What was cut off stands behind all others, so that a node still follows what it rests on.
    nodes += [graph.nodes[number] for number in at]
    atlas = Atlas(_graph(graph, tuple(nodes)), _order(sheet, names))
    made = atlas.under({})
    return Cut(made, {name: made.node(len(graph.nodes) + place) for place, name in enumerate(at.values())})


def _order(sheet: Sheet, names: Collection[str]) -> tuple[Variable, ...]:
    """Each result stands before the first question that it rests on."""
    before: dict[int, list[Variable]] = {}
    for name in names:
        before.setdefault(min(sheet.support(sheet.named(name))), []).append(name)
    return tuple(one for level, variable in enumerate(sheet.atlas.order) for one in (*before.get(level, ()), variable))


def _graph(graph: Structure, nodes: tuple[object, ...]) -> LoadedGraph:
    return LoadedGraph(
        nodes,  # type: ignore[arg-type]
        graph.names,
        graph.bearings,
        graph.values,
        graph.chosen,
        graph.options,
        graph.impossibles,
        graph.duties,
    )
