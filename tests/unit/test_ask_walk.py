"""The walk through an interview on the page about situations, done as written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from solon.cli.main import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "site" / "pages" / "situations.md").read_text("utf-8")
WALK = PAGE[PAGE.index("## To be asked") : PAGE.index("## The file")]
COMMANDS = re.findall(r"```\n(solon ask .*)\n```", WALK)
RECORDS = re.findall(r"```text\n(.*?)```", WALK, flags=re.S)


def replies(record: str) -> str:
    """What is typed in a record: after each prompt."""
    typed = re.findall(r"^(?:> |A number .*: )(.*)$", record, flags=re.M)
    return "".join(f"{reply}\n" for reply in typed)


def test_the_interview_goes_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "policies").symlink_to(ROOT / "policies")
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) == len(RECORDS) == 2
    for command, record in zip(COMMANDS, RECORDS, strict=True):
        done = CliRunner().invoke(main, command.split()[1:], input=replies(record))
        assert done.exit_code == 0
        shown = "\n".join(line.rstrip() for line in done.stderr.splitlines())
        assert shown.startswith(record.rstrip())
    letter = CliRunner().invoke(main, ["decide", "reference.yaml"])
    assert letter.stdout == done.stdout
    assert "These instruments do not forbid it: a member may give the reference." in letter.stdout
