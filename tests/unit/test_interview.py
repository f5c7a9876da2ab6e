"""Interviews as values: order, refusals, changes and files, on a small policy and on the policies themselves."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.deontic import Deed
from solon.engine.interview.look import Look
from solon.engine.interview.replay import Refusal, answered, difference, replayed
from solon.engine.interview.state import Answer, Interview, interview_of
from solon.engine.interview.why import presumptions, ties, waiting
from solon.engine.situation import ANY_DAY, Value
from solon.graph.from_model import compile_graph
from solon.graph.program import program_of
from solon.model.sources import Sources, digest, write_lock
from solon.situations import read_situation
from solon.situations.saved import quoted, saved

ROOT = Path(__file__).parents[2]
LOCK = write_lock(Sources({"rules": {"1": digest("1"), "2": digest("2")}}))
LIBRARY = """instrument rules
  title: House rules of the reading room
  kind: house rules
  issuer: The committee
  issued: January 2020
  in force from: 2020-01-01
  authority: Every visitor agrees to them.

bearer visitor
  says: a visitor

action borrow
  says: borrow the book

action copy
  says: copy the book

fact rare
  says: the book is rare
  denies: the book is not rare
  asks: Is the book rare?
  judged by: the librarian

fact own
  says: the visitor owns the book
  denies: the visitor does not own the book
  asks: Does the visitor own the book?

fact sealed
  says: the book is sealed
  denies: the book is not sealed
  asks: Is the book sealed?
  presumed: no
  because: Books are rarely sealed.

choice room
  asks: Where is the book?
  one of:
    - hall: the book is in the hall
    - vault: the book is in the vault
    - lent: the book is with a visitor

date fair
  says: the day of the fair
  asks: When is the fair?

impossible no_own_book_in_the_vault
  because: Nobody keeps a book of a visitor in the vault.
  when all of:
    - the visitor owns the book
    - the book is in the vault

rule no_loan
  cites: rules 1
  a visitor must not borrow the book
  when all of:
    - the book is rare
    - the visitor does not own the book
    - the book is in the vault

rule no_seal_broken
  cites: rules 1
  a visitor must not borrow the book
  when all of:
    - the book is sealed

rule no_copy_at_the_fair
  cites: rules 2
  a visitor should not copy the book
  when all of:
    - the book is rare
  from: the day of the fair

question may_i_borrow
  asks: May I borrow this book?
  about: borrow the book

question what_may_i_do
  asks: What may I do with this book?
  about:
    - copy the book
    - borrow the book
