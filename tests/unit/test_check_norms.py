"""What norms say beside one another: conflicts, repetitions, differences in strength, facts that nobody asks for."""

from __future__ import annotations

from tests.reading_room import HEAD, all_of, any_of, block, codes, exception, found, messages, rule

RARE = rule("rare_books", "must not borrow the book", *all_of("the book is rare"))
READING = "reading what\n  about: rules 2\n  question: What?\n  chosen narrow: so\n  other wide: so\n  because: so\n\n"


def test_a_conflict_comes_with_the_smallest_situation() -> None:
    (finding,) = found(
        RARE, rule("old_books", "must borrow the book", *any_of("the book is old", "it is done in the hall"))
    )
    assert (finding.code, finding.witness) == (
        "S408",
        ("the book is rare", "it is done in the hall"),
    )


def test_norms_that_cannot_meet_do_not_clash() -> None:
    assert codes(RARE, rule("common_books", "must borrow the book", *all_of("the book is common"))) == []
    lifted = exception("e", "rare_books", *all_of("the book is old"))
    assert codes(RARE, lifted, rule("old_books", "must borrow the book", *all_of("the book is old"))) == []


def test_what_an_impossible_block_rules_out_is_no_conflict() -> None:
    impossible = "impossible both\n  because: so\n  when all of:\n    - the book is rare\n    - the book is old\n\n"
    assert codes(RARE, rule("old_books", "must borrow the book", *all_of("the book is old")), impossible) == []


def test_a_duty_to_leave_it_clashes_with_a_duty_to_take_it() -> None:
    leave = rule("leave", "must leave the book there", *all_of("the book is rare"))
    assert codes(leave, rule("take", "must borrow the book", *all_of("the visit is late"))) == ["S408"]


def test_a_conflict_under_another_reading_is_a_warning() -> None:
    take = rule("take", "must borrow the book", "under reading: what = wide", *all_of("the visit is late"))
    (finding,) = found(RARE, take, READING)
    assert finding.code == "S411"
    assert finding.message.endswith("This happens only under what = wide.")


def test_instruments_that_are_never_in_force_together_do_not_clash() -> None:
    take = rule("take", "must borrow the book", *all_of("the visit is late"), cites="letter 1")
    assert codes(RARE, take) == ["S408"]
    from_2020 = "in force from: 2020-01-01"
    assert codes(RARE, take, head=HEAD.replace(from_2020, f"{from_2020}\n  in force until: 2021-04-30")) == []
    assert codes(RARE, take, head=HEAD.replace(from_2020, f"{from_2020}\n  in force until: 2021-05-01")) == ["S408"]


def test_rules_of_one_instrument_clash_before_the_other_comes_into_force() -> None:
    take = rule("take", "must borrow the book", *all_of("the visit is late"), "until: 2020-06-30")
    (finding,) = found(RARE, take, rule("other", "should copy the book", "always", cites="letter 1"))
    assert finding.code == "S408"
    assert finding.witness[0] == "the day is 1 January 2020"


def test_a_rule_that_another_covers_says_nothing_beyond_it() -> None:
    narrow = rule("rare_and_late", "must not borrow the book", *all_of("the book is rare", "the visit is late"))
    (finding,) = found(RARE, narrow)
    assert finding.code == "S420"
    assert finding.message.startswith('"rare_and_late" says nothing beyond "rare_books"')
    assert finding.witness == ("the book is rare", "the visit is late")


def test_restates_silences_it_only_for_a_rule_that_covers_it() -> None:
    restating = rule(
        "again", "must not borrow the book", "restates: rare_books", *all_of("the book is rare", "the visit is late")
    )
    assert codes(RARE, restating) == []
    other = rule("new_books", "must not copy the book", *all_of("the book is new"))
    wrong = restating.replace("restates: rare_books", "restates: new_books")
    assert codes(RARE, other, wrong) == ["S420"]


