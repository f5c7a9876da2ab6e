"""What would change an answer, what is near, and which doubts do not matter: on a small policy, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from tests.random_policies import HEAD, LOCK

from solon import pipeline
from solon.answer.decide import Decider
from solon.engine.changes import in_hands_of, smallest
from solon.engine.decision import Verdict
from solon.engine.deontic import Status
from solon.engine.situation import Situation, Value
from solon.engine.store import TooLarge
from solon.letter import write_letter

POLICY = (
    HEAD
    + """
bearer guest
  says: the guest

action speak
  says: speak

action rest
  says: rest

fact loud
  says: the voice is loud
  denies: the voice is low
  asks: Is the voice loud?
  changed by: a member

fact late
  says: the hour is late
  denies: the hour is early
  asks: Is it late?

fact hurt
  says: the words hurt
  denies: the words hurt nobody
  asks: Do the words hurt somebody?
  changed by: the member
  judged by: the chair

fact invited
  says: the chair asked for it
  denies: nobody asked for it
  asks: Did the chair ask for it?
  changed by: the guest

choice place
  asks: Where?
  one of:
    - hall: it is in the hall
    - yard: it is in the yard
    - road: it is on the road
  changed by: the member

impossible loud_hall
  because: The hall swallows every sound.
  when all of:
    - the voice is loud
    - it is in the hall

rule no_noise
  cites: rules 1
  a member must not speak
  when all of:
    - the voice is loud
    - the hour is late

rule no_hurt
  cites: rules 2
  a member should not speak
  when all of:
    - the words hurt

rule road_rules
  cites: rules 3
  a member must not rest
  when all of:
    - it is on the road
    - the hour is late
    - nobody asked for it

exception asked_for
  cites: rules 3
  to: no_hurt
  effect: a member may speak
  when all of:
    - the chair asked for it
