"""What JavaScript decides: every conformance case, and the same as Python, value by value, on situations by lot."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.conformance_cases import Suite, by_name
from tests.conformance_judge import faults
from tests.javascript.drawn import drawn
from tests.javascript.node import Node, Refused, options_of
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.decision import PossibleDuty
from solon.engine.explain import explained
from solon.engine.faults import ImpossibleFacts
from solon.engine.policy import Policy
from solon.engine.situation import Situation, as_data
from solon.pipeline import Build

ROOT = Path(__file__).parents[2]
DAYS = (date(2018, 5, 3), date(2010, 5, 31), date(2010, 6, 1), date(1999, 12, 31))
SUITES = by_name()
# What the engine says when it stands alone: a part of what the whole package says.
ALONE = ("status", "possible", "by_instrument", "open_norms", "defeated", "readings", "if_not_done")


@pytest.mark.parametrize("name", SUITES)
def test_every_conformance_case_is_met(node: Node, tmp_path: Path, name: str) -> None:
    suite = SUITES[name]
    node.load(suite.build, tmp_path)
    wrong = {case.id: found for case in suite.cases if (found := faults(case, *answered(node, case.situation)))}
    assert not wrong


def answered(node: Node, situation: Any) -> tuple[Any, list[str]]:
    """The decision on a situation, or None with the `impossible` blocks that rule it out."""
    try:
        return node.ask("situation", situation), []
    except Refused as refused:
        if refused.name != "ImpossibleFacts":
            raise
        return None, [fault["at"] for fault in refused.faults]


def same(node: Node, build: Build, situation: Situation, seen: Counter[str]) -> None:
    """The decision is Python's. seen: counts what decisions hold, so that a test can say what it has tried."""
    blocked = build.decider.impossible(situation)
    found, named = answered(node, as_data(situation))
    if blocked:
        assert (found, tuple(named)) == (None, blocked)
        with pytest.raises(Refused, match="ImpossibleFacts"):
            node.ask("statuses", [as_data(situation)["facts"], options_of(situation)])
        seen["impossible"] += 1
        return
    whole = build.decider.decide(situation, only_asked=bool(situation.asked))
    decided = whole.to_json()
    assert found == json.loads(json.dumps(decided))
    told, possible = node.ask("told", as_data(situation))
    assert told == [explained(build.decider.program, verdict) for verdict in whole.verdicts]
    assert [days(one) for one in possible] == [days_of(one) for one in build.decider.possible_duties(situation)]
    seen["possible duties"] += len(possible)
    for verdict in decided["verdicts"]:
        seen[verdict["status"]] += 1
        for part in ("defeated", "missing", "readings", "near", "no_matter", "whoever"):
            seen[part] += bool(verdict[part])
        seen["because"] += "because" in verdict
        seen["changes"] += any(verdict["changes"].values())
    seen["duties"] += len(decided["duties"])
    seen["caveats"] += len(decided["caveats"])
    if not situation.asked:
        statuses = {f"{one['bearer']} {one['action']}": one["status"] for one in decided["verdicts"]}
        assert node.ask("statuses", [as_data(situation)["facts"], options_of(situation)]) == statuses


def days(found: dict[str, Any]) -> Any:
    """A duty that may stand, as it comes out of JavaScript."""
    duty = found["duty"]
    return duty["rule"], duty["from"], duty["by"], duty["until"], duty["state"], found["turns_on"]


def days_of(found: PossibleDuty) -> Any:
    """The same of Python."""
    duty = found.duty
    first, due, last = (day and day.isoformat() for day in (duty.first, duty.due, duty.last))
    return duty.rule, first, due, last, duty.state.value, list(found.turns_on)


