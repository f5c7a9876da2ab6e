"""Duties with their days: every day here was worked out by hand from the windows that the rules state.

The rules stand in small policies of their own, so each test shows the one line of a rule that it is about.
"""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from tests.random_policies import HEAD, LOCK

from solon import pipeline
from solon.engine.decision import Duty
from solon.engine.situation import Situation, Value
from solon.letter import write_letter
from solon.letter.days import say_days

DECLARED = (
    HEAD
    + """
action speak
  says: speak

action report
  says: report

fact rain
  says: it rains
  denies: it does not rain
  asks: Does it rain?

fact snow
  says: it snows
  denies: it does not snow
  asks: Does it snow?

date filing
  says: the day of filing
  asks: When were papers filed?

date vote
  says: the day of the vote
  asks: When is the vote?

date leaving
  says: the day of leaving
  asks: When does the member leave?

period season
  cites: rules 1
  says: the season
  from: the day of filing
  until:
    - 31 December of the year of the day of the vote
    - the day of leaving
"""
)
VOTE = date(2018, 10, 22)
FILING = date(2018, 5, 1)


def build(rules: str) -> pipeline.Build:
    built = pipeline.checked({"rules.solon": (DECLARED + rules).encode()}, LOCK)
    assert built.sound, [finding.message for finding in built.findings]
    return built


def duty(rules: str, on: str | None, no: bool = True, **given: Value) -> Duty:
    """The one duty of some rules."""
    day = None if on is None else date.fromisoformat(on)
    situation = Situation(on=day, day_left_out=day is None, given=given, rest_is_no=no)
    (found,) = build(rules).decider.decide(situation).duties
    return found


def days(found: Duty) -> tuple[str | None, ...]:
    return tuple(day.isoformat() if day else None for day in (found.first, found.due, found.last))


IN_SEASON = """
rule report_in_season
  cites: rules 1
  a member must report
  always
  during: the season
  by: the day of filing
"""


def test_all_days_known() -> None:
    found = duty(IN_SEASON, "2018-05-01", filing=FILING, vote=VOTE, leaving=date(2018, 7, 27))
    assert days(found) == ("2018-05-01", "2018-05-01", "2018-07-27")
    assert (found.state, found.unsettled, found.wanting) == ("due", (), ())
    assert duty(IN_SEASON, "2018-05-02", filing=FILING, vote=VOTE, leaving="not yet").state == "in force"


def test_an_end_that_can_still_come_sooner_makes_the_last_day_a_limit() -> None:
    found = duty(IN_SEASON, "2018-05-01", filing=FILING, vote=VOTE, leaving="not yet")
    assert days(found) == ("2018-05-01", "2018-05-01", "2018-12-31")
    assert (found.unsettled, found.wanting) == (("until",), ("leaving",))
    assert say_days(found) == "from 1 May 2018, to be done by 1 May 2018, until 31 December 2018 at the latest"


def test_an_end_that_cannot_come_sooner_any_more_settles_the_last_day() -> None:
    found = duty(IN_SEASON, "2018-12-31", filing=FILING, vote=VOTE, leaving="not yet")
    assert (days(found)[2], found.unsettled, found.wanting) == ("2018-12-31", (), ())


def test_an_end_that_has_come_on_a_day_nobody_gave_is_not_later_than_the_day_of_the_act() -> None:
    found = duty(IN_SEASON, "2018-09-04", filing=FILING, vote=VOTE, leaving="already")
    assert (days(found)[2], found.unsettled, found.wanting) == ("2018-09-04", ("until",), ("leaving",))


@pytest.mark.parametrize(
    ("filing", "state", "wanting"),
    [
        ("already", "in force", ("filing", "leaving")),
        ("not yet", "upcoming", ("filing", "leaving")),
        (None, "undetermined", ("filing", "leaving")),
    ],
)
def test_a_first_day_that_nobody_gave_is_not_made_up(filing: str | None, state: str, wanting: tuple[str, ...]) -> None:
    given: dict[str, Value] = {} if filing is None else {"filing": filing}
    found = duty(IN_SEASON, "2018-09-04", vote=VOTE, leaving="not yet", **given)
    assert days(found) == (None, None, "2018-12-31")
    assert (found.state, found.wanting) == (state, wanting)
    assert found.unsettled == ("from", "by", "until")


def test_nothing_known_gives_no_day() -> None:
    found = duty(IN_SEASON, None)
    assert days(found) == (None, None, None)
    assert found.wanting == ("filing", "leaving", "vote")
    assert found.state == "undetermined"


def test_a_window_that_is_over_is_not_upcoming_although_its_start_is_unknown() -> None:
    found = duty(IN_SEASON, "2019-02-01", vote=VOTE, leaving="not yet")
    assert (days(found), found.state) == ((None, None, "2018-12-31"), "over")


