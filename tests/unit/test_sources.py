"""`solon sources`: the lock knows every paragraph, and a changed word names the paragraph and what may be stale."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from solon.cli.main import main
from solon.model.sources import Sources, digest, read_lock, write_lock

ROOT = Path(__file__).parents[2]
OFFICIAL = ROOT.parent / "shared" / "sources"
SMALL = {"paragraphs": [{"locator": "1", "text": "The first."}, {"locator": "2(a)", "text": "The “second”  one."}]}


def run(policies: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--policies", str(policies), "sources", *words])


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder of policies with one instrument, and a folder of official texts."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "rules.yaml").write_text(yaml.safe_dump(SMALL), "utf-8")
    (tmp_path / "policies" / "rules.solon").write_text(
        """instrument rules
  title: The rules
  kind: policy
  issuer: The office
  issued: January 2000
  in force from: 2000-01-01
  authority: none

context first
  cites: rules 1
  because: nothing to decide

context second
  cites: rules 2(a)
  because: nothing to decide
""",
        "utf-8",
    )
    assert run(tmp_path / "policies", "lock", str(tmp_path / "texts")).exit_code == 0
    return tmp_path


def test_the_lock_can_be_read_back_and_holds_no_text(office: Path) -> None:
    text = (office / "policies" / "sources.lock").read_text("utf-8")
    assert write_lock(read_lock(text)) == text
    assert "first" not in text
    assert list(read_lock(text).paragraphs["rules"]) == ["1", "2(a)"]


def test_spaces_and_the_style_of_quotes_do_not_change_a_sum() -> None:
    assert digest("The “second”  one.") == digest('The "second" one.')
    assert digest("The second one.") != digest("The second one!")


def test_a_changed_word_names_the_paragraph_and_what_may_be_stale(office: Path) -> None:
    assert run(office / "policies", "check", str(office / "texts")).exit_code == 0
    changed = {"paragraphs": [SMALL["paragraphs"][0], {"locator": "2(a)", "text": "The third one."}]}
    (office / "texts" / "rules.yaml").write_text(yaml.safe_dump(changed), "utf-8")
    done = run(office / "policies", "check", str(office / "texts"))
    assert done.exit_code == 1
    assert "rules 2(a): has changed in the official text" in done.output
    assert "second" in done.output
    assert "first" not in done.output


def test_new_and_lost_paragraphs_are_named(office: Path) -> None:
    (office / "texts" / "rules.yaml").write_text(
        yaml.safe_dump({"paragraphs": [SMALL["paragraphs"][0], {"locator": "3", "text": "New."}]}), "utf-8"
    )
    output = run(office / "policies", "check", str(office / "texts")).output
    assert "rules 2(a): is no longer in the official text" in output
    assert "rules 3: is new in the official text" in output


def test_an_announced_paragraph_may_be_cited_until_its_text_comes(office: Path) -> None:
    policies = office / "policies"
    assert run(policies, "announce", "rules", "2(b)").exit_code == 0
    assert list(read_lock((policies / "sources.lock").read_text("utf-8")).paragraphs["rules"]) == ["1", "2(a)", "2(b)"]
    assert run(policies, "check", str(office / "texts")).exit_code == 0
    assert run(policies, "announce", "rules", "2(b)").exit_code == 2
    texts = {"paragraphs": [*SMALL["paragraphs"], {"locator": "2(b)", "text": "Published."}]}
    (office / "texts" / "rules.yaml").write_text(yaml.safe_dump(texts), "utf-8")
    assert "was announced and is now published" in run(policies, "check", str(office / "texts")).output
    assert run(policies, "announce", "rules", "2(b)", "--undo").exit_code == 0
    assert run(policies, "announce", "rules", "2(a)", "--undo").exit_code == 2
    assert run(policies, "announce", "nothing", "1").exit_code == 2


def test_a_damaged_lock_is_refused(office: Path) -> None:
    (office / "policies" / "sources.lock").write_text("[rules]\nnot a sum  1\n", "utf-8")
    done = CliRunner().invoke(main, ["--policies", str(office / "policies"), "check"])
    assert done.exit_code == 1
    assert "line 2 of sources.lock is damaged" in done.output
    with pytest.raises(ValueError, match="line 1"):
        read_lock("0" * 64 + "  1\n")


def test_folders_that_are_not_texts_are_refused(office: Path) -> None:
    assert run(office / "policies", "check", str(office / "nowhere")).exit_code == 2
    (office / "texts" / "rules.yaml").write_text("paragraphs: 3", "utf-8")
    assert run(office / "policies", "check", str(office / "texts")).exit_code == 2


def test_the_committed_lock_is_that_of_the_official_texts(tmp_path: Path) -> None:
    if not OFFICIAL.is_dir():
        pytest.skip("the official texts are not beside this checkout, so sources.lock was NOT compared with them")
    done = run(ROOT / "policies", "check", str(OFFICIAL))
    assert done.exit_code == 0, done.output
    shutil.copytree(OFFICIAL, tmp_path / "texts")
    path = tmp_path / "texts" / "social_media.yaml"
    path.chmod(0o644)
    path.write_text(path.read_text("utf-8").replace("occasional, voluntary", "rare, voluntary", 1), "utf-8")
    changed = run(ROOT / "policies", "check", str(tmp_path / "texts"))
    assert changed.exit_code == 1
    assert "social_media 17: has changed in the official text" in changed.output
    assert "local_life" in changed.output


def test_an_empty_lock_has_no_paragraphs() -> None:
    assert read_lock("") == Sources({})
