"""What edits of a small policy change: every count is worked out by hand.

"In force" has two values where it is asked; a count without a remark is the product of the answers that are asked.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.diff_policies import HOUSE, diff, policy, rule

from solon.diff import compare
from solon.diff.report import headline, sections
from solon.diff.result import Group
from solon.diff.text import write_text
from solon.engine.deontic import Status

MUST_NOT, MUST, SHOULD_NOT = Status.PROHIBITED, Status.REQUIRED, Status.ADVISED_AGAINST
MAY, NO_RULE = Status.PERMITTED, Status.NOT_REGULATED
RARE = "  when all of:\n    - the book is rare\n\n"
LABEL = "  when all of:\n    - the book is old\n  from: opening day\n"
END = "question may_i_borrow"


def brief(found: tuple[Group, ...]) -> list[tuple[str, Status, Status, tuple[str, ...], tuple[str, ...], int, int]]:
    return [
        (one.deed.id, one.before, one.after, one.by_before, one.by_after, one.extent.count, one.extent.total)
        for one in found
    ]


def test_one_condition_more_in_a_rule_reaches_the_exception_to_it_as_well() -> None:
    found = diff((RARE, RARE.replace("rare\n", "rare\n    - the book is old\n")))
    # Asked: in force, rare, old, room. Of the two rooms, one is under the rule and one under its exception.
    assert brief(found.groups) == [
        ("borrow", MUST_NOT, NO_RULE, ("no_rare_books",), (), 1, 16),
        ("borrow", MAY, NO_RULE, ("in_the_hall",), (), 1, 16),
    ]
    assert found.groups[0].extent.asked == ("on", "rare", "old", "room")
    assert found.groups[0].extent.witness == {"rare": True, "old": False, "room": "yard"}
    assert [(one.kind, one.name, one.how, one.page) for one in found.touched] == [
        ("rule", "no_rare_books", "changed", "rules/no_rare_books.html")
    ]
    assert found.questions == ("may_i_borrow",)
    assert found.verdicts_change
    assert headline(found) == "1 deed gets another verdict in some situations."
    assert not any((found.quiet, found.under, found.possible, found.days, found.asides, found.words))


def test_a_window_that_starts_a_day_later_changes_one_day() -> None:
    found = diff(("  from: opening day\n", "  from: the day after opening day\n"))
    # Asked: in force, old, and whether opening day and the day after it are reached: no, the first, both.
    assert brief(found.groups) == [("label", MUST, NO_RULE, ("label_old_books",), (), 1, 12)]
    one = found.groups[0]
    assert one.mirrored
    assert one.extent.witness == {"on": date(2000, 1, 1), "opening": date(2000, 1, 1), "old": True}
    assert [(days.id, days.before, days.after) for days in found.days] == [
        (
            "label_old_books",
            ("from: opening day", "by: 10 days after opening day"),
            ("from: the day after opening day", "by: 10 days after opening day"),
        )
    ]


def test_a_deadline_that_moves_changes_no_verdict_but_an_answer() -> None:
    found = diff(("by: 10 days after", "by: 11 days after"))
    assert not found.verdicts_change
    assert found.answers_change
    assert [days.after[1] for days in found.days] == ["by: 11 days after opening day"]
    assert headline(found) == "No situation gets another verdict. What stands behind some answers changes."


def test_a_deadline_that_is_written_otherwise_is_the_same() -> None:
    found = diff(("by: 10 days after opening day", "by: the day after 9 days after opening day"))
    assert not found.answers_change
    assert not found.days


def test_an_instrument_that_comes_into_force_later_changes_the_days_between() -> None:
    found = diff(
        ("2000-01-01\n  authority: none\n\ninstrument city", "2000-02-01\n  authority: none\n\ninstrument city")
    )
    # In force in neither version, in the old one alone, in both: three, with rare and room.
    assert brief(found.groups) == [
        ("borrow", MUST_NOT, NO_RULE, ("no_rare_books",), (), 1, 12),
        ("borrow", SHOULD_NOT, NO_RULE, ("ask_about_old_books",), (), 2, 12),
        ("borrow", MAY, NO_RULE, ("in_the_hall",), (), 1, 12),
        ("label", MUST, NO_RULE, ("label_old_books",), (), 1, 12),
    ]
    assert {one.extent.witness["on"] for one in found.groups} == {date(2000, 1, 1)}


def test_a_combination_that_cannot_occur_any_more_is_a_group_of_its_own() -> None:
    block = "impossible new_and_rare\n  because: x\n  when all of:\n    - the book is rare\n    - the book is new\n\n"
    found = diff((END, block + END))
    assert not found.groups
    assert [(one.gained, one.blocks, one.extent.count, one.extent.total) for one in found.possible] == [
        (False, ("new_and_rare",), 1, 4)
    ]
    assert found.possible[0].extent.witness == {"rare": True, "old": False}
    assert headline(found) == "No deed gets another verdict, but other situations can occur."
    back = compare(policy((END, block + END)), policy())
    assert [(one.gained, one.extent.count, one.extent.total) for one in back.possible] == [(True, 1, 4)]


def test_changes_are_counted_among_the_situations_that_can_occur_in_both() -> None:
    block = "impossible new_and_rare\n  because: x\n  when all of:\n    - the book is rare\n    - the book is new\n\n"
    text = HOUSE.replace(END, block + END)
    found = diff((RARE, RARE.replace("rare\n", "rare\n    - it is done in the yard\n")), text=text)
    # In force, room, and three of the four combinations of rare and old: twelve. Rare in the hall means old as well.
    assert brief(found.groups) == [("borrow", MAY, NO_RULE, ("in_the_hall",), (), 1, 12)]
    assert found.groups[0].extent.witness == {"rare": True, "old": True, "room": "hall"}


def test_another_option_is_a_situation_that_the_old_version_did_not_know() -> None:
    found = diff(("    - yard: it", "    - attic: it is done in the attic\n    - yard: it"))
    assert not found.groups
    assert [(one.gained, one.blocks, one.extent.count, one.extent.total) for one in found.possible] == [
        (True, ("room",), 1, 3)
    ]
    assert [(one.id, one.how) for one in found.touched] == [("room", "changed")]


def test_an_option_that_goes_leaves_the_others_to_be_compared() -> None:
    more = HOUSE.replace("    - yard: it", "    - attic: it is done in the attic\n    - yard: it")
    found = compare(
        policy(text=more),
        policy(("in_the_hall\n", "in_a_room\n"), ("- it is done in the hall", "- it is done in the yard")),
    )
    assert [(one.gained, one.extent.count, one.extent.total) for one in found.possible] == [(False, 1, 3)]
    # The exception moved from the hall to the yard; the attic is not known to both.
    assert [(one.before, one.after, one.extent.count, one.extent.total) for one in found.groups] == [
        (MUST_NOT, MAY, 1, 8),
        (MAY, MUST_NOT, 1, 8),
    ]


def test_a_second_rule_in_another_instrument_changes_what_stands_behind_the_answer() -> None:
    more = rule("city_too", "city 1", "must not borrow the book", "the book is rare", "it is done in the yard")
    found = diff((END, more + END))
    assert not found.groups
    assert [(one.instrument, one.before, one.after, one.extent.count, one.extent.total) for one in found.quiet] == [
        ("city", NO_RULE, MUST_NOT, 1, 8)
    ]


def test_a_rule_with_another_id_is_known_by_its_content() -> None:
    found = diff(
        ("rule no_rare_books", "rule rare_books_stay"),
        ("  cites: house 1\n  a visitor must not", "  cites: house 2\n  a visitor must not"),
        ("to: no_rare_books", "to: rare_books_stay"),
    )
    # By content it is the same rule: only its id and its citation differ.
    assert not any((found.groups, found.quiet))
    assert found.words.renamed == (("no_rare_books", "rare_books_stay"),)
    assert [(one.id, one.lost, one.gained) for one in found.moved] == [("no_rare_books", ("house 1",), ("house 2",))]


def test_norms_of_the_same_instrument_that_take_turns_are_named() -> None:
    more = rule("also_rare", "house 3", "must not borrow the book", "the book is rare", "it is done in the yard")
    text = HOUSE.replace(END, more + END)
    found = diff((RARE, RARE.replace("rare\n", "rare\n    - it is done in the hall\n")), text=text)
    assert not found.groups
    assert [(one.instrument, one.lost, one.gained, one.extent.count, one.extent.total) for one in found.quiet] == [
        ("", ("no_rare_books",), (), 1, 8)
    ]
    assert found.quiet[0].extent.witness["room"] == "yard"


def test_one_of_several_duties_is_compared_as_one_duty() -> None:
    either = (
        "either ways\n  cites: city 1\n  a visitor must do one of:\n    (a) borrow the book\n    (b) label the book\n"
    )
    either += "  when all of:\n    - the book is rare\n\n"
    found = diff((END, either + END))
    # Where borrowing is barred, only the label is left: rare and in the yard, but for what is to be labelled anyway.
    assert brief(found.groups) == [("label", NO_RULE, MUST, (), ("ways",), 3, 32)]
    assert [(one.id, one.gained, one.extent.count, one.extent.total) for one in found.one_of] == [("ways", True, 1, 4)]


def test_a_presumption_changes_the_answers_where_a_fact_is_left_out() -> None:
    found = diff(("asks: Is the book old?", "asks: Is the book old?\n  presumed: no\n  because: most are new"))
    assert not found.verdicts_change
    assert found.answers_change
    assert [(one.kind, one.id, one.before, one.after) for one in found.asides] == [
        ("presumption", "old", "", "the book is new")
    ]


def test_a_reading_that_is_answered_otherwise_shows_as_other_verdicts() -> None:
    found = diff(("chosen apart: no\n  other together: yes", "chosen together: yes\n  other apart: no"))
    # The bullet on old books counts now: common books that are new are no longer advised against, in both rooms.
    assert brief(found.groups) == [("borrow", SHOULD_NOT, NO_RULE, ("ask_about_old_books",), (), 2, 16)]
    assert [(one.kind, one.before, one.after) for one in found.asides] == [("chosen", "no", "yes")]
    assert not found.under


def test_what_shows_only_under_another_reading_is_listed_apart() -> None:
    old = "    - the book is old\n      under reading: what_is_rare = together\n"
    found = diff((old, old.replace("is old", "is new")))
    assert not found.verdicts_change
    # Under "together", old and new trade places; room does not matter to a common book.
    assert [(one.reading, *brief((one,))[0]) for one in found.under] == [
        (("what_is_rare", "together"), "borrow", SHOULD_NOT, NO_RULE, ("ask_about_old_books",), (), 2, 16),
        (("what_is_rare", "together"), "borrow", NO_RULE, SHOULD_NOT, (), ("ask_about_old_books",), 2, 16),
    ]
    assert found.answers_change


def test_readings_that_are_new_are_named() -> None:
    reading = "reading more\n  about: house 2\n  question: More?\n  chosen no: no\n  other yes: yes\n  because: x\n\n"
    hall = "  when all of:\n    - it is done in the hall\n"
    under = hall + "    - the book is old\n      under reading: more = yes\n"
    found = diff((END, reading + END), (hall, under))
    assert not any((found.verdicts_change, found.under))
    assert [(one.kind, one.id, one.before, one.after) for one in found.asides] == [("reading", "more", "", "More?")]


def test_people_and_questions_are_compared() -> None:
    found = diff(
        ("says: a visitor", "says: a visitor\n  also for: the visitor's children"), ("about: borrow", "about: label")
    )
    assert [(one.kind, one.before, one.after) for one in found.asides] == [
        ("people", "", "the visitor's children"),
        ("question", "borrow the book", "label the book"),
    ]


def test_citations_that_move_change_an_answer_and_no_verdict() -> None:
    found = diff(("  cites: house 3\n", "  cites: house 2\n"))
    assert not found.verdicts_change
    assert found.answers_change
    assert not found.touched
    assert [(one.id, one.lost, one.gained, one.norm) for one in found.moved] == [
        ("label_old_books", ("house 3",), ("house 2",), True)
    ]


def test_a_fact_of_one_version_alone_is_left_open_in_the_other() -> None:
    torn = "fact torn\n  says: the book is torn\n  denies: the book is whole\n  asks: Is it torn?\n\n"
    found = diff((END, torn + END), (RARE, RARE.replace("rare\n", "rare\n    - the book is whole\n")))
    assert brief(found.groups) == [
        ("borrow", MUST_NOT, NO_RULE, ("no_rare_books",), (), 1, 16),
        ("borrow", MAY, NO_RULE, ("in_the_hall",), (), 1, 16),
    ]
    assert found.groups[0].extent.witness == {"rare": True, "room": "yard", "torn": True}
    assert [(one.kind, one.id, one.answers) for one in found.asides] == [("asked", "torn", False)]


def test_a_deed_of_one_version_alone_was_reached_by_no_rule() -> None:
    more = "action sell\n  says: sell the book\n\n" + rule("no_sale", "house 1", "must not sell the book")
    found = diff((END, more + END))
    assert brief(found.groups) == [("sell", NO_RULE, MUST_NOT, (), ("no_sale",), 1, 2)]
    back = compare(policy((END, more + END)), policy())
    assert brief(back.groups) == [("sell", MUST_NOT, NO_RULE, ("no_sale",), (), 1, 2)]


def test_many_norms_are_not_split_apart_but_named_by_the_smallest_situation() -> None:
    facts = "".join(f"fact a{n}\n  says: a{n} is so\n  denies: a{n} is not so\n  asks: a{n}?\n\n" for n in range(4))
    listed = (rule(f"q{n}", "house 1", "must not borrow the book", f"a{n} is so", "the book is old") for n in range(4))
    rules = "".join(listed)
    text = HOUSE.replace(END, facts + rules + END)
    off = "".join(
        f"exception e{n}\n  cites: house 2\n  to: q{n}\n  effect: switches off\n  always\n\n" for n in range(4)
    )
    found = diff((END, off + END), text=text)
    # Of the four facts none or some hold, some in fifteen ways. Where the book is old, common books are advised against
    # then in both rooms, rare ones permitted in the hall; in the yard they stay forbidden.
    assert [(one.after, one.exact, one.extent.count, one.extent.total) for one in found.groups] == [
        (SHOULD_NOT, False, 30, 256),
        (MAY, False, 15, 256),
    ]
    for one in found.groups:
        assert one.by_before == ("q0", "q1", "q2", "q3")
        assert len(one.there_before) == 1
    assert "in the smallest one, and elsewhere by 3 other norms" in " ".join(write_text(found).split())


def test_what_is_too_large_is_not_called_the_same() -> None:
    found = compare(policy(), policy((RARE, RARE.replace("rare\n", "rare\n    - the book is old\n"))), room=3)
    assert found.undecided
    assert headline(found).startswith("Not everything was compared")
    assert not any(section.heading == "Another verdict" for section in sections(found))


def test_instruments_that_are_never_in_force_together_leave_the_situation_without_a_day_open() -> None:
    text = HOUSE.replace(
        "from: 2000-01-01\n  authority", "from: 2000-01-01\n  in force until: 2005-12-31\n  authority", 1
    )
    text = text.replace(
        "issued: January 2000\n  in force from: 2000-01-01\n  authority: none\n\nbearer",
        "issued: January 2010\n  in force from: 2010-01-01\n  authority: none\n\nbearer",
    )
    more = rule("city_too", "city 1", "must not label the book", "rule no_rare_books applies")
    found = diff((END, more + END), text=text)
    assert not found.groups
    assert found.undecided == (
        "visitor, instead_of_label, where no day is given: then every instrument counts",
        "visitor, label, where no day is given: then every instrument counts",
    )


@pytest.mark.parametrize(
    "edit", [(RARE, RARE.replace("rare\n", "rare\n    - the book is old\n")), ("by: 10", "by: 12")]
)
def test_the_text_is_the_same_each_time(edit: tuple[str, str]) -> None:
    assert write_text(diff(edit)) == write_text(diff(edit))


def fixture(bearer: str, action: str, status: str, *lines: str) -> str:
    facts = "".join(f"      {line}\n" for line in lines)
    return (
        f"- id: case\n  why: x\n  situation:\n    on: 2010-01-01\n    facts:\n{facts}    everything else: no\n"
        f"  expect: {{bearer: {bearer}, action: {action}, status: {status}}}\n"
    )


def test_fixtures_are_judged_by_the_new_version_where_their_deeds_change() -> None:
    texts = {
        "house/no_rare_books.yaml": fixture("visitor", "borrow", "prohibited", "rare: yes", "room: yard"),
        "house/in_the_hall.yaml": fixture("visitor", "borrow", "advised_against", "rare: no", "room: hall"),
        "house/label_old_books.yaml": fixture("visitor", "label", "required", "old: yes", "opening: 2009-01-01"),
        "house/broken.yaml": "- id: [",
    }
    edit = (RARE, RARE.replace("rare\n", "rare\n    - the book is old\n"))
    found = compare(policy(), policy(edit), {**texts, "house/broken.yaml": "- {}\n# action: borrow\n"})
    assert [(one.file, one.faults[0][:42]) for one in found.fixtures] == [
        ("house/broken.yaml", "house/broken.yaml is not a file of fixture"),
        ("house/no_rare_books.yaml", "the status is not_regulated instead of pro"),
    ]
    assert found.files == ("house/in_the_hall.yaml", "house/no_rare_books.yaml")
    # Facts and deeds under other ids are the same facts and deeds.
    text = HOUSE.replace("fact rare", "fact precious").replace("action borrow", "action lend")
    assert compare(
        policy(), policy(edit, text=text), {"house/no_rare_books.yaml": texts["house/no_rare_books.yaml"]}
    ).fixtures
    assert not compare(policy(), policy(text=text), texts).fixtures


def test_a_fixture_of_a_deed_that_is_gone_is_named() -> None:
    start, end = HOUSE.index("rule label_old_books"), HOUSE.index("reading what_is_rare")
    action = HOUSE[HOUSE.index("action label") : HOUSE.index("fact rare")]
    text = (HOUSE[:start] + HOUSE[end:]).replace(action, "")
    texts = {"house/label_old_books.yaml": fixture("visitor", "label", "required", "old: yes", "opening: 2009-01-01")}
    found = compare(policy(), policy(text=text), texts)
    assert [one.faults for one in found.fixtures] == [("no action of this name is left",)]
    assert brief(found.groups) == [("label", MUST, NO_RULE, ("label_old_books",), (), 1, 8)]
    assert "label the book" in write_text(found)


def test_examples_are_judged_by_what_they_expect_now() -> None:
    head = (
        "example rare_book\n  cites: house 1\n  story: A rare book is wanted in the yard.\n  on: 2010-01-01\n  given:\n"
        "    - the book is rare\n    - it is done in the yard\n  everything else: no\n  expect:\n"
    )
    was = head + "    - a visitor, borrow the book: prohibited, by no_rare_books\n"
    now = head + "    - a visitor, borrow the book: not regulated\n"
    stricter = HOUSE.replace(RARE, RARE.replace("rare\n", "rare\n    - the book is old\n"))
    before = policy(text=HOUSE + "\n" + was)
    for example, amended in ((was, False), (now, True)):
        found = compare(before, policy(text=stricter + "\n" + example))
        assert [(one.id, one.amended) for one in found.examples] == [("rare_book", amended)]
    assert [one.id for one in compare(policy(), policy(text=HOUSE + "\n" + now)).examples] == ["rare_book"]
    assert not compare(policy(), before).examples
    assert headline(compare(policy(), before)).startswith("No situation changes. Only what stands around the rules")
