"""`solon diff` as a person or a program meets it: folders and revisions, formats, exit codes, and clear refusals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.diff_policies import HOUSE, LOCK

from solon.cli.main import main

ROOT = Path(__file__).parents[2]
OLDER = HOUSE.replace("by: 10 days after", "by: 12 days after")
RARE = "  when all of:\n    - the book is rare\n\n"
STRICTER = HOUSE.replace(RARE, RARE.replace("rare\n", "rare\n    - the book is old\n"))
FIXTURE = """- id: rare_book
  why: it is rare
  situation:
    on: 2010-01-01
    facts: {rare: yes, room: yard}
    everything else: no
  expect: {bearer: visitor, action: borrow, status: prohibited, applies: [no_rare_books]}
"""


def solon(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--policies", str(folder / "policies"), *words])


def write(folder: Path, text: str, lock: str = LOCK) -> Path:
    policies = folder / "policies"
    policies.mkdir(parents=True, exist_ok=True)
    (policies / "house.solon").write_text(text, "utf-8")
    (policies / "sources.lock").write_text(lock, "utf-8")
    return policies


def git(folder: Path, *words: str) -> str:
    names = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(folder), *names, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits of a small policy with a fixture; the first has another deadline."""
    folder = tmp_path / "repository"
    write(folder, OLDER)
    fixtures = folder / "tests" / "fixtures" / "house"
    fixtures.mkdir(parents=True)
    (fixtures / "no_rare_books.yaml").write_text(FIXTURE, "utf-8")
    git(tmp_path, "init", "-q", "-b", "trunk", str(folder))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    git(folder, "tag", "v1")
    write(folder, HOUSE)
    git(folder, "commit", "-q", "-a", "-m", "second")
    return folder


def test_the_working_tree_is_compared_with_the_last_commit(repository: Path) -> None:
    done = solon(repository, "diff")
    assert (done.exit_code, done.output) == (0, "No situation changes.\n")
    write(repository, STRICTER)
    done = solon(repository, "diff")
    assert done.exit_code == 1
    assert done.output.startswith("1 deed gets another verdict in some situations.\n")
    assert "Before: a visitor must not borrow the book, by no_rare_books (house 1).\n" in done.output
    assert "Now: no rule here reaches it.\n" in done.output
    assert "house/no_rare_books.yaml" in done.output
    assert "rare_book: the status is not_regulated instead of prohibited" in done.output
    assert "\x1b[" not in done.output
    assert git(repository, "status", "--porcelain") == "M policies/house.solon"


def test_revisions_are_compared_without_touching_the_checkout(repository: Path) -> None:
    before = git(repository, "rev-parse", "HEAD")
    done = solon(repository, "diff", "v1", "HEAD")
    assert done.exit_code == 1
    assert "no longer by: 12 days after opening day" in " ".join(done.output.split())
    assert solon(repository, "diff", "HEAD", "trunk").exit_code == 0
    assert solon(repository, "diff", "HEAD~1", ".").exit_code == 1
    assert solon(repository, "diff", "v1", "v1").exit_code == 0
    assert git(repository, "rev-parse", "HEAD") == before
    assert git(repository, "status", "--porcelain") == ""


def test_a_folder_comes_before_a_revision_and_may_hold_the_policies_inside(repository: Path, tmp_path: Path) -> None:
    write(tmp_path / "other", STRICTER)
    for name in ("other", "other/policies"):
        done = solon(repository, "diff", str(tmp_path / name), "HEAD")
        assert done.exit_code == 1
        assert "Before: no rule here reaches it." in done.output


def test_what_a_hook_of_git_sets_for_itself_is_left_aside(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere")
    assert solon(repository, "diff").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("no-such-revision",), "is neither a folder nor a git revision"),
        (("HEAD", "no-such-revision"), "is neither a folder nor a git revision"),
        (("--", "--output=/etc/x"), "is neither a folder nor a git revision"),
        (("HEAD:policies",), "is neither a folder nor a git revision"),
        (("tests",), "holds no policy files"),
        (("HEAD", "--format", "xml"), "Invalid value"),
    ],
)
def test_wrong_usage_exits_2_and_says_a_way_out(
    repository: Path, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    done = solon(repository, "diff", *words)
    assert done.exit_code == 2
    assert said in done.output


def test_without_a_repository_folders_can_be_compared(tmp_path: Path) -> None:
    write(tmp_path / "one", HOUSE)
    write(tmp_path / "two", STRICTER)
    done = solon(tmp_path / "one", "diff")
    assert done.exit_code == 2
    assert "Name two folders to compare" in done.output
    assert solon(tmp_path / "one", "diff", str(tmp_path / "two")).exit_code == 1
    assert solon(tmp_path / "nowhere", "diff", str(tmp_path / "two")).exit_code == 2


def test_a_revision_without_policies_is_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "trunk", str(tmp_path))
    (tmp_path / "README").write_text("x")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "empty")
    write(tmp_path, HOUSE)
    done = solon(tmp_path, "diff")
    assert done.exit_code == 2
    assert 'The revision "HEAD" has no policy files in policies.' in done.output


