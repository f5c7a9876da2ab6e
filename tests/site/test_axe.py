"""No violation of WCAG 2.2 AA or of best practice, by axe, in light and dark, wide and narrow, and no sideways scroll.

A page of each kind here; every page under the mark `prove`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.site.walked import Walked

KINDS = (
    "index.html", "instruments/index.html", "instruments/procurement_lobbying.html", "rules/index.html",
    "rules/no_lobbying_in_blackout.html", "rules/permitted_by_documents.html", "rules/election_approach.html",
    "rules/blackout_ban.html", "examples/index.html", "examples/deputation.html", "outcomes/index.html",
    "outcomes/give_the_reference.html", "duties/election_year_accounts.html", "definitions/index.html",
    "definitions/member_account.html", "definitions/campaign.html", "definitions/award_made_by.html",
    "definitions/member.html", "definitions/post_the_content.html", "readings/index.html",
    "readings/start_of_blackout.html", "questions.html", "a-to-z.html", "search.html", "changes.html", "coverage.html",
    "accessibility.html", "developers.html",
)  # fmt: skip
MODES = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
RUN = """options => axe.run(document, options).then(({ violations }) =>
  violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 150)}`))"""
PARTS = 4


def violations(browser: Any, site: Walked, names: Iterable[str]) -> list[str]:
    """What is wrong with pages in any mode. Each is loaded once; what its script does at the start is done by then."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="NO AXE").Axe()
    page = browser.new_page()
    found: list[str] = []
    for name in names:
        page.goto((site.folder / name).as_uri())
        page.evaluate(axe.axe_script)
        for width, scheme in MODES:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found += [f"{name}, {scheme}, {width}: {one}" for one in page.evaluate(RUN, OPTIONS)]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append(f"{name}: scrolls sideways at {width}")
    page.close()
    return found


def test_a_page_of_each_kind(browser: Any, real: Walked) -> None:
    assert violations(browser, real, KINDS) == []


@pytest.mark.prove
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(browser: Any, real: Walked, part: int) -> None:
    # The page for lost addresses finds its style sheets only where a server gives it out.
    names = sorted(name for name in real.pages if name != "404.html")
    assert violations(browser, real, names[part::PARTS]) == []


def test_it_finds_what_is_wrong(browser: Any, real: Walked, tmp_path: Path) -> None:
    """A picture without words, and grey on grey in the dark alone, so that the tests above assert something."""
    page = (real.folder / "about.html").read_text("utf-8")
    assert "<h1" in page
    (tmp_path / "css").mkdir()
    for sheet in (real.folder / "css").iterdir():
        (tmp_path / "css" / sheet.name).write_text(sheet.read_text("utf-8"), "utf-8")
    with (tmp_path / "css" / "style.css").open("a") as style:
        style.write("@media (prefers-color-scheme: dark) { h1 { color: #777; background: #888; } }")
    (tmp_path / "about.html").write_text(page.replace("<h1", '<img src="data:,"><h1'), "utf-8")
    found = violations(browser, replace(real, folder=tmp_path), ["about.html"])
    assert {one.split(", ", 1)[1].split(":")[0] for one in found if "color-contrast" in one} == {
        "dark, 1280",
        "dark, 320",
    }
    assert sum("image-alt" in one for one in found) == len(MODES)
