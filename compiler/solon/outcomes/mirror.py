"""Two deeds into whether the one comes out as the other does, turned round.

Invariant: what was not decided is the same as nothing.
"""

from __future__ import annotations

from dataclasses import replace

from solon.engine.deontic import Status
from solon.outcomes.ways import DeedOutcomes

MIRROR = {
    Status.PROHIBITED: Status.REQUIRED,
    Status.REQUIRED: Status.PROHIBITED,
    Status.ADVISED_AGAINST: Status.ADVISED,
    Status.ADVISED: Status.ADVISED_AGAINST,
}
"""What a status of a deed is for its opposite; the others stay as they are."""


def mirrored(deed: DeedOutcomes, other: DeedOutcomes) -> bool:
    """Whether a deed comes out as another, turned round."""
    return _mirror(other) == _unnamed(deed) and all(outcome.ways.more is not None for outcome in deed.outcomes)


def _unnamed(deed: DeedOutcomes) -> DeedOutcomes:
    order = list(Status)
    return replace(deed, action="", outcomes=tuple(sorted(deed.outcomes, key=lambda one: order.index(one.status))))


def _mirror(deed: DeedOutcomes) -> DeedOutcomes:
    """What the opposite deed comes to, if it is the mirror image."""
    turned = (replace(one, status=MIRROR.get(one.status, one.status)) for one in deed.outcomes)
    return _unnamed(replace(deed, outcomes=tuple(turned)))