@pytest.mark.parametrize("side", [0, 1])
def test_errors_in_either_version_are_shown_and_nothing_is_compared(tmp_path: Path, side: int) -> None:
    texts = [HOUSE, HOUSE.replace("    - the book is rare\n\n", "    - the book is raer\n\n")]
    folders = [write(tmp_path / name, text) for name, text in zip("ab", texts[:: 1 if side else -1], strict=True)]
    done = solon(tmp_path, "diff", *map(str, folders))
    assert done.exit_code == 1
    assert "S301" in done.output
    assert f"These findings are about: {folders[side]}." in done.output
    assert "situation" not in done.output


def test_data_and_markdown_say_the_same(repository: Path, tmp_path: Path) -> None:
    write(repository, STRICTER)
    data = json.loads(solon(repository, "diff", "--format", "json").output)
    assert (data["schema"], data["old"], data["verdicts_change"], data["complete"]) == (
        "solon.diff/1",
        "HEAD",
        True,
        True,
    )
    first = data["groups"][0]
    assert first["smallest"]["facts"] == {"rare": "yes", "room": "yard"}
    assert (first["action"], first["before"], first["now"]) == ("borrow", "prohibited", "not_regulated")
    assert (first["count"], first["total"], first["asked"]) == (1, 16, ["on", "rare", "old", "room"])
    assert data["touched"]["blocks"] == [
        {"id": "no_rare_books", "kind": "rule", "how": "changed", "page": "rules/no_rare_books.html"}
    ]
    assert data["touched"]["fixtures"] == ["house/no_rare_books.yaml"]
    out = tmp_path / "change.md"
    done = solon(repository, "diff", "--format", "markdown", "-o", str(out))
    assert (done.exit_code, done.output) == (1, "")
    text = out.read_text("utf-8")
    assert text.startswith("## What this changes\n\n**1 deed gets another verdict in some situations.**\n")
    assert "\n- **A visitor: borrow the book**\n" in text
    assert "\n    - the book is rare\n" in text
    assert solon(repository, "diff", "-o", str(out / "below")).exit_code == 2


def test_the_smallest_situation_can_be_put_to_decide(repository: Path) -> None:
    write(repository, STRICTER)
    smallest = json.loads(solon(repository, "diff", "--format", "json").output)["groups"][0]["smallest"]
    situation = json.dumps({"facts": smallest["facts"], "everything else": "no", "asked": ["visitor borrow"]})
    words = ["--policies", str(repository / "policies"), "decide", "--format", "json", "-"]
    decision = json.loads(CliRunner().invoke(main, words, input=situation).output)
    verdict = next(one for one in decision["verdicts"] if one["action"] == "borrow")
    assert verdict["status"] == "not_regulated"


def test_texts_of_a_policy_stay_texts(repository: Path) -> None:
    hostile = "the [book](javascript:x) is <b>rare</b> | `x` {{ y }} **z**"
    text = HOUSE.replace("the book is rare", hostile)
    write(repository, text)
    git(repository, "commit", "-q", "-a", "-m", "hostile")
    write(repository, text.replace(f"    - {hostile}\n\n", f"    - {hostile}\n    - the book is old\n\n", 1))
    shown = solon(repository, "diff", "--format", "markdown").output
    assert "<b>" not in shown
    assert "](javascript" not in shown
    assert "`x`" not in shown
    assert "{{" not in shown
    assert "**z**" not in shown
    assert hostile in solon(repository, "diff").output.replace("\n         ", " ")


def test_the_same_bytes_come_out_under_any_hash_seed(tmp_path: Path) -> None:
    write(tmp_path / "one", HOUSE)
    write(
        tmp_path / "two",
        STRICTER.replace("chosen apart: no\n  other together: yes", "chosen together: yes\n  other apart: no"),
    )
    for shape in ("text", "json", "markdown"):
        seen: set[bytes] = set()
        for seed in ("1", "2", "3"):
            around = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}/dsl:{ROOT}/compiler"}
            command = [sys.executable, "-m", "solon", "diff", "one", "two", "--format", shape]
            done = subprocess.run(command, check=False, env=around, cwd=tmp_path, capture_output=True)
            assert done.returncode == 1, done.stderr
            seen.add(done.stdout)
        assert len(seen) == 1