def test_a_window_that_ends_before_it_starts_is_neither_over_nor_upcoming() -> None:
    for on in ("2018-05-01", "2018-07-15", "2018-09-04"):
        found = duty(IN_SEASON, on, filing=date(2018, 8, 1), vote=VOTE, leaving=date(2018, 7, 1))
        assert (days(found)[0], days(found)[2], found.state) == ("2018-08-01", "2018-07-01", "never")
    # Not filed by February, so after the season that the vote of last year closed.
    assert duty(IN_SEASON, "2019-02-01", filing="not yet", vote=VOTE, leaving="not yet").state == "never"


def test_dates_that_put_the_day_before_or_after_the_window_leave_the_state_open() -> None:
    rule = "\nrule one_day\n  cites: rules 1\n  a member must report\n  always\n  from: DAY\n  until: DAY\n"
    found = duty(rule.replace("DAY", "30 days after the day of filing"), "2018-05-20", filing="already")
    assert found.state == "undetermined"
    # Filed by 20 May, so that day is 19 June at the latest; it may be today, or have gone by.
    assert days(found) == (None, None, "2018-06-19")


def test_the_latest_start_the_earliest_end_and_the_earliest_deadline_count() -> None:
    rules = """
group both
  cites: rules 1
  from: 10 May of the year of the day of the vote
  by: 12 May of the year of the day of the vote
  until: the day before the day of the vote

  rule report_in_both
    cites: rules 1
    a member must report
    always
    from: 1 May of the year of the day of the vote
    by: 20 May of the year of the day of the vote
    until: 30 November of the year of the day of the vote
"""
    assert days(duty(rules, "2018-05-11", vote=VOTE)) == ("2018-05-10", "2018-05-12", "2018-10-21")
    swapped = rules.replace("12 May", "25 May")
    assert days(duty(swapped, "2018-05-11", vote=VOTE))[1] == "2018-05-20"
    open_one = rules.replace("20 May of the year of the day of the vote", "the day of filing")
    found = duty(open_one, "2018-05-11", vote=VOTE)
    assert (days(found)[1], found.unsettled, found.wanting) == ("2018-05-12", ("by",), ("filing",))


def test_an_open_start_beside_a_known_one_makes_the_first_day_a_limit() -> None:
    rules = """
rule quiet
  cites: rules 1
  a member must not speak
  always
  during: the season
  from: 1 May of the year of the day of the vote
"""
    found = duty(rules, "2018-04-01", vote=VOTE, leaving=date(2018, 11, 5))
    assert (days(found), found.unsettled, found.wanting) == (
        ("2018-05-01", None, "2018-11-05"),
        ("from",),
        ("filing",),
    )
    assert say_days(found) == "from 1 May 2018 at the earliest, until 5 November 2018"
    settled = duty(rules, "2018-05-01", vote=VOTE, leaving=date(2018, 11, 5), filing="already")
    assert (days(settled)[0], settled.unsettled, settled.wanting) == ("2018-05-01", (), ())


def test_a_deadline_on_the_last_day_of_a_period_is_a_limit_while_an_end_is_open() -> None:
    rules = IN_SEASON.replace("by: the day of filing", "by: the last day of the season")
    found = duty(rules, "2018-06-01", filing=FILING, vote=VOTE, leaving="not yet")
    assert (days(found)[1], found.state) == ("2018-12-31", "due")
    assert found.unsettled == ("by", "until")
    settled = duty(rules, "2018-06-01", filing=FILING, vote=VOTE, leaving=date(2018, 9, 30))
    assert days(settled)[1:] == ("2018-09-30", "2018-09-30")
    gone = duty(rules, "2018-06-01", filing=FILING, vote=VOTE, leaving="already")
    assert (days(gone)[1], gone.wanting) == (None, ("leaving",))


def test_ends_with_conditions() -> None:
    rules = """
rule quiet
  cites: rules 1
  a member must not speak
  always
  from: the day of filing
  until:
    - 31 December of the year of the day of the vote
      when all of:
        - it does not rain
    - 45 days after the day of the vote
      when all of:
        - it rains
"""
    assert days(duty(rules, "2018-06-01", filing=FILING, vote=VOTE, rain=False))[2] == "2018-12-31"
    assert days(duty(rules, "2018-06-01", filing=FILING, vote=VOTE, rain=True))[2] == "2018-12-06"
    found = duty(rules, "2018-06-01", no=False, filing=FILING, vote=VOTE)
    assert (days(found)[2], found.unsettled, found.wanting) == (None, ("until",), ("rain",))
    assert (found.state, found.days_look_at) == ("in force", {"rain"})


