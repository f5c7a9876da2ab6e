"""Files that are huge, endless, deep, unreadable or hostile: a clear refusal, quickly, with the exit code for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.loaded import instruments_build, small_build
from tests.random_policies import HEAD, LOCK

from solon import BrokenArtefact, load, pipeline
from solon.cli.main import main
from solon.engine.load import MAX_BYTES
from solon.situations import read_situation

MEGABYTE = 990_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture(autouse=True)
def _policies_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solon.cli.one_situation.load", lambda policies: (instruments_build(), {}))


def decided(path: Path | str) -> Result:
    """What `solon decide` does with a file; it never shows more than a screen or two of findings."""
    done = CliRunner().invoke(main, ["decide", str(path)])
    assert done.stdout == "" or done.exit_code == 0
    assert len(done.stderr) < 20_000
    assert all(line.isprintable() for line in done.stderr.splitlines())
    return done


DEEP = {
    "lists": "facts: " + "[" * 1_000 + "]" * 1_000,
    "lists of lines": "- " * 1_000 + "x",
    "mappings": '{"facts":' * 1_000 + "1" + "}" * 1_000,
    "mappings of lines": "".join(" " * depth + "a:\n" for depth in range(1_000)),
    "keys": "? " * 1_000,
}
WRONG = {
    "a line of a megabyte": f"facts: {{account_has_city_email: {'x' * MEGABYTE}}}",
    "a quoted line of a megabyte": f'facts: {{account_has_city_email: "{"x" * MEGABYTE}"}}',
    "a key of a megabyte": f'facts: {{? "{"k" * MEGABYTE}"\n : yes}}',
    "a day of a megabyte": f"on: {'9' * MEGABYTE}",
    "an action of a megabyte": f"asked: [{'x ' * (MEGABYTE // 2)}]",
    "a key at the top of a megabyte": f'? "{"k" * MEGABYTE}"\n: 1',
    "thousands of facts": "facts:\n" + "".join(f"  account_{number}: yes\n" for number in range(9_000)),
    "thousands of actions": f"asked: [{','.join('x' for _ in range(9_000))}]",
    "signs that steer a terminal": 'facts: {"\\e[31m\\u202E\\0\\r": "\\e]0;x\\a"}',
    "signs that steer a terminal, unquoted": "facts: {\u202eabc: yes}",
    "letters of another alphabet": "facts: {\u0430ccount_has_city_email: no}",
}
NOT_READ = {
    "not UTF-8": b"facts: \xff\xfe",
    "a zero": b"on: \0",
    "an escape": b"on: \x1b[31mred",
    "a pack": b"PK\x03\x04",
    "half a letter": "facts: é".encode()[:-1],
    "only brackets": b"[" * MEGABYTE,
    "only braces": b"{" * MEGABYTE,
    "only quotes": b"'" * (MEGABYTE + 1),
}


@pytest.mark.parametrize("what", [*DEEP, *WRONG, *NOT_READ])
def test_a_situation_that_cannot_be_read(what: str, folder: Path) -> None:
    path = folder / "situation.yaml"
    text = DEEP.get(what) or WRONG.get(what)
    path.write_bytes(NOT_READ[what] if text is None else text.encode())
    done = decided(path)
    assert done.exit_code == 3
    assert done.stderr.startswith("error S5")
    assert done.stderr.rstrip().endswith("Nothing was decided.")
    if what in DEEP:
        assert "too deep" in done.stderr


def test_of_thousands_of_findings_the_first_are_shown_and_the_others_counted(folder: Path) -> None:
    path = folder / "situation.yaml"
    path.write_text(WRONG["thousands of facts"])
    done = decided(path)
    assert done.stderr.count("error S503") == 50
    assert "And 8,950 more." in done.stderr


def test_a_file_of_100_megabytes(folder: Path) -> None:
    path = folder / "large"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    done = decided(path)
    assert done.exit_code == 3
    assert "a situation may have 1,000,000" in done.stderr
    with pytest.raises(BrokenArtefact, match="more than 50,000,000 bytes"):
        load(path)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/urandom"])
def test_a_device_that_never_ends(path: str) -> None:
    done = decided(path)
    assert done.exit_code == 3
    with pytest.raises(BrokenArtefact, match="is no file"):
        load(path)


def test_what_is_no_file(folder: Path) -> None:
    assert decided(folder).exit_code == 2
    assert decided(folder / "nothing").exit_code == 2
    with pytest.raises(BrokenArtefact, match="is no file"):
        load(folder)
    os.mkfifo(folder / "pipe")
    with pytest.raises(BrokenArtefact, match="is no file"):
        load(folder / "pipe")
    with pytest.raises(FileNotFoundError):
        load(folder / "nothing")
    (folder / "empty").touch()
    with pytest.raises(BrokenArtefact, match="cannot be read as JSON"):
        load(folder / "empty")


def test_an_artefact_as_large_as_is_read(folder: Path) -> None:
    path = folder / "padded.json"
    text = small_build().artefact.encode()
    path.write_bytes(text + b" " * (MAX_BYTES - len(text)))
    assert load(path).revision == small_build().revision
    with path.open("ab") as file:
        file.write(b" ")
    with pytest.raises(BrokenArtefact):
        load(path)


# Situation files beside the engine's own reader


def test_a_fact_given_under_two_ids_is_given_twice() -> None:
    for text in (
        "facts: {drizzle: yes, rain: no}",
        "facts: {rain: no, drizzle: unknown}",
        "set aside: {rain: no, drizzle: yes}",
    ):
        situation, findings = read_situation(small_build().policy, "s.yaml", text)
        assert situation is None
        assert [found.code for found in findings] == ["S507"]


# Names that stand for something already

POLICY = """
action {action}
  says: speak

