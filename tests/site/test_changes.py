"""The page of changes: what a release writes comes out as it was meant, and nothing else means anything."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from tests.diff_policies import diff
from tests.site.conftest import bakery, site_of
from tests.site.walked import Walked

from solon.diff.release import Release, added, first_entry, next_entry

CHANGES = """# Changes

What changed,
newest first.

<!-- release: 0.2.0, on: 2027-05-01, text: 00 -->
<a id="release-0-2-0"></a>

## 0.2.0, 1 May 2027

**One act gets another answer.**

### Other answers

- **<a href="rules/no_dogs.html">A visitor &#38; a dog</a>**

    It was prohibited.

    A smallest case:

    - it rains
    - the dog is &#60;b&#62;loud

    See <a href="rules/long_gone.html">Long gone</a>, <a href="#release-0-1-0">0.1.0</a>.

- a short one <script>alert(1)</script> <a href="javascript:alert(1)">run</a> <img src=x onerror=alert(1)>

<!-- release: 0.1.0, on: 2026-11-24, text: 00 -->
<a id="release-0-1-0"></a>

## 0.1.0, 24 November 2026

The first.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    return site_of(bakery(), tmp_path_factory.mktemp("changes"), changes=CHANGES)


def test_words_and_links(site: Walked) -> None:
    page = site.pages["changes.html"]
    words = " ".join(page.words.split())
    assert words.startswith("Changes What changed, newest first. 0.2.0, 1 May 2027 One act gets another answer.")
    assert (
        "A visitor & a dog It was prohibited. A smallest case: it rains the dog is <b>loud See Long gone, 0.1.0"
        in words
    )
    assert words.endswith("0.1.0, 24 November 2026 The first.")
    assert [(level, heading) for level, heading in page.headings] == [
        (1, "Changes"), (2, "0.2.0, 1 May 2027"), (3, "Other answers"), (2, "0.1.0, 24 November 2026"),
    ]  # fmt: skip
    assert {"release-0-2-0", "release-0-1-0"} <= set(page.ids)
    assert [link.href for link in page.links if link.in_main] == ["rules/no_dogs.html", "#release-0-1-0"]


def test_what_is_not_written_by_a_release_is_words(site: Walked) -> None:
    page = site.pages["changes.html"]
    assert "<script>alert(1)</script>" in page.words
    assert "<img src=x onerror=alert(1)>" in page.words
    assert {tag for tag, _ in page.elements} & {"script", "img"} == set()
    assert "run" in page.words


def test_entries_in_entries(site: Walked) -> None:
    text = (site.folder / "changes.html").read_text("utf-8")
    assert "<li>it rains</li>\n<li>the dog is &lt;b&gt;loud</li>" in text


def test_what_a_release_writes_comes_out_whole(tmp_path: Path) -> None:
    """The entries of a real comparison: every word of the text is on the page."""
    found = diff(("must not", "should not"))
    last = Release("0.1.0", date(2026, 11, 24), "0" * 64)
    entry = next_entry(Release("0.2.0", date(2027, 5, 1), "1" * 64), last, found)
    site = site_of(bakery(), tmp_path, changes=added(added("", first_entry(last, found.both.old)), entry))
    words = " ".join(site.pages["changes.html"].words.split())
    for line in entry.splitlines():
        plain = " ".join(unescape(re.sub(r"<[^>]*>|\*\*|^ *- |^#+ ", "", line)).split())
        assert plain in words, line


def test_the_history_of_a_rule(site: Walked) -> None:
    page = site.pages["rules/no_dogs.html"]
    assert "Release 0.2.0, 1 May 2027" in page.words
    assert "../changes.html#release-0-2-0" in {link.href for link in page.links}
    assert "No release so far names it. The last one: 0.2.0, 1 May 2027." in site.pages["rules/quiet.html"].words


def test_without_a_release_it_says_so(small: Walked) -> None:
    assert "Nothing has been released yet" in small.pages["changes.html"].words
    assert "History" not in small.pages["rules/no_dogs.html"].words
