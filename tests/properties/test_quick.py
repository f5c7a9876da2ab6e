"""Quick answers are those of the diagrams: complete and partial facts, dates on edges, readings."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from tests.properties.test_diagrams import drawn
from tests.properties.test_exactness import Enumeration, sound
from tests.quick_cases import Both
from tests.seeds import seeds

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.quick import grid
from solon.engine.situation import Situation, Value
from solon.model.policy import Policy

ROOT = Path(__file__).parents[2]
ON = date(2018, 5, 3)
# What the `impossible` blocks of our own policies speak of.
TIED = (
    "private_conversation", "made_to_body", "account_is_election_account", "has_separate_election_account",
)  # fmt: skip


def policy_of(seed: int, facts: int = 4, date: bool = False) -> Both | None:
    policy = sound(seed, facts, date=date)
    return None if policy is None else Both(policy)


@pytest.mark.parametrize("seed", seeds(21_000, share=2))
def test_every_situation_is_answered_as_by_diagrams(seed: int) -> None:
    both = policy_of(seed)
    if both is None:
        return
    settled = 0
    for given in Enumeration(both.policy).situations():
        situation = Situation(on=ON, day_left_out=False, given=given)
        settled += both.part(situation)
        both.every(situation)
        if len(given) == len(both.policy.inputs):
            assert both.whole(situation) == (both.exact(situation) is not None)
        else:
            assert both.quick.statuses(given, ON) is None
    assert settled


@pytest.mark.parametrize("seed", seeds(22_000, share=2))
def test_complete_facts_with_days_are_answered_as_by_diagrams(seed: int) -> None:
    both = policy_of(seed, date=True)
    if both is None:
        return
    draw = random.Random(seed)
    found = sum(both.whole(complete(both.policy, draw)) for _ in range(60))
    assert found > 20


def complete(policy: Policy, draw: random.Random) -> Situation:
    """A situation in which nothing is unknown; the date is near the edge of a window."""
    given: dict[str, Value] = {name: draw.random() < 0.5 for name in policy.facts}
    given |= {name: draw.choice(found.options)[0] for name, found in policy.choices.items()}
    vote = date(2018, draw.choice((1, 4, 5, 12)), draw.choice((1, 30)))
    given |= dict.fromkeys(policy.dates, vote)
    year = vote.year + draw.choice((-1, 0, 0, 0, 1))
    edge = draw.choice((vote, vote + timedelta(10), date(year, 5, 1), date(year, 12, 31), date(2010, 6, 1)))
    readings = {"narrow": draw.choice(("yes", "no"))} if draw.random() < 0.3 else {}
    return Situation(on=edge + timedelta(draw.choice((-1, 0, 1))), day_left_out=False, given=given, readings=readings)


@pytest.mark.parametrize("seed", seeds(23_000, share=2))
def test_facts_of_which_some_are_unknown_are_answered_as_by_diagrams(seed: int) -> None:
    both = policy_of(seed, date=True)
    if both is None:
        return
    draw = random.Random(seed)
    for _ in range(25):
        situation = drawn(both.policy, draw)
        if situation.on is not None or situation.day_left_out:
            for one in (situation, replace(situation, rest_is_no=True)):
                both.part(one)
                both.whole(one)
                both.every(one)


@cache
def our_own() -> Both:
    """The policies of this checkout."""
    return Both(pipeline.checked(*read_policies(ROOT / "policies")).policy)


@pytest.mark.parametrize("seed", seeds(24_000))
def test_partial_situations_under_our_own_policies_are_answered_as_by_diagrams(seed: int) -> None:
    both = our_own()
    draw = random.Random(seed)
    for _ in range(10):
        both.every(partial(both.policy, draw))


@pytest.mark.parametrize("room", [0, 4, 64])
def test_where_completions_are_too_many_diagrams_answer(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "ROOM", room)
    grid.masks.cache_clear()
    policy = our_own().policy
    both, draw = Both(policy), random.Random(room)
    for _ in range(6):
        both.every(partial(policy, draw))
    grid.masks.cache_clear()


@pytest.mark.parametrize("seed", seeds(25_000))
def test_facts_that_impossible_blocks_tie_are_answered_as_by_diagrams(seed: int) -> None:
    both = our_own()
    draw = random.Random(seed)
    for _ in range(10):
        situation = partial(both.policy, draw)
        tied = draw.sample(TIED, draw.randint(1, len(TIED)))
        given = {name: value for name, value in situation.given.items() if name not in tied}
        both.every(replace(situation, given=given))


def partial(policy: Policy, draw: random.Random) -> Situation:
    """A situation with a third of the inputs unknown, often with dates in words, sometimes without a day."""
    on = date(2018, 6, 1) + timedelta(draw.randint(-400, 400))
    given: dict[str, Value] = {}
    for name in policy.inputs:
        if draw.random() < 1 / 3:
            continue
        if name in policy.choices:
            given[name] = draw.choice(policy.choices[name].options)[0]
        elif name in policy.dates:
            given[name] = draw.choice((on + timedelta(draw.randint(-300, 300)), "already", "not yet"))
        else:
            given[name] = draw.random() < 0.25
    readings: dict[str, str] = {}
    if draw.random() < 0.2:
        reading = draw.choice(list(policy.readings.values()))
        readings = {reading.id: draw.choice(reading.options)[0]}
    day_left_out = draw.random() < 0.1
    return Situation(on=None if day_left_out else on, day_left_out=day_left_out, given=given, readings=readings)
