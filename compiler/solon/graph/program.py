"""The decision graph of a policy into what the engine reads: flat tables beside the nodes.

Invariant: the nodes of the graph keep their numbers; what only answers need is added after them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from solon.engine.deontic import Citation, Deed, Modality, Pair
from solon.engine.graph import LoadedGraph, Structure, Variable
from solon.engine.program import Norm, Note, Part, Program, Question
from solon.graph.build import Builder
from solon.graph.from_model import Compiler
from solon.graph.mentions import Mentions
from solon.graph.nodes import Graph
from solon.graph.parts import parts_of
from solon.graph.variables import variables
from solon.model.blocks import Either, Exception_, Rule
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.model.uses import inputs_behind
from solon.reference.completions import calendar_of


def program_of(
    graph: Graph, revision: str = "", whole: bool = True, order: tuple[Variable, ...] | None = None
) -> Program:
    """What the engine reads. whole: with the words and nodes that only explanations need. order: of the variables."""
    policy = graph.policy
    parts: dict[tuple[Pair, int], tuple[Part, ...]] = {}
    structure: Structure = graph
    pairs = regulated(policy)
    if whole:
        build = Builder(graph.nodes, graph.names)
        compiler = Compiler(policy, build)

        @cache
        def made(name: str, chain: tuple[str, ...]) -> tuple[Part, ...]:
            return tuple(parts_of(compiler, name, chain))

        for pair in pairs:
            for place, bearing in enumerate(graph.bearings[pair[0], pair[1].id]):
                parts[pair, place] = made(bearing.norm, bearing.through)
        structure = LoadedGraph(
            tuple(build.nodes), dict(sorted(build.names.items())), graph.bearings, graph.values, graph.chosen,
            graph.options,
            graph.impossibles, graph.duties,
        )  # fmt: skip
    return Program(
        revision=revision,
        inputs=policy.inputs,
        bearers=policy.bearers,
        actions=policy.actions,
        instruments=policy.instruments,
        readings=policy.readings,
        norms={name: _norm(policy, block) for name, block in policy.governed.items()},
        counts={name: block.cites for name, block in policy.counts.items()},
        notes=_notes(policy),
        questions={
            name: Question(name, found.asks, _about(found.about, pairs)) for name, found in policy.questions.items()
        },
        former=policy.former,
        terms={name: tuple(dict.fromkeys(inputs_behind(policy, term.when))) for name, term in policy.terms.items()},
        because={name: found.because for name, found in policy.impossibles.items()},
        graph=structure,
        order=variables((graph,)) if order is None else order,
        calendar=calendar_of(policy),
        pairs=pairs,
        parts=lambda pair, place: parts[pair, place],
        mentions=_Mentions(policy),
    )


def _norm(policy: Policy, block: Rule | Exception_ | Either) -> Norm:
    bearer, modality, deed, options = _says(block)
    lifted_by = tuple(found.id for found in policy.exceptions_to.get(block.id, ()))
    kind = "either" if isinstance(block, Either) else "rule" if block.id in policy.rules else "exception"
    return Norm(block.id, kind, bearer, modality, deed, options, block.instrument, block.cites, lifted_by)


def _says(block: Rule | Exception_ | Either) -> tuple[str, Modality | None, Deed | None, tuple[Deed, ...]]:
    """The bearer, the modality, the deed, and the deeds of a duty with several ways to meet it."""
    if isinstance(block, Either):
        return block.bearer, block.modality, None, block.options
    norm = block.norm
    return ("", None, None, ()) if norm is None else (norm.bearer, norm.modality, norm.deed, ())


def _notes(policy: Policy) -> tuple[Note, ...]:
    """The notes, each with the norms with which it travels: their own, those of their groups, of their instruments."""
    return tuple(
        Note(
            note.id,
            note.says,
            frozenset(
                name
                for name, block in policy.governed.items()
                if not {name, block.instrument, *block.groups}.isdisjoint(note.travels_with)
            ),
        )
        for note in policy.notes.values()
    )


def _about(deeds: tuple[Deed, ...], pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """What a question is about: its deeds in its own order, each for every bearer whom some norm on it binds."""
    return tuple(pair for deed in deeds for pair in pairs if pair[1] == deed)


class _Mentions:
    """For each deed, the paragraphs that speak of each input, worked out when they are first asked for."""

    def __init__(self, policy: Policy) -> None:
        self.found = Mentions(policy)
        self.known: dict[Pair, Mapping[str, tuple[Citation, ...]]] = {}

    def __call__(self, pair: Pair) -> Mapping[str, tuple[Citation, ...]]:
        if pair not in self.known:
            self.known[pair] = {name: self.found.citations(pair, name) for name in self.found.behind(pair)}
        return self.known[pair]
