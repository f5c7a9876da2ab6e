"""The search page: its index holds everything, it works from the disk with the keyboard alone, and sends nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.site.walked import Walked


def index(site: Walked) -> list[list[str]]:
    text = (site.folder / "search.js").read_text("utf-8")
    found: list[list[str]] = json.loads(re.findall(r"^var SOLON_INDEX=(.*);$", text, re.MULTILINE)[0])
    return found


@pytest.mark.parametrize("name", ["small", "hostile", "real"])
def test_every_entry_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    site: Walked = request.getfixturevalue(name)
    found = index(site)
    assert len(found) > 40
    lost = [entry for entry in found if not leads(site, entry[2])]
    assert lost == []


def leads(site: Walked, href: str) -> bool:
    path, anchor = site.target("search.html", href)
    return path in site.pages and (not anchor or anchor in site.pages[path].ids)


def test_everything_with_a_name_is_in_it(real: Walked) -> None:
    named = {link.href for link in real.pages["a-to-z.html"].links if link.in_main and not link.href.startswith("#")}
    assert named - {entry[2] for entry in index(real)} == set()


def test_it_is_small(real: Walked) -> None:
    assert (real.folder / "search.js").stat().st_size <= 120_000


def test_hostile_text_cannot_end_the_script(hostile: Walked) -> None:
    assert "<" not in (hostile.folder / "search.js").read_text("utf-8").splitlines()[0]


def test_without_scripts_it_leads_to_the_list(small: Walked) -> None:
    page = small.pages["search.html"]
    assert "Without it, use the list from A to Z." in " ".join(page.words.split())
    assert "a-to-z.html" in {link.href for link in page.links if link.in_main}


def opened(browser: Any, site: Walked, hash: str = "") -> tuple[Any, list[str]]:
    """The search page from the disk, and what it asks for or complains about."""
    page = browser.new_page()
    noted: list[str] = []
    page.on("request", lambda found: noted.append(found.url))
    page.on("console", lambda found: noted.append(f"console: {found.text}"))
    page.on("pageerror", lambda found: noted.append(f"fault: {found}"))
    page.goto((site.folder / "search.html").as_uri() + hash)
    return page, noted


def test_a_search_by_keyboard(browser: Any, real: Walked) -> None:
    page, noted = opened(browser, real)
    page.locator("#search-words").focus()
    page.keyboard.type("City LOGO")
    assert re.fullmatch(r"\d+ pages or places were found\.", page.locator("[role=status]").inner_text())
    first = page.locator("#search ol li a").first
    assert "City logo" in first.inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/definitions/*.html")
    page.go_back()
    assert page.locator("#search-words").input_value() == "City LOGO"
    assert [one for one in noted if not one.startswith("file:")] == []
    assert page.context.cookies() == []
    page.close()


def test_a_paragraph_is_found_by_its_number(browser: Any, real: Walked) -> None:
    page, _ = opened(browser, real, "#q=16(f)")
    assert "instruments/social_media.html#16-f" in page.locator("#search ol li a").first.get_attribute("href")
    page.close()


def test_words_in_the_address_are_only_words(browser: Any, real: Walked) -> None:
    for hash in ("#q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "#q=%", "#nothing"):
        page, noted = opened(browser, real, hash)
        assert page.locator("main img").count() == 0
        assert [one for one in noted if not one.startswith("file:")] == []
        page.close()


def test_hostile_names_are_shown_as_words(browser: Any, hostile: Walked) -> None:
    page, noted = opened(browser, hostile, "#q=dog")
    assert page.locator("#search ol li").count() > 3
    assert page.locator("main img, main script").count() == 0
    assert [one for one in noted if not one.startswith("file:")] == []
    page.close()


def test_requests(browser: Any, real: Walked) -> None:
    """One page and at most four more files, all from the site itself."""
    for name in ("search.html", "index.html", "rules/no_lobbying_in_blackout.html"):
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda found, asked=asked: asked.append(found.url))
        page.goto((real.folder / name).as_uri())
        assert len([url for url in asked if not url.startswith("data:")]) <= 5
        assert all(url.startswith((real.folder.as_uri(), "data:")) for url in asked)
        page.close()
