"""Mutants of small policies: which there are, who notices them, and which are equivalent."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from solon import pipeline
from solon.cli.files import read_policies
from solon.cli.main import main
from solon.engine.deontic import Status
from solon.fixtures import Case, Expectation, Fixture, from_yaml, to_yaml
from solon.model.policy import Policy
from solon.model.sources import Sources, digest, write_lock
from solon.mutate import Kind, Mutant, Outcome, as_data, by_instrument, by_kind, mutants, score, share, try_mutants
from solon.mutate import Result as Tried

ROOT = Path(__file__).parents[2]
LOCK = write_lock(Sources({"rules": {n: digest(n) for n in ("1", "2", "3")}}))
HEAD = """\
instrument rules
  title: The rules
  kind: policy
  issuer: The office
  issued: January 2000
  in force from: 1900-01-01
  authority: none

bearer member
  says: a member

action speak
  says: speak

action sing
  says: sing

fact loud
  says: it is loud
  denies: it is not loud
  asks: Is it loud?

fact late
  says: it is late
  denies: it is not late
  asks: Is it late?

choice place
  asks: Where?
  one of:
    - hall: in the hall
    - yard: in the yard

date vote
  says: the day of the vote
  asks: When is the vote?

reading hours
  about: rules 1
  question: How?
  chosen narrow: so
  other wide: not so
  because: a test
"""
CLUB = """
period season
  cites: rules 1
  says: the season
  from: 1 May of the year of the day of the vote
  until: the day of the vote

group evenings
  cites: rules 1
  when all of:
    - in the hall
  during: the season

  rule hush
    cites: rules 1
    a member must not speak
    when all of:
      - it is loud
      - any of:
        (a) it is late
        (b) the day is not within the season
          under reading: hours = wide

  rule tidy
    cites: rules 1
    a member should sing
    when all of:
      - rule hush does not apply
    by: the day of the vote

exception feast
  cites: rules 2
  to: hush, tidy
  effect: a member may speak
  when all of:
    - nothing else forbids it

either talk
  cites: rules 3
  a member must do one of:
    (a) speak
    (b) sing
  always

counts song
  cites: rules 3
  doing: sing
  counts as: speak
  always

impossible noise
  because: The yard is quiet.
  when all of:
    - it is loud
    - in the yard
