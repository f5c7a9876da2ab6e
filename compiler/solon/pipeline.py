"""The whole road on one screen: policy files → policy → findings → decision graph → artefact → answers → pages.

Invariant: every stage is a function of what the stage before returned; files and clocks stay in `solon.cli`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from solon.answer.decide import Decider
from solon.check import MEANING, SHAPE
from solon.check.subject import Subject
from solon.diagram.from_graph import Atlas
from solon.engine.decision import Decision
from solon.graph.artefact import artefact, revision
from solon.graph.from_model import compile_graph
from solon.graph.nodes import Graph
from solon.model.bind import bind
from solon.model.policy import Policy
from solon.model.sources import read_lock
from solon.situation import situation_of
from solon_dsl import parse
from solon_dsl.diagnostic import Diagnostic, has_errors

if TYPE_CHECKING:
    from solon.backends.prepare import Preparations
    from solon.backends.rules import Rules
    from solon.bulk.decide_many import Tables
    from solon.fixtures.fixture import Fixture
    from solon.outcomes.turns import Turns
    from solon.outcomes.ways import Outcomes


@dataclass(frozen=True)
class Build:
    """Everything that comes of a set of policy files. What rests on the graph exists only without errors."""

    policy: Policy
    findings: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether the policy has no errors, so that it may be compiled and asked."""
        return not has_errors(self.findings)

    @cached_property
    def graph(self) -> Graph:
        """The decision graph."""
        return compile_graph(self.policy)

    @cached_property
    def atlas(self) -> Atlas:
        """The diagrams of the graph."""
        return Atlas(self.graph)

    @cached_property
    def artefact(self) -> str:
        """The graph as it ships."""
        return artefact(self.graph)

    @cached_property
    def revision(self) -> str:
        """The sum that names the graph."""
        return revision(self.graph)

    @cached_property
    def decider(self) -> Decider:
        """What answers situations; its decisions carry the revision of the graph."""
        return Decider(self.graph, self.revision)

    @cached_property
    def preparations(self) -> Preparations:
        """The formulas by which tables are answered, made for the readings and deeds that are asked for."""
        # Only what answers tables needs it.
        from solon.backends.prepare import Preparations
        from solon.backends.rules import rules_of

        return Preparations(rules_of(self.decider.program))

    @property
    def rules(self) -> Rules:
        """What backends need of the graph."""
        return self.preparations.rules

    @cached_property
    def tables(self) -> Tables:
        """What answers tables of situations. Needs the extra `batch`."""
        from solon.bulk.decide_many import Tables
        from solon.bulk.exact import exact_by

        return Tables(self.preparations, exact_by(self.decider))

    @cached_property
    def answers(self) -> Mapping[str, Decision]:
        """The decision of every example, for what it asks about."""
        examples = self.policy.examples.items()
        return {name: self.decider.decide(situation_of(found), only_asked=True) for name, found in examples}

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The pages of the site, by path, with nothing from outside the policy."""
        return self.pages_with()

    @cached_property
    def outcomes(self) -> Mapping[str, Outcomes | None]:
        """The outcomes of every action that some rule is about; None where they need too many steps."""
        from solon.outcomes import every_outcome

        return every_outcome(self.graph)

    @cached_property
    def turns(self) -> Mapping[tuple[str, str], Turns]:
        """What each other option of each reading changes."""
        from solon.outcomes.turns import turns

        return turns(Subject(self.policy, self.graph, self.atlas))

    def pages_with(
        self,
        fixtures: tuple[Fixture, ...] = (),
        changes: str = "",
        texts: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> Mapping[str, str]:
        """The pages of the site, by path.

        fixtures: the committed test cases. changes: the text of `changes.md`. texts: the words of official paragraphs,
        by instrument and locator.
        """
        # Only the site needs what makes them.
        from solon.publish.beside import Beside
        from solon.publish.pages import pages

        return pages(self.policy, self.answers, Beside(self.outcomes, self.turns, fixtures, changes, texts))


def read(files: Mapping[str, bytes], lock: str) -> Build:
    """Policy files into a policy with every finding about their form.

    files: content by name, in policy order. lock: the text of `sources.lock`. Raises ValueError for a damaged lock.
    """
    parsed = [parse(name, data) for name, data in files.items()]
    policy, bound = bind([tree for tree, _ in parsed], read_lock(lock))
    findings = tuple(finding for _, found in parsed for finding in found) + bound
    return Build(policy, findings)


def checked(files: Mapping[str, bytes], lock: str) -> Build:
    """Policy files into a policy that is well-founded, so that it can be asked; the slower proofs are left out."""
    found = read(files, lock)
    return _with(found, (finding for look in SHAPE for finding in look(found.policy))) if found.sound else found


def build(files: Mapping[str, bytes], lock: str) -> Build:
    """Policy files into a policy, with every finding about form and meaning."""
    found = checked(files, lock)
    if not found.sound:
        return found
    subject = Subject(found.policy, found.graph, found.atlas)
    return _with(found, (finding for look in MEANING for finding in look(subject)))


def _with(found: Build, more: Iterable[Diagnostic]) -> Build:
    """A build with more findings, in order."""
    built = Build(found.policy, tuple(sorted((*found.findings, *more), key=lambda finding: finding.sort_key)))
    # The graph and its diagrams are those of the policy, whatever is found.
    vars(built).update({name: made for name, made in vars(found).items() if name in ("graph", "atlas")})
    return built
