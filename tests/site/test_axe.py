"""No violation of WCAG 2.2 AA or of best practice, by axe, in light and dark, wide and narrow, and no sideways scroll.

A page of each kind here; every page under the mark `prove`.
"""

from __future__ import annotations

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
    "accessibility.html",
)  # fmt: skip
MODES = [("light", 1280), ("dark", 320)]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(browser: Any, site: Walked, names: tuple[str, ...], scheme: str, width: int) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="NO AXE").Axe()
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found: list[str] = []
    for name in names:
        page.goto((site.folder / name).as_uri())
        result = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
        for one in result.response["violations"]:
            found.append(f"{name}: {one['id']}: {one['nodes'][0]['html'][:150]}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{name}: scrolls sideways at {width}")
    page.close()
    return found


@pytest.mark.parametrize(("scheme", "width"), MODES)
def test_a_page_of_each_kind(browser: Any, real: Walked, scheme: str, width: int) -> None:
    assert violations(browser, real, KINDS, scheme, width) == []


@pytest.mark.prove
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_page(browser: Any, real: Walked, scheme: str, width: int) -> None:
    # The page for lost addresses finds its style sheets only where a server gives it out.
    names = tuple(name for name in real.pages if name != "404.html")
    assert violations(browser, real, names, scheme, width) == []


@pytest.mark.parametrize("name", KINDS)
def test_the_kinds_are_there(real: Walked, name: str) -> None:
    assert name in real.pages
