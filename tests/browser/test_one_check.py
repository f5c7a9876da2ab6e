"""One check of each kind of page, quickly: asked, refused, gone back, reloaded, shared and kept."""

from __future__ import annotations

import json
import shutil
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visitor import Visitor

from solon.pipeline import Build
from solon.situations import read_situation

CHECK = "may_i_give_this_reference"
MOST_REQUESTS = 5
DAY = "On which day is it done?"


def yes_mostly(asks: str, answers: list[str] | tuple[str, ...]) -> str | date:
    """Yes, or else the first answer; a day where one is asked for."""
    return date(2018, 5, 1) if answers[0] == "On this day" else answers[0]


def to_the_answer(visitor: Visitor, site: Path, name: str = CHECK) -> None:
    visitor.open(site, name)
    visitor.begin()
    visitor.walk(yes_mostly)
    assert visitor.heading == "Check your answers"
    visitor.press_button("See the answer")


def test_by_keyboard_alone(visitor: Visitor, site: Path) -> None:
    to_the_answer(visitor, site)
    assert visitor.focused == visitor.heading
    assert visitor.page.title().startswith(visitor.heading)
    assert "allowed" not in visitor.page.inner_text("main").lower()


def test_nothing_leaves_and_nothing_stays(visitor: Visitor, site: Path) -> None:
    to_the_answer(visitor, site)
    assert len(set(visitor.requests)) <= MOST_REQUESTS
    assert all(url.startswith(f"file://{site}/") for url in visitor.requests if not url.startswith("data:"))
    assert visitor.context.cookies() == []
    assert visitor.page.evaluate("document.cookie") == ""
    kept = "[localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
    assert visitor.page.evaluate(f"(async () => {kept})()") == [0, 0, 0]
    assert "#" not in visitor.page.url


def test_an_answer_left_out(visitor: Visitor, site: Path) -> None:
    visitor.open(site, CHECK)
    visitor.begin()
    asked = visitor.heading
    visitor.press_button("Continue")
    summary = visitor.page.locator(".summary")
    assert visitor.focused.startswith("There is a problem")
    assert visitor.page.title().startswith("Error: ")
    summary.locator("a").click()
    assert visitor.page.evaluate("document.activeElement.type") == "radio"
    assert visitor.heading == asked


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (("31", "2", "2018"), "no such day"),
        (("", "2", "2018"), "Enter the day"),
        (("1", "May", "2018"), "Enter the month"),
        (("1", "2", "18"), "between 1900 and 2199"),
    ],
)
def test_a_day_that_is_none(visitor: Visitor, site: Path, day: tuple[str, str, str], says: str) -> None:
    visitor.open(site, "may_i_talk_to_this_lobbyist")
    visitor.begin()
    assert visitor.heading == DAY
    for name, text in zip(("day", "month", "year"), day, strict=True):
        visitor.page.fill(f"#date-{name}", text)
    visitor.page.check("#answer-0")
    visitor.press("Enter")
    assert says in visitor.focused
    visitor.page.locator(".summary a").click()
    assert visitor.page.evaluate("document.activeElement.id").startswith("date-")


def test_back_forward_and_reload(visitor: Visitor, site: Path) -> None:
    visitor.open(site, CHECK)
    visitor.begin()
    first = visitor.heading
    visitor.choose(yes_mostly(first, visitor.answers))
    second = visitor.heading
    assert second != first
    visitor.page.reload()
    assert visitor.heading == second
    visitor.page.go_back()
    assert visitor.heading == first
    visitor.page.go_forward()
    assert visitor.heading == second
    visitor.page.click(".back button")
    visitor.page.wait_for_function("words => document.activeElement.innerText === words", arg=first)
    visitor.page.evaluate("location.hash = 'main-content'")
    assert visitor.heading == first
    visitor.page.reload()
    assert visitor.heading == first


def test_a_shared_link(visitor: Visitor, site: Path, browser: Any) -> None:
    to_the_answer(visitor, site)
    said, link = visitor.heading, visitor.page.input_value("#link")
    other = Visitor(browser)
    other.page.goto(link)
    assert other.heading == said
    assert "The rules are the same" in other.page.inner_text(".note")
    place = link.index("#") + 40
    for damaged in (link[:-9], link[:place] + ("A" if link[place] != "A" else "B") + link[place + 1 :], f"{link}A"):
        other.page.goto("about:blank")
        other.page.goto(damaged)
        assert "damaged" in other.page.inner_text(".summary")
        assert other.statuses == []
        assert other.page.locator("#begin").is_visible()
    assert other.complaints == []
    other.close()


