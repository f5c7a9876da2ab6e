"""The committed fixtures: they are what the policies give, and the reference interpreter agrees with every one.

The expectations follow from how the situations were built, so that the two can catch each other's faults.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.sceptic import read_book, understood

from solon.fixtures import Fixture, compare, differences, from_yaml, occurrence, situation_of
from solon.reference.decide import Decider

FOLDER = Path(__file__).parents[1] / "fixtures"
PATHS = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.yaml"))


@cache
def decider() -> Decider:
    return Decider(read_book().policy, explain=False)


def read(path: str) -> tuple[Fixture, ...]:
    return from_yaml(path, (FOLDER / path).read_text("utf-8"))


def disagreements(fixture: Fixture) -> list[str]:
    """Where the reference interpreter does not answer as the construction says."""
    policy = decider().policy
    assert understood(fixture, policy), f"{fixture.id} names something that the policies do not know"
    situation = situation_of(policy, fixture)
    occurs = occurrence(fixture.expect, decider().impossible(situation))
    if occurs is not None:
        return list(occurs)
    return list(differences(fixture.expect, decider().decide(situation, only_asked=True)))


def test_the_committed_fixtures_are_what_the_policies_give() -> None:
    committed = {path: (FOLDER / path).read_text("utf-8") for path in PATHS}
    lines = compare(decider().policy, committed)
    assert not lines, "\n".join(["Look at each, then run `solon fixtures --accept`:", *lines])


@pytest.mark.parametrize("path", PATHS)
def test_the_interpreter_answers_as_the_construction_says(path: str) -> None:
    found = {fixture.id: faults for fixture in read(path) if (faults := disagreements(fixture))}
    assert not found


def test_every_block_has_fixtures_and_every_fixture_its_own_id() -> None:
    policy = decider().policy
    fixtures = [fixture for path in PATHS for fixture in read(path)]
    assert {fixture.block for fixture in fixtures} == {*policy.governed, *policy.counts, *policy.impossibles}
    assert len({fixture.id for fixture in fixtures}) == len(fixtures)
