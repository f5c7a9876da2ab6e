"""A decision graph into one in which defined expressions are questions of their own, to be worked out once.

Invariant: put back what each of them stands for, and every diagram is the one of the graph that was cut.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from solon.engine.atlas import Atlas, Sheet
from solon.engine.deontic import Pair
from solon.engine.graph import InputIs, LoadedGraph, Node, Structure, Variable, inputs_of
from solon.engine.store import YES

KINDS = ("term", "period", "holds")
LEAST = 3
LARGEST = 2_000


@dataclass(frozen=True)
class Cut:
    """A cut graph. sheet: its diagrams. means: by the name of each result, the diagram of what it stands for.

    agree: holds wherever every result is what it stands for.
    """

    sheet: Sheet
    means: dict[str, int]
    agree: int


def can_be_cut(sheet: Sheet, pairs: Iterable[Pair]) -> Iterator[str]:
    """The names of what can become a result for some deeds: it rests on several questions, and is no other result."""
    graph = sheet.atlas.graph
    seen: set[int] = set()
    waiting = [found.node for bearer, deed in pairs for found in graph.bearings.get((bearer, deed.id), ())]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(inputs_of(graph.nodes[node]))
    for name, node in graph.names.items():
        if name.partition(" ")[0] in KINDS and node in seen and len(sheet.support(sheet.node(node))) >= LEAST:
            seen.remove(node)
            yield name


def cut(sheet: Sheet, names: Collection[str]) -> Cut:
    """Cut the graph of a sheet of chosen readings at some names; see `can_be_cut`."""
    graph = sheet.atlas.graph
    at = {graph.names[name]: name for name in names}
    nodes: list[Node] = [InputIs(at[number], True) if number in at else node for number, node in enumerate(graph.nodes)]
    # What was cut off stands behind all others, so that a node still follows what it rests on.
    nodes += [graph.nodes[number] for number in at]
    atlas = Atlas(_graph(graph, tuple(nodes)), _order(sheet, names))
    made = atlas.under({})
    store, means = made.store, {name: made.node(len(graph.nodes) + place) for place, name in enumerate(at.values())}
    agree = YES
    for name, one in means.items():
        wider = store.both(agree, store.choose(store.value(atlas.level[name], 1), one, store.deny(one)))
        # Whatever of it is left out makes lists longer, never wrong.
        agree = wider if len(store.nodes(wider)) <= LARGEST else agree
    return Cut(made, means, agree)


def _order(sheet: Sheet, names: Collection[str]) -> tuple[Variable, ...]:
    """Each result stands before the first question that it rests on."""
    before: dict[int, list[Variable]] = {}
    for name in names:
        before.setdefault(min(sheet.support(sheet.named(name))), []).append(name)
    return tuple(one for level, variable in enumerate(sheet.atlas.order) for one in (*before.get(level, ()), variable))


def _graph(graph: Structure, nodes: tuple[Node, ...]) -> LoadedGraph:
    return LoadedGraph(
        nodes,
        graph.names,
        graph.bearings,
        graph.values,
        graph.chosen,
        graph.options,
        graph.impossibles,
        graph.duties,
    )
