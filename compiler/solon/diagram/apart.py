"""Two status diagrams into the pairs of statuses that they come to in the same situations.

Invariant: only pairs of different statuses; whether a situation with both can occur is not asked here.
"""

from __future__ import annotations

from solon.engine.store import FIRST_END, Store


def rungs_apart(store: Store, before: int, now: int) -> list[tuple[int, int]]:
    """The different places in `STATUSES` that two status diagrams come to together, in order."""
    found: set[tuple[int, int]] = set()
    seen: set[tuple[int, int]] = set()
    waiting = [(before, now)]
    while waiting:
        pair = waiting.pop()
        if pair[0] == pair[1] or pair in seen:
            continue
        seen.add(pair)
        level = min(store.level[pair[0]], store.level[pair[1]])
        if level == store.bottom:
            found.add((pair[0] - FIRST_END, pair[1] - FIRST_END))
        else:
            waiting += zip(store.split(pair[0], level), store.split(pair[1], level), strict=True)
    return sorted(found)
