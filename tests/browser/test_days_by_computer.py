"""The page of duties with days: a reader enters days, and gets the list, the drawing and the calendar file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.browser.visitor import Visitor

from solon.engine.situation import Situation
from solon.pipeline import Build

QUESTION = "election_year_accounts"
VOTING, FILING = date(2018, 10, 22), date(2018, 5, 1)


def enter(visitor: Visitor, name: str, found: date) -> None:
    for part in ("day", "month", "year"):
        visitor.page.fill(f"#{name}-{part}", str(getattr(found, part)))


def opened(visitor: Visitor, site: Path) -> None:
    visitor.page.goto((site / "duties" / f"{QUESTION}.html").as_uri())


def says(found: date) -> str:
    return f"{found.day} {found:%B} {found.year}"


def test_the_list_has_the_days_of_the_policy(visitor: Visitor, site: Path) -> None:
    """By hand from the texts: the year of voting day, 1 May of it, and the day of filing."""
    opened(visitor, site)
    enter(visitor, "voting_day", VOTING)
    enter(visitor, "nomination_day", FILING)
    visitor.page.check("#withdrawal_day-not-yet")
    visitor.page.click("text=Show the days")
    assert visitor.focused == "What has days"
    lines = visitor.page.locator(".dated > li").all_inner_texts()
    year = "From 1 January 2018, until 31 December 2018."
    assert [line for line in lines if line.startswith(year) and "label the election account" in line]
    assert [line for line in lines if line.startswith("From 1 May 2018") and "must not produce a publication" in line]
    title = next(line for line in lines if "must remove the title" in line)
    assert title.startswith(f"From {says(FILING)}, by {says(FILING)}")
    assert visitor.page.locator(".dated svg").count() == len(lines) == 16


def test_it_says_what_the_engine_says(visitor: Visitor, site: Path, built: Build) -> None:
    """A by-election may be meant, and withdrawal is open: what is not settled is said so, and nothing is made up."""
    opened(visitor, site)
    enter(visitor, "voting_day", VOTING)
    visitor.page.check("#nomination_day-not-yet")
    visitor.page.click("text=Show the days")
    with visitor.page.expect_download() as saving:
        visitor.page.click("text=Save a calendar file")
    from icalendar import Calendar

    entries = Calendar.from_ical(Path(saving.value.path()).read_bytes()).walk("VEVENT")
    made = {(str(one["UID"]).split(".")[0], one["DTSTART"].dt, one["DTEND"].dt - timedelta(1)) for one in entries}
    given = {"voting_day": VOTING, "nomination_day": "not yet"}
    found = built.decider.possible_duties(Situation(on=None, day_left_out=True, given=given))
    spans = {
        (one.duty.rule, one.duty.first, one.duty.last)
        for one in found
        if one.duty.first and one.duty.last and not one.duty.unsettled
    }
    assert len(spans) > 3
    possible = {one.duty.rule for one in found}
    marked = {str(one["UID"]).split(".")[0] for one in entries if "If it applies: " in str(one["SUMMARY"])}
    assert marked <= possible
    assert {rule for rule, *_ in spans} <= marked
    assert spans <= made


def test_mistakes_are_said_beside_the_field(visitor: Visitor, site: Path) -> None:
    opened(visitor, site)
    enter(visitor, "voting_day", VOTING)
    visitor.page.fill("#nomination_day-day", "31")
    visitor.page.fill("#nomination_day-month", "6")
    visitor.page.fill("#nomination_day-year", "2018")
    enter(visitor, "withdrawal_day", FILING)
    visitor.page.check("#withdrawal_day-not-yet")
    visitor.page.click("text=Show the days")
    assert visitor.focused.startswith("There is a problem")
    words = visitor.page.locator(".summary li").all_inner_texts()
    assert len(words) == 2
    assert words[0].endswith("There is no such day in the calendar")
    assert words[1].endswith("not both")
    visitor.press("Tab", "Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "nomination_day-day"
    assert visitor.page.locator(".dated").count() == 0


def test_nothing_leaves_the_page(visitor: Visitor, site: Path) -> None:
    opened(visitor, site)
    enter(visitor, "voting_day", VOTING)
    visitor.page.click("text=Show the days")
    assert len(visitor.requests) <= 5
    assert all(address.startswith("file://") for address in visitor.requests)
    assert visitor.page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


def test_without_a_script_the_page_says_the_rule(visitor: Visitor, site: Path) -> None:
    context = visitor.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "duties" / f"{QUESTION}.html").as_uri())
    assert page.locator(".blanks >> visible=true").count() == 1
    assert page.locator("form").count() == 0
    context.close()
