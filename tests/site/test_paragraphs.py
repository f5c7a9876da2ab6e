"""Each paragraph of each instrument has its anchor on the site, and something is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.site.walked import Walked

from solon.publish.coverage import shares

ROOT = Path(__file__).parents[2]


def locators() -> dict[str, list[str]]:
    """The paragraphs as `sources.lock` lists them."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (ROOT / "policies" / "sources.lock").read_text("utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(name, []).append(line.split("  ", 1)[1])
    return found


def anchor(locator: str) -> str:
    return re.sub(r"[()\s]+", "-", locator).strip("-")


def test_every_paragraph_has_its_anchor(real: Walked) -> None:
    listed = locators()
    assert sum(map(len, listed.values())) > 90
    for name, paragraphs in listed.items():
        ids = real.pages[f"instruments/{name}.html"].ids
        assert [locator for locator in paragraphs if anchor(locator) not in ids] == []


def test_every_paragraph_stands_in_the_coverage(real: Walked) -> None:
    links = {link.href for link in real.pages["coverage.html"].links}
    wanted = {f"instruments/{name}.html#{anchor(one)}" for name, listed in locators().items() for one in listed}
    assert wanted <= links


def test_deep_locators_have_plain_anchors(real: Walked) -> None:
    ids = real.pages["instruments/social_media.html"].ids
    assert {"16-f", "19-b-ii-5", "example-1-conclusion", "further-information"} <= set(ids)


def test_what_became_of_a_paragraph(words: Callable[[str], str]) -> None:
    page = words("instruments/house.html")
    first, _, rest = page.partition("Paragraph 1(a)")
    assert "Nothing to decide. It only says welcome." in first
    assert "Nothing to decide. The reason is the same as for paragraph 1." in rest
    assert "No dogs: a visitor must not bring a dog (sentence 1)" in rest
    assert "Note. Ring the bell first." in rest
    assert rest.endswith("Paragraph 6 Not yet encoded. ")


def test_an_instrument_that_is_not_described(words: Callable[[str], str]) -> None:
    page = words("instruments/street.html")
    assert "This instrument is not yet encoded." in page
    assert "Preamble Not yet encoded." in page


def test_coverage_counts(words: Callable[[str], str]) -> None:
    page = words("coverage.html")
    # Of the house: 2, 3, 3(a), 3(b), 4 and 5 are encoded, 1 and 1(a) give nothing to decide, 6 is open.
    assert "The rules of the house 6 2 0 0 1 9" in page
    assert "Street 0 0 0 0 1 1" in page
    # Of ten: 6 encoded, 2 context, 2 open.
    assert "All instruments 6 2 0 0 2 10 Share 60 % 20 % 0 % 0 % 20 % 100 %" in page
    assert "2 of 10 paragraphs are not yet encoded." in page
    assert "paragraph 1 of The rules of the house Nothing to decide It only says welcome." in page


def test_shares_add_up() -> None:
    assert shares([1, 1, 1]) == [34, 33, 33]
    assert shares([0, 99, 0, 100]) == [0, 50, 0, 50]
    assert all(sum(shares([a, b, c])) == 100 for a in range(7) for b in range(7) for c in range(1, 7))


def test_the_real_coverage_is_whole(real: Walked) -> None:
    page = " ".join(real.pages["coverage.html"].words.split())
    assert "All 99 paragraphs are accounted for." in page
    assert "Not yet encoded" not in page.partition("Share")[2]
    cells = re.findall(r"(\d+) %", page.partition("Share")[2].partition("All 99")[0])
    assert sum(map(int, cells[:-1])) == 100 == int(cells[-1])


def test_each_paragraph_without_a_rule_has_its_reason(real: Walked) -> None:
    text = (real.folder / "coverage.html").read_text("utf-8")
    rows = re.findall(r'<li>(<a href="instruments/[a-z_]+\.html#.*?)</li>', text, re.DOTALL)
    assert len(rows) == sum(map(len, locators().values()))
    bare = [row for row in rows if "state-encoded" not in row and 'class="says">' not in row]
    assert bare == []
