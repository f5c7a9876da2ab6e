"""How fixtures are constructed: on small policies, against expectations written by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from solon.engine.deontic import Modality, Status
from solon.engine.store import NO
from solon.fixtures import (
    Expectation,
    Fixture,
    compare,
    construct,
    fixture_files,
    from_yaml,
    generate,
    occurrence,
    situation_of,
    to_yaml,
)
from solon.fixtures.decisive import Differences
from solon.fixtures.scene import Scene
from solon.fixtures.situations import Found, Situations
from solon.fixtures.tree import Entry, InForce, Reach, Says, nodes
from solon.model.bind import bind
from solon.model.days import DayInYear, DayOf, FixedDay
from solon.model.policy import Policy
from solon.model.sources import Sources
from solon_dsl import parse
from solon_dsl.diagnostic import has_errors

ROOT = Path(__file__).parents[2]
HEAD = """\
instrument rules
  title: The rules
  kind: policy
  issuer: The office
  issued: January 2000
  in force from: 2000-01-01
  authority: none

bearer member
  says: a member

action speak
  says: speak
  instead: keep silent
"""
SPEECH = """\
rule no_loud_speech
  cites: rules 1
  a member must not speak
  when all of:
    - it is loud
    - any of:
      - it is late
      - it is in the library

exception emergency
  cites: rules 2
  to: no_loud_speech
  effect: a member may speak
  when all of:
    - there is a fire
    - nothing else forbids it
