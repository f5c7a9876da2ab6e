"""An example into the situation that it describes; situations themselves are the engine's.

Invariant: what an example leaves open stays open.
"""

from __future__ import annotations

from solon.engine.situation import Situation
from solon.model.examples import Example


def situation_of(example: Example) -> Situation:
    """The situation that an example describes."""
    return Situation(
        on=example.on,
        day_left_out=example.on is None,
        given=dict(example.given),
        unknown=frozenset(example.unknown),
        rest_is_no=example.rest_is_no,
        readings=dict(example.readings),
        asked=tuple((found.bearer, found.deed) for found in example.expect),
    )
