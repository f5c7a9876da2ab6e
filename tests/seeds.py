"""How many random policies the property tests draw: a handful in `make test`, hundreds in `make prove`.

Every seed stands in the name of its test, so that a failure can be run again by itself.
"""

from __future__ import annotations

import os

COUNT = int(os.environ.get("SOLON_SEEDS", "4"))


def seeds(start: int = 0, share: float = 1.0) -> range:
    """The seeds of one test, from `start` on. share: how many of them, for tests that take long for each policy."""
    return range(start, start + max(2, round(COUNT * share)))
