"""The committed fixtures, answered by decision diagrams: what a person is told is what each fixture expects."""

from __future__ import annotations

from pathlib import Path

import pytest

from solon import pipeline
from solon.cli.files import read_policies
from solon.fixtures import differences, from_yaml, occurrence, situation_of

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "fixtures"


@pytest.mark.prove
def test_the_diagrams_answer_as_the_construction_says() -> None:
    built = pipeline.checked(*read_policies(ROOT / "policies"))
    decider = built.decider
    wrong: dict[str, list[str]] = {}
    for path in sorted(FOLDER.rglob("*.yaml")):
        for fixture in from_yaml(path.relative_to(FOLDER).as_posix(), path.read_text("utf-8")):
            situation = situation_of(built.policy, fixture)
            found = occurrence(fixture.expect, decider.impossible(situation))
            if found is None:
                found = differences(fixture.expect, decider.decide(situation, only_asked=True))
            if found:
                wrong[fixture.id] = list(found)
    assert not wrong
