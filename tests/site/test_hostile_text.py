"""Text of a policy that tries to be HTML, Markdown or a template comes out as the words that it is."""

from __future__ import annotations

import re

import pytest
from tests.site.conftest import HOSTILE
from tests.site.walked import Walked

from solon.publish.html import Html, el, items, join, plain, section, sentence, text

ELEMENTS = re.findall(
    r"\w+",
    "html head meta title link body a header p span nav ul ol li main h1 h2 h3 h4 h5 h6 div section dl dt dd strong "
    "details summary table thead tbody tr th td footer noscript button "
    "figure figcaption svg g path rect circle text tspan script",
)


def test_only_elements_that_the_publisher_writes(hostile: Walked) -> None:
    assert {tag for page in hostile.pages.values() for tag, _ in page.elements} <= set(ELEMENTS)


def test_links_stay_on_the_site(hostile: Walked) -> None:
    links = [link.href for page in hostile.pages.values() for link in page.links]
    assert links
    assert [href for href in links if re.match(r"[a-z]+:|//", href, re.IGNORECASE)] == []


def test_attributes_are_those_that_the_publisher_writes(hostile: Walked) -> None:
    names = {name for page in hostile.pages.values() for _, found in page.elements for name in found}
    aria = {"aria-label", "aria-labelledby", "aria-current"}
    known = {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "rel",
        "media",
        "href",
        "class",
        "id",
        "role",
        "tabindex",
        "src",
        "defer",
    }
    drawing = {"viewbox", "x", "y", "rx", "r", "cx", "cy", "dy", "width", "height", "d"}
    of_checks = {"type", "hidden"}
    assert names <= known | aria | drawing | of_checks | {"scope", "data-label", "data-question", "data-dates"}


def test_the_words_are_all_there(hostile: Walked) -> None:
    """Nothing was cut, run or replaced: the whole text stands wherever an officer wrote it."""
    places = {
        "instruments/house.html": 10, "rules/no_dogs.html": 8, "rules/quiet.html": 2, "rules/guide_dogs.html": 3,
        "examples/poodle.html": 5, "readings/growling.html": 5, "definitions/dog_barks.html": 7,
        "definitions/errand.html": 4, "definitions/season.html": 2, "definitions/silent_guide.html": 3,
        "definitions/visitor.html": 1, "coverage.html": 2, "questions.html": 2, "a-to-z.html": 10,
    }  # fmt: skip
    shown = {name: hostile.pages[name].words.count(HOSTILE) for name in places}
    assert {name: (shown[name], least) for name, least in places.items() if shown[name] < least} == {}


def test_titles_hold_the_words_too(hostile: Walked) -> None:
    assert HOSTILE in hostile.pages["definitions/dog_barks.html"].title
    assert HOSTILE in hostile.pages["instruments/house.html"].title


def test_no_template_was_run(hostile: Walked) -> None:
    pages = [path.read_text("utf-8") for path in sorted(hostile.folder.rglob("*.html"))]
    text = "".join(page.partition("<main")[2] for page in pages)
    assert "{{" not in text
    assert "{%" not in text


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ('<b> & "c"', "&lt;b&gt; &amp; &quot;c&quot;"),
        ("it's {{ x }}", "it&#39;s &#123;&#123; x &#125;&#125;"),
        ("```\n~~~", "&#96;&#96;&#96; &#126;&#126;&#126;"),
        ("a\x02\u202eb\ud800\x7f", "ab"),
        ("  two  spaces ", " two spaces "),
    ],
)
def test_escaping(words: str, escaped: str) -> None:
    assert text(words) == escaped


def test_only_finished_html_passes() -> None:
    inner = el("em", "<")
    assert el("p", inner, " & ", None, class_='a"b') == '<p class="a&quot;b"><em>&lt;</em> &amp; </p>'
    assert el("p", f"{inner}!") == "<p>&lt;em&gt;&amp;lt;&lt;/em&gt;!</p>"
    assert join(["<", Html("<br>")], " & ") == "&lt; &amp; <br>"


def test_what_is_empty_is_left_out() -> None:
    assert items([None, ""]) is None
    assert section("A title", None, "") is None


def test_sentences_end_once() -> None:
    assert [sentence(words) for words in ("a b", "What?", "Done. ", "")] == ["A b.", "What?", "Done.", ""]
    assert plain("a\n  b\u2028c") == "a b c"