"""
CLUB_MUTANTS = """\
drop_option: "in the hall" is left out of place
drop_option: "in the yard" is left out of place
shift_day: "from: 1 May of the year of the day of the vote" is a day later in season
shift_day: "from: 1 May of the year of the day of the vote" is a day earlier in season
shift_day: "until: the day of the vote" is a day later in season
shift_day: "until: the day of the vote" is a day earlier in season
drop_day: "from: 1 May of the year of the day of the vote" is left out of season
drop_day: "until: the day of the vote" is left out of season
drop_day: "during: the season" is left out of evenings
drop_bullet: "in the hall" is left out of evenings
deny_bullet: "in the hall" is denied in evenings
drop_block: hush is left out
any_or_all: before "it is loud", "any of" stands for "all of" in hush
modality: "should not" stands for "must not" in hush
modality: "must" stands for "must not" in hush
drop_bullet: "it is loud" is left out of hush
deny_bullet: "it is loud" is denied in hush
drop_bullet: the list "any of" with "it is late" is left out of hush
deny_bullet: the list "any of" with "it is late" is denied in hush
any_or_all: before (a) "it is late", "all of" stands for "any of" in hush
drop_bullet: (a) "it is late" is left out of hush
deny_bullet: (a) "it is late" is denied in hush
drop_bullet: (b) "the day is not within the season" is left out of hush
deny_bullet: (b) "the day is not within the season" is denied in hush
drop_reading: (b) "the day is not within the season" stands under every reading in hush
drop_block: tidy is left out
modality: "must" stands for "should" in tidy
modality: "should not" stands for "should" in tidy
shift_day: "by: the day of the vote" is a day later in tidy
shift_day: "by: the day of the vote" is a day earlier in tidy
drop_day: "by: the day of the vote" is left out of tidy
drop_bullet: "rule hush does not apply" is left out of tidy
deny_bullet: "rule hush does not apply" is denied in tidy
drop_block: feast is left out
modality: "switches off" stands for "may" in feast
modality: "should" stands for "may" in feast
drop_target: feast does not bear on hush
drop_target: feast does not bear on tidy
drop_bullet: "nothing else forbids it" is left out of feast
drop_block: talk is left out
modality: "should" stands for "must" in talk
drop_option: "speak" is left out of talk
drop_option: "sing" is left out of talk
drop_block: song is left out
drop_block: noise is left out
any_or_all: before "it is loud", "any of" stands for "all of" in noise
drop_bullet: "it is loud" is left out of noise
deny_bullet: "it is loud" is denied in noise
drop_bullet: "in the yard" is left out of noise
deny_bullet: "in the yard" is denied in noise
"""


def policy(text: str) -> Policy:
    built = pipeline.checked({"club.solon": (HEAD + text).encode()}, LOCK)
    assert [found.message for found in built.findings if found.code not in ("S403", "S404", "S405")] == []
    return built.policy


def tried(text: str, fixtures: Iterable[Fixture] = ()) -> dict[str, Tried]:
    """The results by what was changed."""
    found = policy(text)
    return {one.mutant.says: one for one in try_mutants(found, fixtures, mutants(found))}


def outcomes(text: str, fixtures: Iterable[Fixture] = ()) -> dict[str, Outcome]:
    return {says: one.outcome for says, one in tried(text, fixtures).items()}


# Which mutants there are


def test_every_kind_of_change_is_made_and_said() -> None:
    found = [f"{one.kind.value}: {one.says}" for one in mutants(policy(CLUB))]
    assert found == CLUB_MUTANTS.splitlines()
    assert {line.split(":")[0] for line in found} == {kind.value for kind in Kind}


def test_a_mutant_stands_where_it_was_written() -> None:
    lines = (HEAD + CLUB).splitlines()
    for one in mutants(policy(CLUB)):
        if one.kind is Kind.DROP_BULLET and one.says.startswith('"'):
            assert lines[one.span.line - 1].strip() == f"- {one.says[1:].split(chr(34))[0]}"


def test_a_line_of_a_group_is_one_change_in_all_members() -> None:
    before = policy(CLUB)
    only = {one.says: one for one in mutants(before) if one.block == "evenings"}
    assert len(only) == 3
    hall = only['"in the hall" is left out of evenings']
    assert hall.near == ("hush", "tidy")
    for name in hall.near:
        assert hall.policy.rules[name].when[0].bullets == ()
        assert hall.policy.rules[name].when[1:] == before.rules[name].when[1:]
    windows = only['"during: the season" is left out of evenings'].policy
    assert windows.rules["hush"].windows == ()
    assert windows.rules["tidy"].windows == before.rules["tidy"].windows[1:]


def test_a_choice_is_denied_by_its_other_options_and_a_list_by_its_parts() -> None:
    text = """
rule hush
  cites: rules 1
  a member must not speak
  when all of:
    - in the hall
    - all of:
      - it is loud
      - it is late
"""
    by = {one.says: one.policy.rules["hush"].when[0] for one in mutants(policy(text))}
    others = by['"in the hall" is denied in hush'].atoms()
    assert [repr(atom) for atom in others[:1]] == ["ChoiceIs(choice='place', option='yard')"]
    inner = by['the list "all of" with "it is loud" is denied in hush'].bullets[1].content
    assert getattr(inner, "connective", "") == "any"
    assert [getattr(atom, "value", None) for atom in inner.atoms()] == [False, False]  # type: ignore[union-attr]


def test_text_of_a_policy_can_hold_anything() -> None:
    text = HEAD.replace("it is loud", "it is {loud} %s {block}").replace("it is not loud", "it is not {loud}") + (
        "\nrule hush\n  cites: rules 1\n  a member must not speak\n  when all of:\n    - it is {loud} %s {block}\n"
    )
    built = pipeline.checked({"club.solon": text.encode()}, LOCK)
    says = [one.says for one in mutants(built.policy)]
    assert '"it is {loud} %s {block}" is left out of hush' in says


# Who notices them

HUSH = """
rule hush
  cites: rules 1
  a member must not speak
  when all of:
    - it is loud
    - it is late

example shout_at_night
  cites: rules 1
  story: Somebody shouts at night.
  given:
    - it is loud
    - it is late
  everything else: no
  expect:
    - a member, speak: prohibited, by hush

example whisper_at_night
  cites: rules 1
  story: Somebody whispers at night.
  given:
    - it is late
  everything else: no
  expect:
    - a member, speak: not regulated
