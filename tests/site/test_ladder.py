"""The drawing of each page says what its nested list says; both are read back from the HTML."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import pytest
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds
from tests.site.drawn import Said, drawn, listed, tree
from tests.site.walked import Walked

from solon import pipeline
from solon.publish.pages import pages

THEME = Path(__file__).parents[2] / "site" / "theme" / "css"


def both(site: Walked) -> dict[str, tuple[Said, Said]]:
    """What list and drawing say, of each page that has a drawing."""
    found: dict[str, tuple[Said, Said]] = {}
    for name in site.pages:
        page = tree((site.folder / name).read_text("utf-8").partition("<body>")[2].partition("</body>")[0])
        picture = drawn(page)
        if picture is not None:
            found[name] = (listed(page), picture)
    return found


NO_DOGS = (
    ("the errand is bread", "../definitions/errand.html", False, False),
    ("the dog is noisy", "../definitions/noisy.html", False, False),
    ("the exception Guide dogs applies", "guide_dogs.html", True, False),
    ("the exception Shelter applies", "shelter.html", True, False),
    ("the exception Drizzle applies", "drizzle.html", True, True),
    ("it is one of the days named here", "#days", False, False),
)
NOISY = (
    "all",
    (
        "any",
        ("the dog barks", "dog_barks.html", False, False),
        (
            "all",
            ("the dog guides nobody", "guide_dog.html", False, False),
            ("the errand is cake", "errand.html", False, True),
        ),
    ),
)


@pytest.mark.parametrize("name", ["small", "hostile", "real"])
def test_list_and_ladder_agree(name: str, request: pytest.FixtureRequest) -> None:
    site: Walked = request.getfixturevalue(name)
    found = both(site)
    assert {page: pair for page, pair in found.items() if pair[0] != pair[1]} == {}
    norms = {page for page in site.pages if re.match(r"rules/(?!index\.html)", page)}
    assert {page for page in norms - found.keys() if "Shared conditions" not in site.pages[page].words} == set()


@pytest.mark.parametrize("seed", seeds())
def test_list_and_ladder_agree_in_random_policies(seed: int) -> None:
    made = RandomPolicy(seed, windows=seed % 2 == 0)
    built = pipeline.read({"random.solon": made.text.encode()}, LOCK)
    assert built.sound
    count = 0
    for name, text in pages(built.policy, {}).items():
        page = tree(text.partition("\n\n")[2])
        picture = drawn(page)
        if picture is not None:
            assert listed(page) == picture, name
            count += 1
    assert count >= len(built.policy.rules)


def test_what_a_drawing_says(small: Walked) -> None:
    """Stated by hand, for a rule with exceptions and days, and a term with a list in a list."""
    found = both(small)
    assert found["rules/no_dogs.html"][1] == ("all", *NO_DOGS)
    assert found["definitions/noisy.html"][1] == NOISY


def test_a_drawing_is_small_and_takes_its_colours_from_the_page(real: Walked) -> None:
    sizes: dict[str, int] = {}
    for name in real.pages:
        text = (real.folder / name).read_text("utf-8")
        figure = re.search(r'<figure class="ladder">.*?</figure>', text, re.DOTALL)
        if figure is not None:
            sizes[name] = len(figure[0].encode())
            assert not re.search(r" (?:fill|stroke|style|color)=|url\(|#[0-9a-f]{6}", figure[0]), name
    assert len(sizes) > 80
    assert median(sizes.values()) <= 3_000
    assert max(sizes.values()) <= 6_000
    rules = re.findall(r"\.ladder[^{]*\{([^}]*)\}", (THEME / "parts.css").read_text("utf-8"))
    colours = {value for rule in rules for value in re.findall(r"(?:fill|stroke|color): ([^;]+);", rule)}
    assert colours <= {
        "none",
        "currentColor",
        "Canvas",
        "CanvasText",
        "LinkText",
        *(f"var(--{name})" for name in ("ground", "edge", "text", "link", "quiet")),
    }


def test_boxes_do_not_overlap_and_hold_their_words(real: Walked) -> None:
    for name in real.pages:
        text = (real.folder / name).read_text("utf-8")
        figure = re.search(r'<figure class="ladder">.*?</figure>', text, re.DOTALL)
        if figure is None:
            continue
        edge = 0
        width, height = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', figure[0])[0])
        for box in tree(figure[0]).all("rect"):
            x, y, wide, high = (int(box.attributes[key]) for key in ("x", "y", "width", "height"))
            assert y >= edge, name
            assert x >= 0, name
            assert x + wide <= width, name
            edge = y + high
        assert edge <= height


def test_narrow_screens_have_the_list_alone() -> None:
    sheet = (THEME / "parts.css").read_text("utf-8")
    assert "@media (max-width: 479.98px) { .ladder { display: none; } }" in sheet