def test_of_two_equal_rules_the_later_one_is_reported_once() -> None:
    same = rule("again", "must not borrow the book", *all_of("the book is rare"))
    assert [message.split('"')[1] for _, message in messages(RARE, same)] == ["again"]
    assert (
        codes(rule("rare_books", "must not borrow the book", "restates: again", *all_of("the book is rare")), same)
        == []
    )


def test_a_weaker_rule_is_covered_by_a_stronger_one_and_not_the_other_way_round() -> None:
    advice = rule("advice", "should not borrow the book", *all_of("the book is rare"))
    assert [message.split('"')[1] for _, message in messages(advice, RARE)] == ["advice"]


def test_a_rule_with_a_deadline_says_more() -> None:
    plain = rule("plain", "must borrow the book", *all_of("the book is rare"))
    dated = rule("dated", "must borrow the book", *all_of("the book is rare"), "by: opening day")
    assert [message.split('"')[1] for _, message in messages(dated, plain)] == ["plain"]


def test_a_rule_that_follows_through_what_counts_as_another_deed_is_reported() -> None:
    counts = block("counts c", "doing: copy the book", "counts as: borrow the book", *all_of("the book is rare"))
    copies = rule("no_copies", "must not copy the book", *all_of("the book is rare", "the visit is late"))
    (finding,) = found(RARE, counts, copies)
    assert finding.message.startswith(
        '"no_copies" says nothing beyond "rare_books": wherever it applies, the other does through "c"'
    )


def test_rules_that_overlap_both_say_something() -> None:
    assert codes(RARE, rule("late_visits", "must not borrow the book", *all_of("the visit is late"))) == []


def test_instruments_that_differ_in_strength_are_shown_with_a_situation() -> None:
    advice = rule("advice", "should not borrow the book", *all_of("the visit is late"), cites="letter 1")
    (finding,) = found(RARE, advice)
    assert finding.code == "S421"
    assert (
        finding.message
        == 'On "borrow the book", "rare_books" of rules says "must not" and "advice" of letter says "should not".'
    )
    assert finding.witness == ("the book is rare", "the visit is late")


def test_an_instrument_that_is_as_strong_itself_does_not_differ() -> None:
    advice = rule("advice", "should not borrow the book", *all_of("the visit is late"), cites="letter 1")
    ban = rule("ban", "must not borrow the book", *all_of("the visit is late", "the book is old"), cites="letter 2")
    assert "S421" in codes(RARE, advice, ban)
    whole = (
        ban.replace("    - the book is old\n", "")
        .replace("rule ban", "rule ban")
        .replace("cites: letter 2", "cites: letter 2")
    )
    assert "S421" not in codes(RARE, advice, whole)


def test_strength_within_one_instrument_is_no_difference() -> None:
    assert codes(RARE, rule("advice", "should not borrow the book", *all_of("the visit is late"))) == []


def test_facts_that_no_question_reaches_are_named_with_the_deeds_that_rest_on_them() -> None:
    copies = rule("no_copies", "must not copy the book", *all_of("the book is old", "the book is rare"))
    question = "question q\n  asks: May I?\n  about: borrow the book\n\n"
    assert messages(RARE, copies, question) == [
        ("S422", 'No question reaches "old". What rests on it is only the answer about "copy the book".')
    ]
    assert codes(RARE, copies) == []


def test_a_question_reaches_what_its_deed_counts_as_and_the_days_of_deadlines() -> None:
    copies = rule("no_copies", "must not copy the book", *all_of("the book is old"))
    counts = block("counts c", "doing: borrow the book", "counts as: copy the book", *all_of("the visit is late"))
    dated = rule(
        "bring", "must borrow the book", *all_of("it is done in the attic", "the book is new"), "by: opening day"
    )
    question = "question q\n  asks: May I?\n  about: leave the book there\n\n"
    assert "S422" not in codes(copies, counts, question.replace("leave the book there", "borrow the book"))
    assert "S422" not in codes(dated, question)
