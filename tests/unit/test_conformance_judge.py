"""What holds engines against the conformance cases: it notices every kind of wrong answer, and tables are complete."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conformance_cases import Case, suites, write
from tests.conformance_judge import faults
from tests.conformance_tables import rows_of, table_cases

DECISION: dict[str, Any] = {
    "assumptions": [{"fact": "dry", "value": True, "why": "it is presumed"}],
    "verdicts": [
        {
            "bearer": "visitor",
            "action": "swim",
            "status": "prohibited",
            "possible": ["prohibited"],
            "by_instrument": {"rules": "prohibited"},
            "norms": [{"rule": "no_swimming", "modality": "must not"}],
            "open_norms": ["advice"],
            "defeated": [{"rule": "cold", "by": ["summer"]}],
            "missing": [{"fact": "tired"}, {"fact": "old"}],
            "readings": [{"reading": "pools", "otherwise": {"ponds": "permitted"}}],
            "if_not_done": "permitted",
        }
    ],
    "duties": [{"rule": "no_swimming", "from": "2020-01-01", "by": None, "until": "2020-02-29"}],
}
# Each is right; each change of the decision makes it wrong.
STATED: tuple[tuple[dict[str, Any], Callable[[dict[str, Any]], object]], ...] = (
    ({"status": "prohibited"}, lambda v: v.update(status="permitted")),
    ({"possible": ["prohibited"]}, lambda v: v.update(possible=["prohibited", "permitted"])),
    ({"by": ["no_swimming"]}, lambda v: v["norms"].append({"rule": "other", "modality": "must not"})),
    ({"by": ["no_swimming"]}, lambda v: v["norms"][0].update(one_of=["swim", "row"])),
    ({"applies": ["no_swimming"]}, lambda v: v["norms"].clear()),
    ({"does not apply": ["cold"]}, lambda v: v["norms"].append({"rule": "cold", "modality": "may"})),
    ({"does not apply": ["cold"]}, lambda v: v["open_norms"].append("cold")),
    ({"open": ["advice"]}, lambda v: v["open_norms"].clear()),
    ({"with force": {"no_swimming": "must not"}}, lambda v: v["norms"][0].update(modality="should not")),
    ({"defeated": {"cold": ["summer"]}}, lambda v: v["defeated"].clear()),
    ({"not defeated": {"cold": ["sauna"]}}, lambda v: v["defeated"][0]["by"].append("sauna")),
    ({"missing": ["old"]}, lambda v: v["missing"].pop()),
    ({"not missing": ["young"]}, lambda v: v["missing"].append({"fact": "young"})),
    ({"missing in order": ["tired", "old"]}, lambda v: v["missing"].reverse()),
    ({"missing, in any order": ["old", "tired"]}, lambda v: v["missing"].pop()),
    ({"if not done": "permitted"}, lambda v: v.update(if_not_done="required")),
    ({"by instrument": {"rules": "prohibited"}}, lambda v: v["by_instrument"].update(later="permitted")),
    ({"other readings": {"pools": {"ponds": "permitted"}}}, lambda v: v["readings"].clear()),
)


def stated(**more: Any) -> Case:
    return Case("case", {}, ({"bearer": "visitor", "action": "swim", **more},))


@pytest.mark.parametrize(("expect", "spoil"), STATED)
def test_every_kind_of_wrong_verdict_is_noticed(
    expect: dict[str, Any], spoil: Callable[[dict[str, Any]], object]
) -> None:
    case = stated(**expect)
    decision = json.loads(json.dumps(DECISION))
    assert faults(case, decision) == []
    spoil(decision["verdicts"][0])
    assert len(faults(case, decision)) == 1


def test_wrong_days_assumptions_and_what_cannot_occur_are_noticed() -> None:
    right = {"of": ["no_swimming"], "from": "2020-01-01", "until": "2020-02-29"}
    assert faults(stated(days=[right]), DECISION) == []
    assert len(faults(stated(days=[{**right, "until": "2020-02-28"}]), DECISION)) == 1
    assert len(faults(stated(days=[{**right, "of": ["cold"]}]), DECISION)) == 1
    assert faults(Case("case", {}, assumed={"dry": True}), DECISION) == []
    assert len(faults(Case("case", {}, assumed={}), DECISION)) == 1
    assert len(faults(Case("case", {}, cannot_occur=()), DECISION)) == 1
    assert len(faults(Case("case", {}, cannot_occur=("both",)), None, ["neither"])) == 1
    assert faults(Case("case", {}, cannot_occur=("both",)), None, ["both"]) == []
    assert len(faults(stated(status="prohibited"), None, ["both"])) == 1


def test_a_missing_verdict_counts_as_not_regulated() -> None:
    nothing = {**DECISION, "verdicts": []}
    assert faults(stated(status="not_regulated"), nothing) == []
    assert len(faults(stated(status="permitted"), nothing)) == 1


def test_a_table_gives_every_situation_once_and_its_answer_by_the_rows_that_are_left() -> None:
    found = {
        "id": "t",
        "inputs": ["a", "b"],
        "deeds": ["visitor swim"],
        "rows": [
            [False, False, "not_regulated"],
            [False, True, "permitted"],
            [True, False, "prohibited"],
            [True, True, "impossible"],
        ],
    }
    made = list(table_cases(rows_of(found)))
    by_values = {
        tuple("?" if value in (None, "unknown") else value for value in (facts.get("a"), facts.get("b"))): case
        for case in made
        for facts in (case.situation["facts"],)
    }
    assert len(made) == len(by_values) == 9
    assert by_values[(True, True)].impossible
    answers = {values: case.expect[0] for values, case in by_values.items() if not case.impossible}
    assert answers[(False, "?")]["status"] == "permitted"
    assert answers[(True, "?")]["status"] == "prohibited"
    assert answers[("?", True)]["status"] == "permitted"
    assert answers[("?", "?")]["status"] == "undetermined"
    # b alone changes nothing that disagrees: with a it would be impossible.
    assert answers[("?", "?")]["missing in order"] == ["a"]


def test_a_table_with_a_row_too_few_or_too_many_is_refused() -> None:
    rows = [[False, "permitted"], [True, "prohibited"]]
    whole = {"id": "t", "inputs": ["a"], "deeds": ["visitor swim"]}
    assert rows_of({**whole, "rows": rows})
    with pytest.raises(ValueError, match="t: "):
        rows_of({**whole, "rows": [*rows, rows[0]]})
    with pytest.raises(ValueError, match="t: "):
        rows_of({**whole, "rows": [[False, "permitted", "permitted"], rows[1]]})
    with pytest.raises(ValueError, match="not every completion"):
        rows_of(
            {
                "id": "t",
                "inputs": ["a", "b"],
                "deeds": ["visitor swim"],
                "rows": [[False, False, "permitted"], [True, True, "permitted"]],
            }
        )


def test_ids_are_unique_and_every_case_states_something() -> None:
    for suite in suites():
        assert suite.build.sound
        assert len({case.id for case in suite.cases}) == len(suite.cases)
        assert all(case.expect or case.cannot_occur is not None for case in suite.cases)


def test_the_cases_can_be_written_for_other_languages(tmp_path: Path) -> None:
    write(tmp_path)
    for suite in suites():
        lines = (tmp_path / suite.name / "cases.jsonl").read_text("utf-8").splitlines()
        assert [json.loads(line)["id"] for line in lines] == [case.id for case in suite.cases]
        assert (tmp_path / suite.name / "policies.json").read_text("utf-8") == suite.build.artefact
