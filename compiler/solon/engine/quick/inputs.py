"""What is asked of a person, by kind, in the order in which generated functions take it.

Invariant: names only; nothing here knows what they are for.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Inputs:
    """What is asked. options: those of each choice."""

    facts: tuple[str, ...]
    choices: tuple[str, ...]
    dates: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]

    def only(self, names: Container[str]) -> Inputs:
        """Those with some names."""
        kept = [tuple(name for name in some if name in names) for some in (self.facts, self.choices, self.dates)]
        return Inputs(kept[0], kept[1], kept[2], self.options)
