"""The examples of a policy into cases that a package tests itself with: what was written by hand, no engine asked.

Invariant: each case is a situation as plain data, with what its example expects.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from solon.model.examples import Example
from solon.model.policy import Policy


@dataclass(frozen=True)
class Case:
    """A situation with the keys of a situation file. expect: bearer, action, status, and the norms or nothing."""

    id: str
    situation: dict[str, Any]
    expect: tuple[dict[str, Any], ...]


def cases(policy: Policy) -> tuple[Case, ...]:
    """A case for every example."""
    return tuple(_case(found) for found in policy.examples.values())


def _case(found: Example) -> Case:
    situation: dict[str, Any] = {
        "facts": {
            **{name: value.isoformat() if isinstance(value, date) else value for name, value in found.given},
            **dict.fromkeys(found.unknown),
        }
    }
    if found.on is not None:
        situation["on"] = found.on.isoformat()
    if found.rest_is_no:
        situation["everything else"] = "no"
    if found.readings:
        situation["readings"] = dict(found.readings)
    expect = tuple(
        {
            "bearer": one.bearer,
            "action": one.deed.id,
            "status": one.status.value,
            **({} if one.by is None else {"by": sorted(one.by)}),
            **({} if one.wanting is None else {"wanting": sorted(one.wanting)}),
        }
        for one in found.expect
    )
    return Case(found.id, situation, expect)
