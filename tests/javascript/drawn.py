"""Situations by lot, for any policy: some inputs known, some said to be unknown, readings, and days on the edges."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from solon.engine.situation import Situation, Value
from solon.model.policy import Policy


def drawn(policy: Policy, draw: random.Random, days: Sequence[date], dates: Sequence[date]) -> Situation:
    """One situation. days: of the act. dates: for the dates of the policy."""
    share = draw.choice((0.1, 0.5, 0.9, 1.0))
    given = {name: value(policy, name, draw, dates) for name in policy.inputs if draw.random() < share}
    unknown = frozenset(name for name in policy.inputs if name not in given and draw.random() < 0.3)
    on = draw.choice((None, *days))
    readings = {found.id: draw.choice(found.options)[0] for found in policy.readings.values() if draw.random() < 0.3}
    left_out = on is None and draw.random() < 0.5
    return Situation(on, left_out, given, unknown, draw.random() < 0.25, readings)


def value(policy: Policy, name: str, draw: random.Random, dates: Sequence[date]) -> Value:
    """A value of an input; yes/no facts are mostly no, as in life."""
    if name in policy.choices:
        return draw.choice(policy.choices[name].options)[0]
    if name in policy.dates:
        return draw.choice((*dates, "already", "not yet"))
    return draw.random() < 0.35
