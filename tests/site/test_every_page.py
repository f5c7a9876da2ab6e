"""What must be true of every page, of the real site and of a small one."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

import pytest
from tests.site.walked import Reader, Walked

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; "
    "form-action 'none'; base-uri 'none'"
)
SITES = ("small", "hostile", "real")
RESOURCES = {"src", "srcset", "data", "poster", "action", "formaction", "background"}


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> Walked:
    found: Walked = request.getfixturevalue(request.param)
    return found


def faulty(site: Walked, good: dict[str, bool]) -> list[str]:
    assert len(good) == len(site.pages) > 20
    return [name for name, fine in good.items() if not fine]


def count(page: Reader, tag: str) -> int:
    return sum(found == tag for found, _ in page.elements)


def test_elements_are_closed_in_order(site: Walked) -> None:
    assert {name: page.faults for name, page in site.pages.items() if page.faults} == {}


def test_one_main_heading_and_headings_in_order(site: Walked) -> None:
    def in_order(page: Reader) -> bool:
        levels = [level for level, _ in page.headings]
        steps = pairwise(levels)
        return levels[0] == 1 and levels.count(1) == 1 and all(after - before <= 1 for before, after in steps)

    assert faulty(site, {name: in_order(page) for name, page in site.pages.items()}) == []


def test_no_heading_is_empty(site: Walked) -> None:
    assert (
        faulty(site, {name: all(words.strip() for _, words in page.headings) for name, page in site.pages.items()})
        == []
    )


def test_titles_tell_pages_apart(site: Walked) -> None:
    titles = [page.title for page in site.pages.values()]
    assert all(title.strip() for title in titles)
    assert len(set(titles)) == len(titles)


def test_language_and_security_policy(site: Walked) -> None:
    def declared(page: Reader) -> bool:
        lang = [found.get("lang") for tag, found in page.elements if tag == "html"]
        policies = [
            found["content"] for _, found in page.elements if found.get("http-equiv") == "Content-Security-Policy"
        ]
        return lang == ["en"] and policies == [POLICY]

    assert faulty(site, {name: declared(page) for name, page in site.pages.items()}) == []


def test_nothing_the_policy_would_block(site: Walked) -> None:
    """No inline script or style, no handler: the policy of each page forbids them, so they would not work."""

    def clean(page: Reader) -> bool:
        names = {name for _, found in page.elements for name in found}
        scripts = [found for tag, found in page.elements if tag == "script"]
        inline = count(page, "style") or any("src" not in found for found in scripts)
        return not inline and not any(name == "style" or name.startswith("on") for name in names)

    assert faulty(site, {name: clean(page) for name, page in site.pages.items()}) == []


def test_only_pages_that_need_one_load_a_script(site: Walked) -> None:
    found = {
        name: [attrs["src"] for tag, attrs in page.elements if tag == "script"] for name, page in site.pages.items()
    }
    loading = {name: sources for name, sources in found.items() if sources}
    own = {name: [re.sub(r".*/|html$", "", name) + "js"] for name in loading}
    assert loading == own
    checks = {name for name in loading if name.startswith("check/")}
    assert len(checks) == sum(name.endswith("-on-paper.html") for name in site.pages) + 1
    assert {re.sub("/.*", "", name) for name in loading.keys() - checks} <= {"search.html", "duties"}


def test_nothing_is_loaded_from_elsewhere(site: Walked) -> None:
    for name, page in site.pages.items():
        loaded = [found["href"] for tag, found in page.elements if tag == "link"]
        loaded += [value for _, found in page.elements for key, value in found.items() if key in RESOURCES]
        for href in loaded:
            if href == "data:,":
                continue
            path, _ = site.target(name, href)
            assert (site.folder / path).is_file(), (name, href)
        assert len(loaded) <= 5


def test_style_sheets_load_nothing(real: Walked) -> None:
    sheets = sorted(real.folder.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        assert not re.search(r"url\(|@import|https?:", sheet.read_text("utf-8")), sheet


def test_landmarks_and_skip_link(site: Walked) -> None:
    def whole(page: Reader) -> bool:
        skip = page.links[0].href
        labels = [found.get("aria-label") for tag, found in page.elements if tag == "nav"]
        landmarks = all(count(page, tag) == 1 for tag in ("header", "main", "footer"))
        return landmarks and skip == "#main-content" and "main-content" in page.ids and len(set(labels)) == len(labels)

    assert faulty(site, {name: whole(page) for name, page in site.pages.items()}) == []


def test_ids_stand_once(site: Walked) -> None:
    assert faulty(site, {name: len(set(page.ids)) == len(page.ids) for name, page in site.pages.items()}) == []


def test_tables_have_headers(site: Walked) -> None:
    assert faulty(site, {name: count(page, "table") <= count(page, "th") for name, page in site.pages.items()}) == []


def test_sizes(real: Walked) -> None:
    assert median(real.sizes.values()) <= 40_000
    assert max(real.sizes.values()) <= 100_000, max(real.sizes, key=lambda name: real.sizes[name])


def test_every_check_is_small_with_its_script(real: Walked) -> None:
    """The page that verifies is apart: it carries all examples and test cases."""
    scripts = {path.stem: path.stat().st_size for path in (real.folder / "check").glob("*.js")}
    sizes = {name: size + real.sizes[f"check/{name}.html"] for name, size in scripts.items() if name != "verify"}
    assert len(sizes) == sum(name.endswith("-on-paper.html") for name in real.pages)
    assert {name: size for name, size in sizes.items() if size > 120_000} == {}
