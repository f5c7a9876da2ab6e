"""The policy with nothing known: the formulas and completions that reasons share.

Invariant: nothing is put in but what instruments are in force, so what holds here holds in every such situation.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from solon.model.examples import Value
from solon.model.policy import Policy
from solon.reference.completions import Completions
from solon.reference.definition import Definition, Values
from solon.situation import Known

Pairs = frozenset[tuple[str, str]]


class OpenWorlds:
    """Makes open definitions and completions of one policy, and keeps the last few of each."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._definitions = lru_cache(maxsize=32)(self._definition)
        self._completions = lru_cache(maxsize=32)(self._make_completions)

    def definition(self, on: date | None, all_in_force: bool, readings: Mapping[str, str]) -> Definition:
        """The definition with every input open. on, all_in_force: settle only which instruments are in force."""
        return self._definitions(on, all_in_force, frozenset(readings.items()))

    def completions(self, all_in_force: bool, dates: Mapping[str, Value]) -> Completions:
        """The completions of nothing but some dates: days, or that they have come, or have not."""
        return self._completions(all_in_force, frozenset(dates.items()))

    def _definition(self, on: date | None, all_in_force: bool, readings: Pairs) -> Definition:
        in_force = Completions(self.policy, Known(on, all_in_force, {})).in_force
        return Definition(self.policy, Values(None, {}, in_force), dict(readings))

    def _make_completions(self, all_in_force: bool, dates: frozenset[tuple[str, Value]]) -> Completions:
        return Completions(self.policy, Known(None, all_in_force, dict(dates)))