def test_a_duty_looks_at_what_can_still_change_it_or_its_days() -> None:
    rules = """
reading wide
  about: rules 1
  question: Does snow count?
  chosen yes: it does
  other no: it does not
  because: a test

rule quiet
  cites: rules 1
  a member must not speak
  always
  from: the day of filing
  until:
    - 31 December of the year of the day of the vote
      when all of:
        - it does not rain

exception in_a_storm
  cites: rules 1
  to: quiet
  effect: switches off
  when all of:
    - it rains
    - it snows
      under reading: wide = yes
"""
    assumed = duty(rules, "2018-06-01", filing=FILING, vote=VOTE)
    assert (assumed.looked_at, assumed.days_look_at) == ({"rain", "snow", "wide"}, {"rain"})
    # While it does not rain, neither the snow nor whether it counts can lift the duty.
    dry = duty(rules, "2018-06-01", filing=FILING, vote=VOTE, rain=False)
    assert (dry.looked_at, dry.days_look_at) == (frozenset(), frozenset())
    # While it rains without snow, the reading decides whether there is a duty at all.
    wet = duty(rules, "2018-06-01", filing=FILING, vote=VOTE, rain=True, snow=False)
    assert (wet.looked_at, wet.days_look_at) == ({"wide"}, frozenset())


def test_a_deadline_outside_the_window_is_given_as_it_is() -> None:
    rule = """
rule report_then
  cites: rules 1
  a member must report
  always
  from: 1 May of the year of the day of the vote
  by: BY
  until: 31 May of the year of the day of the vote
"""
    late = duty(rule.replace("BY", "10 June of the year of the day of the vote"), "2018-05-10", vote=VOTE)
    assert (days(late), late.state) == (("2018-05-01", "2018-06-10", "2018-05-31"), "due")
    early = duty(rule.replace("BY", "20 April of the year of the day of the vote"), "2018-05-10", vote=VOTE)
    assert (days(early), early.state) == (("2018-05-01", "2018-04-20", "2018-05-31"), "in force")


def test_a_bullet_that_names_a_period_says_what_during_says() -> None:
    bullet = """
rule report_in_season
  cites: rules 1
  a member must report
  when all of:
    - it rains
    - the day is within the season
"""
    for on, state in (("2018-04-30", "upcoming"), ("2018-05-01", "in force"), ("2019-01-01", "over")):
        found = duty(bullet, on, rain=True, filing=FILING, vote=VOTE, leaving="not yet")
        assert (days(found)[0], days(found)[2], found.state) == ("2018-05-01", "2018-12-31", state)
        assert not found.varies
    dry = Situation(on=date(2018, 5, 1), given={"filing": FILING}, rest_is_no=True)
    assert build(bullet).decider.decide(dry).duties == ()


def test_a_prohibition_with_a_period_among_its_conditions_has_days() -> None:
    rules = """
rule quiet
  cites: rules 1
  a member must not speak
  when all of:
    - the day is within the season
"""
    found = duty(rules, "2018-06-01", filing=FILING, vote=VOTE, leaving="not yet")
    assert (found.rule, days(found)) == ("quiet", ("2018-05-01", None, "2018-12-31"))
    always = rules.replace("when all of:\n    - the day is within the season", "always")
    assert build(always).decider.decide(Situation(rest_is_no=True)).duties == ()


def test_other_conditions_on_the_day_are_said_to_vary() -> None:
    rules = """
rule report_out_of_season
  cites: rules 1
  a member must report
  when all of:
    - the day is not within the season
  from: 1 May of the year of the day of the vote
"""
    found = duty(rules, "2018-05-10", filing=date(2018, 7, 1), vote=VOTE, leaving="not yet")
    assert (days(found), found.varies) == (("2018-05-01", None, None), True)


def test_an_exception_with_days_is_said_to_vary() -> None:
    rules = """
rule report_always
  cites: rules 1
  a member must report
  always
  from: 1 May of the year of the day of the vote

exception not_in_season
  cites: rules 1
  to: report_always
  effect: switches off
  always
  during: the season
"""
    found = duty(rules, "2018-05-10", filing=date(2018, 7, 1), vote=VOTE, leaving="not yet")
    assert found.varies


def test_nothing_is_owed_before_or_after_the_instrument_is_in_force() -> None:
    rules = """
rule report_then
  cites: later 1
  a member must report
  always
  from: 1 May of the year of the day of the vote
  until: 31 December of the year of the day of the vote
"""
    found = duty(rules, "2010-07-01", vote=date(2010, 10, 25))
    assert days(found) == ("2010-06-01", None, "2010-12-31")
    ended = build("\n").policy.instruments["later"]
    assert ended.in_force_until is None
    text = (DECLARED + rules).replace(
        "in force from: 2010-06-01", "in force from: 2010-06-01\n  in force until: 2010-09-30"
    )
    built = pipeline.checked({"rules.solon": text.encode()}, LOCK)
    assert built.sound
    given: dict[str, Value] = {"vote": date(2010, 10, 25)}
    (found,) = built.decider.decide(Situation(date(2010, 7, 1), False, given)).duties
    assert days(found) == ("2010-06-01", None, "2010-09-30")
    assert built.decider.decide(Situation(date(2010, 10, 1), False, given)).duties == ()


