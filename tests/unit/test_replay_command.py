"""`solon replay` and `solon decide --artefact` as a person or a program meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.diff_policies import HOUSE
from tests.unit.test_diff_command import STRICTER, git, solon, write

from solon.cli.main import main

SITUATION = """on: 2010-01-01
facts:
  rare: {value: yes, by: the reader}
  old: no
  room: yard
asked: [visitor borrow]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Policies without git, a situation, its decision, and the compiled policies."""
    folder = tmp_path / "house"
    write(folder, HOUSE)
    (folder / "situation.yaml").write_text(SITUATION, "utf-8")
    keep(folder)
    assert solon(folder, "compile", "-o", str(folder / "house.json")).exit_code == 0
    return folder


def keep(folder: Path) -> dict[str, Any]:
    """Decide the situation, and keep the decision."""
    done = solon(folder, "decide", str(folder / "situation.yaml"), "--format", "json")
    assert done.exit_code == 0
    (folder / "decision.json").write_text(done.stdout, "utf-8")
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def replay(folder: Path, *words: str) -> Result:
    return solon(folder, "replay", str(folder / "decision.json"), *words)


def data(done: Result) -> dict[str, Any]:
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_same_answer(folder: Path) -> None:
    done = replay(folder)
    assert done.exit_code == 0
    assert done.stdout.startswith("The same answer\n")
    assert "  - a visitor, borrow the book: prohibited, as then\n" in done.stdout
    assert "All 3 answers are the same. 2 of them are not listed here" in flat(done.stdout)
    found = data(replay(folder, "--format", "json"))
    assert (found["reproduced"], found["differences"], len(found["answers"])) == (True, [], 3)
    assert found["made_again_with"].startswith("the policies in ")
    text = (folder / "decision.json").read_text("utf-8")
    done = CliRunner().invoke(main, ["--policies", str(folder / "policies"), "replay", "-"], input=text)
    assert (done.exit_code, done.stdout) == (0, replay(folder).stdout)


def test_a_file_changed_by_hand(folder: Path) -> None:
    text = (folder / "decision.json").read_text("utf-8")
    (folder / "decision.json").write_text(text.replace('"status": "prohibited"', '"status": "permitted"'), "utf-8")
    done = replay(folder)
    assert done.exit_code == 1
    assert done.stdout.startswith("Not the same answer\n")
    assert (
        '  verdicts[visitor borrow].status\n    in the file:   "permitted"\n    decided again: "prohibited"\n'
    ) in done.stdout
    assert "  * a visitor, borrow the book: permitted then, prohibited now (house 1)\n" in done.stdout
    many = text.replace('"rule": "', '"rule": "x')
    many = many.replace('"asks": "', '"asks": "x').replace('"says": "', '"says": "x').replace('"not_reg', '"prohib')
    many = many.replace('"prohibulated"', '"prohibited"').replace('"note": "', '"note": "x')
    (folder / "decision.json").write_text(many, "utf-8")
    done = replay(folder)
    assert done.exit_code == 1
    assert done.stdout.count("    decided again: ") == 6
    assert " more; see all of them with --format json\n" in done.stdout


def test_rules_that_are_not_at_hand_and_the_ways_to_give_them(folder: Path) -> None:
    write(folder, STRICTER)
    done = replay(folder)
    assert done.exit_code == 1
    assert done.stdout.startswith("Not decided again\n")
    assert "--artefact FILE for a compiled file, or --rules FOLDER or --rules REVISION" in flat(done.stdout)
    assert "  * a visitor, borrow the book: prohibited then, not regulated now\n" in done.stdout
    found = data(replay(folder, "--format", "json"))
    assert (found["reproduced"], found["made_again_with"]) == (None, None)
    assert [one["label"] for one in found["looked_at"]] == [f"the policies in {folder / 'policies'}"]

    done = replay(folder, "--artefact", str(folder / "house.json"))
    assert done.exit_code == 0
    assert done.stdout.startswith("The same answer\n")
    assert "prohibited then, not regulated now" in done.stdout
    older = folder / "older"
    write(older, HOUSE)
    assert replay(folder, "--rules", str(older)).stdout.startswith("The same answer\n")
    # Rules of a third kind are not taken for those that made it.
    write(older, HOUSE.replace("10 days after", "11 days after"))
    done = replay(folder, "--rules", str(older))
    assert done.exit_code == 1
    assert done.stdout.startswith("Not decided again\n")
    assert f"- {older}: revision " in flat(done.stdout)


def test_without_policies_the_last_compiled_file_is_today(folder: Path) -> None:
    write(folder, STRICTER)
    assert solon(folder, "compile", "-o", str(folder / "new.json")).exit_code == 0
    elsewhere = folder / "elsewhere"
    words = ("replay", str(folder / "decision.json"), "--format", "json")
    found = data(
        solon(elsewhere, *words, "--artefact", str(folder / "house.json"), "--artefact", str(folder / "new.json"))
    )
    assert found["reproduced"] is True
    assert [one["now"] for one in found["answers"] if one["asked"]] == ["not_regulated"]
    done = solon(elsewhere, *words)
    assert done.exit_code == 2
    assert "There is no folder" in done.stderr


def test_a_git_revision_and_the_releases_are_found(folder: Path) -> None:
    git(folder.parent, "init", "-q", "-b", "trunk", str(folder))
    assert solon(folder, "release", "0.1.0", "--on", "2026-03-01").exit_code == 0
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "release 0.1.0")
    git(folder, "tag", "v1")
    write(folder, STRICTER)
    done = replay(folder)
    assert done.exit_code == 0
    assert "With release 0.1.0, revision " in done.stdout
    assert "prohibited then, not regulated now" in done.stdout
    assert "With v1, revision " in replay(folder, "--rules", "v1").stdout
    done = replay(folder, "--rules", "v2")
    assert done.exit_code == 2
    assert '"v2" is neither a folder nor a git revision' in done.stderr


def test_a_fact_that_today_is_not_asked(folder: Path) -> None:
    text = HOUSE.replace("choice room\n", "choice where\n")
    write(folder, text)
    done = replay(folder, "--artefact", str(folder / "house.json"))
    assert done.exit_code == 3
    assert done.stdout.startswith("The same answer\n")
    assert '  - There is no fact "room".' in done.stdout
    assert "--without FACT" in done.stdout
    assert "  - a visitor, borrow the book: prohibited then, no answer now\n" in done.stdout
    done = replay(folder, "--artefact", str(folder / "house.json"), "--without", "room")
    assert done.exit_code == 0
    assert "  * a visitor, borrow the book: prohibited then, undetermined now\n" in done.stdout
    write(folder, text.replace("choice where\n", "choice where\n  was: room\n"))
    done = replay(folder, "--artefact", str(folder / "house.json"))
    assert done.exit_code == 0
    assert '"room" is called "where" today.' in done.stdout
    assert replay(folder, "--without", "wet").exit_code == 2


def test_what_is_impossible_today(folder: Path) -> None:
    block = "impossible new\n  because: All is <b>digital</b>.\n  when all of:\n    - the book is rare\n"
    write(folder, f"{HOUSE}\n{block}")
    done = replay(folder, "--artefact", str(folder / "house.json"), "--format", "json")
    assert done.exit_code == 3
    found = data(done)
    assert found["reproduced"] is True
    assert [one["at"] for one in found["faults"]] == ["new"]
    assert {one["now"] for one in found["answers"]} == {None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "line 1, column 1: This is no decision as JSON: Expecting value."),
        (b'{"schema": ', "line 1, column 12"),
        (b"on: 2018-05-01\nfacts: {}\n", "line 1, column 1"),
        (b"\xff\xfe{}", "byte 0: This is no decision as JSON: it is not UTF-8."),
        (b'{"a": 1, "a\x41": 2, "aA": 3}', '"aA" stands twice'),
        (b"[" * 100_000, "nested too deep"),
        (b"[]", "This is no decision: it is []."),
        (b'{"schema": "solon.situation/1"}', 'schema: This has the form "solon.situation/1"'),
        (b'{"schema": "solon.decision/1", "verdicts": []}', "situation: This decision does not hold the situation"),
        (b'{"schema": "\\u001b[31m<script>\\u202e"}', "schema: This has the form"),
    ],
)
def test_what_is_no_decision(folder: Path, text: bytes, said: str) -> None:
    (folder / "decision.json").write_bytes(text)
    done = replay(folder)
    assert done.exit_code == 3
    assert said in done.stderr
    assert done.stderr.endswith("Nothing was decided.\n")
    assert done.stderr.replace("\n", "").isprintable()
    assert not done.stdout
    done = replay(folder, "--format", "json")
    assert done.exit_code == 3
    assert data(done)["schema"] == "solon.faults/1"


def test_hostile_names_come_out_on_one_line(folder: Path) -> None:
    decision = keep(folder)
    decision["verdicts"][0]["bearer"] = "\x1b[31m<b>\nvisitor\u202e"
    decision["situation"]["facts"] = {"\x1b]0;\u202e\n": True}
    (folder / "decision.json").write_text(json.dumps(decision), "utf-8")
    done = replay(folder)
    assert done.exit_code == 3
    assert done.stdout.replace("\n", "").isprintable()


def test_a_file_that_is_not_there_and_a_damaged_artefact(folder: Path) -> None:
    done = solon(folder, "replay", str(folder / "none.json"))
    assert (done.exit_code, "cannot be read" in done.stderr) == (2, True)
    (folder / "house.json").write_text("{}", "utf-8")
    done = replay(folder, "--artefact", str(folder / "house.json"))
    assert (done.exit_code, "not an artefact of Solon" in done.stderr) == (3, True)
    assert replay(folder, "--artefact", str(folder / "none.json")).exit_code == 2


# A compiled file is asked


def decide(folder: Path, situation: str, *words: str) -> Result:
    (folder / "other.yaml").write_text(situation, "utf-8")
    artefact = ("--artefact", str(folder / "house.json"))
    return solon(folder / "elsewhere", "decide", str(folder / "other.yaml"), *artefact, *words)


@pytest.mark.parametrize(
    "situation",
    [
        SITUATION,
        "facts: {rare: no, old: unknown}\neverything else: no\n",
        'facts: {rare: "yes", old: true}\nreadings: {what_is_rare: together}\nfacts_: ',
        "facts:\n  rare: {value: no, by: me}\n  opening: 2010-01-01\non: unknown\nset aside: {old: no}\n",
        "facts:\nquestion: may_i_borrow\norder: [rare]\nreadings:\n",
        "facts: {rare: yes}\non:\n",
        "facts: {rare: yes}\neverything else:\n",
        "[]",
        "rare",
        "",
    ],
)
def test_a_compiled_file_answers_as_the_policies_do(folder: Path, situation: str) -> None:
    found = decide(folder, situation, "--format", "json")
    own = solon(folder, "decide", str(folder / "other.yaml"), "--format", "json")
    assert found.exit_code == own.exit_code
    if own.exit_code == 0:
        assert found.stdout == own.stdout


def test_a_compiled_file_in_words(folder: Path) -> None:
    done = decide(folder, SITUATION)
    assert done.exit_code == 0
    assert done.stdout.startswith("A visitor must not borrow the book.\n")
    done = decide(folder, "facts: {room: yard}\nasked: [visitor borrow]\n", "--require-determined")
    assert done.exit_code == 4
    assert "Still open: Is the book rare? [rare]" in done.stdout


def test_a_wrong_situation_for_a_compiled_file(folder: Path) -> None:
    done = decide(folder, "on: 2010-01-01\nfacts:\n  rear: yes\n  old: perhaps\nasked: [visitor fly]\n")
    assert done.exit_code == 3
    assert 'other.yaml, line 3: There is no fact "rear". Did you mean "rare"?' in done.stderr
    assert 'line 4: "perhaps" is not an answer to "old".' in done.stderr
    assert 'line 5: No rule is about "visitor fly".' in done.stderr
    done = decide(folder, "facts: {rare: yes, rare: no}\n", "--format", "json")
    assert done.exit_code == 3
    assert data(done)["findings"][0]["code"] == "S507"
    done = decide(folder, "facts: {rear: yes}\n", "--format", "json")
    assert done.exit_code == 3
    assert [(one["at"], one["line"]) for one in data(done)["faults"]] == [("rear", 1)]
