"""The conformance cases, run through the reference interpreter, the engine, and what a program embeds of it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conformance_cases import FROM_FIXTURES, Suite, answer, by_name, shortly
from tests.conformance_judge import faults

from solon.engine.artefact import read
from solon.engine.faults import ImpossibleFacts
from solon.engine.policy import Policy
from solon.reference.decide import Decider


def disagreements(suite: Suite, decider: Any) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for case in suite.cases:
        asked = suite.situation(case)
        blocked = decider.impossible(asked)
        decision = None if blocked else decider.decide(asked, only_asked=bool(asked.asked)).to_json()
        if found := faults(case, decision, blocked):
            out[case.id] = found
    return out


@pytest.mark.parametrize("name", by_name())
def test_the_engine_answers_as_stated(name: str) -> None:
    suite = by_name()[name]
    assert not disagreements(suite, suite.build.decider)


# `test_fixtures.py` holds the reference interpreter against the fixtures.
@pytest.mark.parametrize("name", [name for name in by_name() if name != FROM_FIXTURES])
def test_the_reference_interpreter_answers_as_stated(name: str) -> None:
    suite = by_name()[name]
    assert not disagreements(suite, Decider(suite.build.policy))


@pytest.mark.parametrize("name", shortly())
def test_a_loaded_artefact_answers_as_stated(name: str) -> None:
    """As a program in Python asks: nothing but the bytes of the artefact, and situations as JSON."""
    suite = by_name()[name]
    policy = Policy(read(suite.build.artefact.encode()))
    found = {case.id: faults(case, *answer(policy, ImpossibleFacts, case.situation)) for case in suite.cases}
    assert not {name: wrong for name, wrong in found.items() if wrong}
