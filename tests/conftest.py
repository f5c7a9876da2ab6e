"""What tests in several folders share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.site.browser import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium of the system. Closed after each file: while one runs, its process can run no other loop of events."""
    with chromium() as found:
        yield found
