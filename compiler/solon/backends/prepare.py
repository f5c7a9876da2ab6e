"""The rules into what every table is answered by, under some readings: with the proof of what can be trusted.

Invariant: made once for each set of readings; no table has been looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solon.backends.exactness import Sure, sure_of
from solon.backends.rules import Rules


@dataclass(frozen=True)
class Prepared:
    """Rules for tables. sure: what their unknowns can be trusted with, under the readings they were prepared for."""

    rules: Rules
    sure: Sure


def prepared(rules: Rules, readings: Mapping[str, str]) -> Prepared:
    """The rules, prepared for some readings."""
    return Prepared(rules, sure_of(rules, readings))
