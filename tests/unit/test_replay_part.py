"""A decision that a page about one question saved: the same answer, and every change of it is still found."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from tests.tampering import places_in

from solon import pipeline
from solon.backends.javascript.slice import sliced
from solon.cli.files import read_policies
from solon.cli.main import main
from solon.engine.policy import Policy

ROOT = Path(__file__).parents[2]
PAIRS = (("member", "title_on_account"), ("member", "tell_followers"))
FACTS = {
    "member_runs": True,
    "account_used_for_re_election": True,
    "profile_names_councillor": True,
    "nomination_day": "2018-05-01",
    "voting_day": "2018-10-22",
}


@cache
def built() -> pipeline.Build:
    """The policies of this checkout."""
    return pipeline.checked(*read_policies(ROOT / "policies"))


def decisions() -> tuple[Policy, dict[str, Any], dict[str, Any]]:
    """The policy, a whole decision about two deeds, and what a page about these alone makes of it."""
    policy = Policy(built().decider.program)
    decision = policy.decide(FACTS, "2018-05-01", asked=PAIRS, everything_else_no=True)
    whole = json.loads(json.dumps(decision.to_json()))
    held = sliced(json.loads(built().artefact), PAIRS)
    norms, inputs = ({row["id"] for row in held[table]} for table in ("norms", "inputs"))
    part = {
        **whole,
        "duties": [one for one in whole["duties"] if one["rule"] in norms],
        "assumptions": [one for one in whole["assumptions"] if one["fact"] in inputs],
    }
    return policy, whole, part


def test_both_are_the_same_answer() -> None:
    policy, whole, part = decisions()
    assert 0 < len(part["duties"]) < len(whole["duties"])
    assert 0 < len(part["assumptions"]) < len(whole["assumptions"])
    again = policy.replay(whole), policy.replay(part)
    assert [(one.reproduced, one.of_part, one.assumed) for one in again] == [(True, False, ()), (True, True, ())]


def test_every_change_of_a_part_is_found() -> None:
    policy, _, part = decisions()
    # The situation is what was asked, not what was answered; the revision says which rules these are.
    places = [path for path in places_in(part) if path[0] not in ("situation", "revision", "schema")]
    assert len(places) > 100
    for path in places:
        for edit in (gone, otherwise):
            changed = copy.deepcopy(part)
            inner: Any = changed
            for key in path[:-1]:
                inner = inner[key]
            edit(inner, path[-1])
            try:
                found = policy.replay(changed)
            except ValueError:
                continue
            assert found.reproduced is False, (path, edit)
            assert not found.of_part


def gone(inner: Any, key: Any) -> None:
    del inner[key]


def otherwise(inner: Any, key: Any) -> None:
    inner[key] = not inner[key] if isinstance(inner[key], bool) else [inner[key]]


def test_nothing_between_a_part_and_the_whole_passes() -> None:
    policy, whole, part = decisions()
    for key in ("duties", "assumptions"):
        for other in (one for one in whole[key] if one not in part[key]):
            # All but one, and one more than the part has.
            less = {**whole, key: [one for one in whole[key] if one != other]}
            more = {**part, key: [one for one in whole[key] if one in part[key] or one == other]}
            assert policy.replay(less).reproduced is False
            assert policy.replay(more).reproduced is False
    assert policy.replay({**whole, "duties": part["duties"]}).reproduced is False


def test_a_part_with_a_verdict_on_every_deed_is_not_the_same() -> None:
    policy, whole, part = decisions()
    every = policy.answer(policy.situation(whole["situation"])).of_every_deed().to_json()
    every = json.loads(json.dumps(every))
    assert policy.replay(every).reproduced is True
    assert policy.replay({**every, "duties": part["duties"], "assumptions": part["assumptions"]}).reproduced is False


def test_the_command_says_that_it_is_a_part(tmp_path: Path) -> None:
    _, _, part = decisions()
    path = tmp_path / "kept.json"
    path.write_text(json.dumps(part), "utf-8")
    words = ["--policies", str(ROOT / "policies"), "replay", str(path)]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("The same answer\n")
    assert "the duties and assumptions that belong to this, and no others" in " ".join(done.stdout.split())
    assert "Assumed today" not in done.stdout
    data = json.loads(CliRunner().invoke(main, [*words, "--format", "json"]).stdout)
    assert (data["reproduced"], data["of_part"]) == (True, True)
