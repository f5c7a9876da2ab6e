"""The built site into pictures of every kind of page: wide to narrow, light, dark, with forced colours, printed.

Run it with: make pictures. They go into build/pictures, to be looked at.
"""

from __future__ import annotations

from pathlib import Path

from tests.site.browser import chromium
from tests.site.test_axe import KINDS

ROOT = Path(__file__).parents[2]
WIDTHS = (1280, 768, 390)
MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "print": {"media": "print"},
}


def main() -> None:
    """Take every picture. Raises FileNotFoundError before the site is built."""
    site, out = ROOT / "build" / "site", ROOT / "build" / "pictures"
    if not (site / "index.html").is_file():
        raise FileNotFoundError(f"{site} is not there yet; run: make")
    out.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for name in KINDS:
            for width in WIDTHS:
                page = browser.new_page(viewport={"width": width, "height": 900})
                page.goto((site / name).as_uri())
                for mode, media in MODES.items():
                    page.emulate_media(**media)
                    file = f"{name.removesuffix('.html').replace('/', '-')}-{width}-{mode}.png"
                    page.screenshot(path=out / file, full_page=True)
                    page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
                page.close()
    print(f"{len(KINDS) * len(WIDTHS) * len(MODES)} pictures in {out.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
