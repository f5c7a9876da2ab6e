"""What a program gets from a loaded policy is what the decider and `solon decide` say, in whatever order it asks."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from tests.loaded import ROOT, instruments, instruments_build, loaded, small

from solon import Decision, Policy, Verdict, load, pipeline
from solon.cli.main import main
from solon.engine import decision as records
from solon.engine.deontic import Modality, Status
from solon.engine.situation import Situation
from solon.situation import situation_of

MEANING = sorted((ROOT / "tests" / "cases" / "meaning").glob("*.solon"))
LOCK = (ROOT / "tests" / "conformance" / "sources.lock").read_text("utf-8")


@cache
def builds() -> dict[str, pipeline.Build]:
    found = {path.stem: pipeline.checked({path.name: path.read_bytes()}, LOCK) for path in MEANING}
    return {"instruments": instruments_build(), **found}


@cache
def policies() -> dict[str, Policy]:
    return {name: loaded(build) for name, build in builds().items()}


EXAMPLES = [(name, example) for name, build in builds().items() for example in build.policy.examples]


def asked_of(policy: Policy, situation: Situation, only: bool) -> Decision:
    """A situation asked as a program would."""
    return policy.decide(
        {**situation.given, **dict.fromkeys(situation.unknown)},
        None if situation.day_left_out else situation.on or "unknown",
        readings=situation.readings,
        everything_else_no=situation.rest_is_no,
        asked=[(bearer, deed.id) for bearer, deed in situation.asked] if only else None,
    )


def seen(decision: Decision) -> dict[str, Any]:
    """Every part of a decision, as it is asked for."""
    return {
        "revision": decision.revision,
        "on": decision.on,
        "duties": decision.duties,
        "possible_duties": decision.possible_duties,
        "assumptions": decision.assumptions,
        "caveats": decision.caveats,
        "outside_dates": decision.outside_dates,
        "verdicts": [(verdict.bearer, verdict.action) for verdict in decision],
    }


def parts(verdict: Verdict) -> dict[str, Any]:
    """Every part of a verdict, as it is asked for."""
    return {
        "status": verdict.status,
        "possible": verdict.possible,
        "by_instrument": tuple(verdict.by_instrument.items()),
        "norms": [replace(norm, because=()) for norm in map(as_answer, verdict.norms)],
        "reasons": {name: list(found) for name, found in verdict.reasons.items() if found},
        "open_norms": verdict.open_norms,
        "defeated": verdict.defeated,
        "missing": verdict.missing,
        "readings": verdict.readings,
        "if_not_done": verdict.if_not_done,
        "because": verdict.because,
        "no_matter": verdict.no_matter,
        "whoever": verdict.whoever,
        "near": verdict.near,
        "changes": verdict.changes(),
        "record": verdict.record,
    }


def as_answer(norm: records.AppliedNorm) -> records.NormAnswer:
    assert isinstance(norm, records.NormAnswer)
    return norm


def expected(found: records.Verdict) -> dict[str, Any]:
    return {
        **{name: getattr(found, name) for name in vars(found)},
        "norms": [replace(norm, because=()) for norm in found.norms],
        "reasons": {norm.rule: list(norm.because) for norm in reversed(found.norms) if norm.because},
        "record": found,
    }


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda found: found)
def test_every_part_is_what_the_decider_says(name: str, example: str) -> None:
    build = builds()[name]
    situation = situation_of(build.policy.examples[example])
    eager = build.decider.decide(situation, only_asked=True)
    decision = asked_of(policies()[name], situation, only=True)
    draw = Random(example)
    for verdict in draw.sample(decision.verdicts, len(decision)):
        wanted, made = expected(eager.verdict(verdict.bearer, verdict.action)), parts(verdict)
        for part in draw.sample(sorted(made), len(made)):
            assert made[part] == wanted[part], part
    assert seen(decision) == {
        **{name: getattr(eager, name) for name in ("revision", "on", "duties", "assumptions", "caveats")},
        "possible_duties": build.decider.possible_duties(situation),
        "outside_dates": eager.outside_dates,
        "verdicts": [(found.bearer, found.action) for found in eager.verdicts],
    }
    assert decision.record == eager
    assert decision.to_json() == eager.to_json()
    assert dict(decision.readings) == dict(situation.readings)
    assert decision.facts == {**situation.given, **dict.fromkeys(situation.unknown)}


@pytest.mark.parametrize("example", [example for name, example in EXAMPLES if name == "instruments"])
def test_a_program_gets_what_solon_decide_prints(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build = instruments_build()
    # The policies are read once for all examples.
    monkeypatch.setattr("solon.cli.one_situation.load", lambda policies: (build, {}))
    situation = situation_of(build.policy.examples[example])
    decision = asked_of(instruments(), situation, only=False)
    printed = CliRunner().invoke(
        main, ["decide", "-", "--format", "json"], input=json.dumps(decision.to_json()["situation"])
    )
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == json.loads(json.dumps(decision.to_json()))


@pytest.mark.parametrize("example", [example for name, example in EXAMPLES if name == "instruments"])
def test_the_explanation_starts_with_the_answer_and_cites_every_norm(example: str) -> None:
    build = instruments_build()
    decision = asked_of(instruments(), situation_of(build.policy.examples[example]), only=True)
    for verdict in decision:
        text = verdict.explain()
        assert text.endswith("\n")
        assert all(str(citation) in text for norm in verdict.norms for citation in norm.citations)
        assert all(f"[{one.fact}]" in text for one in (*verdict.missing, *verdict.no_matter))
        assert all(reason.says in text for found in verdict.reasons.values() for reason in found)
        if verdict.status in (Status.PROHIBITED, Status.REQUIRED):
            modality = Modality.MUST_NOT if verdict.status is Status.PROHIBITED else Modality.MUST
            assert f" {modality.value} " in text.splitlines()[0]


def test_what_a_policy_says_of_itself() -> None:
    policy = small()
    assert list(policy.facts) == ["rain", "storm", "calm", "place", "vote"]
    assert (policy.facts["rain"].kind, policy.facts["rain"].asks) == ("fact", "Does it rain?")
    assert policy.facts["place"].options == (("hall", "in the hall"), ("yard", "in the yard"))
    assert policy.facts["calm"].presumed is True
    assert (policy.bearers["member"].says, list(policy.actions)) == ("a member", ["speak", "leave"])
    assert policy.actions["speak"].instead == "stay silent"
    assert (policy.readings["strict"].chosen, list(policy.instruments)) == ("much", ["rules", "later"])
    assert policy.instruments["later"].in_force_from == date(2010, 6, 1)
    assert policy.questions == {"may_i": "May I speak?"}
    assert policy.verdicts == (("member", "instead_of_speak"), ("member", "leave"), ("member", "speak"))
    assert policy.schema == "solon.graph/3"
    assert len(policy.revision) == 64


WET = {"rain": True, "storm": False, "place": "hall", "vote": "not yet"}


@pytest.mark.parametrize(
    ("facts", "on", "status"),
    [
        (WET, "2018-05-01", "prohibited"),
        ({**WET, "vote": "2018-05-01"}, date(2018, 5, 1), "prohibited"),
        ({**WET, "vote": "2018-04-30"}, "2018-05-01", "not_regulated"),
        ({**WET, "vote": None}, "2018-05-01", "undetermined"),
        ({**WET, "calm": False}, "2018-05-01", "not_regulated"),
        ({**WET, "calm": None}, "2018-05-01", "undetermined"),
        ({**WET, "storm": None}, "2018-05-01", "undetermined"),
        (WET, "1999-12-31", "not_regulated"),
        (WET, "unknown", "undetermined"),
        (WET, None, "prohibited"),
        ({"drizzle": True, "storm": False, "place": "hall", "vote": "not yet"}, None, "prohibited"),
        ({**WET, "storm": True}, None, "not_regulated"),
        ({"rain": False, "place": "hall", "vote": "not yet"}, None, "not_regulated"),
        ({"place": "yard"}, None, "not_regulated"),
        ({}, None, "undetermined"),
        (None, None, "undetermined"),
    ],
)
def test_statuses_worked_out_by_hand(facts: dict[str, object] | None, on: str | date | None, status: str) -> None:
    assert small().decide(facts, on)["member", "speak"].status == status


def test_readings_everything_else_and_what_is_asked() -> None:
    facts = {**WET, "place": "yard"}
    assert small().decide(facts)["member", "speak"].status == "not_regulated"
    other = small().decide(facts, readings={"strict": "little"})
    assert other["member", "speak"].status == "prohibited"
    assert other.readings == {"strict": "little"}
    closed = small().decide({"place": "hall", "vote": "not yet"}, everything_else_no=True)
    assert closed["member", "speak"].status == "not_regulated"
    assert [(one.fact, one.value) for one in closed.assumptions] == [("rain", False), ("storm", False), ("calm", True)]
    for words in ("member leave", ("member", "leave"), ["member", "leave"]):
        only = small().decide({}, asked=[words])
        assert [(verdict.bearer, verdict.action) for verdict in only] == [("member", "leave")]
    assert len(small().decide({}, asked=[])) == 3


def test_a_situation_read_for_another_version_is_read_again() -> None:
    situation = small().decide({"rain": True, "storm": None}, "2018-05-01", readings={"strict": "little"}).situation
    again = small().answer(situation)
    assert again.situation == situation
    assert (
        again.to_json()
        == small().decide({"rain": True, "storm": None}, "2018-05-01", readings={"strict": "little"}).to_json()
    )


def test_load_reads_a_path_in_any_form(tmp_path: Path) -> None:
    path = tmp_path / "policies.json"
    path.write_text(instruments_build().artefact, "utf-8")
    assert load(path).revision == load(str(path)).revision == instruments().revision
