"""Pictures of every kind of page of the built site, into build/pictures: three widths, light, dark, and on paper.

Run `solon site` first, then `python site/pictures.py [WORD ...]`; words choose pages by their names.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
SITE, OUT = ROOT / "build" / "site", ROOT / "build" / "pictures"
WIDTHS = (1280, 768, 390)
DAY = ("15", "6", "2018")


def kinds() -> Iterator[tuple[str, str]]:
    """The first page of each kind: its name, and its path."""
    for path in sorted(SITE.glob("*.html")):
        yield path.stem, path.name
    for folder in sorted(path for path in SITE.iterdir() if path.is_dir()):
        pages = sorted(folder.rglob("*.html"))
        first = next((path for path in pages if path.stem != "index"), None)
        for path in {folder / "index.html", first} - {None}:
            if path in pages:
                yield f"{folder.name}-{'index' if path.stem == 'index' else 'page'}", path.relative_to(SITE).as_posix()


def take(page: Any, name: str) -> None:
    """Pictures of what a page shows now."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, media="screen")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=OUT / f"{name}-{scheme}-{width}.png", full_page=True)
    page.pdf(path=OUT / f"{name}-paper.pdf", prefer_css_page_size=True)
    page.emulate_media(color_scheme="light", media="print")
    page.set_viewport_size({"width": 720, "height": 900})
    page.screenshot(path=OUT / f"{name}-paper.png", full_page=True)
    page.emulate_media(media="screen")


def check(page: Any, name: str) -> None:
    """A check from its first question to its answer, with the first answer to each question."""
    page.goto(f"file://{SITE}/check/{name}.html")
    page.click("#begin")
    take(page, f"check-{name}-question")
    page.click("button.go >> visible=true")
    take(page, f"check-{name}-error")
    while page.locator("form").count():
        if page.locator(".date").count():
            for field, text in zip(("day", "month", "year"), DAY, strict=True):
                page.fill(f"#date-{field}", text)
        page.check("#answer-0")
        page.click("button.go >> visible=true")
        if page.locator(".summary:visible").count():
            page.locator("input[type=radio]").last.check()
            page.click("button.go >> visible=true")
    take(page, f"check-{name}-answers")
    page.click("button.go >> visible=true")
    take(page, f"check-{name}-result")
    page.goto("about:blank")


def main(words: list[str]) -> None:
    """Take the pictures of the pages whose names hold one of the words, or of all."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None or not SITE.is_dir():
        sys.exit("This needs Chromium, and the site: run `solon site` first.")
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = browser.new_page()
        for name, path in kinds():
            if not words or any(word in name for word in words):
                page.goto(f"file://{SITE}/{path}")
                take(page, name)
        for script in sorted((SITE / "check").glob("*.js")):
            if script.stem != "verify" and (not words or script.stem in words):
                check(page, script.stem)
        browser.close()
    print(f"{len(list(OUT.iterdir()))} pictures in build/pictures.")


if __name__ == "__main__":
    main(sys.argv[1:])
