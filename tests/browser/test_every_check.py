"""Every check in every mode: walked by keyboard alone, changed, reloaded, printed, shared; and seen by axe."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visitor import Choice, Visitor

from solon.cli.files import read_policies
from solon.pipeline import Build, checked

ROOT = Path(__file__).parents[2]
POLICY = checked(*read_policies(ROOT / "policies")).policy
QUESTIONS = list(POLICY.questions)
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
MODES = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 320)]
DAYS = (date(2018, 5, 1), date(2018, 6, 15), date(2018, 10, 22))

pytestmark = pytest.mark.prove


def by_lot(draw: random.Random) -> Callable[[str, Sequence[str]], Choice]:
    """Answers by lot; "not sure" among them."""

    def answer(_: str, answers: Sequence[str]) -> Choice:
        found = draw.choice(list(answers))
        return draw.choice(DAYS) if found == "On this day" else found

    return answer


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("question", QUESTIONS)
def test_walked_changed_reloaded_printed_shared(
    visitor: Visitor, browser: Any, site: Path, question: str, seed: int
) -> None:
    draw = random.Random(f"{question} {seed}")
    visitor.open(site, question)
    visitor.begin()
    visitor.walk(by_lot(draw))
    rows = visitor.page.locator(".given > div:has(.change)")
    given = rows.count()
    assert given
    place = draw.randrange(given)
    asked, before = rows.nth(place).locator("dt").inner_text(), rows.nth(place).locator("dd").first.inner_text()
    rows.nth(place).locator("button").focus()
    visitor.press("Enter")
    assert visitor.heading == visitor.focused == asked
    # The same answer once more changes nothing.
    kept = before if before in visitor.answers else "Not sure"
    if kept == before:
        visitor.choose(kept)
        assert visitor.heading == "Check your answers"
        assert visitor.page.locator(".given > div:has(.change)").count() == given
        visitor.page.locator(".given > div:has(.change) button").nth(place).focus()
        visitor.press("Enter")
    other = next(words for words in visitor.answers if words not in (before, "On this day"))
    visitor.choose(other)
    if visitor.page.locator(".summary:visible").count():
        # It cannot be true beside the others: what stands against it is said, and nothing has changed.
        assert visitor.focused.startswith("There is a problem")
        visitor.choose_after_error("Not sure")
    visitor.walk(by_lot(draw))
    visitor.press_button("See the answer")
    said = visitor.page.inner_text("#check")
    visitor.page.reload()
    assert visitor.page.inner_text("#check") == said
    visitor.page.emulate_media(media="print")
    assert not visitor.page.locator(".keeping").is_visible()
    assert visitor.page.locator("h1 >> visible=true").count() == 1
    visitor.page.emulate_media(media="screen")
    shared = Visitor(browser)
    shared.page.goto(visitor.page.input_value("#link"))
    assert shared.heading == visitor.heading
    assert shared.statuses == visitor.statuses
    assert shared.complaints == []
    shared.close()
    assert visitor.context.cookies() == []
    assert len(set(visitor.requests)) <= 5


@pytest.mark.parametrize("question", QUESTIONS)
def test_links_of_the_answer_lead_somewhere(visitor: Visitor, site: Path, built: Build, question: str) -> None:
    draw = random.Random(question)
    for _ in range(3):
        visitor.open(site, question)
        visitor.begin()
        visitor.walk(by_lot(draw))
        visitor.press_button("See the answer")
        hrefs = visitor.page.eval_on_selector_all("#check a", "links => links.map((link) => link.getAttribute('href'))")
        assert hrefs
        for href in hrefs:
            path, _, anchor = href.partition("#")
            if path.startswith("../"):
                page = built.pages[f"{path[3:].removesuffix('.html')}.md"]
                assert not anchor or f'id="{anchor}"' in page, href
            else:
                assert (site / "check" / path).is_file(), href
        visitor.page.goto("about:blank")


def violations(visitor: Visitor) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(visitor.page, options=RULES).response
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found["violations"]]


@pytest.mark.parametrize(("scheme", "width"), MODES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_axe_finds_nothing(browser: Any, site: Path, question: str, scheme: str, width: int) -> None:
    visitor = Visitor(browser, width, color_scheme=scheme)
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        if wrong := violations(visitor):
            found[name] = wrong
        if visitor.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found[f"{name} is too wide"] = []

    visitor.open(site, f"{question}-on-paper")
    look("paper")
    visitor.open(site, question)
    look("start")
    visitor.begin()
    look("question")
    visitor.press_button("Continue")
    look("error")
    draw = random.Random(question)
    visitor.page.reload()
    visitor.walk(by_lot(draw))
    look("answers")
    visitor.press_button("See the answer")
    look("answer")
    visitor.page.goto("about:blank")
    visitor.open(site, question, "#check=1.broken")
    look("damaged")
    assert found == {}
    visitor.close()


@pytest.mark.parametrize(("scheme", "width"), MODES)
def test_axe_finds_nothing_elsewhere(browser: Any, site: Path, scheme: str, width: int) -> None:
    visitor = Visitor(browser, width, color_scheme=scheme)
    visitor.open(site, "index")
    assert violations(visitor) == []
    visitor.open(site, "verify")
    visitor.press_button("Verify now")
    visitor.page.wait_for_selector("#verify ul", timeout=120_000)
    assert violations(visitor) == []
    visitor.close()


LABELS = {"permitted": "not forbidden here", "not_regulated": "no rule here"}
PUBLISHED = [name for name, example in POLICY.examples.items() if example.published]


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_examples(visitor: Visitor, site: Path, name: str) -> None:
    """Each published example, answered as it is told, comes to the conclusion that was published."""
    example = POLICY.examples[name]
    given = dict(example.given)
    by_words = {found.asks: found for found in POLICY.inputs.values()}

    def answer(asks: str, answers: Sequence[str]) -> Choice:
        if asks == "On which day is it done?":
            return example.on or "Any day on which these texts are in force"
        found = by_words[asks]
        value = given.get(found.id)
        if found.id in example.unknown or (value is None and not (example.rest_is_no and found.id in POLICY.facts)):
            return "Not sure"
        if found.id in POLICY.facts:
            return "Yes" if value else "No"
        if isinstance(value, date):
            return value
        if found.id in POLICY.choices:
            words = dict(found.options)[str(value)]
            return next(one for one in answers if one.lower().startswith(words.lower()))
        return "Not yet, or never" if value == "not yet" else "It has happened, but I do not know the day"

    for question in POLICY.questions.values():
        wanted = [one for one in example.expect if one.deed in question.about]
        if not wanted:
            continue
        visitor.open(site, question.id)
        visitor.begin()
        visitor.walk(answer)
        visitor.press_button("See the answer")
        with visitor.page.expect_download() as saving:
            visitor.page.click("text=Save as data")
        decision = json.loads(Path(saving.value.path()).read_text("utf-8"))
        found = {(one["bearer"], one["action"]): one["status"] for one in decision["verdicts"]}
        for one in wanted:
            assert found[one.bearer, one.deed.id] == one.status.value
            assert LABELS.get(one.status.value, one.status.value.replace("_", " ")) in visitor.statuses
        visitor.page.goto("about:blank")
