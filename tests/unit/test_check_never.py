"""What can never apply, and exceptions that never bite: found with the nearest reason, and only where it is so."""

from __future__ import annotations

from tests.reading_room import all_of, any_of, block, codes, exception, messages, rule

BAN = rule("no_loans", "must not borrow the book", *all_of("the book is rare"))
IMPOSSIBLE = (
    "impossible new_and_rare\n  because: it is so\n  when all of:\n    - the book is rare\n    - the book is new\n\n"
)


def test_a_rule_that_can_apply_is_not_reported() -> None:
    assert codes(BAN) == []


def test_conditions_that_exclude_one_another_are_named_and_no_others() -> None:
    text = rule("r", "must not borrow the book", *all_of("the visit is late", "the book is old", "the book is new"))
    reason = '"the book is old" and "the book is new" exclude one another.'
    assert messages(text) == [("S417", f'"r" can never apply: {reason}')]


def test_two_options_of_a_choice_exclude_one_another() -> None:
    text = rule("r", "must not borrow the book", *all_of("it is done in the hall", "it is done in the yard"))
    assert codes(text) == ["S417"]


def test_an_impossible_block_is_named_as_the_reason() -> None:
    text = rule("r", "must not borrow the book", *all_of("the book is rare", "the book is new"))
    assert codes(text) == []
    reason = '"the book is rare" and "the book is new" exclude one another, because of the impossible block'
    assert messages(text, IMPOSSIBLE) == [("S417", f'"r" can never apply: {reason} "new_and_rare".')]


def test_an_exception_that_always_lifts_a_rule_is_named() -> None:
    always = exception("e", "no_loans", "always")
    assert messages(BAN, always) == [("S417", '"no_loans" can never apply: "e" lifts it whenever it would.')]


def test_exceptions_that_lift_a_rule_between_them_are_named() -> None:
    one = exception("old_books", "no_loans", *all_of("the book is old"))
    two = exception("new_books", "no_loans", *all_of("the book is new"))
    three = exception("late_visits", "no_loans", *all_of("the visit is late", "the book is old"))
    reason = 'between them, "old_books" and "new_books" lift it whenever it would.'
    assert messages(BAN, one, two, three)[:1] == [("S417", f'"no_loans" can never apply: {reason}')]


def test_terms_and_counts_blocks_are_looked_at_as_well() -> None:
    term = block("term t", "says: the loan is odd", *all_of("the book is old", "the book is new"))
    either = rule("r", "must not borrow the book", *any_of("the loan is odd", "the book is rare"))
    assert [message.partition(":")[0] for _, message in messages(term, either)] == ['"t" can never hold']
    counts = block(
        "counts c", "doing: copy the book", "counts as: borrow the book", *all_of("the book is old", "the book is new")
    )
    assert [message.partition(":")[0] for _, message in messages(BAN, counts)] == ['"c" can never apply']


def test_what_follows_from_a_term_that_never_holds_is_not_reported_again() -> None:
    term = block("term t", "says: the loan is odd", *all_of("the book is old", "the book is new"))
    text = rule("r", "must not borrow the book", *all_of("the loan is odd", "the book is rare"))
    assert len(codes(term, text)) == 1


def test_another_option_of_a_reading_can_make_a_rule_apply() -> None:
    reading = (
        "reading what\n  about: rules 2\n  question: What?\n  chosen narrow: so\n  other wide: so\n  because: so\n\n"
    )
    text = rule(
        "r",
        "must not borrow the book",
        *all_of("the book is old", "the book is new\n      under reading: what = narrow"),
    )
    assert "S417" not in codes(reading, text)
    assert "S417" in codes(reading, text.replace("      under reading: what = narrow\n", ""))


def test_a_block_that_is_there_only_under_another_reading_is_tried_under_it() -> None:
    reading = (
        "reading what\n  about: rules 2\n  question: What?\n  chosen narrow: so\n  other wide: so\n  because: so\n\n"
    )
    own = rule("r", "must not borrow the book", "under reading: what = wide", *all_of("the book is old"))
    assert codes(reading, own) == []
    never = rule(
        "r", "must not borrow the book", "under reading: what = wide", *all_of("the book is old", "the book is new")
    )
    assert "S417" in codes(reading, never)


def test_a_rule_before_other_instruments_come_into_force_applies() -> None:
    text = rule("r", "must not borrow the book", "always", "until: 2020-06-30")
    assert codes(text, rule("other", "should copy the book", "always", cites="letter 1")) == []


def test_a_window_outside_the_days_of_the_instrument_is_never_reached() -> None:
    text = rule("r", "must not borrow the book", "always", "until: 2019-06-30")
    reason = '"until: 30 June 2019" and the days of "rules" exclude one another.'
    assert messages(text) == [("S417", f'"r" can never apply: {reason}')]


def test_a_window_without_days_is_one_finding() -> None:
    text = rule("r", "must not borrow the book", "always", "from: 2 days after opening day", "until: opening day")
    assert codes(text) == ["S406"]
    period = block("period p", "says: the fair", "from: 2 days after opening day", "until: opening day")
    inside = rule("r", "must not borrow the book", "always", "during: the fair")
    assert codes(period, inside) == ["S406"]


def test_an_exception_with_nothing_to_lift_never_bites() -> None:
    idle = exception("e", "no_loans", *all_of("the book is common"))
    expected = '"e" never bites: whenever it holds, "no_loans" would not apply anyway.'
    assert messages(BAN, idle) == [("S419", expected)]


def test_an_exception_that_lifts_one_of_its_rules_bites() -> None:
    other = rule("no_copies", "must not copy the book", *all_of("the book is common"))
    idle = exception("e", "no_loans, no_copies", *all_of("the book is common", "the visit is late"))
    assert codes(BAN, other, idle) == []


def test_an_exception_that_can_never_hold_is_one_finding() -> None:
    idle = exception("e", "no_loans", *all_of("the book is old", "the book is new"))
    assert codes(BAN, idle) == ["S417"]
