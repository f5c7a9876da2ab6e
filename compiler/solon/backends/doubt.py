"""What is trusted of a deed, and a table, into the rows in which an unknown may be known to the engine.

Invariant: where it is not proved that an unknown is open in truth, there is doubt.
"""

from __future__ import annotations

from dataclasses import dataclass

from solon.backends.plan import Plan
from solon.backends.prepare import Trust


@dataclass(frozen=True)
class Doubt:
    """The rows in doubt: all; or those without a day of the act, and those in which all of some inputs are empty."""

    always: bool = False
    without_day: bool = False
    empty: tuple[str, ...] = ()

    @property
    def never(self) -> bool:
        """Whether no row is in doubt."""
        return not (self.always or self.without_day or self.empty)


def doubt(plan: Plan, trust: Trust) -> Doubt:
    """The rows of tables of the form of a plan that are in doubt."""
    if not trust.exact and not trust.unless:
        return Doubt(always=True)
    without_day = trust.by_day and plan.table.on == "column"
    if trust.exact or any(_settled(plan, name) for name in trust.unless):
        return Doubt(without_day=without_day)
    empty = tuple(name for name in trust.unless if name in plan.table.columns)
    return Doubt(without_day=without_day, empty=empty) if empty else Doubt(always=True)


def _settled(plan: Plan, name: str) -> bool:
    """Whether an input that the table lacks has a value all the same."""
    found = plan.rules.inputs[name]
    if name in plan.table.columns or found.kind != "fact":
        return False
    return found.presumed is not None or plan.table.rest_is_no