"""


HUSH = "rule hush\n  cites: rules 1\n  a member must not speak\n"


def fact(name: str, says: str, denies: str, more: str = "") -> str:
    return f"fact {name}\n  says: {says}\n  denies: {denies}\n  asks: Is it so?\n{more}\n"


FACTS = (
    fact("loud", "it is loud", "it is quiet")
    + fact("late", "it is late", "it is early")
    + fact("library", "it is in the library", "it is elsewhere")
    + fact("fire", "there is a fire", "there is no fire")
)


def policy_of(*parts: str) -> Policy:
    tree, faults = parse("small.solon", "\n".join((HEAD, *parts)))
    policy, bound = bind([tree], Sources({"rules": dict.fromkeys("123", "announced")}))
    assert not has_errors(faults), faults
    assert not has_errors(bound), bound
    return policy


def by_id(policy: Policy) -> dict[str, Fixture]:
    return {fixture.id: fixture for fixture in generate(policy)}


def test_the_closest_situation_is_found_and_the_rest_left_out() -> None:
    situations = Situations(policy_of(FACTS, SPEECH))
    norms, diagrams = situations.norms, situations.diagrams
    rule, exception = diagrams.of(norms.applies("no_loud_speech")), diagrams.of(norms.bites("emergency"))

    def closest(diagram: int, **near: bool) -> dict[str, object] | None:
        found = situations.find(diagram, Found(near))
        return None if found is None else dict(found.values)

    assert closest(rule) == {"loud": True, "late": True, "fire": False}
    assert closest(rule, library=True) == {"loud": True, "late": False, "library": True, "fire": False}
    assert closest(situations.store.deny(rule)) == {"loud": False}
    assert closest(exception) == {"loud": True, "late": True, "fire": True}
    assert closest(situations.store.both(rule, exception)) is None


def test_words_decide_where_all_beside_them_is_neutral() -> None:
    situations = Situations(policy_of(FACTS, SPEECH))
    diagrams, store = situations.diagrams, situations.store
    tree = situations.norms.applies("no_loud_speech")
    [late] = [node for node in nodes(tree) if isinstance(node, Entry) and node.origin.name == "late"]
    loud, library, fire = (diagrams.of(Says(name, True)) for name in ("loud", "library", "fire"))
    there = diagrams.of(InForce("rules"))
    when = Differences(diagrams, tree).of(late)
    assert when.upright == store.all_of((there, loud, store.deny(library), store.deny(fire)))
    assert when.turned == NO


def test_each_bullet_is_flipped_alone() -> None:
    found = by_id(policy_of(FACTS, SPEECH))
    on = found["no_loud_speech_on"]
    assert dict(on.case.facts) == {"loud": True, "late": True}
    assert (on.expect.status, on.expect.applies) == (Status.PROHIBITED, ("no_loud_speech",))
    off = found["no_loud_speech_off_loud"]
    assert dict(off.case.facts) == {"loud": False, "late": True}
    assert off.expect.does_not_apply == ("no_loud_speech",)
    assert off.why == "This bullet is off: it is loud (it is quiet). So no_loud_speech does not apply."
    assert dict(found["no_loud_speech_off_late"].case.facts) == {"loud": True, "late": False}
    assert dict(found["no_loud_speech_on_library"].case.facts) == {"loud": True, "library": True}
    assert dict(found["no_loud_speech_off_library"].case.facts) == {"loud": True, "library": False}


def test_an_opposite_is_reached() -> None:
    expect = by_id(policy_of(FACTS, SPEECH))["no_loud_speech_on_instead_of_speak"].expect
    assert (expect.action, expect.applies) == ("instead_of_speak", ("no_loud_speech",))
    assert expect.status is Status.REQUIRED


def test_an_exception_is_shown_on_off_and_without_a_rule_to_lift() -> None:
    found = by_id(policy_of(FACTS, SPEECH))
    on = found["emergency_on"]
    assert dict(on.case.facts) == {"loud": True, "late": True, "fire": True}
    assert (on.expect.status, on.expect.applies) == (Status.PERMITTED, ("emergency",))
    assert on.expect.does_not_apply == ("no_loud_speech",)
    assert on.expect.defeated == (("no_loud_speech", "emergency"),)
    off = found["emergency_off_fire"]
    assert (off.expect.status, off.expect.applies) == (Status.PROHIBITED, ("no_loud_speech",))
    assert off.expect.does_not_apply == ("emergency",)
    idle = found["emergency_nothing_to_lift_by_loud"]
    assert dict(idle.case.facts) == {"loud": False, "late": True, "fire": True}
    assert idle.expect.does_not_apply == ("emergency",)


def test_another_rule_that_forbids_stops_an_exception() -> None:
    secret = "rule no_secrets\n  cites: rules 3\n  a member must not speak\n  when all of:\n    - it is secret\n"
    found = by_id(policy_of(FACTS, fact("secret", "it is secret", "it is known"), SPEECH, secret))
    stopped = found["emergency_forbidden_by_no_secrets"]
    assert dict(stopped.case.facts) == {"loud": True, "late": True, "fire": True, "secret": True}
    assert stopped.expect.applies == ("no_loud_speech",)
    assert stopped.expect.does_not_apply == ("emergency",)


def test_an_unknown_matters_or_not() -> None:
    found = by_id(policy_of(FACTS, SPEECH))
    matters = found["no_loud_speech_unknown_loud"]
    assert (dict(matters.case.facts), matters.case.unknown) == ({"late": True}, ("loud",))
    assert (matters.expect.open_norms, matters.expect.missing) == (("no_loud_speech",), ("loud",))
    settled = found["no_loud_speech_whatever_loud"]
    assert (dict(settled.case.facts), settled.case.unknown) == ({}, ("loud",))
    assert settled.expect.does_not_apply == ("no_loud_speech",)
    assert settled.expect.not_missing == ("loud",)


def test_a_bullet_that_cannot_matter_is_a_finding() -> None:
    impossible = "impossible loud_library\n  because: so\n  when all of:\n    - it is loud\n    - it is elsewhere\n"
    rule = HUSH + "  when all of:\n    - it is loud\n    - it is in the library\n"
    made = construct(policy_of(FACTS, impossible, rule))
    [finding] = made.findings
    assert finding.message == 'hush: no situation was found in which "it is in the library" alone makes a difference.'
    [impossible_one, *others] = made.fixtures
    assert impossible_one.expect.cannot_occur == ("loud_library",)
    assert dict(impossible_one.case.facts) == {"loud": True}
    assert dict(others[0].case.facts) == {"loud": True, "library": True}


def test_both_bullets_of_an_impossible_combination_are_met() -> None:
    impossible = "impossible calm\n  because: so\n  when all of:\n    - it is late\n    - there is a fire\n"
    policy = policy_of(FACTS, impossible, SPEECH)
    fixtures = generate(policy)
    cases = [dict(fixture.case.facts) for fixture in fixtures if not fixture.expect.cannot_occur]
    assert any(case.get("late") for case in cases)
    assert any(case.get("fire") for case in cases)
    assert not any(case.get("late") and case.get("fire") for case in cases)
    [met] = [fixture for fixture in fixtures if fixture.expect.cannot_occur]
    assert (met.block, met.expect.cannot_occur) == ("calm", ("calm",))
    assert dict(met.case.facts) == {"late": True, "fire": True}


def test_what_only_gives_way_and_with_what_force_a_norm_stands_is_said() -> None:
    off = "exception calm\n  cites: rules 2\n  to: hush\n  effect: switches off\n  when all of:\n    - it is late\n"
    found = by_id(policy_of(FACTS, HUSH + "  when all of:\n    - it is loud\n", off))
    assert found["hush_on"].expect.forces == (("hush", Modality.MUST_NOT),)
    assert "calm" in found["calm_on"].expect.does_not_apply


def test_what_can_occur_is_judged_before_any_verdict() -> None:
    ruled_out = Expectation("member", "speak", cannot_occur=("calm",))
    assert occurrence(ruled_out, ("calm", "other")) == ()
    assert occurrence(ruled_out, ()) == ("it can occur, as far as calm goes",)
    assert occurrence(Expectation("member", "speak"), ("calm",)) == ("calm rules it out",)
    assert occurrence(Expectation("member", "speak"), ()) is None


def test_a_presumed_fact_is_given_where_it_matters() -> None:
    presumed = fact("kind", "it is kind", "it is unkind", "  presumed: yes\n  because: people are kind\n")
    rule = "rule unkind\n  cites: rules 1\n  a member must not speak\n  when all of:\n    - it is unkind\n"
    found = by_id(policy_of(presumed, rule))
    assert dict(found["unkind_on"].case.facts) == {"kind": False}
    assert dict(found["unkind_off_kind"].case.facts) == {"kind": True}


def test_each_option_of_a_choice_is_used() -> None:
    options = "    - hall: in the hall\n    - yard: in the yard\n    - road: outside\n"
    choice = f"choice place\n  asks: Where?\n  one of:\n{options}"
    rule = HUSH + "  when all of:\n    - in the hall\n"
    found = by_id(policy_of(choice, rule))
    assert dict(found["hush_on"].case.facts) == {"place": "hall"}
    off = [dict(fixture.case.facts)["place"] for name, fixture in found.items() if name.startswith("hush_off")]
    assert off == ["yard", "road"]


def test_readings_are_turned() -> None:
    about = "  about: rules 1\n  question: How?\n  because: so\n"
    reading = f"reading lateness\n{about}  chosen lax: so\n  other strict: not\n"
    gate = "      under reading: lateness = strict\n"
    rule = f"{HUSH}  when any of:\n    - it is loud\n    - it is late\n{gate}"
    found = by_id(policy_of(FACTS, reading, rule))
    strict, lax = found["hush_on_late"], found["hush_read_lateness_lax"]
    assert dict(strict.case.facts) == dict(lax.case.facts) == {"late": True}
    assert (strict.case.readings, strict.expect.applies) == ((("lateness", "strict"),), ("hush",))
    assert (lax.case.readings, lax.expect.does_not_apply) == ((), ("hush",))
    assert found["hush_off_late"].case.readings == (("lateness", "strict"),)


def test_counts_carry_a_rule_to_another_deed() -> None:
    sing = (
        "action sing\n  says: sing\n\ncounts singing\n  cites: rules 2\n  doing: sing\n  counts as: speak\n"
        "  when all of:\n    - it is late\n"
    )
    rule = HUSH + "  when all of:\n    - it is loud\n"
    found = by_id(policy_of(FACTS, sing, rule))
    on, off = found["singing_on"], found["singing_off_late"]
    assert (on.expect.action, on.expect.applies, on.expect.status) == ("sing", ("hush",), Status.PROHIBITED)
    assert (dict(off.case.facts), off.expect.does_not_apply) == ({"loud": True, "late": False}, ("hush",))


WINDOW = """\
date vote
  says: the day of the vote
  asks: When is it?

