"""The policy with nothing known: the formulas and cases that the exact checks share.

Invariant: nothing is put in but that every instrument is in force, so what holds here holds in every situation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solon.model.policy import Policy
from solon.reference.cases import Cases
from solon.reference.completions import Completions
from solon.reference.definition import Definition, Values
from solon.situation import Known

# A check that would need more cases than this says so instead of running on.
CASE_LIMIT = 20_000


@dataclass(frozen=True)
class OpenWorld:
    """The definition with everything open, and fresh cases over it."""

    policy: Policy
    completions: Completions
    definition: Definition

    def cases(self) -> Cases:
        """Cases with a limit of their own."""
        completions = self.completions
        return Cases(completions.domain, completions.order, self.definition.possible(), CASE_LIMIT)


def open_world(policy: Policy, readings: Mapping[str, str] | None = None) -> OpenWorld:
    """The policy with nothing known, under some readings."""
    completions = Completions(policy, Known(None, True, {}))
    return OpenWorld(policy, completions, Definition(policy, Values(None, {}, completions.in_force), readings or {}))
