"""Mutants into results: which fixture and which example notices each, and for the others the proof or the witness.

Invariant: a mutant is noticed when a case whose expectation the policy meets is not met under the mutant, or cannot
occur there. What takes too many steps is undecided, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from solon.check.cycles import cycles
from solon.engine.store import ROOM, TooLarge
from solon.fixtures import Fixture
from solon.graph.from_model import compile_graph
from solon.graph.nodes import Graph
from solon.model.policy import Policy
from solon.mutate.cases import Case, of_examples, of_fixtures
from solon.mutate.mutant import Mutant
from solon.mutate.numbering import Numbered, Numbering
from solon.mutate.proof import Difference, Prover
from solon.mutate.sights import changes, sights
from solon.mutate.watch import Judge, Watch

# So many mutants share a store of diagrams; more would take memory without making anything faster.
BATCH = 300


class Outcome(StrEnum):
    """What a mutant comes to."""

    DIFFERS = "differs"
    EQUIVALENT = "equivalent"
    DOES_NOT_COMPILE = "does_not_compile"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Result:
    """A mutant, and the first fixture and example that notice it, or nothing.

    difference: a situation that gets another answer, for a mutant that the fixtures or the examples do not notice.
    """

    mutant: Mutant
    outcome: Outcome
    fixture: str = ""
    example: str = ""
    difference: Difference | None = None


def try_mutants(
    policy: Policy, fixtures: Iterable[Fixture], chosen: Sequence[Mutant], room: int = ROOM
) -> Iterator[Result]:
    """Try mutants against the fixtures, and against the examples alone. One result for each, in order.

    policy: without errors. chosen: some of its mutants. room: the limit of steps for each question; see `Store`.
    """
    graph = compile_graph(policy)
    numbering = Numbering()
    base = numbering.add(graph)
    judge = Judge(numbering.atlas(graph, base, room), base)
    cases = [
        [case for case in found if judge.meets(case)] for found in (of_fixtures(policy, fixtures), of_examples(policy))
    ]
    for start in range(0, len(chosen), BATCH):
        yield from _Trial(graph, cases, chosen[start : start + BATCH], room).results()


class _Trial:
    """One run over some mutants. cases: the fixtures, and the examples, that the policy itself meets."""

    def __init__(self, graph: Graph, cases: list[list[Case]], chosen: Sequence[Mutant], room: int) -> None:
        self.room = room
        self.mutants = chosen
        numbering = Numbering()
        base = numbering.add(graph)
        self.numbered = [None if _circular(one) else numbering.add(compile_graph(one.policy)) for one in chosen]
        self.whole = numbering.atlas(graph, base, room)
        self.sights = sights(base)
        self.prover = Prover(self.whole, base)
        self.fixtures, self.examples = (Watch(self.whole, found) for found in cases)

    def results(self) -> Iterator[Result]:
        """The results, in the order of the mutants."""
        for mutant, own in zip(self.mutants, self.numbered, strict=True):
            try:
                yield self._result(mutant, own)
            except TooLarge:
                yield Result(mutant, Outcome.UNDECIDED)

    def _result(self, mutant: Mutant, own: Numbered | None) -> Result:
        if own is None:
            return Result(mutant, Outcome.DOES_NOT_COMPILE)
        self.whole.store.allow(self.room)
        found = changes(self.sights, sights(own))
        judge = Judge(self.whole, own)
        fixture = self.fixtures.first(mutant, found, judge)
        example = self.examples.first(mutant, found, judge)
        if fixture and example:
            return Result(mutant, Outcome.DIFFERS, fixture, example)
        self.whole.store.allow(self.room)
        difference = self.prover.difference(own, found)
        outcome = Outcome.EQUIVALENT if difference is None else Outcome.DIFFERS
        return Result(mutant, outcome, fixture, example, difference)


def _circular(mutant: Mutant) -> bool:
    """Whether something in a mutant rests on itself, so that it means nothing."""
    return mutant.kind.may_make_a_circle and bool(cycles(mutant.policy))
