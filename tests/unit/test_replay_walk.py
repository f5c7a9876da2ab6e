"""The walk about kept answers on the page about situations, done as written."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.unit.test_diff_command import git

from solon import pipeline
from solon.cli.files import read_policies
from solon.cli.main import main
from solon.engine.policy import Policy

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "site" / "pages" / "situations.md").read_text("utf-8")
START = PAGE.index("## To keep an answer")
WALK = PAGE[START : PAGE.index("\n## ", START)]
(SITUATION,) = re.findall(r"```yaml\n(.*?)```", WALK, flags=re.S)
KEEP, SAME, CHANGED, RULE, LATER = re.findall(
    r"```\n(\S.*?|  \S.*?)\n```", re.sub(r"```(text|yaml)\n.*?```", "", WALK, flags=re.S)
)
SAID = re.findall(r"```text\n(.*?)```", WALK, flags=re.S)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a copy of the policies."""
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    git(tmp_path, "init", "-q", "-b", "trunk", str(tmp_path))
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "the policies")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept.yaml").write_text(SITUATION, "utf-8")
    return tmp_path


def run(line: str) -> Result:
    words, _, target = line.partition(" > ")
    done = CliRunner().invoke(main, words.split()[1:])
    if target:
        Path(target).write_text(done.stdout, "utf-8")
    return done


def test_an_answer_is_kept_and_decided_again(office: Path) -> None:
    assert run(KEEP).exit_code == 0
    done = run(SAME)
    assert done.exit_code == 0
    assert done.stdout.startswith(SAID[0])

    kept = office / "kept.json"
    text = kept.read_text("utf-8")
    place = text.index('"status": "prohibited"', text.index('"action": "post_the_content"'))
    kept.write_text(text[:place] + text[place:].replace("prohibited", "permitted", 1), "utf-8")
    done = run(CHANGED)
    assert done.exit_code == 1
    assert done.stdout.startswith(SAID[1])
    assert "verdicts[member post_the_content].status\n" in done.stdout
    kept.write_text(text, "utf-8")

    path = office / "policies" / "social_media" / "promotion.solon"
    rules = path.read_text("utf-8")
    place = rules.index("  a member must not post the content", rules.index("rule no_third_party_promotion"))
    path.write_text(rules[:place] + RULE + rules[rules.index("\n", place) :], "utf-8")
    done = run(LATER)
    assert done.exit_code == 0
    assert done.stdout.startswith(SAID[0])
    assert SAID[2] in done.stdout


def test_a_program_and_a_compiled_file_do_the_same(office: Path) -> None:
    run(KEEP)
    policy = Policy(pipeline.checked(*read_policies(office / "policies")).decider.program)
    assert policy.replay(json.loads((office / "kept.json").read_text("utf-8"))).reproduced is True
    assert run("solon compile -o policies.json").exit_code == 0
    (command,) = re.findall(r"`(solon decide .* --artefact .*?)`", WALK)
    assert run(f"{command} --format json").stdout == (office / "kept.json").read_text("utf-8")