"""


def fixture(name: str, status: Status, **facts: bool) -> Fixture:
    expect = Expectation("member", "speak", status)
    return Fixture(name, "rules", "hush", "A test.", Case(None, tuple(facts.items())), expect)


def test_an_example_that_sees_the_change_notices_it_and_others_do_not() -> None:
    found = {says: one.example for says, one in tried(HUSH).items()}
    assert found == {
        '"it is loud" is left out of hush': "whisper_at_night",
        '"it is late" is left out of hush': "",  # nobody shouts by day
        '"it is loud" is denied in hush': "shout_at_night",
        '"it is late" is denied in hush': "shout_at_night",
        'before "it is loud", "any of" stands for "all of" in hush': "whisper_at_night",
        "hush is left out": "shout_at_night",
        '"should not" stands for "must not" in hush': "shout_at_night",
        '"must" stands for "must not" in hush': "shout_at_night",
        '"in the hall" is left out of place': "",
        '"in the yard" is left out of place': "",
    }


def test_fixtures_and_examples_are_counted_apart() -> None:
    by_day = fixture("shout_by_day", Status.NOT_REGULATED, loud=True, late=False)
    results = tried(HUSH, [by_day])
    late = results['"it is late" is left out of hush']
    assert (late.fixture, late.example) == ("shout_by_day", "")
    loud = results['"it is loud" is left out of hush']
    assert (loud.fixture, loud.example) == ("", "whisper_at_night")
    found = score(results.values())
    assert (found.differs, found.fixtures, found.examples, found.complete) == (10, 3, 7, False)
    assert by_kind(results.values())["drop_bullet"].fixtures == 1
    assert by_instrument(results.values()).keys() == {"rules", "club.solon"}


def test_an_expectation_that_the_policy_does_not_meet_notices_nothing() -> None:
    wrong = fixture("wrong", Status.REQUIRED, loud=True, late=True)
    unknown = fixture("unknown", Status.PROHIBITED, loud=True, late=True, never_heard_of=True)
    assert not any(one.fixture for one in tried(HUSH, [wrong, unknown]).values())


def test_a_survivor_comes_with_a_situation_that_gets_another_answer() -> None:
    late = tried(HUSH)['"it is late" is left out of hush'].difference
    assert late is not None
    assert late.about == "whether hush (must not) bears on member speak"
    assert late.readings == ()
    # The title of the instrument is part of the situation: it has to be in force.
    assert set(late.witness) == {"it is loud", "it is not late", "The rules is in force"}


def test_a_situation_that_cannot_occur_under_a_mutant_is_noticed() -> None:
    text = """
rule hush
  cites: rules 1
  a member must not speak
  when all of:
    - it is loud

impossible never
  because: A test.
  when all of:
    - it is loud
    - it is late
"""
    by_day = fixture("by_day", Status.PROHIBITED, loud=True, late=False)
    results = tried(text, [by_day])
    assert results['"it is late" is left out of never'].fixture == "by_day"
    left_out = results["never is left out"]
    assert (left_out.fixture, left_out.outcome) == ("", Outcome.DIFFERS)
    assert left_out.difference is not None
    assert left_out.difference.witness == ("it is loud", "it is late")


def test_a_change_that_shows_under_another_reading_only_is_noticed_there_only() -> None:
    text = """
rule hush
  cites: rules 1
  a member must not speak
  when all of:
    - it is loud
    - it is late
      under reading: hours = wide
"""
    results = tried(text, [fixture("loud", Status.PROHIBITED, loud=True, late=False)])
    dropped = results['"it is late" is left out of hush']
    assert (dropped.fixture, dropped.outcome) == ("", Outcome.DIFFERS)
    assert dropped.difference is not None
    assert dropped.difference.readings == (("hours", "wide"),)
    assert results['"it is late" stands under every reading in hush'].fixture == "loud"


# Which are equivalent


def test_a_change_of_what_is_said_twice_is_proved_equivalent() -> None:
    text = """
rule hush
  cites: rules 1
  a member must not speak
  when all of:
    - it is loud
    - any of:
      - it is loud
      - it is late
"""
    found = {says for says, outcome in outcomes(text).items() if outcome is Outcome.EQUIVALENT}
    assert found == {
        'the list "any of" with "it is loud" is left out of hush',
        '"it is late" is left out of hush',
        '"it is late" is denied in hush',
    }


def test_what_cannot_occur_does_not_count() -> None:
    text = """
rule hush
  cites: rules 1
  a member must not speak
  when all of:
    - in the hall
    - it is loud

impossible silent_hall
  because: A test.
  when all of:
    - in the hall
    - it is not loud
"""
    found = {says for says, outcome in outcomes(text).items() if outcome is Outcome.EQUIVALENT}
    assert found == {'"it is loud" is left out of hush'}


def test_what_the_calendar_rules_out_does_not_count() -> None:
    text = """
