"""The bearers and deeds on which some norm exists: what a decision answers.

Invariant: closed under opposites, and under deeds that count as others.
"""

from __future__ import annotations

from solon.engine.deontic import Deed
from solon.model.policy import Policy


def regulated(policy: Policy) -> tuple[tuple[str, Deed], ...]:
    """Every (bearer, deed) on which some norm exists, sorted by id."""
    found = {(bearer, deed) for bearer, _, deed in policy.norms_on}
    for either in policy.eithers.values():
        found |= {(either.bearer, option) for option in either.options}
    waiting = list(found)
    while waiting:
        bearer, deed = waiting.pop()
        reached = {(bearer, counts.doing) for counts in policy.counts_to.get(deed, ())}
        if policy.actions[deed.action].instead:
            reached.add((bearer, deed.opposite))
        waiting += reached - found
        found |= reached
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].id)))
