"""The whole road on one screen: policy files → policy → findings → decision graph → artefact → answers → pages.

Invariant: every stage is a function of what the stage before returned; files and clocks stay in `solon.cli`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from solon.answer.decide import Decider
from solon.check import MEANING, SHAPE, Check
from solon.decision import Decision
from solon.graph.artefact import artefact, revision
from solon.graph.from_model import compile_graph
from solon.graph.nodes import Graph
from solon.model.bind import bind
from solon.model.policy import Policy
from solon.model.sources import read_lock
from solon.publish.pages import pages
from solon.situation import situation_of
from solon_dsl import parse
from solon_dsl.diagnostic import Diagnostic, has_errors


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
    def artefact(self) -> str:
        """The graph as it ships."""
        return artefact(self.graph)

    @cached_property
    def decider(self) -> Decider:
        """What answers situations; its decisions carry the revision of the graph."""
        return Decider(self.graph, revision(self.graph))

    @cached_property
    def answers(self) -> Mapping[str, Decision]:
        """The decision of every example, for what it asks about."""
        examples = self.policy.examples.items()
        return {name: self.decider.decide(situation_of(found), only_asked=True) for name, found in examples}

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The pages of the site, by path."""
        return pages(self.policy, self.answers)


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
    return _with(read(files, lock), SHAPE)


def build(files: Mapping[str, bytes], lock: str) -> Build:
    """Policy files into a policy, with every finding about form and meaning."""
    return _with(_with(read(files, lock), SHAPE), MEANING)


def _with(found: Build, checks: tuple[Check, ...]) -> Build:
    """A build with the findings of more checks; a policy with errors is not looked at further."""
    if not found.sound:
        return found
    more = (finding for look in checks for finding in look(found.policy))
    return Build(found.policy, tuple(sorted((*found.findings, *more), key=lambda finding: finding.sort_key)))
