"""Situation files: what is read, and that everything wrong is reported at once with a place and a way out."""

from __future__ import annotations

from datetime import date

import pytest
from tests.random_policies import HEAD, LOCK

from solon import pipeline
from solon.model.policy import Policy
from solon.situations import read_situation

POLICY = (
    HEAD
    + """
action speak
  says: speak

fact rain
  says: it rains
  denies: it does not rain
  asks: Does it rain?

choice place
  asks: Where?
  one of:
    - hall: in the hall
    - yard: in the yard

date vote
  says: the day of the vote
  asks: When is the vote?

term wet
  cites: rules 1
  says: it is wet
  when all of:
    - it rains

reading strict
  about: rules 1
  question: How strict?
  chosen much: very
  other little: not very
  because: a test

rule silence
  cites: rules 1
  a member must not speak
  when all of:
    - it is wet
    - in the hall
      under reading: strict = little
  until: the day of the vote
"""
)


@pytest.fixture(scope="module")
def policy() -> Policy:
    built = pipeline.build({"p.solon": POLICY.encode()}, LOCK)
    assert built.sound, built.findings
    return built.policy


def codes(policy: Policy, text: str | bytes) -> list[tuple[str, int]]:
    situation, findings = read_situation(policy, "s.yaml", text)
    assert situation is None
    return [(finding.code, finding.span.line) for finding in findings]


def test_yaml_with_every_key(policy: Policy) -> None:
    text = """
on: 2018-05-01
facts:
  rain: {value: yes, by: the assistant, note: seen on Monday}
  place: hall
  vote: not yet
everything else: no
readings: {strict: little}
asked: [member speak]
"""
    situation, findings = read_situation(policy, "s.yaml", text)
    assert findings == ()
    assert situation is not None
    assert situation.on == date(2018, 5, 1)
    assert dict(situation.given) == {"rain": True, "place": "hall", "vote": "not yet"}
    assert situation.rest_is_no
    assert dict(situation.readings) == {"strict": "little"}
    assert [(bearer, deed.id) for bearer, deed in situation.asked] == [("member", "speak")]
    assert situation.sources == {"rain": {"by": "the assistant", "note": "seen on Monday"}}


@pytest.mark.parametrize("word", ["yes", "true", "True"])
def test_yes_in_each_form(policy: Policy, word: str) -> None:
    situation, _ = read_situation(policy, "s.yaml", f"facts: {{rain: {word}}}")
    assert situation is not None
    assert situation.given["rain"] is True


def test_json_is_read_too(policy: Policy) -> None:
    situation, _ = read_situation(
        policy, "s.json", '{"on": "2018-05-01", "facts": {"rain": false, "vote": "2018-10-22"}}'
    )
    assert situation is not None
    assert dict(situation.given) == {"rain": False, "vote": date(2018, 10, 22)}


def test_left_out_and_unknown_are_not_the_same(policy: Policy) -> None:
    left_out, _ = read_situation(policy, "s.yaml", "facts: {}")
    unknown, _ = read_situation(policy, "s.yaml", "on: unknown\nfacts: {rain: unknown}")
    assert left_out is not None
    assert unknown is not None
    assert (left_out.day_left_out, unknown.day_left_out) == (True, False)
    assert unknown.unknown == {"rain"}


def test_everything_wrong_is_reported_at_once(policy: Policy) -> None:
    text = """on: 2018-02-30
fcts: {}
facts:
  rian: yes
  wet: yes
  place: garden
  vote: soon
  rain: perhaps
readings: {strict: litle, lax: yes}
asked: [member sing]
everything else: yes
"""
    assert codes(policy, text) == [
        ("S506", 1),
        ("S502", 2),
        ("S503", 4),
        ("S504", 5),
        ("S505", 6),
        ("S506", 7),
        ("S505", 8),
        ("S510", 9),
        ("S510", 9),
        ("S511", 10),
        ("S505", 11),
    ]


def test_a_term_names_its_facts(policy: Policy) -> None:
    _, findings = read_situation(policy, "s.yaml", "facts: {wet: yes}")
    assert "rain" in findings[0].help


def test_a_misspelt_fact_gets_the_nearest(policy: Policy) -> None:
    _, findings = read_situation(policy, "s.yaml", "facts: {plase: hall}")
    assert findings[0].help == 'Did you mean "place"?'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("facts: {rain: yes, rain: no}", "S507"),
        ("a: &x 1\nb: *x", "S508"),
        ("facts: !!map {rain: yes}", "S508"),
        ("facts: [", "S501"),
        ("---\non: 2018-05-01\n---\non: 2018-05-02", "S501"),
        (b"\xff\xfe", "S501"),
        ("[" * 5000, "S512"),
        ("x" * 1_000_001, "S512"),
        ("facts: {rain: 1}", "S505"),
        ("facts: {rain: [yes]}", "S505"),
        ("facts: {rain: {by: me}}", "S505"),
        ("facts: {rain: {value: yes, who: me}}", "S502"),
        ("facts: 3", "S505"),
        ("rain: yes", "S502"),
        ("on: 1800-01-01", "S506"),
        ("facts: {vote: 2300-01-01}", "S506"),
        ("asked: member speak", "S505"),
    ],
)
def test_bad_input(policy: Policy, text: str | bytes, code: str) -> None:
    found = codes(policy, text)
    assert found[0][0] == code


def test_aliases_that_would_grow_are_refused_before_they_do(policy: Policy) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{k}: &{k} [*{p}, *{p}, *{p}, *{p}]\n" for p, k in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert {code for code, _ in codes(policy, bomb)} == {"S508"}
