"""The conformance cases, run through the reference interpreter and the engine."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from tests.conformance_cases import FROM_FIXTURES, Suite, suites
from tests.conformance_judge import faults

from solon.reference.decide import Decider


@cache
def by_name() -> dict[str, Suite]:
    return {suite.name: suite for suite in suites()}


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
