"""A block into whether it stands under the readings in use.

Invariant: what stands only under another reading is never shown without saying so.
"""

from __future__ import annotations

from solon.model.blocks import Block, Counts, Governed, Term
from solon.model.conditions import UnderReading
from solon.model.policy import Policy
from solon.publish.html import Html, el, join


def in_use(policy: Policy, limit: UnderReading) -> bool:
    """Whether what stands under one option of a reading stands under the one in use."""
    return limit.option == policy.readings[limit.reading].chosen


def set_aside(policy: Policy, block: Block) -> bool:
    """Whether a block stands only under a reading that is not in use."""
    match block:
        case Governed(readings=readings):
            limits = readings
        case Term(reading=reading) | Counts(reading=reading):
            limits = (reading,) if reading else ()
        case _:
            limits = ()
    return any(not in_use(policy, limit) for limit in limits)


def standing_mark(policy: Policy, block: Block) -> Html | None:
    """A label for a block that stands only under another reading."""
    return (
        join([" ", el("span", "Only under another reading", class_="tag not-in-use")])
        if set_aside(policy, block)
        else None
    )
