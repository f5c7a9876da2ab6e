"""JSON Schema of situations and decisions: it takes what is right, and refuses what is wrong."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from tests.conformance_cases import FROM_FIXTURES, suites
from tests.random_policies import HEAD, LOCK

from solon import pipeline
from solon.backends.schema import decision_schema, situation_schema
from solon.cli.main import main
from solon.engine.program import Program
from solon.model.policy import Policy
from solon.situations import read_situation

ROOT = Path(__file__).parents[2]
SHAPES = """
action speak
  says: speak

fact rain
  was: drizzle
  says: rain is falling
  denies: rain is not falling
  asks: Is rain falling?
  presumed: no
  because: it seldom rains

choice place
  asks: Where?
  one of:
    - hall: in the hall
    - yard: in the yard

date vote
  says: the day of the vote
  asks: When is the vote?

reading weather
  about: rules 1
  question: Does drizzle count?
  chosen no_it_does_not: it does not
  other yes_it_does: it does
  because: it is a test

rule quiet
  cites: rules 1
  a member must not speak
  when all of:
    - rain is falling
      under reading: weather = yes_it_does
    - in the hall
  from: the day of the vote
"""


@cache
def small() -> Policy:
    built = pipeline.checked({"p.solon": (HEAD + SHAPES).encode()}, LOCK)
    assert built.sound, [finding.message for finding in built.findings]
    return built.policy


@cache
def small_program() -> Program:
    return pipeline.Build(small(), ()).decider.program


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_every_situation_of_examples_and_fixtures_is_taken() -> None:
    for suite in suites():
        check = validator(situation_schema(suite.build.decider.program))
        assert len(suite.cases) >= 3
        for case in suite.cases:
            assert check.is_valid(case.situation), (suite.name, case.id)


@pytest.mark.prove
def test_every_decision_of_examples_is_taken() -> None:
    for suite in suites():
        decider = suite.build.decider
        check = validator(decision_schema(suite.build.decider.program))
        cases = suite.cases[:100] if suite.name == FROM_FIXTURES else suite.cases
        # The whole answer of the first few, and what the others ask about.
        for number, case in enumerate(cases):
            asked = suite.situation(case)
            if not decider.impossible(asked):
                decision = json.loads(json.dumps(decider.decide(asked, only_asked=number >= 3).to_json()))
                assert not [error.message for error in check.iter_errors(decision)], (suite.name, case.id)


RIGHT: tuple[dict[str, Any], ...] = (
    {},
    {"on": "2018-05-01"},
    {"on": "unknown", "everything else": "no"},
    {"facts": {"rain": True, "place": "hall", "vote": "2018-05-01"}, "everything else": False},
    {"facts": {"rain": None, "place": "unknown", "vote": "already"}},
    {"facts": {"rain": {"value": False, "by": "a neighbour", "note": "by letter"}, "vote": {"value": "not yet"}}},
    {"facts": {"drizzle": True}, "readings": {"weather": "yes_it_does"}, "asked": ["member speak"]},
    {"order": ["on", "rain"], "set aside": {"on": "any day", "place": "yard"}},
)
WRONG: tuple[Any, ...] = (
    [],
    "facts",
    {"On": "2018-05-01"},
    {"on": "2018-5-1"},
    {"on": "1899-12-31"},
    {"on": "2018-05-01\n"},
    {"on": "tomorrow"},
    {"facts": {"rian": True}},
    {"facts": {"rain": "true"}},
    {"facts": {"rain": 1}},
    {"facts": {"rain": {"by": "a neighbour"}}},
    {"facts": {"rain": {"value": True, "who": "a neighbour"}}},
    {"facts": {"place": "street"}},
    {"facts": {"place": True}},
    {"facts": {"vote": "soon"}},
    {"facts": {"vote": True}},
    {"facts": {"quiet": True}},
    {"everything else": "yes"},
    {"everything else": True},
    {"readings": {"weather": "perhaps"}},
    {"readings": {"whether": "yes_it_does"}},
    {"asked": "member speak"},
    {"asked": ["member sing"]},
    {"question": "may_i"},
    {"order": ["rian"]},
    {"set aside": {"vote": "any day"}},
)


@pytest.mark.parametrize("found", RIGHT, ids=str)
def test_a_right_situation_is_taken_and_can_be_read(found: Any) -> None:
    assert validator(situation_schema(small_program())).is_valid(found)
    assert read_situation(small(), "test", json.dumps(found))[0] is not None


@pytest.mark.parametrize("found", WRONG, ids=str)
def test_a_wrong_situation_is_refused(found: Any) -> None:
    assert not validator(situation_schema(small_program())).is_valid(found)


def test_the_schema_says_what_the_policy_asks() -> None:
    facts = situation_schema(small_program())["properties"]["facts"]["properties"]
    assert facts["rain"]["title"] == "Is rain falling?"
    assert "true: rain is falling" in facts["rain"]["description"].splitlines()
    assert facts["rain"]["default"] is False
    assert facts["drizzle"]["deprecated"] is True
    assert "hall: in the hall" in facts["place"]["description"].splitlines()


def test_a_wrong_decision_is_refused() -> None:
    built = pipeline.checked({"p.solon": (HEAD + SHAPES).encode()}, LOCK)
    check = validator(decision_schema(built.decider.program))
    asked, _ = read_situation(built.policy, "test", '{"on": "2018-05-01", "facts": {"rain": null}}')
    assert asked is not None
    text = json.dumps(built.decider.decide(asked).to_json())
    assert check.is_valid(json.loads(text))
    for right, wrong in (
        ('"solon.decision/1"', '"solon.decision/2"'),
        ('"on": "2018-05-01"', '"on": "1 May 2018"'),
        ('"on": "2018-05-01", ', ""),
        ('"status": "undetermined"', '"status": "forbidden"'),
        ('"possible": ["prohibited"', '"possible": ["undetermined"'),
        ('"quiet"', '"loud"'),
        ('"action": "speak"', '"action": "sing"'),
        ('"missing": [', '"missing": [{"fact": "wind", "asks": "?", "judged_by": null}, '),
        ('"norms": [', '"extra": [], "norms": ['),
        ('"outside_dates": []', '"outside_dates": ["rules of old"]'),
    ):
        assert right in text, right
        assert not check.is_valid(json.loads(text.replace(right, wrong, 1))), wrong


def test_the_command_writes_both_and_needs_a_place(tmp_path: Path) -> None:
    words = ["--policies", str(ROOT / "policies"), "compile", "--target", "schema"]
    assert CliRunner().invoke(main, words).exit_code == 2
    done = CliRunner().invoke(main, [*words, "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "decision.schema.json",
        "situation.schema.json",
    ]
    text = (tmp_path / "out" / "situation.schema.json").read_text("utf-8")
    assert json.loads(text)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
