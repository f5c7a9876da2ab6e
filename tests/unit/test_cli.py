"""The commands as a person or a program meets them: answers, exit codes, and nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from solon.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[2]
POST = """on: 2018-05-01
facts: {account_has_city_email: yes, content_promotes_third_party: yes}
everything else: no
asked: [member post_the_content]
"""


def solon(*words: str, policies: Path = ROOT / "policies", text: str = "") -> Result:
    return CliRunner().invoke(main, ["--policies", str(policies), *words], input=text)


def test_help_names_every_command() -> None:
    shown = solon("--help").output
    for command in COMMANDS:
        assert f"\n  {command} " in shown
    assert solon("--version").output.startswith("solon, version ")


def test_decide_prints_a_letter_with_the_answer_first() -> None:
    done = solon("decide", "-", text=POST)
    assert done.exit_code == 0
    assert done.output.startswith("A member must not post the content.\n")
    assert "social_media 15(a)" in done.output
    assert "the account is registered with a toronto.ca email address" in done.output
    assert "\x1b[" not in done.output


def test_decide_prints_data() -> None:
    done = solon("decide", "--format", "json", "-", text=POST)
    decision = json.loads(done.output)
    assert decision["schema"] == "solon.decision/1"
    assert {"revision", "on", "verdicts", "duties", "assumptions", "caveats", "outside_dates"} <= decision.keys()
    pairs = [(verdict["bearer"], verdict["action"]) for verdict in decision["verdicts"]]
    assert pairs == sorted(pairs)
    verdict = decision["verdicts"][pairs.index(("member", "post_the_content"))]
    keys = {"bearer", "action", "status", "possible", "by_instrument", "norms", "open_norms", "defeated", "missing"}
    assert keys | {"readings", "if_not_done"} <= verdict.keys()
    assert verdict["status"] == "prohibited"
    norm = next(norm for norm in verdict["norms"] if norm["rule"] == "no_third_party_promotion")
    assert set(norm) >= {"rule", "modality", "citations", "instrument", "authority", "because"}
    assert {reason["fact"] for reason in norm["because"]} >= {"account_has_city_email", "content_promotes_third_party"}


def test_an_unknown_that_matters_is_named_and_one_that_does_not_is_not() -> None:
    text = POST.replace("everything else: no\n", "")
    text = text.replace("content_promotes_third_party: yes", "content_promotes_third_party: unknown")
    done = solon("decide", "--format", "json", "-", text=text)
    verdicts = {v["action"]: v for v in json.loads(done.output)["verdicts"]}
    missing = {entry["fact"] for entry in verdicts["post_the_content"]["missing"]}
    assert "content_promotes_third_party" in missing
    assert "profile_names_councillor" not in missing  # the account counts already


def test_an_undetermined_answer_is_an_answer_unless_a_determined_one_is_required() -> None:
    text = "facts: {account_has_city_email: yes}\nasked: [member post_the_content]\n"
    assert solon("decide", "-", text=text).exit_code == 0
    assert solon("decide", "--require-determined", "-", text=text).exit_code == 4
    assert solon("decide", "--require-determined", "-", text=POST).exit_code == 0


def test_bad_facts_exit_3_and_decide_nothing() -> None:
    done = solon("decide", "-", text="facts: {account_has_city_emial: yes, member_account: yes}\n")
    assert done.exit_code == 3
    assert 'Did you mean "account_has_city_email"?' in done.output
    assert "S503" in done.output
    assert "S504" in done.output
    assert "must not" not in done.output
    data = json.loads(solon("decide", "--format", "json", "-", text="facts: {x: 1}").output)
    assert data["findings"][0]["code"] == "S503"


def test_wrong_usage_exits_2(tmp_path: Path) -> None:
    assert solon("decide", "no such file").exit_code == 2
    assert solon("nonsense").exit_code == 2
    assert solon("check", policies=tmp_path / "nowhere").exit_code == 2
    assert solon("examples", "no_such_example").exit_code == 2
    assert solon("new", "ruel").exit_code == 2
    assert solon("explain", "S999").exit_code == 2
    assert solon("explain", "../../../README").exit_code == 2


def test_check_finds_and_exits_1(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    path = tmp_path / "policies" / "social_media" / "promotion.solon"
    path.write_text(path.read_text("utf-8").replace("the post is occasional", "the post is ocasional", 1), "utf-8")
    done = solon("check", policies=tmp_path / "policies")
    assert done.exit_code == 1
    assert 'Did you mean "the post is occasional"?' in done.output
    data = json.loads(solon("check", "--format", "json", policies=tmp_path / "policies").output)
    assert [finding["code"] for finding in data["findings"]] == ["S301"]
    refused = solon("decide", "-", policies=tmp_path / "policies", text=POST)
    assert refused.exit_code == 1
    assert "must not post" not in refused.output


def test_examples_compare_and_exit_1_where_they_part(tmp_path: Path) -> None:
    assert solon("examples", "scone").exit_code == 0
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    path = tmp_path / "policies" / "social_media" / "examples.solon"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("post the content: permitted, by local_life", "post the content: prohibited", 1), "utf-8"
    )
    done = solon("examples", "scone", policies=tmp_path / "policies")
    assert done.exit_code == 1
    assert "is permitted, not prohibited" in done.output


def test_outcomes_lists_every_status_with_its_ways() -> None:
    done = solon("outcomes", "accept_benefit")
    assert done.exit_code == 0
    assert done.output.startswith("A member should not accept the offered benefit.\n  It is so in one way:\n")
    assert "somebody offers the member a benefit for the post" in done.output
    assert "social_media example 4 conclusion, sentence 3" in done.output
    assert "\x1b[" not in done.output


def test_outcomes_are_data_of_a_fixed_form() -> None:
    done = solon("outcomes", "post_the_content", "--format", "json")
    assert done.exit_code == 0
    data = json.loads(done.output)
    assert data["schema"] == "solon.outcomes/1"
    assert data["complete"] is True
    assert len(data["revision"]) == 64
    (deed,) = data["deeds"]
    assert [one["status"] for one in deed["statuses"]] == [
        "prohibited",
        "advised_against",
        "permitted",
        "not_regulated",
    ]
    assert {"entries", "norms"} <= deed["statuses"][0]["ways"][0].keys()
    assert {"kind", "id", "values", "says"} <= deed["statuses"][0]["ways"][0]["entries"][0].keys()
    named = {
        (entry["kind"], entry["id"], entry["values"] == ["yes"])
        for one in (*deed["statuses"], *deed["off"], *data["meanings"])
        for way in one["ways"]
        for entry in way["entries"]
        if entry["kind"] in ("term", "period", "counts")
    }
    assert named == {(one["kind"], one["id"], one["holds"]) for one in data["meanings"]}
    numbers = {number for one in deed["statuses"] for number in one.get("unless", ())}
    assert numbers == {one["number"] for one in deed["off"]}


def test_outcomes_can_be_narrowed_and_read_otherwise() -> None:
    assert solon("outcomes", "use_social_media", "--status", "prohibited").output.startswith(
        "Nothing leads to that status"
    )
    assert solon("outcomes", "post_the_content", "--bearer", "lobbyist").output.startswith("No rule here is about it")
    flat = solon("outcomes", "seek_advice", "--flat", "--format", "json")
    assert json.loads(flat.output)["meanings"] == []
    words = ("outcomes", "like_the_content", "--status", "prohibited")
    assert solon(*words).output.startswith("Nothing leads to that status")
    assert solon(*words, "--reading", "likes=post").output.startswith("A member must not like the content.")
    cut = solon("outcomes", "post_the_content", "--flat", "--limit", "5", "--status", "prohibited")
    assert "in any of the first 5 ways" in cut.output
    assert "At most 137 more ways are not shown." in cut.output


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("post_the_contents",), 'Did you mean "post_the_content"?'),
        (("post_the_content", "--bearer", "membre"), 'Did you mean "member"?'),
        (("post_the_content", "--reading", "like=post"), 'Did you mean "likes"?'),
        (("post_the_content", "--reading", "likes=pots"), 'Did you mean "post"?'),
        (("post_the_content", "--reading", "likes"), "Write NAME=OPTION"),
        (("post_the_content", "--status", "forbidden"), "prohibited"),
        (("post_the_content", "--limit", "0"), "--limit"),
        (("instead_of_post_the_content",), "There is no action"),
    ],
)
def test_outcomes_of_what_is_not_there_exit_2(words: tuple[str, ...], hint: str) -> None:
    done = solon("outcomes", *words)
    assert done.exit_code == 2
    assert hint in done.output


def test_facts_read_and_new() -> None:
    assert "the account is registered with a toronto.ca email address" in solon("facts", "toronto.ca").output
    assert "I read no_third_party_promotion as:" in solon("read", "no_third_party_promotion").output
    assert "Did you mean" in solon("read", "no_third_party_promotions").output
    template = solon("new", "situation", "post_the_content").output
    assert "account_has_city_email: unknown" in template
    assert solon("decide", "-", text=template).exit_code == 0


def test_coverage_accounts_for_every_paragraph_of_every_instrument() -> None:
    done = solon("coverage", "--format", "json")
    assert done.exit_code == 0
    instruments = json.loads(done.output)["instruments"]
    sizes = {name: len(rows) for name, rows in instruments.items()}
    assert sizes == {
        "procurement_lobbying": 6,
        "reference_letters": 10,
        "social_media": 77,
        "unsolicited_communications": 6,
    }
    assert all(row["blocks"] for rows in instruments.values() for row in rows)
    assert "only context: " in solon("coverage").output


def test_compile_gives_the_same_bytes_twice_under_any_hash_seed(tmp_path: Path) -> None:
    written: list[bytes] = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.json"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}/dsl:{ROOT}/compiler"}
        command = [sys.executable, "-m", "solon", "--policies", str(ROOT / "policies"), "compile", "-o", str(out)]
        subprocess.run(command, check=True, env=environment, cwd=tmp_path, capture_output=True)
        written.append(out.read_bytes())
    assert written[0] == written[1]
    assert json.loads(written[0])["schema"] == "solon.graph/3"
    assert solon("compile", "--graph", "dot").output.startswith("digraph decision {")


def test_an_output_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a file"
    target.write_text("kept")
    done = solon("compile", "-o", str(target / "policies.json"))
    assert done.exit_code == 2
    assert "cannot be written" in done.output
    assert target.read_text() == "kept"


def test_fmt_keeps_files_in_form_and_mends_others(tmp_path: Path) -> None:
    assert solon("fmt", "--check").exit_code == 0
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    path = tmp_path / "policies" / "shared" / "people.solon"
    form = path.read_text("utf-8")
    path.write_text(form.replace("\n  ", "\n      ").replace("\n", "\r\n"), "utf-8", newline="")
    assert solon("fmt", "--check", policies=tmp_path / "policies").exit_code == 1
    assert solon("fmt", policies=tmp_path / "policies").exit_code == 0
    assert path.read_text("utf-8") == form
    path.write_text("ruel x\n", "utf-8")
    assert solon("fmt", policies=tmp_path / "policies").exit_code == 1
    assert path.read_text("utf-8") == "ruel x\n"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "site/pages/policy-staff.md"])
def test_the_commands_named_in_the_documents_exist(name: str) -> None:
    import re

    for command in set(re.findall(r"solon ([a-z]+)\b", (ROOT / name).read_text("utf-8"))) & set(COMMANDS):
        assert solon(command, "--help").exit_code == 0
