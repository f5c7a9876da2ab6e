"""The built site into pictures of every kind of page: wide to narrow, light, dark, with forced colours, printed.

Run it with: make pictures. They go into build/pictures, to be looked at. With words, as in
`python -m tests.site.pictures readings`, only pages whose names hold one of them are taken.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tests.site.browser import chromium
from tests.site.test_axe import KINDS

ROOT = Path(__file__).parents[2]
SITE, OUT = ROOT / "build" / "site", ROOT / "build" / "pictures"
WIDTHS = (1280, 768, 390)
MODES: dict[str, dict[str, str]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
PLAIN = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
# Paper has about so many pixels between its margins.
PAPER = 720
DAY = {"day": "15", "month": "6", "year": "2018"}
SHOWN = " >> visible=true"


def main(words: list[str]) -> None:
    """Take the pictures. Raises FileNotFoundError before the site is built."""
    if not (SITE / "index.html").is_file():
        raise FileNotFoundError(f"{SITE} is not there yet; run: make")
    OUT.mkdir(parents=True, exist_ok=True)
    checks = sorted(path.stem for path in (SITE / "check").glob("*.js") if path.stem != "verify")
    with chromium() as browser:
        page = browser.new_page()
        for name in (
            *KINDS,
            "check/index.html",
            "check/verify.html",
            *(f"check/{one}-on-paper.html" for one in checks),
        ):
            if _wanted(name, words):
                page.goto((SITE / name).as_uri())
                take(page, name.removesuffix(".html").replace("/", "-"))
        for name in checks:
            if _wanted(name, words):
                check(page, name)
    print(f"{len(list(OUT.iterdir()))} pictures in {OUT.relative_to(ROOT)}.")


def take(page: Any, name: str) -> None:
    """Pictures of what a page shows now."""
    for mode, media in MODES.items():
        page.emulate_media(**{**PLAIN, **media})
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=OUT / f"{name}-{mode}-{width}.png", full_page=True)
    page.emulate_media(**{**PLAIN, "media": "print"})
    page.pdf(path=OUT / f"{name}-print.pdf", format="A4", print_background=False)
    page.set_viewport_size({"width": PAPER, "height": 900})
    page.screenshot(path=OUT / f"{name}-print.png", full_page=True)
    page.emulate_media(**PLAIN)


def check(page: Any, name: str) -> None:
    """A check from its start to its answer, with the first answer to each question."""
    page.goto((SITE / "check" / f"{name}.html").as_uri())
    take(page, f"check-{name}-start")
    page.click("#begin")
    take(page, f"check-{name}-question")
    page.click("button.go" + SHOWN)
    take(page, f"check-{name}-error")
    while page.locator("form").count():
        if page.locator(".date").count():
            for field, text in DAY.items():
                page.fill(f"#date-{field}", text)
        page.check("#answer-0")
        page.click("button.go" + SHOWN)
        if page.locator(".summary:visible").count():
            page.locator("input[type=radio]").last.check()
            page.click("button.go" + SHOWN)
    take(page, f"check-{name}-answers")
    page.click("button.go" + SHOWN)
    take(page, f"check-{name}-result")
    # The answers are kept as long as the page is open: the next check starts with none.
    page.goto("about:blank")


def _wanted(name: str, words: list[str]) -> bool:
    return not words or any(word in name for word in words)


if __name__ == "__main__":
    main(sys.argv[1:])
