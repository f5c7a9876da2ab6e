"""Worksheets on A4 are short enough for a binder."""

from __future__ import annotations

import re

from tests.site.browser import chromium
from tests.site.walked import Walked

# The longest ones ask more than 30 questions. Fonts differ from machine to machine: room is left for one page more.
LONG = {"can_i_post": 9, "election_year_accounts": 9}
SHORT = 5


def test_pages_of_worksheets(real: Walked) -> None:
    names = [name for name in real.pages if name.endswith("-on-paper.html")]
    assert len(names) >= 5
    with chromium() as browser:
        page = browser.new_page()
        for name in names:
            page.goto((real.folder / name).as_uri())
            printed = page.pdf(format="A4", prefer_css_page_size=True)
            many = len(re.findall(rb"/Type\s*/Page\b", printed))
            assert 1 <= many <= LONG.get(name[6 : -len("-on-paper.html")], SHORT), (name, many)


def test_worksheets_are_small(real: Walked) -> None:
    sizes = {name: size for name, size in real.sizes.items() if name.endswith("-on-paper.html")}
    assert max(sizes.values()) <= 61_440, sizes