fact {fact}
  says: it rains
  denies: it does not rain
  asks: Does it rain?

choice place
  asks: Where?
  one of:
    - {option}: in the hall
    - yard: in the yard

date vote
  says: the day of the vote
  asks: When is the vote?

rule silence
  cites: rules 1
  a member must not speak
  when all of:
    - it rains
    - in the hall
  from: {day}
"""
USUAL = {"action": "speak", "fact": "rain", "option": "hall", "day": "the day of the vote"}


def codes(**names: str) -> list[str]:
    built = pipeline.checked({"a.solon": (HEAD + POLICY.format(**{**USUAL, **names})).encode()}, LOCK)
    return [finding.code for finding in built.findings if finding.severity.value == "error"]


def test_ids_that_stand_for_something_already() -> None:
    assert codes() == []
    assert codes(fact="on") == ["S302"]
    assert codes(action="instead_of_speak") == ["S302"]
    assert codes(option="unknown") == ["S321"]
    assert codes(fact="unknown", option="on") == []


def test_two_options_of_a_reading_with_one_id_are_an_error() -> None:
    text = (Path(__file__).parents[1] / "conformance" / "readings.solon").read_text("utf-8")
    lock = (Path(__file__).parents[1] / "conformance" / "sources.lock").read_text("utf-8")
    line = "  other both: cards are a game as well\n"
    assert text.count(line) == 1
    for again in (line, line.replace("both", "balls"), line.replace("as well", "too")):
        found = pipeline.checked({"readings.solon": text.replace(line, line + again).encode()}, lock).findings
        errors = [finding for finding in found if finding.severity.value == "error"]
        assert [finding.code for finding in errors] == ["S321"]
        assert "Two options of this reading have the id" in errors[0].message


WHOM = """
action speak
  says: speak

bearer guest
  says: a guest

fact late
  says: it is late
  denies: it is early
  asks: Is it late?

rule quiet
  cites: rules 1
  a member must not speak
  when all of:
    - it is late

rule calm
  cites: rules 1
  a member must not speak
  when all of:
    - it is early

rule quiet_guest
  cites: rules 1
  a guest must not speak
  when all of:
    - it is late

term free
  cites: rules 1
  says: speaking is free
  denies: speaking is not free
  when all of:
    - {in_term}

exception both
  cites: rules 1
  to: quiet, {other}
  effect: switches off
  when all of:
    - nothing but quiet forbids speak
"""


def test_nothing_but_a_rule_forbids_needs_one_whom_it_would_forbid() -> None:
    """Where it is nobody, nothing would ever forbid, so the condition would hold without a word."""

    def found(in_term: str, other: str) -> list[str]:
        text = HEAD + WHOM.format(in_term=in_term, other=other)
        built = pipeline.checked({"a.solon": text.encode()}, LOCK)
        return [one.code for one in built.findings if one.severity.value == "error"]

    assert found("it is late", "calm") == []
    assert found("nothing but quiet forbids speak", "calm") == ["S320"]
    assert found("it is late", "quiet_guest") == ["S320"]


def test_shifts_of_thousands_of_days_are_days() -> None:
    assert codes(day="1000 days after the day of the vote") == []
    assert codes(day="9999 days before the day of the vote") == []
    assert codes(day="2018 05 01") == ["S310"]
    assert codes(day="2018-02-30") == ["S311"]
