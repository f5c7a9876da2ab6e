"""What tests in several folders share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.site.browser import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium of the system. One process can drive one alone, so all tests share it."""
    with chromium() as found:
        yield found