period season
  cites: rules 2
  says: the season
  from: 1 May of the year of the day of the vote
  until: the day of the vote

rule hush
  cites: rules 1
  a member must keep silent
  always
  during: the season
  by: 10 days before the day of the vote
"""


def test_a_window_is_shown_on_its_four_days() -> None:
    found = by_id(policy_of(WINDOW))
    days = {name.removeprefix("hush_").removesuffix("_of_season"): fixture for name, fixture in found.items()}
    applies = {name: bool(days[name].expect.applies) for name in ("day_before", "first_day", "last_day", "day_after")}
    assert applies == {"day_before": False, "first_day": True, "last_day": True, "day_after": False}
    on = {name: days[name].case.on for name in applies}
    vote = dict(days["first_day"].case.facts)["vote"]
    assert vote == dict(days["day_after"].case.facts)["vote"] == date(2002, 10, 22)
    assert on == {
        "day_before": date(2002, 4, 30),
        "first_day": date(2002, 5, 1),
        "last_day": date(2002, 10, 22),
        "day_after": date(2002, 10, 23),
    }
    assert found["hush_on"].expect.due == (("hush", date(2002, 10, 12)),)
    assert found["hush_unknown_day"].case.on == "unknown"
    assert found["hush_unknown_day"].expect.missing == ("on",)
    assert found["hush_unknown_vote"].expect.missing == ("vote",)


@pytest.mark.parametrize(
    ("day", "shift", "on", "vote", "expected"),
    [
        (FixedDay(date(2018, 5, 1)), 0, date(2018, 5, 1), None, True),
        (FixedDay(date(2018, 5, 1)), 1, date(2018, 5, 1), None, False),
        (DayOf("vote"), 45, date(2018, 12, 6), date(2018, 10, 22), True),
        (DayOf("vote"), 45, date(2018, 12, 5), date(2018, 10, 22), False),
        (DayOf("vote"), 0, date(2018, 5, 1), None, None),
        (DayOf("vote"), 0, date(2018, 5, 1), "already", True),
        (DayOf("vote"), 1, date(2018, 5, 1), "already", None),
        (DayOf("vote"), 0, date(2018, 5, 1), "not yet", False),
        (DayOf("vote"), -1, date(2018, 5, 1), "not yet", None),
        (DayInYear(5, 1, "vote"), 0, date(2018, 5, 1), date(2018, 10, 22), True),
        (DayInYear(5, 1, "vote"), 0, date(2018, 4, 30), date(2018, 1, 1), False),
        (DayInYear(1, 1, "vote"), 0, date(2018, 4, 30), "already", True),
        (DayInYear(12, 31, "vote"), 1, date(2018, 12, 31), "not yet", False),
    ],
)
def test_days_are_compared(
    day: FixedDay | DayOf | DayInYear, shift: int, on: date, vote: object, expected: bool | None
) -> None:
    assert Scene(on).put("vote", vote).reached(Reach(day, shift)) is expected  # type: ignore[arg-type]


def test_yaml_is_read_back_and_is_plain() -> None:
    made = generate(policy_of(FACTS, SPEECH, WINDOW.replace("hush", "silence")))
    for path, text in fixture_files(policy_of(FACTS, SPEECH, WINDOW.replace("hush", "silence"))).items():
        block = path.removeprefix("rules/").removesuffix(".yaml")
        found = from_yaml(path, text)
        assert found == tuple(fixture for fixture in made if fixture.block == block)
        assert to_yaml(found) == text
        assert "&" not in text
        assert "true" not in text
    with pytest.raises(ValueError, match=r"rules/x\.yaml is not a file of fixtures"):
        from_yaml("rules/x.yaml", "- id: 1\n")


def test_a_fixture_becomes_a_situation() -> None:
    policy = policy_of(WINDOW)
    found = by_id(policy)
    unknown = situation_of(policy, found["hush_unknown_vote"])
    assert (unknown.on, unknown.day_left_out, unknown.unknown) == (date(2002, 5, 1), False, frozenset({"vote"}))
    day = situation_of(policy, found["hush_unknown_day"])
    assert (day.on, day.day_left_out, day.rest_is_no) == (None, False, True)


def test_differences_are_told_in_english() -> None:
    before = fixture_files(policy_of(FACTS, SPEECH))
    assert compare(policy_of(FACTS, SPEECH), before) == []
    changed = policy_of(FACTS, SPEECH.replace("      - it is in the library\n", ""))
    lines = compare(changed, {**before, "rules/old.yaml": ""})
    assert lines == [
        "rules/no_loud_speech.yaml: 4 fixtures gone: no_loud_speech_on_library",
        "rules/old.yaml: the file is no longer needed",
    ]
    assert compare(changed, {})[0].startswith("rules/emergency.yaml: the file is new, with ")


def test_the_same_policy_gives_the_same_bytes() -> None:
    words = (
        "import sys; sys.path[:0] = ['dsl', 'compiler', '.'];"
        "from tests.unit.test_fixture_construction import *;"
        "print(''.join(fixture_files(policy_of(FACTS, SPEECH, WINDOW)).values()))"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", words],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(texts) == 1


def test_what_takes_too_many_steps_is_said() -> None:
    made = construct(policy_of(FACTS, SPEECH), room=3)
    assert made.fixtures == ()
    messages = [finding.message for finding in made.findings]
    said = 'no_loud_speech: not all fixtures of "it is loud" were made, because that takes too many steps.'
    assert said in messages
