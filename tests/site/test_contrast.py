"""The colours of the theme, read from its style sheet, reach the contrast of WCAG 2.2 AA in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

THEME = Path(__file__).parents[2] / "site" / "theme" / "css"
TEXT = [
    ("text", "ground"), ("text", "soft"), ("quiet", "ground"), ("quiet", "soft"), ("link", "ground"), ("link", "soft"),
    ("visited", "ground"), ("visited", "soft"), ("on-strong-no", "strong-no"), ("on-strong-do", "strong-do"),
    ("strong-no", "ground"), ("strong-do", "ground"), ("may", "ground"), ("open", "ground"), ("open", "soft"),
]  # fmt: skip
FORM = [
    ("edge", "ground"),
    ("edge", "soft"),
    ("focus", "ground"),
    ("focus", "soft"),
    ("bar", "ground"),
    ("bar", "soft"),
]


def palettes() -> dict[str, dict[str, str]]:
    sheet = (THEME / "style.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", sheet, flags=re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks)
    printed = re.search(r":root \{(.*?)\}", (THEME / "print.css").read_text("utf-8"), flags=re.DOTALL)
    assert printed is not None
    assert light.keys() == dark.keys()
    paper = {**light, **dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", printed.group(1)))}
    return {"light": light, "dark": dark, "paper": paper}


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark", "paper"])
def test_contrast(mode: str) -> None:
    assert round(contrast("#000000", "#ffffff"), 6) == 21
    colours = palettes()[mode]
    text = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXT}
    form = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in FORM}
    assert {pair: value for pair, value in text.items() if value < 4.5} == {}
    assert {pair: value for pair, value in form.items() if value < 3} == {}


def test_colours_have_names() -> None:
    """Every colour of a rule is a named one, so that the test above sees it."""
    for sheet in THEME.glob("*.css"):
        rules = re.sub(r":root \{.*?\}", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        used = re.findall(r"(?<![-\w])(?:color|background(?:-color)?): ([^;]+);", rules)
        plain = {"none", "inherit", "transparent"}
        assert [value for value in used if not value.startswith("var(--") and value not in plain] == [], sheet
