"""Outcomes of small policies, and of real actions, with the ways written by hand from the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.deontic import Status
from solon.model.deeds import regulated
from solon.model.sources import Sources, digest, write_lock
from solon.outcomes import every_outcome, find_outcomes, write_outcomes
from solon.outcomes.ways import DeedOutcomes, Outcomes, Part, Ways

ROOT = Path(__file__).parents[2]
LOCK = write_lock(Sources({"rules": {n: digest(n) for n in ("1", "2", "3")}}))
HEAD = """instrument rules
  title: The rules
  kind: policy
  issuer: The office
  issued: January 2000
  in force from: 2000-01-01
  authority: none, it is a test

bearer member
  says: a member

action speak
  says: speak

action leave
  says: leave
  instead: stay

date vote
  says: the day of the vote
  asks: When is the vote?

choice place
  asks: Where is it?
  one of:
    - hall: it is in the hall
    - yard: it is in the yard
    - road: it is on the road
"""


def build(body: str) -> pipeline.Build:
    """A policy with a fact for each word that stands before "is so" or "is not so"."""
    names = dict.fromkeys(re.findall(r"- (\w+) is (?:not )?so", body))
    facts = "".join(
        f"\nfact {name}\n  says: {name} is so\n  denies: {name} is not so\n  asks: Is {name} so?\n" for name in names
    )
    built = pipeline.checked({"policy.solon": (HEAD + facts + "\n" + body).encode()}, LOCK)
    assert built.sound, [finding.message for finding in built.findings]
    return built


def rule(name: str, norm: str, *when: str, connective: str = "all", cites: str = "1", more: str = "") -> str:
    bullets = "".join(f"    - {one}\n" for one in when)
    conditions = f"  when {connective} of:\n{bullets}" if when else "" if more else "  always\n"
    return f"rule {name}\n  cites: rules {cites}\n  a member {norm}\n{conditions}{more}\n"


def exception(name: str, to: str, effect: str, *when: str) -> str:
    bullets = "".join(f"    - {one}\n" for one in when)
    return f"exception {name}\n  cites: rules 2\n  to: {to}\n  effect: {effect}\n  when all of:\n{bullets}\n"


def term(name: str, *when: str, connective: str = "any") -> str:
    bullets = "".join(f"    - {one}\n" for one in when)
    says = f"  says: {name} holds\n  denies: {name} fails\n"
    return f"term {name}\n  cites: rules 3\n{says}  when {connective} of:\n{bullets}\n"


def said(ways: Ways) -> list[str]:
    """Each way as its sentences, in the order of the list."""
    assert ways.more == 0
    return ["; ".join(entry.says for entry in way.entries) for way in ways.ways]


def deed(found: Outcomes, action: str) -> DeedOutcomes:
    return next(one for one in found.deeds if one.action == action)


def lists(found: Outcomes, action: str) -> dict[str, list[str]]:
    return {one.status.value: said(one.ways) for one in deed(found, action).outcomes}


def outcomes_of(body: str, action: str = "speak", **more: bool | int) -> dict[str, list[str]]:
    return lists(find_outcomes(build(body).graph, action, **more), action)  # type: ignore[arg-type]


def test_a_rule_with_an_exception() -> None:
    body = rule("quiet", "must not speak", "rain is so", "night is so") + exception(
        "asked", "quiet", "a member may speak", "invited is so"
    )
    assert outcomes_of(body) == {
        "prohibited": ["rain is so; night is so; invited is not so"],
        "permitted": ["rain is so; night is so; invited is so"],
        "not_regulated": ["rain is not so", "night is not so"],
    }


def test_an_exception_that_does_not_lift_is_said_with_its_paragraph() -> None:
    built = build(
        rule("quiet", "must not speak", "rain is so") + exception("asked", "quiet", "switches off", "old is so")
    )
    found = find_outcomes(built.graph, "speak")
    (way,) = deed(found, "speak").outcomes[0].ways.ways
    assert [(entry.id, entry.part) for entry in way.entries] == [("rain", Part.REACH), ("old", Part.EXCEPTION)]
    assert [one.id for one in way.exceptions] == ["asked"]
    text = write_outcomes(built.policy, found)
    assert "and, so that rules 2 does not lift it:\n  - old is not so\n  (rules 1)\n" in text
    lifted = deed(found, "speak").outcomes[1].ways.ways
    assert [[(norm.id, [e.id for e in by]) for norm, by in way.lifted] for way in lifted] == [
        [],
        [("quiet", ["asked"])],
    ]
    assert "old is so\n     (rules 2 lifts rules 1)\n" in text


def test_only_exceptions_that_could_lift_the_rule_are_named() -> None:
    body = (
        rule("quiet", "must not speak", "rain is so")
        + exception("dry", "quiet", "switches off", "rain is not so", "old is so")
        + exception("asked", "quiet", "switches off", "old is so")
    )
    (way,) = deed(find_outcomes(build(body).graph, "speak"), "speak").outcomes[0].ways.ways
    assert [one.id for one in way.exceptions] == ["asked"]


def test_a_stronger_rule_that_must_not_apply_is_said_apart() -> None:
    body = rule("quiet", "must not speak", "rain is so") + rule("calm", "should not speak", "night is so")
    found = find_outcomes(build(body).graph, "speak")
    assert lists(found, "speak")["advised_against"] == ["rain is not so; night is so"]
    (way,) = deed(found, "speak").outcomes[1].ways.ways
    assert {entry.id: entry.part for entry in way.entries} == {"rain": Part.STRONGER, "night": Part.REACH}


def test_the_shortest_come_first_then_policy_order() -> None:
    body = rule("long", "must not speak", "a is so", "b is so", "c is so") + rule(
        "any", "must not speak", "d is so", "e is so", connective="any"
    )
    assert outcomes_of(body)["prohibited"] == ["d is so", "e is so", "a is so; b is so; c is so"]


def test_facts_that_settle_a_status_only_together_with_two_norms() -> None:
    body = rule("wet", "must not speak", "rain is so", "night is so") + rule(
        "dry", "must not speak", "rain is not so", "wind is so", cites="2"
    )
    found = find_outcomes(build(body).graph, "speak")
    assert lists(found, "speak")["prohibited"] == [
        "rain is so; night is so",
        "rain is not so; wind is so",
        "night is so; wind is so",
    ]
    ways = deed(found, "speak").outcomes[0].ways.ways
    assert [([norm.id for norm in way.norms], way.certain) for way in ways] == [
        (["wet"], True),
        (["dry"], True),
        (["wet", "dry"], False),
    ]


def test_a_choice_names_every_option_that_will_do() -> None:
    body = rule("inside", "must not speak", "it is in the hall", "it is in the yard", connective="any")
    assert outcomes_of(body) == {
        "prohibited": ["it is in the hall or it is in the yard"],
        "not_regulated": ["it is on the road"],
    }


def test_what_cannot_occur_is_left_out_and_what_follows_is_not_needed() -> None:
    impossible = "impossible never\n  because: a test\n  when all of:\n    - dog is so\n    - animal is not so\n\n"
    body = impossible + rule("pets", "must not speak", "dog is so", "animal is so")
    # That the dog is an animal follows; "an animal is not so" is a special case of "no dog".
    assert outcomes_of(body) == {"prohibited": ["dog is so"], "not_regulated": ["dog is not so"]}
    body = (
        impossible
        + rule("odd", "must not speak", "dog is so", "animal is not so")
        + rule("even", "should not speak", "animal is so")
    )
    assert outcomes_of(body) == {"advised_against": ["animal is so"], "not_regulated": ["animal is not so"]}


TERMS = term("wet", "rain is so", "snow is so") + rule("quiet", "must not speak", "wet holds", "night is so")


def test_a_term_stands_for_its_facts_and_has_its_list_below() -> None:
    built = build(TERMS)
    found = find_outcomes(built.graph, "speak")
    assert lists(found, "speak") == {
        "prohibited": ["night is so; wet holds"],
        "not_regulated": ["night is not so", "wet fails"],
    }
    assert {(one.says, *said(one.ways)) for one in found.meanings} == {
        ("wet holds", "rain is so", "snow is so"),
        ("wet fails", "rain is not so; snow is not so"),
    }
    text = write_outcomes(built.policy, found)
    assert "  - night is so\n  - wet holds [A]\n  (rules 1)\n" in text
    assert (
        "  A. Wet holds (rules 3).\n    It is so in any of these 2 ways:\n    1. rain is so\n    2. snow is so\n"
        in text
    )


def test_flat_lists_have_facts_alone() -> None:
    assert outcomes_of(TERMS, flat=True) == {
        "prohibited": ["rain is so; night is so", "snow is so; night is so"],
        "not_regulated": ["night is not so", "rain is not so; snow is not so"],
    }


def test_a_term_of_one_sentence_is_that_sentence() -> None:
    body = term("wet", "rain is so") + rule("quiet", "must not speak", "wet holds", "night is so")
    assert outcomes_of(body)["prohibited"] == ["rain is so; night is so"]


def test_facts_that_terms_would_hide_are_shown() -> None:
    """Two terms that share a fact with opposite signs: b, c and both others settle it, whatever that fact is."""
    body = (
        term("one", "shared is so", "b is so", connective="all")
        + term("two", "shared is not so", "c is so", connective="all")
        + rule("first", "must not speak", "one holds", "x is so")
        + rule("second", "must not speak", "two holds", "y is so")
    )
    assert outcomes_of(body)["prohibited"] == [
        "x is so; one holds",
        "y is so; two holds",
        "b is so; c is so; x is so; y is so",
    ]


def test_a_way_that_follows_from_a_term_is_not_repeated() -> None:
    body = (
        term("wet", "rain is so", "snow is so")
        + rule("first", "must not speak", "wet holds")
        + rule("second", "must not speak", "snow is so", "night is so")
    )
    assert outcomes_of(body)["prohibited"] == ["wet holds"]


def test_a_deed_that_counts_as_another() -> None:
    counts = (
        "counts noise\n  cites: rules 3\n  doing: speak\n  counts as: leave\n"
        "  when any of:\n    - loud is so\n    - long is so\n"
    )
    body = counts + "\n" + rule("stay_here", "must not leave", "night is so")
    found = find_outcomes(build(body).graph, "speak")
    assert lists(found, "speak")["prohibited"] == ["night is so; to speak is also to leave"]
    (way,) = deed(found, "speak").outcomes[0].ways.ways
    assert [str(citation) for citation in way.norms[0].citations] == ["rules 1", "rules 3"]
    assert way.norms[0].through == ("noise",)
    assert [said(one.ways) for one in found.meanings if one.holds] == [["loud is so", "long is so"]]


def test_the_opposite_has_the_mirrored_lists() -> None:
    built = build(rule("go", "must leave", "fire is so"))
    found = find_outcomes(built.graph, "leave")
    assert lists(found, "leave") == {"required": ["fire is so"], "not_regulated": ["fire is not so"]}
    assert lists(found, "instead_of_leave") == {"prohibited": ["fire is so"], "not_regulated": ["fire is not so"]}
    text = write_outcomes(built.policy, found)
    assert 'A member must not stay.\n  It is so in the same ways as "A member must leave".\n' in text
    alone = find_outcomes(built.graph, "instead_of_leave")
    assert [one.action for one in alone.deeds] == ["instead_of_leave"]


def test_days_are_conditions() -> None:
    window = "  from: 1 May of the year of the day of the vote\n  until: 10 days after the day of the vote\n"
    body = rule("spring", "must not speak", more="  always\n" + window) + rule(
        "later", "should not speak", more="  always\n  from: 2018-06-01\n", cites="2"
    )
    assert outcomes_of(body)["prohibited"] == [
        "the day is not before 1 May of the year of the day of the vote; "
        "the day is not later than 10 days after the day of the vote"
    ]
    assert (
        "the day is before 1 June 2018; the day is later than 10 days after the day of the vote"
        in outcomes_of(body)["not_regulated"]
    )


def test_a_later_day_is_a_special_case_of_an_earlier_one() -> None:
    body = rule("first", "must not speak", more="  always\n  from: 2018-05-01\n") + rule(
        "again", "must not speak", more="  always\n  from: 2019-05-01\n"
    )
    assert outcomes_of(body) == {
        "prohibited": ["the day is not before 1 May 2018"],
        "not_regulated": ["the day is before 1 May 2018"],
    }


def test_a_period_stands_for_its_days() -> None:
    period = "period season\n  cites: rules 2\n  says: the season\n  from: the day of the vote\n  until: 2020-12-31\n\n"
    found = find_outcomes(
        build(period + rule("quiet", "must not speak", "the day is within the season")).graph, "speak"
    )
    assert lists(found, "speak")["prohibited"] == ["the day is within the season"]
    meanings = {one.says: said(one.ways) for one in found.meanings}
    assert meanings["the day is not within the season"] == [
        "the day is later than 31 December 2020",
        "the day is before the day of the vote",
    ]


LADDER = (
    rule("first", "must not speak", "a is so", "b is so")
    + rule("second", "must not speak", "c is so")
    + rule("third", "should not speak", "d is so", "e is so")
    + exception("lift", "first", "a member may speak", "f is so", "nothing else forbids it")
)


def test_a_long_list_is_divided_into_its_own_ways_and_the_rules_that_stay_off() -> None:
    built = build(LADDER)
    found = find_outcomes(built.graph, "speak", readable=0)
    assert lists(found, "speak") == {
        "prohibited": ["c is so", "a is so; b is so; f is not so"],
        "advised_against": ["d is so; e is so"],
        "permitted": ["a is so; b is so; f is so"],
        "not_regulated": [""],
    }
    off = {one.norm.id: said(one.ways) for one in deed(found, "speak").off}
    assert off == {
        "first": ["a is not so", "b is not so", "f is so"],
        "second": ["c is not so"],
        "third": ["d is not so", "e is not so"],
        "lift": ["a is not so", "b is not so"],
    }
    unless = {one.status: one.unless for one in deed(found, "speak").outcomes}
    numbers = {one.norm.id: one.number for one in deed(found, "speak").off}
    assert unless[Status.ADVISED_AGAINST] == (numbers["first"], numbers["second"])
    assert unless[Status.PERMITTED] == (numbers["first"], numbers["second"], numbers["third"])
    # Where the permission has nothing to stand on, its rule does not reach the deed.
    assert unless[Status.NOT_REGULATED] == (numbers["second"], numbers["third"], numbers["lift"])
    assert deed(found, "speak").outcomes[-1].follow == (numbers["first"],)
    text = write_outcomes(built.policy, found)
    assert "It is so in one way, as long as rules 1 and 2 below do not apply:\n" in text
    assert "It is so as long as rules 2 to 4 below do not apply.\n  Then rule 1 does not apply either.\n" in text


def test_a_short_list_is_not_divided() -> None:
    assert outcomes_of(LADDER)["not_regulated"] == [
        "a is not so; c is not so; d is not so",
        "a is not so; c is not so; e is not so",
        "b is not so; c is not so; d is not so",
        "b is not so; c is not so; e is not so",
    ]


def test_a_list_that_stops_says_so() -> None:
    built = build(rule("any", "must not speak", "a is so", "b is so", "c is so", connective="any"))
    found = find_outcomes(built.graph, "speak", limit=2)
    assert [(len(one.ways.ways), one.ways.more) for one in deed(found, "speak").outcomes] == [(2, 1), (1, 0)]
    assert not found.whole
    assert found.to_json()["complete"] is False
    text = write_outcomes(built.policy, found)
    assert "in any of the first 2 ways:" in text
    assert "The list stops here. At most 1 more way is not shown." in text


def test_a_list_that_needs_too_many_steps_is_not_made_and_says_so() -> None:
    pairs = [rule(f"r{n}", "must not speak", f"a{n} is so", f"b{n} is so") for n in range(8)]
    built = build("".join(pairs))
    found = find_outcomes(built.graph, "speak", room=120)
    assert not found.whole
    assert {one.ways.more for one in deed(found, "speak").outcomes} == {None}
    text = write_outcomes(built.policy, found)
    assert text.startswith("It was not decided whether and when this holds: A member must not speak.\n")
    assert "It was not made, and nothing is claimed about it." in text


def test_only_one_status_or_one_bearer() -> None:
    built = build(LADDER)
    found = find_outcomes(built.graph, "speak", status=Status.PERMITTED)
    assert [one.status for one in deed(found, "speak").outcomes] == [Status.PERMITTED]
    never = find_outcomes(built.graph, "speak", status=Status.REQUIRED)
    assert "Nothing leads to that status: a member, speak." in write_outcomes(built.policy, never)
    assert find_outcomes(built.graph, "speak", bearer="nobody").deeds == ()


def test_another_reading_has_other_ways() -> None:
    options = "  question: How?\n  chosen yes: so\n  other no: not so\n"
    reading = f"reading narrow\n  about: rules 1\n{options}  because: a test\n\n"
    body = reading + rule("quiet", "must not speak", "rain is so", "night is so\n      under reading: narrow = yes")
    graph = build(body).graph
    assert lists(find_outcomes(graph, "speak"), "speak")["prohibited"] == ["rain is so; night is so"]
    found = find_outcomes(graph, "speak", {"narrow": "no"})
    assert lists(found, "speak")["prohibited"] == ["rain is so"]
    assert deed(found, "speak").readings == (("narrow", "no"),)


def test_one_of_several_duties() -> None:
    either = "either choose\n  cites: rules 2\n  a member must do one of:\n    (a) speak\n    (b) leave\n"
    body = either + "  when all of:\n    - asked is so\n\n" + rule("stay_here", "must not leave", "night is so")
    built = build(body)
    found = find_outcomes(built.graph, "speak")
    assert lists(found, "speak")["required"] == ["asked is so; night is so"]
    text = write_outcomes(built.policy, found)
    assert "It is one of the ways to meet a duty: a member must do one of these: speak or leave (rules 2)." in text


def test_a_deed_without_rules() -> None:
    built = build(rule("quiet", "must not speak", "rain is so"))
    assert write_outcomes(built.policy, find_outcomes(built.graph, "leave")) == "No rule here is about it: leave.\n"


def test_the_same_bytes_each_time() -> None:
    first, second = (find_outcomes(build(LADDER + TERMS).graph, "speak").to_json() for _ in range(2))
    assert first == second


# The real policies, read off by hand from the paragraphs


@pytest.fixture(scope="module")
def real() -> pipeline.Build:
    files, lock = read_policies(ROOT / "policies")
    return pipeline.checked(files, lock)


def test_paragraph_10_is_a_way_by_itself(real: pipeline.Build) -> None:
    found = find_outcomes(real.graph, "post_the_content")
    first = deed(found, "post_the_content").outcomes[0]
    assert first.status is Status.PROHIBITED
    assert said(first.ways)[0] == "the act breaks another part of the Code"
    assert [norm.id for norm in first.ways.ways[0].norms] == ["keep_to_the_code"]
    assert [str(citation) for citation in first.ways.ways[0].norms[0].citations] == ["social_media 10"]


def test_paragraph_20_in_a_closed_meeting(real: pipeline.Build) -> None:
    assert lists(find_outcomes(real.graph, "use_social_media"), "use_social_media") == {
        "advised_against": ["the member is in a closed meeting"],
        "not_regulated": ["the member is not in a closed meeting"],
    }


def test_example_4_and_the_offered_benefit(real: pipeline.Build) -> None:
    found = find_outcomes(real.graph, "accept_benefit")
    offered, not_offered = (
        "somebody offers the member a benefit for the post",
        "nobody offers the member a benefit for the post",
    )
    assert lists(found, "accept_benefit") == {"advised_against": [offered], "not_regulated": [not_offered]}
    assert lists(found, "instead_of_accept_benefit") == {"advised": [offered], "not_regulated": [not_offered]}


def test_paragraph_17_is_the_only_permission_to_post(real: pipeline.Build) -> None:
    found = find_outcomes(real.graph, "post_the_content", status=Status.PERMITTED)
    (way,) = deed(found, "post_the_content").outcomes[0].ways.ways
    assert {entry.says for entry in way.entries} == {
        "the content appears on social media",
        "the account counts as a member's account",
        "the content promotes or appears to promote a third party's interest",
        "the content is of a kind that paragraph 17 names",
        "the post is occasional",
        "the post is the member's free choice",
        "the post is unsolicited",
        "the content bullies, flames or shames nobody and encourages nobody to",
    }
    kinds = next(one for one in found.meanings if one.id == "local_life_content" and one.holds)
    assert said(kinds.ways) == [
        "the content raises awareness of a local event or activity",
        "the content raises awareness of a federal or provincial government program",
        "the content publicizes the member's contact with residents or local businesses",
        "the content publicizes the member's attendance at an event; "
        "the Code does not bar the member from attending that event",
    ]


def test_paragraph_16_has_its_features_as_ways(real: pipeline.Build) -> None:
    found = find_outcomes(real.graph, "seek_advice")
    account = next(one for one in found.meanings if one.id == "member_account" and one.holds)
    assert len(account.ways.ways) == 8
    assert all(len(way.entries) == 1 for way in account.ways.ways)
    without = next(one for one in found.meanings if one.id == "member_account" and not one.holds)
    assert [len(way.entries) for way in without.ways.ways] == [8]


def test_paragraph_1_of_the_memo_in_the_blackout(real: pipeline.Build) -> None:
    found = lists(find_outcomes(real.graph, "communicate_with_office_holder"), "communicate_with_office_holder")
    assert found["prohibited"] == [
        "the procurement is in its blackout; the communication is about the procurement; the communication is not a "
        "presentation or submission to Council or a committee; the procurement policies or documents do not permit the "
        "communication; the person is a lobbyist"
    ]
    assert found["not_regulated"] == [
        "the procurement is not in its blackout",
        "the communication is not about the procurement",
        "the person is not a lobbyist",
    ]


def test_title_in_the_campaign_period(real: pipeline.Build) -> None:
    found = find_outcomes(real.graph, "title_on_account")
    assert lists(found, "title_on_account")["required"] == [
        "the profile or the handle presents the member as a current councillor; "
        "the day is within the election campaign period; "
        "the member runs in the municipal election; the member plans to use the account for re-election"
    ]


def test_every_list_of_the_real_policies_is_whole(real: pipeline.Build) -> None:
    for action in real.policy.actions:
        assert find_outcomes(real.graph, action).whole


def test_all_actions_at_once_are_each_action_alone() -> None:
    built = pipeline.read(*read_policies(ROOT / "policies"))
    graph, every = built.graph, every_outcome(built.graph)
    assert set(every) == {deed.action for _, deed in regulated(built.policy)}
    assert {name: found for name, found in every.items() if found != find_outcomes(graph, name)} == {}


def test_actions_that_are_too_large_are_there_without_a_list() -> None:
    graph = pipeline.read(*read_policies(ROOT / "policies")).graph
    found = every_outcome(graph, room=1)
    assert len(found) > 30
    assert set(found.values()) == {None}