def test_possible_duties_name_the_open_facts_that_decide() -> None:
    rules = """
rule report_in_rain
  cites: rules 1
  a member must report
  when all of:
    - it rains
    - any of:
      - it rains
      - it snows
  from: 1 May of the year of the day of the vote

rule without_days
  cites: rules 1
  a member must report
  when all of:
    - it rains
"""
    decider = build(rules).decider
    (found,) = decider.possible_duties(Situation(on=date(2018, 5, 2), given={"vote": VOTE}))
    assert (found.duty.rule, found.turns_on) == ("report_in_rain", ("rain",))
    assert (found.duty.first, found.duty.state) == (date(2018, 5, 1), "in force")
    assert decider.possible_duties(Situation(given={"rain": True})) == ()
    assert decider.possible_duties(Situation(given={"rain": False})) == ()


def test_the_letter_says_that_a_day_is_a_limit() -> None:
    built = build(IN_SEASON)
    situation = Situation(date(2018, 5, 1), False, {"filing": FILING, "vote": VOTE, "leaving": "not yet"})
    letter = " ".join(write_letter(built.policy, situation, built.decider.decide(situation)).split())
    assert "until 31 December 2018 at the latest (due now)." in letter
    assert "When does the member leave? [leaving]" in letter


def test_a_note_that_travels_with_a_group_travels_with_its_rules() -> None:
    rules = """
group both
  cites: rules 1
  when all of:
    - it rains

  rule report_in_both
    cites: rules 1
    a member must report
    always

note about_the_group
  cites: rules 2
  says: Ask first.
  travels with: both
"""
    built = build(rules)
    situation = Situation(given={"rain": True})
    decision = built.decider.decide(situation)
    assert decision.caveats == (("about_the_group", "Ask first."),)
    assert "- Ask first." in write_letter(built.policy, situation, decision)


SOME_DAYS = [date(2017, 12, 31), date(2018, 5, 1), date(2018, 6, 15), date(2018, 10, 22), date(2019, 1, 1)]
WINDOWS = (
    "  during: the season\n  by: the day of filing\n",
    "  during: the season\n  from: 1 May of the year of the day of the vote\n  by: the last day of the season\n",
    "  from: the last day of the season\n  until: 10 days after the day of the vote\n",
    "  by: 3 days before the day of leaving\n  until: the day before the first day of the season\n",
)


def days_that_fit(value: Value | None, on: date) -> list[date]:
    """The days of the grid that an answer about a date leaves."""
    if isinstance(value, date):
        return [value]
    after = {"already": (False,), "not yet": (True,)}.get(str(value), (False, True))
    return [day for day in SOME_DAYS if (day > on) in after]


@pytest.mark.parametrize("window", WINDOWS)
def test_whatever_the_open_dates_turn_out_to_be_no_day_given_is_wrong(window: str) -> None:
    decider = build(f"\nrule only\n  cites: rules 1\n  a member must report\n  always\n{window}").decider

    def ask(on: date, given: dict[str, Value]) -> Duty:
        (found,) = decider.decide(Situation(on, False, given), only_asked=True).duties
        return found

    names = ("filing", "vote", "leaving")
    known: dict[object, Duty] = {}
    for on in (date(2018, 5, 1), date(2018, 10, 23)):
        for answers in product((date(2018, 5, 1), "already", "not yet", None), repeat=3):
            given = {name: value for name, value in zip(names, answers, strict=True) if value is not None}
            told = ask(on, given)
            for whole in product(*(days_that_fit(given.get(name), on) for name in names)):
                if (on, whole) not in known:
                    known[on, whole] = ask(on, dict(zip(names, whole, strict=True)))
                true = known[on, whole]
                assert not true.unsettled
                for word, here, there, sign in (
                    ("from", told.first, true.first, 1),
                    ("by", told.due, true.due, -1),
                    ("until", told.last, true.last, -1),
                ):
                    if word not in told.unsettled:
                        assert here == there, (window, on, given, whole, word)
                    elif here is not None and there is not None:
                        assert (there - here).days * sign >= 0, (window, on, given, whole, word)
                inside = (true.first or date.min) <= on <= (true.last or date.max)
                assert (true.state in ("due", "in force")) == inside
                # Known less exactly, a duty may be called over that never was, or in force that is due: no more.
                if told.state != "undetermined":
                    assert (told.state in ("due", "in force")) == inside
                if told.state in ("upcoming", "never"):
                    assert true.state in (told.state, "never")
