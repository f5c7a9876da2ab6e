"""A page in a real Chromium, from the disk, with every request and every fault noted.

Invariant: where there is no Chromium or no Playwright, the test is skipped with a reason; `.ci/run` installs both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.missing import CHROMIUM, missing, program


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser. Skips where there is none, and fails there if SOLON_ALL_TESTS is set."""
    found = program(
        "NO CHROMIUM: the tests in a browser were not run; install it with: apt-get install chromium", *CHROMIUM
    )
    try:
        from playwright import sync_api as sync
    except ModuleNotFoundError:
        missing("NO PLAYWRIGHT: the tests in a browser were not run")
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        try:
            yield browser
        finally:
            browser.close()
