"""Real Chromium on sites of checks.

Without Chromium or playwright the tests here are skipped, and say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visitor import Visitor
from tests.site.conftest import HOSTILE, bakery, bare_root, real_site

from solon import pipeline
from solon.cli.asked_pages import asked_pages
from solon.cli.files import read_policies
from solon.publish.site import build_site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def built() -> pipeline.Build:
    """The real policies."""
    return pipeline.checked(*read_policies(ROOT / "policies"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real policies."""
    return real_site(tmp_path_factory.mktemp("real")).folder


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
