"""Fixtures of random policies: the engines give what each expects, and what is said never to matter never does.

The engines know nothing of how fixtures are made. That a bullet can never matter is held against every complete
situation, with the bullet and without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product

import pytest
from tests.random_policies import LOCK, RandomPolicy

from solon import pipeline
from solon.answer.decide import Decider as Quick
from solon.fixtures import Finding, Fixture, construct, differences, occurrence, situation_of
from solon.graph.evaluate import truths
from solon.graph.from_model import compile_graph
from solon.graph.nodes import Graph
from solon.model.policy import Policy
from solon.reference.decide import Decider

# Around the edges of the season for these votes, and with one of the two instruments not yet in force.
ACTS = tuple(
    date(year, month, day)
    for year, month, day in (
        (2005, 6, 1),
        (2012, 4, 30),
        (2012, 5, 1),
        (2012, 6, 15),
        (2012, 6, 16),
        (2012, 12, 31),
        (2013, 1, 1),
    )
)
VOTES = (date(2012, 6, 15), date(2011, 6, 5), date(2012, 6, 5), date(2012, 6, 6), date(2012, 4, 20), date(2013, 5, 1))
SOME_DAYS = (date(2018, 6, 15), date(2005, 6, 1))


@cache
def text_of(seed: int) -> str:
    return RandomPolicy(seed, facts=3 + seed % 2, choice=seed % 4 == 0, date=seed % 3 == 0).text


def policy_of(text: str) -> Policy | None:
    built = pipeline.checked({"random.solon": text.encode()}, LOCK)
    return built.policy if built.sound else None


@pytest.mark.parametrize("seed", range(400, 436))
def test_the_engines_give_what_each_fixture_expects(seed: int) -> None:
    policy = policy_of(text_of(seed))
    if policy is None:
        return
    reference, quick = Decider(policy, explain=False), Quick(compile_graph(policy), explain=False)
    wrong = {one.id: found for one in construct(policy).fixtures if (found := faults(reference, quick, policy, one))}
    assert not wrong


def faults(reference: Decider, quick: Quick, policy: Policy, fixture: Fixture) -> list[str]:
    """What an engine does not give as a fixture expects."""
    situation = situation_of(policy, fixture)
    found: list[str] = []
    for engine in (reference, quick):
        occurs = occurrence(fixture.expect, engine.impossible(situation))
        if occurs is None:
            occurs = differences(fixture.expect, engine.decide(situation, only_asked=True))
        found += occurs
    return found


@pytest.mark.parametrize("seed", range(400, 412))
def test_what_is_said_never_to_matter_never_does(seed: int) -> None:
    text = text_of(seed)
    policy = policy_of(text)
    if policy is None:
        return
    sights = list(all_sights(policy))
    for finding in construct(policy).findings:
        without = shorter(text, finding)
        other = policy_of(without) if without else None
        if other is not None:
            assert list(all_sights(other)) == sights, finding.message


def shorter(text: str, finding: Finding) -> str:
    """A policy without the words of a finding; nothing where they are not a line of their own.

    A bullet on what else forbids also says which exceptions are looked at first, so it is more than a condition.
    """
    if finding.span.line == 0 or "forbid" in finding.message:
        return ""
    lines = text.splitlines()
    place = finding.span.line if "under reading" in finding.message else finding.span.line - 1
    depth = len(lines[place]) - len(lines[place].lstrip())
    after = place + 1
    while after < len(lines) and len(lines[after]) - len(lines[after].lstrip()) > depth:
        after += 1
    return "\n".join(lines[:place] + lines[after:]) + "\n"


def all_sights(policy: Policy) -> Iterator[frozenset[tuple[str, ...]] | None]:
    """What every complete situation shows: which norms bear on which deed, and what lifts them; None if impossible."""
    graph = compile_graph(policy)
    domains: dict[str, tuple[bool | str, ...]] = dict.fromkeys(policy.facts, (True, False))
    domains |= {name: tuple(option for option, _ in found.options) for name, found in policy.choices.items()}
    days = list(product(ACTS, VOTES)) if policy.dates else [(on, None) for on in SOME_DAYS]
    for on, vote in days:
        for reading in ("yes", "no"):
            for values in product(*domains.values()):
                given = {**dict(zip(domains, values, strict=True)), **dict.fromkeys(policy.dates, vote)}
                yield sights(graph, truths(graph, on, given, {"narrow": reading}))


def sights(graph: Graph, found: tuple[bool, ...]) -> frozenset[tuple[str, ...]] | None:
    """What one complete situation shows."""
    if not found[graph.possible]:
        return None
    seen: set[tuple[str, ...]] = set()
    for (bearer, deed), bearings in graph.bearings.items():
        for one in bearings:
            if found[one.node]:
                seen.add((bearer, deed, one.norm, one.modality))
            there = (*(f"counts {name}" for name in one.through), f"would apply {one.norm}")
            if all(found[graph.names[name]] for name in there):
                lifting = (exception.id for exception in graph.policy.exceptions_to.get(one.norm, ()))
                seen |= {
                    (bearer, deed, one.norm, "by", name) for name in lifting if found[graph.names[f"holds {name}"]]
                }
    return frozenset(seen)