"""


@cache
def library() -> pipeline.Build:
    built = pipeline.checked({"library.solon": LIBRARY.encode()}, LOCK)
    assert built.sound, built.findings
    return built


@cache
def city() -> pipeline.Build:
    return pipeline.checked(*read_policies(ROOT / "policies"))


def interview(question: str, *answers: tuple[str, Value | None], built: pipeline.Build | None = None) -> Interview:
    """An interview with these answers given."""
    built = built or library()
    found = Interview(built.decider.program.questions[question].pairs, question)
    for name, value in answers:
        found = accepted(answered(built.decider, found, name, value))
    return found


def accepted(found: Interview | Refusal) -> Interview:
    assert isinstance(found, Interview)
    return found


def asked(found: Interview) -> list[str]:
    """What is still asked when every answer is "not sure"."""
    names: list[str] = []
    while (name := Look(library().decider, found).next) is not None:
        names.append(name)
        found = accepted(answered(library().decider, found, name, None))
    return names


DAY = ("on", date(2021, 5, 1))


def test_a_question_is_about_its_deeds_in_its_own_order() -> None:
    assert interview("what_may_i_do").asked == (("visitor", Deed("copy")), ("visitor", Deed("borrow")))


def test_only_what_can_change_the_answer_is_asked() -> None:
    assert set(asked(interview("may_i_borrow"))) == {"on", "rare", "own", "room"}
    assert set(asked(interview("may_i_borrow", DAY, ("rare", True)))) == {"own", "room"}
    assert asked(interview("may_i_borrow", DAY, ("rare", False))) == []
    assert asked(interview("may_i_borrow", ("on", date(2019, 12, 31)))) == []


def test_the_count_is_the_longest_path_and_ends_at_nothing() -> None:
    decider = library().decider
    assert Look(decider, interview("may_i_borrow")).left == 4
    assert Look(decider, interview("may_i_borrow", DAY)).left == 3
    assert Look(decider, interview("may_i_borrow", DAY, ("room", "hall"))).left == 0
    assert Look(decider, interview("what_may_i_do")).left == 5


def test_an_answer_beside_which_an_earlier_one_cannot_be_true_is_refused() -> None:
    before = interview("may_i_borrow", DAY, ("own", True))
    refusal = answered(library().decider, before, "room", "vault")
    assert refusal == Refusal(("no_own_book_in_the_vault",), (Answer("own", True),))


def test_a_value_that_cannot_be_is_not_offered() -> None:
    both = Look(library().decider, interview("what_may_i_do", DAY, ("own", True)))
    assert both.values("room") == ("hall", "lent")
    assert both.values("rare") == (True, False)


def test_what_is_presumed_is_not_asked_and_can_be_answered() -> None:
    decider = library().decider
    found = interview("may_i_borrow", DAY)
    assert "sealed" not in asked(found)
    assert presumptions(Look(decider, found)) == ("sealed",)
    sealed = accepted(answered(decider, found, "sealed", True))
    assert sealed.answers == (Answer("sealed", True), Answer(*DAY))
    assert Look(decider, sealed).next is None
    assert presumptions(Look(decider, sealed)) == ()
    unsure = accepted(answered(decider, sealed, "sealed", None))
    assert set(asked(unsure)) == {"rare", "own", "room"}


def test_a_changed_answer_sets_aside_what_no_longer_matters_and_remembers_it() -> None:
    decider = library().decider
    before = interview("may_i_borrow", DAY, ("rare", True), ("own", False))
    after = accepted(answered(decider, before, "rare", False))
    assert after.answers == (Answer(*DAY), Answer("rare", False), Answer("own", False))
    assert [answer.name for answer in after.used] == ["on", "rare"]
    assert difference(before, after).set_aside == (Answer("own", False),)
    back = accepted(answered(decider, after, "rare", None))
    assert difference(after, back).back == (Answer("own", False),)
    assert asked(back) == ["room"]


def test_a_changed_answer_sets_aside_a_later_one_that_cannot_be_true_beside_it() -> None:
    decider = library().decider
    before = interview("may_i_borrow", DAY, ("own", False), ("room", "vault"))
    after = accepted(answered(decider, before, "own", None))
    assert after.aside == frozenset()
    mixed = interview("what_may_i_do", DAY, ("own", None), ("room", "vault"), ("rare", True))
    owned = accepted(answered(decider, mixed, "own", True))
    assert "room" in owned.aside
    assert owned.answer("room") == Answer("room", "vault")


def test_what_an_impossible_block_ties_to_a_doubt_is_asked_when_it_can_settle_it() -> None:
    text = LIBRARY.replace("    - the visitor does not own the book\n    - the book is in", "    - the book is in")
    built = pipeline.checked({"library.solon": text.encode()}, LOCK)
    found = interview("may_i_borrow", DAY, ("rare", True), ("room", None), built=built)
    look = Look(built.decider, found)
    assert look.next == "own"  # who owns the book knows where it is not
    assert look.left == 1
    assert ties(look, "own") == ("no_own_book_in_the_vault",)
    settled = accepted(answered(built.decider, found, "own", True))
    assert Look(built.decider, settled).open == {}


def test_the_norms_that_wait_for_an_answer_are_named_once() -> None:
    look = Look(library().decider, interview("what_may_i_do", DAY))
    assert [found.norm for found in waiting(look, "rare")] == ["no_copy_at_the_fair", "no_loan"]
    assert [found.norm for found in waiting(look, "fair")] == ["no_copy_at_the_fair"]


# Files


def test_a_file_gives_the_interview_again() -> None:
    decider, policy = library().decider, library().policy
    found = interview("what_may_i_do", ("rare", True), DAY, ("fair", "not yet"), ("own", False), ("room", None))
    found = accepted(answered(decider, found, "rare", False))
    assert found.aside
    situation, findings = read_situation(policy, "saved.yaml", saved(policy, found))
    assert findings == ()
    assert situation == found.situation()
    assert interview_of(decider.program, situation) == found
    assert replayed(decider, interview_of(decider.program, situation)) == found


@pytest.mark.parametrize("day", [date(2021, 5, 1), ANY_DAY, None])
def test_the_day_is_kept_in_each_of_its_forms(day: Value | None) -> None:
    policy = library().policy
    for found in (interview("may_i_borrow", ("rare", True), ("on", day)), interview("may_i_borrow", ("rare", None))):
        situation, findings = read_situation(policy, "saved.yaml", saved(policy, found))
        assert situation is not None, findings
        assert interview_of(program_of(compile_graph(policy), whole=False), situation) == found


def test_texts_of_every_kind_are_kept() -> None:
    policy = library().policy
    hostile = 'a "quoted" \\ text\nwith lines\r\u2028, <b>&amp;</b> # : - \x00\x7f\ufeff 😀'
    source = {"rare": {"by": "null", "note": hostile}}
    found = Interview((("visitor", Deed("borrow")),), "", (Answer("rare", True),), frozenset(), {}, True, source)
    situation, findings = read_situation(policy, "saved.yaml", saved(policy, found))
    assert situation is not None, findings
    assert interview_of(program_of(compile_graph(policy), whole=False), situation) == found


@pytest.mark.parametrize(
    ("text", "written"),
    [("may_i_borrow", "may_i_borrow"), ("not yet", "not yet"), ("2021-05-01", "2021-05-01"), ("null", '"null"'),
     ("true", '"true"'), ("a\tb", '"a\\U00000009b"'), ('"', '"\\""'), ("", '""'), ("12", '"12"')],
)  # fmt: skip
def test_a_word_is_quoted_where_it_would_be_read_as_something_else(text: str, written: str) -> None:
    assert quoted(text) == written


def test_facts_written_by_hand_are_gone_through_in_their_order() -> None:
    decider, policy = library().decider, library().policy
    text = "question: may_i_borrow\nfacts: {own: yes, sealed: no, rare: yes, room: hall}\non: 2021-05-01\n"
    situation, findings = read_situation(policy, "hand.yaml", text)
    assert situation is not None, findings
    found = replayed(decider, interview_of(decider.program, situation))
    assert [answer.name for answer in found.answers] == ["sealed", "on", "own", "rare", "room"]
    assert found.aside == {"rare", "room"}  # who owns the book may borrow it
    assert found.asked == (("visitor", Deed("borrow")),)


def test_a_day_added_by_hand_is_an_answer() -> None:
    policy = library().policy
    text = saved(policy, interview("may_i_borrow", ("rare", True))).replace("on: unknown", "on: 2021-05-01")
    situation, _ = read_situation(policy, "hand.yaml", text)
    assert situation is not None
    assert interview_of(program_of(compile_graph(policy), whole=False), situation).answers == (
        Answer("rare", True),
        Answer(*DAY),
    )


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("question: may_i_borow\n", "S513", 'Did you mean "may_i_borrow"?'),
        ("order: [rare, raer]\n", "S503", 'Did you mean "rare"?'),
        ("order: rare\n", "S505", "Write for example: order:"),
        ("facts: {rare: yes}\nset aside: {rare: no}\n", "S507", "Keep one of them."),
        ("on: 2021-05-01\nset aside: {on: 2021-05-02}\n", "S507", "Keep one of them."),
        ("set aside: {room: cellar}\n", "S505", "Its answers are: hall, vault, lent, unknown."),
        ("set aside: [rare]\n", "S505", "Write for example:"),
    ],
)
def test_what_is_wrong_in_the_lines_of_an_interview_is_reported(text: str, code: str, says: str) -> None:
    situation, findings = read_situation(library().policy, "hand.yaml", text)
    assert situation is None
    assert [finding.code for finding in findings] == [code]
    assert says in findings[0].help


# The questions of the policies, answered as in examples whose outcome is written by hand

STORIES = [
    ("can_i_post", "scone"),
    ("can_i_post", "launch_tweet"),
    ("can_i_post", "candidate_photo_from_a_city_phone"),
    ("may_i_give_this_reference", "former_student"),
    ("may_i_give_this_reference", "unknown_constituent"),
    ("may_i_give_this_reference", "cousin_of_unknown_standing"),
    ("may_i_talk_to_this_lobbyist", "hallway_talk"),
    ("may_i_talk_to_this_lobbyist", "reply_to_lobbyist_in_order"),
    ("may_i_lobby_now", "day_after_award"),
    ("what_about_this_message", "reply_to_unregistered"),
    ("what_about_this_message", "only_received"),
    ("election_year_accounts", "cards_on_the_first_of_may"),
    ("election_year_accounts", "title_on_the_filing_day"),
]


@pytest.mark.parametrize(("question", "story"), STORIES)
def test_a_question_answered_as_in_an_example_comes_out_as_the_example(question: str, story: str) -> None:
    built = city()
    example = built.policy.examples[story]
    given = dict(example.given)
    found = interview(question, built=built)
    left = [Look(built.decider, found).left]
    while (name := Look(built.decider, found).next) is not None:
        left_out = False if name in built.policy.facts and name not in example.unknown else None
        value = (example.on or ANY_DAY) if name == "on" else given.get(name, left_out)
        found = accepted(answered(built.decider, found, name, value))
        left.append(Look(built.decider, found).left)
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    decision = built.decider.decide(found.situation(), only_asked=True)
    compared = [expected for expected in example.expect if (expected.bearer, expected.deed) in found.asked]
    assert compared
    for expected in compared:
        verdict = decision.verdict(expected.bearer, expected.deed.id)
        assert verdict.status is expected.status
        assert {*(norm.rule for norm in verdict.norms), *verdict.open_norms} >= set(expected.by or ())
        assert {missing.fact for missing in verdict.missing} == set(expected.wanting or ())
