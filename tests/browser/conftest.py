"""Real Chromium on sites of checks.

Without Chromium or playwright the tests here are skipped, and say so; where SOLON_ALL_TESTS is set they fail instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visitor import Visitor
from tests.site.conftest import HOSTILE, bakery, bare_root

from solon import pipeline
from solon.cli.asked_pages import asked_pages
from solon.cli.committed import read_fixtures
from solon.cli.files import read_policies
from solon.publish.site import build_site

ROOT = Path(__file__).parents[2]
MISSING = "NOTHING OF THE CHECKS WAS TRIED IN A BROWSER: {} is not installed."


def missing(what: str) -> None:
    """Skip, or fail where nothing may be skipped."""
    if os.environ.get("SOLON_ALL_TESTS"):
        pytest.fail(MISSING.format(what))
    pytest.skip(MISSING.format(what))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium of the system."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        missing("Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        missing("playwright")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])


@pytest.fixture(scope="session")
def built() -> pipeline.Build:
    """The real policies."""
    return pipeline.checked(*read_policies(ROOT / "policies"))


@pytest.fixture(scope="session")
def site(built: pipeline.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checks of the real policies, without the pages to read."""
    made = asked_pages(built, read_fixtures(ROOT / "tests" / "fixtures"))
    return build_site(bare_root(tmp_path_factory.mktemp("checks")), made, tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checks of a policy whose texts try to be anything but text."""
    made = asked_pages(bakery(HOSTILE), ())
    return build_site(bare_root(tmp_path_factory.mktemp("hostile")), made, tmp_path_factory.mktemp("built"))


@pytest.fixture
def visitor(browser: Any) -> Iterator[Visitor]:
    """Somebody with a browser of their own. What a script complains of fails the test."""
    found = Visitor(browser)
    yield found
    found.close()
    assert found.complaints == []
