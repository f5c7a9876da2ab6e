"""What is said of mutants holds: equivalent ones answer every complete situation alike, others answer some otherwise.

Seeds stand in the test names. The reference interpreter answers, one situation after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from tests.random_policies import LOCK, RandomPolicy

from solon import pipeline
from solon.engine.situation import Situation
from solon.model.policy import Policy
from solon.mutate import Kind, Mutant, Outcome, mutants, try_mutants
from solon.reference.decide import Decider

DAYS = (Kind.SHIFT_DAY, Kind.DROP_DAY)


def sound(seed: int, facts: int, **more: bool) -> Policy | None:
    """A random policy, or None when it has a circle."""
    built = pipeline.checked({"random.solon": RandomPolicy(seed, facts, **more).text.encode()}, LOCK)
    return built.policy if built.sound else None


def answer(decider: Decider, situation: Situation) -> object:
    """All that an answer says of norms and duties; what is not spoken of is not regulated."""
    if decider.impossible(situation):
        return "impossible"
    decision = decider.decide(situation)
    verdicts = {
        (one.bearer, one.action): (
            one.status,
            sorted((norm.rule, norm.modality, norm.through, norm.one_of) for norm in one.norms),
            sorted((lifted.rule, lifted.by) for lifted in one.defeated),
        )
        for one in decision.verdicts
        if one.norms or one.defeated
    }
    return verdicts, decision.duties


def situations(policy: Policy) -> Iterator[Situation]:
    """Every complete situation, on days before and after each instrument came into force, under both readings."""
    space = dict.fromkeys(policy.facts, (True, False))
    options = {name: [option for option, _ in choice.options] for name, choice in policy.choices.items()}
    names = [*space, *options]
    for values in product(*space.values(), *options.values()):
        for on in (date(2005, 1, 1), date(2010, 5, 31), date(2010, 6, 1), date(2010, 6, 2)):
            for readings in ({}, {"narrow": "no"}):
                given = dict(zip(names, values, strict=True))
                yield Situation(on=on, day_left_out=False, given=given, readings=readings)


def dated(policy: Policy) -> Iterator[Situation]:
    """Days at every edge that a window of these policies can have, with the vote at every distance that matters."""
    edges = [date(2018, 5, 1), date(2018, 12, 31), date(2018, 7, 1)]
    ons = [day + timedelta(step) for day in edges for step in (-2, -1, 0, 1, 2)]
    names = list(policy.facts)
    for values in product((True, False), repeat=len(names)):
        for on in ons:
            for apart in (-400, -190, *range(-13, -7), *range(-2, 3), 190, 400):
                given = {**dict(zip(names, values, strict=True)), "vote": on + timedelta(apart)}
                yield Situation(on=on, day_left_out=False, given=given)


def check(policy: Policy, chosen: list[Mutant], asked: list[Situation]) -> set[Outcome]:
    """Hold the outcome of each mutant against the answers; returns the outcomes that were met."""
    decider = Decider(policy, explain=False)
    own = [answer(decider, situation) for situation in asked]
    seen: set[Outcome] = set()
    for result in try_mutants(policy, (), chosen):
        seen.add(result.outcome)
        if result.outcome is Outcome.DOES_NOT_COMPILE:
            continue
        other = Decider(result.mutant.policy, explain=False)
        differ = any(answer(other, situation) != old for situation, old in zip(asked, own, strict=True))
        assert differ == (result.outcome is Outcome.DIFFERS), result.mutant.says
    return seen


def test_outcomes_are_those_of_enumeration() -> None:
    seen: set[Outcome] = set()
    for seed in range(400, 406):
        policy = sound(seed, 3)
        if policy is not None:
            chosen = [one for one in mutants(policy) if one.kind not in DAYS]
            seen |= check(policy, chosen[:: 1 + len(chosen) // 20], list(situations(policy)))
    assert {Outcome.DIFFERS, Outcome.EQUIVALENT} <= seen


@pytest.mark.parametrize("seed", range(410, 416))
def test_outcomes_of_moved_days_are_those_of_enumeration(seed: int) -> None:
    policy = sound(seed, 1, choice=False, date=True)
    if policy is not None:
        chosen = [one for one in mutants(policy) if one.kind in DAYS and one.block in policy.periods]
        assert chosen
        check(policy, chosen, list(dated(policy)))
