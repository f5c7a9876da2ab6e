"""Witnesses of small policies, written out by hand."""

from __future__ import annotations

from datetime import date

from solon import pipeline
from solon.diagram.from_graph import Atlas
from solon.diagram.witness import in_words, telling, witness
from solon.engine.days import Days
from solon.engine.situation import Known, Value
from solon.engine.world import World
from solon.model.policy import Policy
from solon.model.sources import Sources, write_lock
from solon.reference.completions import Completions

LOCK = write_lock(Sources({"rules": dict.fromkeys(("1", "2", "3"), "announced")}))
HEAD = """instrument rules
  title: House rules of the reading room
  kind: house rules
  issuer: The committee
  issued: January 2020
  in force from: 2020-01-01
  authority: Every visitor agrees to them at the door.

bearer visitor
  says: a visitor

action borrow
  says: borrow the book

fact rare
  says: the book is rare
  denies: the book is common
  asks: Is it rare?

fact old
  says: the book is old
  denies: the book is new
  asks: Is it old?

fact on_the_shelf
  says: the book is on the shelf
  denies: the book is away
  asks: Is it there?
  presumed: yes
  because: Most books are.

choice room
  asks: In which room?
  one of:
    - hall: it is done in the hall
    - yard: it is done in the yard

date opening
  says: opening day
  asks: When does it open?

"""


def open_world(text: str) -> World:
    built = pipeline.checked({"rules.solon": (HEAD + text).encode()}, LOCK)
    assert built.sound, built.findings
    atlas = Atlas(built.graph)
    known = Known(None, False, {})
    days = Days(Completions(built.policy, known), ((atlas.level[atom], atom) for atom in atlas.atoms))
    return World(atlas.under({}), days, {})


def rule(*lines: str, more: str = "") -> tuple[Policy, dict[str, Value] | None]:
    """The witness of a rule with these lines applying."""
    text = "rule r\n  cites: rules 2\n  a visitor must not borrow the book\n" + "".join(f"  {one}\n" for one in lines)
    world = open_world(f"{text}\n{more}")
    return world.sheet.atlas.policy, witness(world, world.sheet.named("applies r"))


def test_the_way_with_the_fewest_facts_is_shown() -> None:
    lines = ("when any of:", "  - all of:", "    - the book is rare", "    - the book is old", "  - the book is away")
    policy, found = rule(*lines)
    assert found is not None
    assert telling(policy, found) == {"on_the_shelf": False}


def test_what_everything_else_is_no_says_is_named_and_not_told() -> None:
    policy, found = rule("when all of:", "  - the book is rare", "  - the book is new", "  - the book is on the shelf")
    assert found == {"rare": True, "old": False, "on_the_shelf": True}
    assert in_words(policy, found) == ("the book is rare", "everything else: no")


def test_a_rule_that_always_applies_needs_nothing() -> None:
    policy, found = rule("always")
    assert found == {}
    assert in_words(policy, found) == ("everything else: no",)


def test_nothing_is_shown_for_what_cannot_be() -> None:
    impossible = "impossible both\n  because: it is so\n  when all of:\n    - the book is rare\n    - the book is old\n"
    assert rule("when all of:", "  - the book is rare", "  - the book is old", more=impossible)[1] is None


def test_an_impossible_block_about_other_facts_is_kept_when_everything_else_is_no() -> None:
    impossible = "impossible new_and_common\n  because: x\n  when all of:\n    - the book is new\n    - the book is common\n    - it is done in the hall\n"  # noqa: E501
    _, found = rule("when all of:", "  - the book is away", more=impossible)
    assert found in ({"on_the_shelf": False, "room": "yard"}, {"on_the_shelf": False, "room": "yard", "rare": False})


def test_a_choice_that_does_not_count_is_left_out() -> None:
    lines = ("when any of:", "  - the book is rare", "  - it is done in the yard")
    policy, found = rule(*lines)
    assert found is not None
    assert telling(policy, found) == {"room": "yard"}


def test_days_are_near_the_day_of_the_act() -> None:
    _, found = rule("when all of:", "  - the book is old", "from: 10 days after opening day", "until: 2025-06-30")
    assert found == {"on": date(2020, 1, 1), "opening": date(2019, 12, 22), "old": True}


def test_a_date_that_must_lie_ahead_has_not_come_yet() -> None:
    _, found = rule("always", "until: the day before opening day")
    assert found == {"on": date(2020, 1, 1), "opening": "not yet"}


def test_the_last_day_of_a_window_is_inside() -> None:
    _, found = rule("always", "from: 2021-03-05", "until: 2021-03-05")
    assert found == {"on": date(2021, 3, 5)}
