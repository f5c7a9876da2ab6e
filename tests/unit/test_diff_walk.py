"""The walk through `solon diff` and `solon release` in the guide for policy staff, done as written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.unit.test_diff_command import git

from solon.cli.main import main

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "site" / "pages" / "policy-staff.md").read_text("utf-8")
START = GUIDE.index("## A second walk")
WALK = GUIDE[START : GUIDE.index("\n## ", START)]
BLOCKS = re.findall(r"```\n(.*?)```", WALK, flags=re.S)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a copy of the policies and fixtures, after the first release."""
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    shutil.copytree(ROOT / "tests" / "fixtures", tmp_path / "tests" / "fixtures")
    git(tmp_path, "init", "-q", "-b", "trunk", str(tmp_path))
    (tmp_path / "policies" / "changes.md").unlink(missing_ok=True)
    monkeypatch.chdir(tmp_path)
    assert run("solon release 0.1.0 --on 2026-11-24").exit_code == 0
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "the first release")
    return tmp_path


def run(line: str) -> Result:
    words = line.split()
    assert words[0] == "solon"
    return CliRunner().invoke(main, words[1:])


def edit(path: Path, block: str, start: str, line: str) -> None:
    """Put a line in place of the one that starts so, in a block."""
    text = path.read_text("utf-8")
    place = text.index(start, text.index(block))
    path.write_text(text[:place] + line + text[text.index("\n", place) + 1 :], "utf-8")


def test_the_second_walk_of_the_guide(office: Path) -> None:
    first, words, second, rule, third, markdown, back, release = BLOCKS
    folder = office / "policies" / "social_media"
    assert run(first).output == "No situation changes.\n"

    edit(folder / "campaign_period.solon", "fact election_is_by_election", "  asks:", words)
    done = run(second)
    assert done.exit_code == 0
    assert done.output.startswith("No situation changes. Only words differ.\n")

    edit(folder / "election_year.solon", "rule stop_handing_out", "    from:", rule)
    done = run(third)
    assert done.exit_code == 1
    assert done.output.startswith("1 deed gets another verdict in some situations.\n")
    for said in (
        "Before:",
        "Now:",
        "kinds of situation",
        "A smallest one:",
        "- the day is 1 May 2017",
        "Days of duties",
    ):
        assert said in done.output
    assert "Examples that no longer get what they expect" in done.output
    assert "Test cases that no longer get what they expect" in done.output

    assert run(markdown).exit_code == 1
    assert (office / "what_changes.md").read_text("utf-8").startswith("## What this changes\n")

    edit(folder / "election_year.solon", "rule stop_handing_out", "    from:", back)
    done = run(release)
    assert done.exit_code == 0, done.output
    text = (office / "policies" / "changes.md").read_text("utf-8")
    assert "## 0.2.0, 15 January 2027\n" in text
    assert "**No situation changes. Only words differ.**" in text
