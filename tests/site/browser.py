"""A page in a real Chromium, from the disk, with every request and every fault noted.

Invariant: where there is no Chromium or no Playwright, the test is skipped with a reason; `.ci/run` installs both.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip, or fail where no test may be skipped."""
    if os.environ.get("SOLON_ALL_TESTS"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser. Skips where there is none, and fails there if SOLON_ALL_TESTS is set."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        missing("NO CHROMIUM: the tests in a browser were not run; install it with: apt-get install chromium")
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
