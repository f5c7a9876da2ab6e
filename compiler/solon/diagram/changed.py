"""Blocks that are changed in some way into diagrams: what they would come to, everything else being as it is.

Invariant: the compiler of the graph says what a block means, here as there; only what it builds are diagrams.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from solon.diagram.build import Diagrams
from solon.diagram.from_graph import policy_of
from solon.engine.atlas import Sheet
from solon.engine.graph import Structure, inputs_of
from solon.engine.store import YES
from solon.graph.from_model import Compiler
from solon.model.blocks import Counts, Either, Exception_, Governed, Period, Rule, Term, bearer_of
from solon.model.conditions import Conditions, NormApplies, NothingForbids
from solon.model.contents import Edge, all_conditions, edges
from solon.model.days import FirstDayOf, LastDayOf
from solon.model.policy import Policy

Judged = Rule | Exception_ | Either | Term | Counts | Period


@dataclass(frozen=True)
class Noticed:
    """What blocks ask about others, beside whether terms hold, rules apply and days lie in periods.

    edges: for each period, its first or last day, and by how many days later. bites: exceptions. forbids: for each
    bearer, rules that some block leaves out when it asks what forbids.
    """

    edges: Mapping[str, tuple[tuple[Edge, int], ...]]
    bites: frozenset[str]
    forbids: Mapping[str, tuple[frozenset[str], ...]]


def noticed(policy: Policy) -> Noticed:
    """What the blocks of a policy ask about others."""
    bites = {name for name, exception in policy.exceptions.items() if exception.norm is not None}
    forbids: dict[str, list[frozenset[str]]] = {}
    for when in all_conditions(policy):
        for atom in when.atoms():
            match atom:
                case NormApplies(name):
                    bites.add(name)
                case NothingForbids(bearer, but=but):
                    forbids.setdefault(bearer, []).append(frozenset(but))
                case _:
                    pass
    asked: dict[str, list[tuple[Edge, int]]] = {}
    for edge, later in sorted(edges(policy), key=str):
        asked.setdefault(edge.period, []).append((edge, later))
    return Noticed(
        {name: tuple(found) for name, found in asked.items()},
        frozenset(bites),
        {name: tuple(found) for name, found in forbids.items()},
    )


class Changed:
    """Diagrams of changed blocks, under the readings of one sheet. compiler: for parts of blocks."""

    def __init__(self, sheet: Sheet, seen: Noticed) -> None:
        self.sheet = sheet
        self.policy = policy_of(sheet.atlas)
        self.seen = seen
        self.compiler = Compiler(self.policy, Diagrams(sheet))
        self._unchanged: dict[str, tuple[int, ...]] = {}
        self._beside: dict[str, tuple[int, ...]] = {}

    def unchanged(self, block: Judged) -> tuple[int, ...]:
        """What a block comes to as it is."""
        if block.id not in self._unchanged:
            who = self.compiler.who(block) if isinstance(block, Governed) else None
            self._unchanged[block.id] = self.outcome(block, who)
        return self._unchanged[block.id]

    def outcome(self, block: Judged, who: Conditions | None = None) -> tuple[int, ...]:
        """What a block comes to: whether a rule applies, an exception bites, a term holds, a day is in a period.

        block: as it is, or changed. who: the condition of its bearer. After that comes what else of it others notice:
        the edges of a period, and what `beside` says of a rule or an exception.
        """
        match block:
            case Rule() | Exception_() | Either():
                own = self.compiler.conditions_of(block, who)
                return tuple([self.sheet.store.both(beside, own) for beside in self.beside(block.id)])
            case Term() | Counts():
                return (self.compiler.defined(block),)
            case Period():
                return (self.compiler.between(block.start, block.ends), *self.edges(self.compiler, block))

    def edges(self, compiler: Compiler, block: Period) -> Iterator[int]:
        """That the first or last day of a period is reached, as far as other days rest on it."""
        for edge, shift in self.seen.edges.get(block.id, ()):
            match edge:
                case FirstDayOf():
                    yield compiler.build.yes if block.start is None else compiler.day(block.start, shift)
                case LastDayOf():
                    yield compiler.build.any_of([compiler.ended(end, shift) for end in block.ends])

    def beside(self, name: str) -> tuple[int, ...]:
        """What is asked of a rule, exception or either beside its own conditions, for each thing that it leads to.

        First that it applies: nothing lifts it, and an exception has something to lift. Then that an exception to it
        bites, where others notice; and that it forbids, as seen before the exceptions that look at what forbids.
        """
        if name not in self._beside:
            self._beside[name] = tuple(dict.fromkeys(self._leads_to(name)))
        return self._beside[name]

    def _leads_to(self, name: str) -> Iterator[int]:
        block = self.policy.governed[name]
        exceptions = self.policy.exceptions_to.get(name, ())
        if not exceptions and not isinstance(block, Exception_):
            yield YES
            return
        own = f"would apply {name}"
        graph = self.sheet.atlas.graph
        # An exception may ask what forbids, and so see the conditions of the very rule that it lifts.
        seen = any(_rests_on(graph, graph.names[f"holds {found.id}"], graph.names[own]) for found in exceptions)
        hidden = None if seen else frozenset((f"applies {name}", f"holds {name}"))
        compiler = Compiler(self.policy, Diagrams(self.sheet, own, hidden))
        yield compiler.applies(block)
        bears = compiler.bears(name)
        for exception, above in _above(self.policy, name):
            if exception.id in self.seen.bites:
                steps = [compiler.would_apply(self.policy.exceptions[one]) for one in above]
                apart = self.sheet.store.any_of([compiler.would_apply(one) for one in self._beside_it(name, exception)])
                yield self.sheet.store.all_of([bears, compiler.holds(exception), *steps, self.sheet.store.deny(apart)])
        forbidding = () if isinstance(block, Exception_) else self.seen.forbids.get(bearer_of(block) or "", ())
        if any(name not in but for but in forbidding):
            yield self.sheet.store.deny(compiler.lifted(name, early=True))

    def _beside_it(self, name: str, exception: Exception_) -> list[Rule | Either]:
        """The other rules that an exception bears on: where one of them applies, it bites anyhow.

        Those that rest on the block itself are left aside: they do not stand without it.
        """
        graph = self.sheet.atlas.graph
        found: list[Rule | Either] = []
        for target in exception.to:
            block = self.policy.governed[target]
            if target != name and not isinstance(block, Exception_):
                if not _rests_on(graph, graph.names[f"would apply {target}"], graph.names[f"would apply {name}"]):
                    found.append(block)
        return found


def _above(policy: Policy, name: str, steps: tuple[str, ...] = ()) -> Iterator[tuple[Exception_, tuple[str, ...]]]:
    """The exceptions to a block, those to these, and so on, each with the exceptions in between."""
    for exception in policy.exceptions_to.get(name, ()):
        yield exception, steps
        yield from _above(policy, exception.id, (*steps, exception.id))


def _rests_on(graph: Structure, number: int, source: int) -> bool:
    """Whether a node rests on another, or is it."""
    seen: set[int] = set()
    waiting = [number]
    while waiting:
        one = waiting.pop()
        if one == source:
            return True
        # Inputs have smaller numbers, so nothing below the source rests on it.
        if one > source and one not in seen:
            seen.add(one)
            waiting += inputs_of(graph.nodes[one])
    return False
