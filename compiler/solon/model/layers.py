"""Which exceptions look at what forbids, so that "nothing else forbids it" is seen before them.

Invariant: decided by what is written alone, not by any situation; a circle of terms does no harm here.
"""

from __future__ import annotations

from solon.model.blocks import Exception_
from solon.model.conditions import Conditions, NothingForbids, TermIs
from solon.model.policy import Policy


def looks_at_what_forbids(policy: Policy, exception: Exception_) -> bool:
    """Whether an exception's conditions say what nothing else forbids, if need be through terms."""
    return any(_looks(policy, when, frozenset()) for when in exception.when)


def _looks(policy: Policy, when: Conditions, seen: frozenset[str]) -> bool:
    for atom in when.atoms():
        match atom:
            case NothingForbids():
                return True
            case TermIs(name, _) if name not in seen and name in policy.terms:
                if any(_looks(policy, inner, seen | {name}) for inner in policy.terms[name].when):
                    return True
            case _:
                pass
    return False