"""
)


@pytest.fixture(scope="module")
def decider() -> Decider:
    built = pipeline.checked({"rules.solon": POLICY.encode()}, LOCK)
    assert built.sound, built.findings
    return built.decider


def verdict(decider: Decider, action: str, unknown: frozenset[str] = frozenset(), **given: Value) -> Verdict:
    situation = Situation(on=date(2018, 5, 1), day_left_out=False, given=given, unknown=unknown)
    return decider.decide(situation).verdict("member", action)


def ways(found: tuple[tuple[object, ...], ...]) -> list[dict[str, str]]:
    return [{change.fact: change.after for change in way} for way in found]  # type: ignore[attr-defined]


def test_all_smallest_ways_out_are_named_shortest_first(decider: Decider) -> None:
    found = verdict(decider, "speak", loud=True, late=True, hurt=False, invited=False, place="yard")
    assert found.status is Status.PROHIBITED
    assert found.changes is not None
    # A loud voice in the hall cannot be, so to go there alone is no way out.
    assert ways(found.changes.better) == [{"loud": "no"}]
    assert found.changes.worse == ()
    change = found.changes.better[0][0]
    assert (change.before, change.says) == ("yes", "the voice is low")
    assert [str(citation) for citation in change.citations] == ["rules 1"]


def test_advised_against_is_better_than_prohibited(decider: Decider) -> None:
    found = verdict(decider, "speak", loud=True, late=True, hurt=True, invited=False, place="yard")
    assert found.status is Status.PROHIBITED
    assert found.changes is not None
    assert ways(found.changes.better) == [{"loud": "no"}]
    after = verdict(decider, "speak", loud=False, late=True, hurt=True, invited=False, place="yard")
    assert after.status is Status.ADVISED_AGAINST


def test_an_open_fact_in_the_persons_hands_can_be_made_sure_of(decider: Decider) -> None:
    found = verdict(decider, "speak", loud=False, late=False, hurt=True, place="yard")
    # Whether the chair asked for it is open, and not in the member's hands.
    assert found.status is Status.UNDETERMINED
    assert found.changes is not None
    assert ways(found.changes.better) == [{"hurt": "no"}]
    open_voice = verdict(decider, "speak", late=True, hurt=False, invited=False, place="yard")
    assert open_voice.changes is not None
    assert ways(open_voice.changes.better) == [{"loud": "no"}, {"place": "hall"}]
    assert open_voice.changes.better[0][0].before is None


def test_what_spoils_an_answer_needs_only_be_possible(decider: Decider) -> None:
    found = verdict(decider, "speak", loud=False, late=False, place="yard", hurt=False)
    assert found.status is Status.NOT_REGULATED
    assert found.changes is not None
    assert found.changes.better == ()
    assert ways(found.changes.worse) == [{"hurt": "yes"}]


def test_where_nothing_in_hand_helps_what_stands_in_the_way_is_said(decider: Decider) -> None:
    # The place could be changed, so it helps; with the road as a fact of others, nothing would.
    found = verdict(decider, "rest", place="road", late=True, invited=False)
    assert found.changes is not None
    assert ways(found.changes.better) == [{"place": "hall"}, {"place": "yard"}]
    text = POLICY.replace("  changed by: the member\n\nimpossible", "\nimpossible")
    fixed = pipeline.checked({"rules.solon": text.encode()}, LOCK).decider
    found = verdict(fixed, "rest", place="road", late=True, invited=False)
    assert found.changes is not None
    assert found.changes.better == ()
    assert [len(way) for way in found.changes.in_the_way] == [1]


def test_hands_are_compared_without_articles(decider: Decider) -> None:
    policy = decider.policy
    assert in_hands_of(policy.bearers["member"], policy.inputs["loud"])
    assert in_hands_of(policy.bearers["guest"], policy.inputs["invited"])
    assert not in_hands_of(policy.bearers["member"], policy.inputs["invited"])
    assert not in_hands_of(policy.bearers["member"], policy.inputs["late"])


def test_a_set_that_holds_another_is_no_smallest_one() -> None:
    one, two, both = frozenset({(1, 0)}), frozenset({(2, 0)}), frozenset({(1, 0), (2, 0)})
    assert smallest([both, two, one, one]) == (two, one)
    with pytest.raises(TooLarge):
        smallest(frozenset({(number, 0)}) for number in range(3_000))


def test_the_nearest_norm_is_named_with_what_is_wanting(decider: Decider) -> None:
    found = verdict(decider, "speak", loud=True, late=False, hurt=False, invited=False, place="yard")
    assert {(near.rule, near.wanting) for near in found.near} == {
        ("no_noise", ("the hour is late",)),
        ("no_hurt", ("the words hurt",)),
    }
    rest = verdict(decider, "rest", place="yard", late=True, invited=False)
    assert [(near.rule, near.wanting) for near in rest.near] == [("road_rules", ("it is on the road",))]


def test_what_an_exception_lifts_is_defeated_and_not_near(decider: Decider) -> None:
    found = verdict(decider, "speak", loud=False, late=False, hurt=True, invited=True, place="yard")
    assert found.status is Status.PERMITTED
    assert [(defeat.rule, defeat.by) for defeat in found.defeated] == [("no_hurt", ("asked_for",))]
    assert [near.rule for near in found.near] == ["no_noise"]


def test_a_doubt_that_cannot_change_the_answer_is_named_with_its_judge(decider: Decider) -> None:
    doubts = frozenset({"hurt", "place"})
    found = verdict(decider, "speak", doubts, loud=True, late=True, invited=False)
    assert found.status is Status.PROHIBITED
    # Where it happens plays no part for speaking, so it is no doubt about it at all.
    assert [(doubt.fact, doubt.judged_by) for doubt in found.no_matter] == [("hurt", "the chair")]
    assert found.whoever == ("the chair",)
    matters = verdict(decider, "speak", doubts, loud=False, late=True, invited=False)
    assert [missing.fact for missing in matters.missing] == ["hurt"]
    assert (matters.no_matter, matters.whoever) == ((), ())


def test_the_letter_says_all_of_it_in_plain_words(decider: Decider) -> None:
    situation = Situation(
        on=date(2018, 5, 1),
        day_left_out=False,
        given={"loud": True, "late": True, "invited": False, "place": "yard"},
        unknown=frozenset({"hurt"}),
        asked=(next(pair for pair in decider.pairs if pair[1].id == "speak"),),
    )
    letter = write_letter(decider.policy, situation, decider.decide(situation, only_asked=True))
    assert "  What would change this answer, each line by itself:\n    - the voice is low (rules 1)\n" in letter
    assert "- Do the words hurt somebody? (it holds whatever the chair decides) [hurt]" in letter
    for machinery in ("implicant", "diagram", "node", "norm ", "antecedent", "defeat"):
        assert machinery not in letter
