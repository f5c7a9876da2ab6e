"""A program that this machine lacks: the test is skipped and says so, or fails where no test may be skipped.

Invariant: where SOLON_ALL_TESTS is set, as in `.ci/run`, nothing is skipped for want of a program.
"""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def missing(reason: str) -> NoReturn:
    """Skip, or fail where no test may be skipped."""
    if os.environ.get("SOLON_ALL_TESTS"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(reason: str, *names: str) -> str:
    """The path of a program that goes by one of some names."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or missing(reason)
