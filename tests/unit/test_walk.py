"""The walk in the guide for policy staff, done as written: its commands are run, its lines are added and removed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from solon.cli.main import main

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "site" / "pages" / "policy-staff.md").read_text("utf-8")
WALK = GUIDE[GUIDE.index("## A walk") : GUIDE.index("## A second walk")]
BLOCKS = re.findall(r"```\n(.*?)```", WALK, flags=re.S)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the policies and the committed fixtures, to edit."""
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    shutil.copytree(ROOT / "tests" / "fixtures", tmp_path / "tests" / "fixtures")
    return tmp_path


def run(office: Path, line: str) -> Result:
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)]
    assert words[0] == "solon"
    return CliRunner().invoke(main, ["--policies", str(office / "policies"), *words[1:]])


def commands(start: str) -> list[str]:
    """The commands of the first block of the walk that starts so."""
    return next(block for block in BLOCKS if block.startswith(start)).strip().splitlines()


def lines(start: str) -> str:
    """The policy text of the first block of the walk that starts so."""
    return next(block for block in BLOCKS if block.lstrip().startswith(start))


@pytest.mark.prove
def test_the_walk_with_small_changes(office: Path) -> None:
    walk = GUIDE[GUIDE.index("## A third walk: would anybody notice?") : GUIDE.index("## When something is wrong")]
    asked, again, shown, last = re.findall(r"```\n(.*?)```", walk, flags=re.S)
    assert asked == again == last
    path = office / "policies" / "social_media" / "examples.solon"
    before = path.read_text("utf-8")

    first = run(office, asked.strip())
    assert first.exit_code == 0, first.output
    assert re.search(r"all +5 of 5 \(100 %\) +5 of 5 \(100 %\)", first.output)

    path.write_text(re.sub(r"example coffee_for_a_picture\n.*?\n\n", "", before, flags=re.S), "utf-8")
    second = run(office, again.strip())
    assert second.exit_code == 0, second.output
    assert re.search(r"all +5 of 5 \(100 %\) +4 of 5 \(80 %\)", second.output)
    assert f"What no example notices: 1\n{shown}" in second.output

    path.write_text(before, "utf-8")
    assert run(office, last.strip()).output == first.output


def test_the_walk_through_all_outcomes(office: Path) -> None:
    section = GUIDE[GUIDE.index("## All that an action can come to") : GUIDE.index("## A walk")]
    command, before, added, after = re.findall(r"```\n(.*?)```", section, flags=re.S)
    path = office / "policies" / "social_media" / "confidentiality.solon"
    text = path.read_text("utf-8")

    shown = run(office, command.strip())
    assert shown.exit_code == 0
    assert shown.output.startswith(before)
    liking = run(office, "solon outcomes like_the_content").output

    path.write_text(text + "\n" + added, "utf-8")
    assert run(office, "solon check").exit_code == 0
    again = run(office, command.strip())
    assert again.output.startswith(after)
    assert "1. the member is not in a closed meeting\n  2. there is an emergency\n" in again.output
    assert "(social_media 20, sentence 3 lifts social_media 20, sentence 3)" in again.output
    assert run(office, "solon outcomes like_the_content").output != liking

    path.write_text(text, "utf-8")
    assert run(office, command.strip()).output == shown.output


def test_the_walk_of_the_guide(office: Path) -> None:
    promotion = office / "policies" / "social_media" / "promotion.solon"
    examples = office / "policies" / "social_media" / "examples.solon"
    before = {path: path.read_text("utf-8") for path in (promotion, examples)}
    lock = (office / "policies" / "sources.lock").read_text("utf-8")

    for command in commands('solon sources announce social_media "17(e)"\n'):
        assert run(office, command).exit_code == 0

    text = before[promotion]
    last_limb = re.search(r"^    \(d\) .*\n", text[text.index("term local_life_content") :], flags=re.M)
    assert last_limb is not None
    text = text.replace(last_limb.group(), last_limb.group() + lines("(e)"), 1)
    text = text.replace(
        "  cites: social_media 17(d)\n", "  cites: social_media 17(d)\n" + lines("cites: social_media 17(e)"), 1
    )
    promotion.write_text(text + "\n" + lines("fact content_shows_library"), "utf-8")

    check, read = commands("solon check\nsolon read")
    checked = run(office, check)
    assert checked.exit_code == 0, checked.output
    assert "the content invites people to a public library" in run(office, read).output

    fixtures = run(office, commands("solon fixtures\n")[0])
    assert fixtures.exit_code == 1
    assert "local_life" in fixtures.output

    examples.write_text(before[examples] + "\n" + lines("example reading_hour"), "utf-8")
    shown = run(office, commands("solon examples")[0])
    assert shown.exit_code == 0, shown.output
    assert "permitted by local_life" in shown.output

    for path, text in before.items():
        path.write_text(text, "utf-8")
    undo, check, _ = commands('solon sources announce social_media "17(e)" --undo')
    for command in (undo, check):
        done = run(office, command)
        assert done.exit_code == 0, done.output
    # The last command, `solon fixtures`, has nothing left to find: every file is what it was.
    assert (office / "policies" / "sources.lock").read_text("utf-8") == lock
    for path in (ROOT / "policies").rglob("*.solon"):
        assert (office / "policies" / path.relative_to(ROOT / "policies")).read_bytes() == path.read_bytes()
