"""What can be wrong with a table of situations.

Invariant: one error names everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable


class WrongTable(ValueError):
    """A table that cannot be answered. faults: all that is wrong with it, a sentence or two each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class UnknownFact(WrongTable):
    """Some columns are no facts; there may be other faults as well."""


class WrongFact(WrongTable):
    """Some columns hold what their facts cannot be."""