rule hush
  cites: rules 1
  a member may speak
  when all of:
    - it is loud
  from: the day after the day of the vote

rule hum
  cites: rules 1
  a member may sing
  when all of:
    - it is loud
  from: the day of the vote
  until: 30 days after the day of the vote

exception calm
  cites: rules 2
  to: hum
  effect: switches off
  always
  from: 31 days after the day of the vote
"""
    found = {says for says, outcome in outcomes(text).items() if outcome is Outcome.EQUIVALENT}
    # "calm" stands outside the window of what it lifts: it can be moved, or left out, without any effect.
    assert {"calm is left out", '"from: 31 days after the day of the vote" is a day later in calm'} <= found
    assert '"from: 31 days after the day of the vote" is a day earlier in calm' not in found
    assert not any(says.endswith((" hush", " hum")) for says in found)


def test_days_of_a_duty_count_although_no_status_changes() -> None:
    text = """
period season
  cites: rules 1
  says: the season
  from: 1 May of the year of the day of the vote

rule tidy
  cites: rules 1
  a member must sing
  when all of:
    - the day is within the season
  during: the season
  from: 1 May of the year of the day of the vote
  by: the day of the vote
"""
    results = tried(text)
    # A bullet about a period gives the days of a duty as "during" does, so it says nothing beyond that line.
    bullet = results['"the day is within the season" is left out of tidy']
    assert bullet.outcome is Outcome.EQUIVALENT
    assert results['"by: the day of the vote" is left out of tidy'].outcome is Outcome.DIFFERS
    words = '"from: 1 May of the year of the day of the vote" is'
    assert results[f"{words} left out of tidy"].outcome is Outcome.EQUIVALENT
    assert results[f"{words} a day earlier in tidy"].outcome is Outcome.EQUIVALENT
    assert results[f"{words} a day later in tidy"].outcome is Outcome.DIFFERS


def test_an_expected_day_of_a_duty_notices_a_moved_day() -> None:
    text = """
rule tidy
  cites: rules 1
  a member must sing
  always
  from: 1 May of the year of the day of the vote
  by: the day of the vote
"""
    expect = Expectation("member", "sing", due=(("tidy", date(2018, 10, 22)),))
    case = Case(date(2018, 6, 1), (("vote", date(2018, 10, 22)),))
    due = Fixture("due", "rules", "tidy", "A test.", case, expect)
    results = tried(text, [due])
    assert {says for says, one in results.items() if one.fixture} == {
        "tidy is left out",
        '"by: the day of the vote" is left out of tidy',
        '"by: the day of the vote" is a day later in tidy',
        '"by: the day of the vote" is a day earlier in tidy',
    }


def test_what_rests_on_itself_means_nothing_and_counts_nowhere() -> None:
    text = """
rule hush
  cites: rules 1
  a member should not speak
  when all of:
    - rule hum applies

rule hum
  cites: rules 1
  a member may speak
  when all of:
    - nothing else forbids it
    - it is loud
