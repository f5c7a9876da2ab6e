"""`solon rename`: ids change wherever they stand, sentences do not, and the old id goes on working."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.random_policies import HEAD, LOCK

from solon.cli.main import main

POLICY = (
    HEAD
    + """
action speak
  says: speak

fact rain
  says: rain is falling
  denies: rain is not falling
  asks: Is rain falling? In a story about rain, say yes.

rule quiet
  cites: rules 1
  a member must not speak
  when all of:
    - rain is falling

rule loud
  cites: rules 2
  a member must not speak
  when all of:
    - rule quiet does not apply
    - rain is falling

exception quiet_hour
  cites: rules 3
  to: quiet, loud
  effect: switches off
  when all of:
    - nothing but quiet, loud forbids speak

example quiet_day
  cites: rules 1
  story: It is quiet, and rain falls.
  given:
    - rain is falling
  expect:
    - a member, speak: not regulated
"""
)


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "p.solon").write_text(POLICY, "utf-8")
    (folder / "sources.lock").write_text(LOCK, "utf-8")
    assert run(folder, "fmt").exit_code == 0
    return folder


def run(folder: Path, *words: str, text: str = "") -> Result:
    return CliRunner().invoke(main, ["--policies", str(folder), *words], input=text)


def text_of(policies: Path) -> str:
    return (policies / "p.solon").read_text("utf-8")


def test_a_rule_is_renamed_wherever_its_id_stands(policies: Path) -> None:
    before = text_of(policies)
    assert run(policies, "rename", "quiet", "silence").exit_code == 0
    expected = (
        before.replace("rule quiet\n", "rule silence\n  was: quiet\n")
        .replace("rule quiet does not apply", "rule silence does not apply")
        .replace("to: quiet, loud", "to: silence, loud")
        .replace("nothing but quiet, loud forbids", "nothing but silence, loud forbids")
    )
    assert text_of(policies) == expected


def test_a_fact_keeps_its_sentences_and_the_old_id_still_works(policies: Path) -> None:
    before = text_of(policies)
    assert run(policies, "rename", "rain", "wet_weather").exit_code == 0
    assert text_of(policies) == before.replace("fact rain\n", "fact wet_weather\n  was: rain\n")
    assert run(policies, "rename", "wet_weather", "weather").exit_code == 0
    assert "fact weather\n  was: rain, wet_weather\n" in text_of(policies)
    for name in ("rain", "wet_weather", "weather"):
        done = run(policies, "decide", "--format", "json", "-", text=f"facts: {{{name}: yes}}")
        assert done.exit_code == 0, done.output
        assert run(policies, "read", name).output.startswith("I read weather as:")


@pytest.mark.parametrize(
    ("old", "new"), [("nothing", "x"), ("quiet", "loud"), ("quiet", "Not An Id"), ("rules", "house_rules")]
)
def test_what_cannot_be_renamed_is_refused_and_changes_nothing(policies: Path, old: str, new: str) -> None:
    before = text_of(policies)
    assert run(policies, "rename", old, new).exit_code == 2
    assert text_of(policies) == before


def test_a_former_id_cannot_become_the_id_of_another_block(policies: Path) -> None:
    assert run(policies, "rename", "quiet", "silence").exit_code == 0
    assert run(policies, "rename", "loud", "quiet").exit_code == 2
    (policies / "p.solon").write_text(text_of(policies).replace("rule loud", "rule quiet"), "utf-8")
    assert "S302" in run(policies, "check").output
