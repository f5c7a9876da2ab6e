"""Links lead somewhere, also to the right anchor, and mean what they say."""

from __future__ import annotations

import pytest
from tests.site.walked import Walked


@pytest.fixture(params=("small", "hostile", "real"))
def site(request: pytest.FixtureRequest) -> Walked:
    found: Walked = request.getfixturevalue(request.param)
    return found


def test_every_link_leads_to_a_page_and_its_anchor(site: Walked) -> None:
    broken = []
    for name, page in site.pages.items():
        for link in page.links:
            path, anchor = site.target(name, link.href)
            target = site.pages.get(path)
            if target is None or (anchor and anchor not in target.ids):
                broken.append((name, link.href))
    assert broken == []


def test_every_page_can_be_reached_from_the_home_page(site: Walked) -> None:
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        reached = {site.target(name, link.href)[0] for link in site.pages[name].links}
        waiting += reached - seen
        seen |= reached
    assert set(site.pages) - seen == {"404.html"}


def test_same_words_lead_to_the_same_place(site: Walked) -> None:
    """Within the main part of a page, a link's words alone say where it leads."""
    torn = []
    for name, page in site.pages.items():
        targets: dict[str, set[tuple[str, str]]] = {}
        for link in page.links:
            if link.in_main:
                assert link.words.strip(), (name, link.href)
                targets.setdefault(" ".join(link.words.split()).lower(), set()).add(site.target(name, link.href))
        torn += [(name, words, found) for words, found in targets.items() if len(found) > 1]
    assert torn == []


def test_no_link_stands_in_a_summary(site: Walked) -> None:
    for page in site.pages.values():
        tags = [tag for tag, _ in page.elements]
        after = [tags[index + 1] for index, tag in enumerate(tags[:-1]) if tag == "summary"]
        assert "a" not in after
