"""Three faults planted in a copy of the policies: the comparison names exactly what changed; counts are worked out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from solon import pipeline
from solon.cli.files import read_policies
from solon.diff import Diff, compare
from solon.diff.result import Group
from solon.engine.deontic import Status
from solon.engine.situation import Situation, Value
from solon.model.policy import Policy
from solon.reference.decide import Decider

ROOT = Path(__file__).parents[2]
MUST_NOT, MUST, SHOULD_NOT, SHOULD = Status.PROHIBITED, Status.REQUIRED, Status.ADVISED_AGAINST, Status.ADVISED
MAY, NO_RULE = Status.PERMITTED, Status.NOT_REGULATED
# The features of paragraph 16: (a) to (g) are one fact each, (h) is one of three.
FEATURES = 10
ANY_FEATURE = 2**FEATURES - 1
# All eight limbs at once: seven facts, and one or more of the three.
ALL_LIMBS = 2**3 - 1


def planted(name: str, right: str, wrong: str) -> tuple[Policy, Policy]:
    """The policies, and a copy with a fault."""
    files, lock = read_policies(ROOT / "policies")
    text = files[name].decode()
    assert right in text
    faulty = {**files, name: text.replace(right, wrong).encode()}
    return pipeline.checked(files, lock).policy, pipeline.checked(faulty, lock).policy


def fixtures() -> dict[str, str]:
    folder = ROOT / "tests" / "fixtures"
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.yaml")}


def confirm(one: Group, old: Policy, new: Policy) -> None:
    """Ask the reference interpreter about the smallest situation, in both versions."""
    given: dict[str, Value] = {name: value for name, value in one.extent.witness.items() if name != "on"}
    on = one.extent.witness.get("on")
    situation = Situation(
        on=on if isinstance(on, date) else None, day_left_out=on is None, given=given, rest_is_no=True,
        asked=((one.bearer, one.deed),),
    )  # fmt: skip
    for policy, status in ((old, one.before), (new, one.after)):
        decider = Decider(policy, explain=False)
        assert not decider.impossible(situation)
        found = decider.decide(situation, only_asked=True).verdicts
        assert [verdict.status for verdict in found] == [status]


def nothing_else(diff: Diff) -> None:
    assert not any((diff.possible, diff.one_of, diff.asides, diff.moved, diff.words, diff.undecided))


def test_the_first_of_may_moved_to_the_second() -> None:
    old, new = planted("social_media/election_year.solon", "from: 1 May of", "from: 2 May of")
    diff = compare(old, new, fixtures())
    assert [(one.deed.id, one.before, one.after, one.by_before, one.by_after) for one in diff.groups] == [
        ("hand_out_publication", MUST_NOT, NO_RULE, ("stop_handing_out",), ()),
        ("produce_publication", MUST_NOT, NO_RULE, ("stop_producing",), ()),
    ]
    for one in diff.groups:
        # Facts: the features, was an account, runs, used for re-election, by-election. Days: in force or not; the
        # nomination withdrawn or not; 1 May, 2 May and the new year after it reached or not, in this order (4 ways),
        # 45 days after voting day past or not.
        assert one.extent.total == 2 ** (FEATURES + 4) * (2 * 2 * 4 * 2)
        # On 1 May of that year: the 45 days count in a by-election only, so three of the four pairs are in the window.
        assert one.extent.count == 3 * (2 ** (FEATURES + 1) - 1)
        witness = one.extent.witness
        assert (witness["on"], witness["voting_day"]) == (date(2017, 5, 1), date(2017, 5, 1))
        assert witness["withdrawal_day"] == "not yet"
        confirm(one, old, new)
    nothing_else(diff)
    assert not any((diff.quiet, diff.under))
    assert [(days.id, days.before[0], days.after[0]) for days in diff.days] == [
        (name, "from: 1 May of the year of voting day", "from: 2 May of the year of voting day")
        for name in ("stop_producing", "stop_handing_out")
    ]
    assert [(one.id, one.how) for one in diff.touched] == [
        ("stop_producing", "changed"),
        ("stop_handing_out", "changed"),
    ]
    assert diff.questions == ("election_year_accounts",)
    assert diff.files == ("social_media/stop_handing_out.yaml", "social_media/stop_producing.yaml")
    assert {one.file for one in diff.fixtures} == set(diff.files)
    assert "stop_producing_first_day" in {one.id for one in diff.fixtures}
    assert "cards_on_the_first_of_may" in {one.id for one in diff.examples}


def test_paragraph_17_pointed_at_15_b_as_well() -> None:
    right = "    to: no_third_party_promotion\n    effect: a member may post the content\n"
    wrong = right.replace("promotion\n", "promotion, no_candidate_promotion\n", 1)
    old, new = planted("social_media/promotion.solon", right, wrong)
    diff = compare(old, new, fixtures())
    assert {(one.bearer, one.deed.id, one.before, one.after) for one in diff.groups} == {
        ("member", "post_the_content", MUST_NOT, MAY),
        ("member", "post_the_content", MUST_NOT, SHOULD_NOT),
    }
    permitted = {frozenset(one.by_before): one for one in diff.groups if one.after is MAY}
    # Candidates alone, or with a third party, whose ban the exception lifted before: else the same situations.
    alone = permitted[frozenset({"no_candidate_promotion"})]
    both = permitted[frozenset({"no_candidate_promotion", "no_third_party_promotion"})]
    assert len(permitted) == 2
    assert alone.extent.count == both.extent.count > 0
    assert alone.by_after == both.by_after == ("local_life",)
    facts = {name for name, value in alone.extent.witness.items() if value is True}
    assert {"content_promotes_own_candidacy", "post_is_occasional", "post_is_voluntary"} < facts
    assert "content_promotes_third_party" not in facts
    for one in diff.groups:
        confirm(one, old, new)
    # To like is to post under another reading alone.
    assert {(one.deed.id, one.reading) for one in diff.under} == {("like_the_content", ("likes", "post"))}
    nothing_else(diff)
    assert not diff.days
    assert [(one.id, one.how) for one in diff.touched] == [("local_life", "changed")]
    assert diff.questions == ("can_i_post",)
    assert "social_media/local_life.yaml" in {one.file for one in diff.fixtures}
    assert "picnic_with_a_candidate" in {one.id for one in diff.examples}


def test_an_and_for_an_or_in_paragraph_16() -> None:
    head = "  denies: the account does not count as a member's account\n  when any of:\n"
    old, new = planted("social_media/account.solon", head, head.replace("any of", "all of"))
    diff = compare(old, new, fixtures())
    duties = {
        "title_on_account", "city_references_on_account", "city_marks_on_account", "city_contacts_in_registration",
        "account_on_websites", "inform_staff_and_volunteers", "monitor_staff_and_volunteers", "tell_followers",
        "name_other_source", "label_of_single_account", "features_of_election_account",
    }  # fmt: skip
    changes = {(one.deed.id, one.before, one.after) for one in diff.groups}
    assert changes == {
        *((name, MUST, NO_RULE) for name in duties),
        ("hand_out_publication", MUST_NOT, NO_RULE),
        ("produce_publication", MUST_NOT, NO_RULE),
        ("seek_advice", SHOULD, NO_RULE),
        ("use_official_account", MAY, NO_RULE),
        ("post_the_content", MUST_NOT, NO_RULE),
        ("post_the_content", MUST_NOT, SHOULD_NOT),
        ("post_the_content", MAY, NO_RULE),
    }
    extents = {one.deed.id: one.extent for one in diff.groups}
    some = ANY_FEATURE - ALL_LIMBS
    # A kind of paragraph 17: of its five facts 29 of 32 combinations. What is barred counts with the attendance alone.
    assert (extents["seek_advice"].count, extents["seek_advice"].total) == (some * 29, 2**FEATURES * 32 * 2 * 2)
    # In the window: after 1 May, not withdrawn, and not over, which for either kind of election is two of four ways.
    assert extents["hand_out_publication"].count == some * 4
    assert extents["hand_out_publication"].total == 2 ** (FEATURES + 4) * (2 * 2 * 3 * 2)
    for one in diff.groups:
        confirm(one, old, new)
    nothing_else(diff)
    assert not diff.days
    assert [(one.id, one.kind, one.how) for one in diff.touched] == [("member_account", "term", "changed")]
    assert set(diff.questions) == {"can_i_post", "election_year_accounts"}
    mirrored = {one.deed.id for one in diff.groups if one.mirrored}
    assert {"title_on_account", "account_on_websites"} <= mirrored
    assert not any(one.deed.instead for one in diff.groups)


@pytest.mark.parametrize("name", ["social_media/promotion.solon", "shared/posting.solon"])
def test_a_comment_is_no_change_at_all(name: str) -> None:
    files, lock = read_policies(ROOT / "policies")
    old = pipeline.checked(files, lock).policy
    new = pipeline.checked({**files, name: b"# A remark.\n" + files[name]}, lock).policy
    assert compare(old, new, fixtures()).empty
