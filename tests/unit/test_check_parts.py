"""Bullets and lines that can never matter, and conditions that never decide alone."""

from __future__ import annotations

from tests.reading_room import HEAD, all_of, any_of, block, codes, exception, found, messages, rule

READING = "reading what\n  about: rules 2\n  question: What?\n  chosen narrow: so\n  other wide: so\n  because: so\n\n"
BOTH_WAYS = """impossible rare_and_new
  because: it is so
  when all of:
    - the book is rare
    - the book is new

impossible common_and_old
  because: it is so
  when all of:
    - the book is common
    - the book is old

"""


def idle(*blocks: str) -> list[str]:
    """What is reported as never mattering."""
    return [finding.message.partition(" can never")[0] for finding in found(*blocks) if finding.code == "S418"]


def test_bullets_that_matter_are_not_reported() -> None:
    lists = ("when any of:", "  - the book is rare", "  - all of:", "    - the book is old", "    - the visit is late")
    assert codes(rule("r", "must not borrow the book", *lists)) == []


def test_a_bullet_that_follows_from_another_never_matters() -> None:
    term = block("term t", "says: the loan is special", *all_of("the book is rare", "the book is old"))
    text = rule("r", "must not borrow the book", *all_of("the loan is special", "the book is rare"))
    expected = '"the book is rare" can never matter: without it, "r" comes to the same in every situation.'
    assert messages(term, text) == [("S418", expected)]


def test_of_a_bullet_that_is_there_twice_the_later_one_is_reported() -> None:
    text = rule("r", "must not borrow the book", *all_of("the book is old", "the book is rare", "the book is old"))
    (finding,) = found(text)
    assert finding.code == "S418"
    assert finding.span.line == (HEAD + text).rstrip().count("\n") + 1


def test_a_list_that_never_matters_is_reported_without_its_bullets() -> None:
    lists = ("when any of:", "  - the book is rare", "  - all of:", "    - the book is rare", "    - the visit is late")
    assert idle(rule("r", "must not borrow the book", *lists)) == ['the list that starts with "the book is rare"']


def test_a_bullet_of_a_group_matters_when_it_does_for_one_member() -> None:
    group = """group g
  cites: rules 1
  when all of:
    - the book is rare

  rule one
    cites: rules 2
    a visitor must not borrow the book
    when all of:
      - the visit is late

  rule two
    cites: rules 3
    a visitor must not copy the book
    when all of:
      - {}

"""
    term = block("term t", "says: the loan is special", *all_of("the book is rare", "the book is old"))
    assert idle(term, group.format("the loan is special")) == []
    alone = group.format("the loan is special").replace("the visit is late", "the loan is special")
    assert idle(term, alone) == ['"the book is rare"']


def test_bullets_of_terms_counts_and_exceptions_are_tried() -> None:
    ban = rule("no_loans", "must not borrow the book", *all_of("the book is rare"))
    lift = exception("e", "no_loans", *all_of("the visit is late", "the book is rare"))
    assert idle(ban, lift) == ['"the book is rare"']
    same = all_of("the book is old", "the book is old")
    term = block("term t", "says: the loan is special", *same)
    assert idle(term, rule("r", "must not borrow the book", *all_of("the loan is special"))) == ['"the book is old"']
    counts = block("counts c", "doing: copy the book", "counts as: borrow the book", *same)
    assert idle(ban, counts) == ['"the book is old"']


def test_a_bullet_matters_when_it_does_under_another_reading() -> None:
    special = all_of("the book is rare\n      under reading: what = narrow", "the book is old")
    term = block("term t", "says: the loan is special", *special)
    text = rule("r", "must not borrow the book", *any_of("the book is rare", "the loan is special"))
    assert idle(READING, term, text) == []
    assert idle(term.replace("      under reading: what = narrow\n", ""), text) == ['"the loan is special"']


def test_the_bullet_of_a_reading_without_effect_is_one_finding() -> None:
    lists = any_of("the book is rare", "the book is rare\n      under reading: what = wide")
    assert codes(READING, rule("r", "must not borrow the book", *lists)) == ["S407"]


def test_lines_of_windows_are_tried() -> None:
    year = block(
        "period year",
        "says: the year",
        "from: 1 January of the year of opening day",
        "until: 31 December of the year of opening day",
    )
    fair = block(
        "period fair",
        "says: the fair",
        "from: 1 May of the year of opening day",
        "until: 9 May of the year of opening day",
    )
    text = rule("r", "must not borrow the book", *all_of("the day is within the fair"), "during: the year")
    assert idle(year, fair, text) == ['"during: the year"']
    assert idle(fair, rule("r", "must not borrow the book", "always", "during: the fair", "until: 2030-12-31")) == []
    late = rule("r", "must not borrow the book", "always", "from: 2019-05-01")
    assert idle(late) == ['"from: 1 May 2019"']


def test_ends_of_a_window_are_tried_one_by_one() -> None:
    ends = (
        "until:",
        "  - opening day",
        "  - 3 days after opening day\n      when all of:\n        - the book is old",
    )
    assert idle(rule("r", "must not borrow the book", "always", *ends)) == ['"until: 3 days after opening day"']


def test_an_end_that_only_another_day_rests_on_matters() -> None:
    fair = block(
        "period fair",
        "says: the fair",
        "from: opening day",
        "until:",
        "  - 9 days after opening day",
    )
    text = rule("r", "must not borrow the book", "always", "from: the last day of the fair")
    assert idle(fair, text) == []


def test_the_condition_of_a_bearer_is_tried_for_all_that_it_binds() -> None:
    guest = "bearer guest\n  says: a guest\n  who: {}\n\n"
    text = rule("r", "must not borrow the book", *all_of("the book is rare")).replace("a visitor", "a guest")
    assert idle(guest.format("the book is old"), text) == []
    assert idle(guest.format("the book is rare"), text) == ['"the book is rare"']


def test_a_condition_that_another_one_follows_never_decides_alone() -> None:
    lists = (
        "when any of:",
        "  - all of:",
        "    - the book is rare",
        "    - the visit is late",
        "  - all of:",
        "    - the book is new",
        "    - it is done in the hall",
    )
    text = rule("r", "must not borrow the book", *lists)
    assert codes(text) == []
    tied = [finding for finding in found(text, BOTH_WAYS) if finding.code == "S423"]
    assert [finding.message for finding in tied] == [
        '"the book is rare" never decides alone in "r": whenever it would, "the book is new" changes with it.',
        '"the book is new" never decides alone in "r": whenever it would, "the book is rare" changes with it.',
    ]


def test_terms_over_the_same_facts_can_decide_alone() -> None:
    lists = (
        "when any of:",
        "  - all of:",
        "    - the loan is special",
        "    - the visit is late",
        "  - all of:",
        "    - {}",
        "    - it is done in the hall",
    )
    text = rule("r", "must not borrow the book", *lists)
    term = block("term t", "says: the loan is special", *all_of("the book is rare", "the book is old"))
    assert codes(term, text.format("the book is new")) == []
    same = block("term t", "says: the loan is special", *all_of("the book is rare"))
    assert codes(same, text.format("the book is common")) == []


def test_options_of_a_choice_are_one_condition() -> None:
    text = rule("r", "must not borrow the book", *any_of("it is done in the hall", "it is done in the yard"))
    assert codes(text) == []
