"""A witness is a smallest situation: held against plain enumeration by the reference interpreter, on random policies.

Seeds stand in the test names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds

from solon import pipeline
from solon.diagram.from_graph import Atlas
from solon.diagram.witness import telling, witness
from solon.engine.days import Days
from solon.engine.deontic import STATUSES, Pair, Status
from solon.engine.situation import Known, Situation, Value
from solon.engine.world import World
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.reference.completions import Completions
from solon.reference.decide import Decider

# Before the first instrument comes into force, between the two, and after the second.
DAYS = (date(1990, 5, 3), date(2005, 5, 3), date(2018, 5, 3))


def policy_of(seed: int, **more: bool) -> Policy | None:
    built = pipeline.checked({"random.solon": RandomPolicy(seed, 4, **more).text.encode()}, LOCK)
    return built.policy if built.sound else None


def targets(policy: Policy) -> Iterator[tuple[World, Pair, Status, int]]:
    """Every status of every deed, as a diagram."""
    atlas = Atlas(pipeline.Build(policy, ()).graph)
    sheet = atlas.under({})
    days = Days(Completions(policy, Known(None, False, {})), ((atlas.level[atom], atom) for atom in atlas.atoms))
    world = World(sheet, days, {})
    for pair in regulated(policy):
        for rung, status in enumerate(STATUSES):
            yield world, pair, status, atlas.store.where(sheet.status(pair), [atlas.store.end(rung)])


def situation(found: dict[str, Value]) -> Situation:
    on = found.get("on")
    given = {name: value for name, value in found.items() if name != "on"}
    return Situation(on if isinstance(on, date) else None, "on" not in found, given, rest_is_no=True)


def statuses(decider: Decider, given: Situation) -> dict[tuple[str, str], tuple[Status, ...]]:
    return {(v.bearer, v.action): v.possible for v in decider.decide(given).verdicts}


@pytest.mark.parametrize("seed", seeds())
def test_a_witness_shows_what_it_must_with_the_fewest_facts(seed: int) -> None:
    policy = policy_of(seed)
    if policy is None:
        return
    decider = Decider(policy, explain=False)
    fewest: dict[tuple[str, str, Status], int] = {}
    choices = [[option for option, _ in choice.options] for choice in policy.choices.values()]
    for on, *values in product(DAYS, *[(False, True)] * len(policy.facts), *choices):
        given = dict(zip((*policy.facts, *policy.choices), values, strict=True))
        here = Situation(on, False, given)
        if not decider.impossible(here):
            for (bearer, action), possible in statuses(decider, here).items():
                key = (bearer, action, possible[0])
                fewest[key] = min(fewest.get(key, 99), sum(given[name] for name in policy.facts))
    for world, (bearer, deed), status, diagram in targets(policy):
        found = witness(world, diagram)
        assert (found is None) == ((bearer, deed.id, status) not in fewest)
        if found is not None:
            told = telling(policy, found)
            assert sum(name in policy.facts for name in told) == fewest[bearer, deed.id, status]
            assert not decider.impossible(situation(told))
            assert statuses(decider, situation(told))[bearer, deed.id] == (status,)


@pytest.mark.parametrize("seed", seeds(100))
def test_the_days_of_a_witness_are_real(seed: int) -> None:
    policy = policy_of(seed, date=True)
    if policy is None:
        return
    decider = Decider(policy, explain=False)
    for world, (bearer, deed), status, diagram in targets(policy):
        found = witness(world, diagram)
        if found is not None:
            assert not decider.impossible(situation(found))
            assert statuses(decider, situation(found))[bearer, deed.id] == (status,)