@pytest.mark.parametrize("seed", seeds(0, share=2))
def test_random_policies_are_decided_as_in_python(node: Node, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    dated = draw.random() < 0.6
    policy = RandomPolicy(seed, draw.randint(2, 6), date=dated, hands=True)
    build = pipeline.checked({"random.solon": policy.text.encode()}, LOCK)
    if not build.sound:
        return
    node.load(build, tmp_path)
    for _ in range(30):
        dates = (date(2018, 5, 1), date(2011, 2, 3), date(2010, 5, 25))
        same(node, build, drawn(build.policy, draw, DAYS, dates), Counter())


@pytest.mark.prove
def test_the_instruments_are_decided_as_in_python(node: Node, tmp_path: Path) -> None:
    build = pipeline.checked(*read_policies(ROOT / "policies"))
    node.load(build, tmp_path)
    draw, seen = random.Random(20161001), Counter[str]()
    days = (date(2018, 6, 1), date(2018, 5, 1), date(2006, 1, 1))
    for _ in range(25):
        same(node, build, drawn(build.policy, draw, days, (date(2018, 5, 1), date(2018, 10, 22))), seen)
    parts = ("defeated", "missing", "readings", "near", "no_matter", "whoever", "changes", "duties")
    assert all(
        seen[part]
        for part in (*parts, "caveats", "possible duties", "impossible", "prohibited", "required", "undetermined")
    ), seen


def python_options(found: dict[str, Any]) -> dict[str, Any]:
    """The options of JavaScript by their names in Python."""
    return {{"everythingElseNo": "everything_else_no"}.get(name, name): value for name, value in found.items()}


@pytest.mark.prove
def test_ten_thousand_situations_of_the_instruments_have_the_same_statuses(node: Node, tmp_path: Path) -> None:
    """The engine of Python against that of JavaScript, with facts known, open and presumed."""
    build = pipeline.checked(*read_policies(ROOT / "policies"))
    node.load(build, tmp_path)
    policy = Policy(build.decider.program)
    draw, seen = random.Random(20161001), Counter[str]()
    days = (date(2018, 6, 1), date(2018, 5, 1), date(2006, 1, 1))
    for number in range(10_000):
        situation = replace(drawn(build.policy, draw, days, (date(2018, 5, 1), date(2018, 10, 22))), asked=())
        # To read the text otherwise makes diagrams anew, which takes long.
        if number % 100:
            situation = replace(situation, readings={})
        asked = [as_data(situation)["facts"], options_of(situation)]
        try:
            expected = policy.statuses(asked[0], **python_options(asked[1]))
        except ImpossibleFacts:
            with pytest.raises(Refused, match="ImpossibleFacts"):
                node.ask("statuses", asked)
            seen["impossible"] += 1
            continue
        found = node.ask("statuses", asked)
        assert found == {" ".join(deed): status.value for deed, status in expected.items()}
        seen.update(found.values())
    assert {"impossible", "prohibited", "required", "advised_against", "advised", "permitted"} <= seen.keys()


@pytest.mark.parametrize("name", [name for name in SUITES if name.startswith("meaning_")])
def test_every_value_of_the_examples_of_the_meaning_is_that_of_python(node: Node, tmp_path: Path, name: str) -> None:
    suite: Suite = SUITES[name]
    node.load(suite.build, tmp_path)
    for case in suite.cases:
        same(node, suite.build, suite.situation(case), Counter())


@pytest.mark.parametrize("seed", seeds(500))
def test_edges_of_windows_and_leap_days_are_those_of_python(node: Node, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    build = pipeline.checked({"random.solon": RandomPolicy(seed, 2, date=True).text.encode()}, LOCK)
    if not build.sound:
        return
    node.load(build, tmp_path)
    for year in (1900, 1904, 2000, 2015, 2016, 2199):
        vote = draw.choice((date(year, 2, 28), date(year, 12, 31), date(year, 3, 1), date(year, 5, 1)))
        for step in (-11, -10, -1, 0, 1, 10, 11, 59, 60, 365):
            on = min(max(vote + timedelta(step), date(1900, 1, 1)), date(2199, 12, 31))
            same(node, build, Situation(on, False, {"vote": vote}), Counter())


@pytest.mark.prove
def test_the_engine_alone_decides_the_same(node: Node, tmp_path: Path) -> None:
    build = pipeline.checked(*read_policies(ROOT / "policies"))
    node.load(build, tmp_path, whole=False)
    draw = random.Random(7)
    for _ in range(25):
        situation = drawn(build.policy, draw, (date(2018, 6, 1),), (date(2018, 5, 1), date(2018, 10, 22)))
        task = [as_data(situation)["facts"], options_of(situation)]
        if build.decider.impossible(situation):
            with pytest.raises(Refused, match="ImpossibleFacts"):
                node.ask("decide", task)
            continue
        decided = build.decider.decide(situation).to_json()
        found = node.ask("decide", task)
        assert not {"duties", "caveats"} & found.keys()
        for one, other in zip(found["verdicts"], decided["verdicts"], strict=True):
            assert {part: one[part] for part in ALONE} == {part: other[part] for part in ALONE}
            assert [reason(norm) for norm in one["norms"]] == [reason(norm) for norm in other["norms"]]
            assert [ask["fact"] for ask in one["missing"]] == [ask["fact"] for ask in other["missing"]]
        statuses = {f"{one['bearer']} {one['action']}": one["status"] for one in decided["verdicts"]}
        assert node.ask("statuses", task) == statuses


def reason(norm: dict[str, Any]) -> Any:
    """A norm without its sentences."""
    return norm["rule"], norm["modality"], norm["citations"], [(one["fact"], one["value"]) for one in norm["because"]]