def test_saved_data_is_the_decision(visitor: Visitor, site: Path, built: Build, tmp_path: Path) -> None:
    to_the_answer(visitor, site)
    with visitor.page.expect_download() as saving:
        visitor.page.click("text=Save as data")
    saving.value.save_as(tmp_path / "kept.json")
    kept = json.loads((tmp_path / "kept.json").read_text("utf-8"))
    situation, findings = read_situation(built.policy, "kept.json", json.dumps(kept["situation"]))
    assert situation is not None, findings
    again = json.loads(json.dumps(built.decider.decide(situation, only_asked=True).to_json()))
    # The page knows only what its own question rests on.
    assert kept == {**again, "duties": kept["duties"], "assumptions": kept["assumptions"]}
    assert [one for one in again["assumptions"] if one in kept["assumptions"]] == kept["assumptions"]
    with visitor.page.expect_download() as saving:
        visitor.page.click("text=Save as text")
    saving.value.save_as(tmp_path / "kept.txt")
    text = (tmp_path / "kept.txt").read_text("utf-8")
    assert visitor.heading in text
    assert kept["revision"] in text


def test_without_javascript_the_worksheet_is_shown(browser: Any, site: Path) -> None:
    visitor = Visitor(browser, java_script_enabled=False)
    visitor.open(site, CHECK)
    visitor.page.wait_for_url(f"**/{CHECK}-on-paper.html")
    assert "needs JavaScript" in visitor.page.inner_text("main")
    visitor.close()


def test_verify_in_the_browser(visitor: Visitor, site: Path, built: Build) -> None:
    visitor.open(site, "verify")
    visitor.press_button("Verify now")
    visitor.page.wait_for_selector("#verify ul", timeout=120_000)
    said = visitor.page.inner_text("#verify")
    assert "Everything came out as it is written down." in said
    assert f"Examples: {len(built.policy.examples)} of {len(built.policy.examples)}" in said
    assert built.revision in said


def test_hostile_text_stays_text(visitor: Visitor, hostile: Path) -> None:
    visitor.open(hostile, next(path.stem for path in (hostile / "check").glob("*.js") if path.stem != "verify"))
    visitor.begin()
    visitor.walk(lambda asks, answers: "Not sure")
    visitor.page.click("button.go >> visible=true")
    shown = visitor.page.inner_text("main")
    assert "<script>alert(1)</script><img src=x onerror=alert(1)>" in shown
    assert visitor.page.locator("main img, main script:not([src]), main b, main i").count() == 0
    hrefs = visitor.page.eval_on_selector_all("a", "links => links.map((link) => link.getAttribute('href'))")
    assert not [href for href in hrefs if ":" in href]


def test_the_calendar_file_is_that_of_the_command(visitor: Visitor, site: Path, built: Build) -> None:
    """The election year: what has days stands in a file that a calendar program reads, as `solon calendar` gives it."""
    from icalendar import Calendar

    from solon.calendar import calendar_of, events

    def answer(asks: str, answers: list[str] | tuple[str, ...]) -> str | date:
        if "voting day" in asks:
            return date(2018, 10, 22)
        if answers[0] == "On this day":
            return date(2018, 6, 15) if asks == DAY else "Not yet, or never"
        return answers[0]

    visitor.open(site, "election_year_accounts")
    visitor.begin()
    visitor.walk(answer)
    visitor.press_button("See the answer")
    with visitor.page.expect_download() as saving:
        visitor.page.click("text=Save a calendar file")
    found = Calendar.from_ical(Path(saving.value.path()).read_bytes())
    with visitor.page.expect_download() as saving:
        visitor.page.click("text=Save as data")
    kept = json.loads(Path(saving.value.path()).read_text("utf-8"))
    situation, _ = read_situation(built.policy, "kept.json", json.dumps(kept["situation"]))
    assert situation is not None
    decision = built.decider.decide(situation, only_asked=True)
    known = {duty["rule"] for duty in kept["duties"]}
    again = events(built.policy, calendar_of(built.policy, situation, decision))
    wanted = {(one.uid, one.first, one.last) for one in again if one.rule in known}
    made = {(str(one["UID"]), one["DTSTART"].dt, one["DTEND"].dt - timedelta(1)) for one in found.walk("VEVENT")}
    assert len(made) > 5
    assert made == wanted


