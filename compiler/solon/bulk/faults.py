"""What can be wrong with a table of situations.

Invariant: one error names everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.engine import faults
from solon.engine.faults import Fault, WrongSituation


class WrongTable(WrongSituation):
    """A table that cannot be answered. found: all that is wrong with it, a sentence or two each."""

    def __init__(self, found: Iterable[str]) -> None:
        super().__init__(Fault("", one) for one in found)


class UnknownFact(WrongTable, faults.UnknownFact):
    """Some columns are no facts; there may be other faults as well."""


class WrongFact(WrongTable, faults.WrongFact):
    """Some columns hold what their facts cannot be."""