"""
    found = tried(text)
    assert found['"must not" stands for "should not" in hush'].outcome is Outcome.DOES_NOT_COMPILE
    whole = score(found.values())
    assert (whole.does_not_compile, whole.differs + whole.equivalent) == (1, len(found) - 1)


def test_what_takes_too_many_steps_is_undecided_and_never_guessed() -> None:
    found = policy(CLUB)
    every = mutants(found)
    sure = [one.outcome for one in try_mutants(found, (), every)]
    hasty = [one.outcome for one in try_mutants(found, (), every, room=5)]
    assert Outcome.UNDECIDED in hasty
    assert all(short in (Outcome.UNDECIDED, whole) for short, whole in zip(hasty, sure, strict=True))
    assert not score(try_mutants(found, (), every, room=5)).complete


# The whole run


def test_a_share_is_full_only_when_nothing_survives() -> None:
    assert [share(*pair) for pair in ((0, 0), (999, 1000), (1000, 1000), (0, 3))] == [100, 99, 100, 0]


def test_results_do_not_depend_on_what_else_is_tried() -> None:
    found = policy(CLUB)
    every = mutants(found)
    whole = as_data(try_mutants(found, (), every))
    assert json.dumps(whole) == json.dumps(as_data(try_mutants(found, (), mutants(policy(CLUB)))))
    assert [as_data(try_mutants(found, (), [one]))["mutants"][0] for one in every] == whole["mutants"]


@cache
def real() -> tuple[Policy, tuple[Fixture, ...], tuple[Mutant, ...]]:
    folder = ROOT / "tests" / "fixtures"
    fixtures = [
        one
        for path in sorted(folder.rglob("*.yaml"))
        for one in from_yaml(path.relative_to(folder).as_posix(), path.read_text("utf-8"))
    ]
    found = pipeline.checked(*read_policies(ROOT / "policies")).policy
    return found, tuple(fixtures), mutants(found)


def test_a_sample_of_the_policies_is_noticed() -> None:
    """`make mutate` tries them all."""
    found, fixtures, every = real()
    # Whole blocks and modalities are left to the whole run.
    sample = [one for one in every[::9] if one.kind not in (Kind.DROP_BLOCK, Kind.MODALITY)]
    results = list(try_mutants(found, fixtures, sample))
    assert [f"{one.mutant.place}: {one.mutant.says}" for one in results if not one.fixture] == []
    assert share(sum(bool(one.example) for one in results), len(results)) >= 80


# The command


@pytest.fixture
def club(tmp_path: Path) -> Path:
    """A folder with a small policy, its lock, and a fixture."""
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "club.solon").write_text(HEAD + HUSH, "utf-8")
    (folder / "sources.lock").write_text(LOCK, "utf-8")
    path = tmp_path / "tests" / "fixtures" / "rules" / "hush.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(to_yaml((fixture("shout_by_day", Status.NOT_REGULATED, loud=True, late=False),)), "utf-8")
    return folder


def solon(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--policies", str(folder), "mutate", *words])


def test_the_command_lists_survivors_and_says_that_there_are_some(club: Path) -> None:
    done = solon(club)
    assert done.exit_code == 1
    assert "3 of 10 (30 %)" in done.output
    assert "7 of 10 (70 %)" in done.output
    assert '"it is loud" is denied in hush' in done.output
    assert "for example when: it is loud; it is late" in done.output
    assert "\x1b[" not in done.output


def test_the_command_is_done_when_the_fixtures_notice_all(club: Path) -> None:
    done = solon(club, "--only", "hush", "--kind", "drop_bullet", "--kind", "any_or_all")
    assert done.exit_code == 1
    path = club.parent / "tests" / "fixtures" / "rules" / "hush.yaml"
    path.write_text(
        to_yaml((
            fixture("shout_by_day", Status.NOT_REGULATED, loud=True, late=False),
            fixture("whisper_at_night", Status.NOT_REGULATED, loud=False, late=True),
        )),
        "utf-8",
    )  # fmt: skip
    done = solon(club, "--only", "hush", "--kind", "drop_bullet", "--kind", "any_or_all")
    assert done.exit_code == 0
    assert "3 of 3 (100 %)" in done.output
    assert "What no fixture notices: nothing" in done.output


def test_the_command_prints_data(club: Path) -> None:
    done = solon(club, "--format", "json")
    data = json.loads(done.output)
    assert data["schema"] == "solon.mutate/1"
    assert data["score"] == {
        "differ": 10,
        "noticed_by_fixtures": 3,
        "noticed_by_examples": 7,
        "equivalent": 0,
        "do_not_compile": 0,
        "undecided": 0,
    }
    one = next(one for one in data["mutants"] if one["change"] == '"it is late" is left out of hush')
    assert (one["kind"], one["block"], one["outcome"]) == ("drop_bullet", "hush", "differs")
    assert (one["fixture"], one["example"]) == ("shout_by_day", None)
    assert one["difference"]["readings"] == {}
    listed = json.loads(solon(club, "--list", "--format", "json").output)
    assert [row["change"] for row in listed["mutants"]] == [row["change"] for row in data["mutants"]]


def test_the_command_lists_changes_without_trying_them(club: Path) -> None:
    done = solon(club, "--list", "--kind", "drop_block")
    assert done.exit_code == 0
    assert done.output.splitlines()[1:] == ["1 changes."]
    assert done.output.startswith("club.solon:")
    assert "hush is left out [drop_block]" in done.output


def test_wrong_words_are_wrong_usage_and_a_broken_fixture_is_invalid(club: Path) -> None:
    unknown = solon(club, "--only", "hsh")
    assert unknown.exit_code == 2
    assert 'Did you mean "hush"?' in unknown.output
    assert solon(club, "--kind", "drop_everything").exit_code == 2
    (club.parent / "tests" / "fixtures" / "rules" / "hush.yaml").write_text("- id: {", "utf-8")
    broken = solon(club)
    assert broken.exit_code == 3
    assert "rules/hush.yaml" in broken.output
    (club / "club.solon").write_text("rule\n", "utf-8")
    assert solon(club).exit_code == 1