def test_what_differs_is_found(visitor: Visitor, site: Path, tmp_path: Path) -> None:
    """A wrong expectation of each kind shows on the page that verifies."""
    for folder in ("css", "check"):
        shutil.copytree(site / folder, tmp_path / folder)
    script = tmp_path / "check" / "verify.js"
    head, mark, data = script.read_text("utf-8").partition("const PAGE=")
    text, _, tail = data.partition(";\nstart(")
    page = json.loads(text.replace("\\u003c", "<"))
    cases = page["cases"][1]["cases"]
    settled = next(one for one in cases if one[2][0].get("status") == "prohibited" and "applies" in one[2][0])
    doubtful = next(one for one in cases if "missing" in one[2][0])
    spoilt = {
        "status": "advised_against",
        "applies": ["x"],
        "does not apply": settled[2][0]["applies"],
        "open": ["x"],
        "defeated": {"x": ["y"]},
        "missing": ["x"],
        "not missing": doubtful[2][0]["missing"],
        "due": {"x": "2018-01-01"},
        "with force": {"x": "must"},
        "cannot occur by": ["x"],
    }
    wrong = []
    for kind, value in spoilt.items():
        name, situation, [expect] = doubtful if kind == "not missing" else settled
        deed = {"bearer": expect["bearer"], "action": expect["action"]}
        wrong.append([f"{kind}: {name}", situation, [{**deed, kind: value}]])
    page["cases"][1]["cases"] = wrong
    script.write_text(f"{head}{mark}{json.dumps(page)};\nstart({tail}", "utf-8")
    shutil.copy(site / "check" / "verify.html", tmp_path / "check" / "verify.html")
    visitor.open(tmp_path, "verify")
    visitor.press_button("Verify now")
    visitor.page.wait_for_selector("#verify h2", timeout=120_000)
    assert f"{len(wrong)} differ" in visitor.page.inner_text("#verify")
    assert f"Test cases: 0 of {len(wrong)}" in visitor.page.inner_text("#verify")


def remade(link: str, change: Callable[[dict[str, Any]], None]) -> str:
    """A link as other rules would have made it. change: is given what the link holds."""
    address, _, fragment = link.partition("#check=")
    code = fragment.split(".")[2]
    held = json.loads(urlsafe_b64decode(code + "=" * (-len(code) % 4)))
    change(held)
    text = json.dumps(held, separators=(",", ":"), ensure_ascii=False).encode()
    return f"{address}#check=1.{sha256(text).hexdigest()[:12]}.{urlsafe_b64encode(text).decode().rstrip('=')}"


def test_a_link_made_under_other_rules(visitor: Visitor, site: Path) -> None:
    to_the_answer(visitor, site)
    link, said = visitor.page.input_value("#link"), visitor.heading

    def older(held: dict[str, Any]) -> None:
        held["revision"] = "0123456789abcdef" * 4
        held["statuses"] = [[deed, "advised_against"] for deed, _ in held["statuses"]]

    visitor.page.goto("about:blank")
    visitor.page.goto(remade(link, older))
    note = visitor.page.inner_text(".note")
    assert "and so has the answer" in note
    assert "Then: advised against. Now: prohibited." in note
    assert visitor.heading == said

    def unknown_fact(held: dict[str, Any]) -> None:
        older(held)
        held["kept"]["facts"]["no_such_fact"] = True

    visitor.page.goto("about:blank")
    visitor.page.goto(remade(link, unknown_fact))
    assert "do not fit the rules of now" in visitor.page.inner_text(".summary")
    assert "advised against" in visitor.page.inner_text(".summary")
    assert visitor.statuses == []

    # By the rules of now, what a link says and what its answers come to must agree.
    visitor.page.goto("about:blank")
    visitor.page.goto(remade(link, lambda held: held["statuses"][0].__setitem__(1, "permitted")))
    assert "does not agree with itself" in visitor.page.inner_text(".summary")
    assert visitor.statuses == []


def test_what_would_change_it_says_apart_what_is_not_known(visitor: Visitor, site: Path) -> None:
    """One answer would have to change; all that was never asked is folded, and on paper one way of it is enough."""
    visitor.open(site, "can_i_post")
    visitor.begin()
    visitor.walk(yes_mostly)
    visitor.press_button("See the answer")
    line = visitor.page.locator("h2:text('What would change it') + ul > li")
    assert line.count() == 1
    seen = line.evaluate("item => item.firstElementChild.parentNode.innerText.split('\\n')[0]")
    assert seen.startswith("It would be better if the content shows no confidential information")
    assert seen.endswith("What is not known yet has to be so, too:")
    assert line.locator("li >> visible=true").count() == 0
    visitor.page.click("summary:text('There are')")
    assert line.locator("p >> visible=true").all_inner_texts()[:2] == ["All of these:", "Or all of these:"]
    visitor.page.emulate_media(media="print")
    assert line.locator("p >> visible=true").all_inner_texts() == ["All of these:"]
