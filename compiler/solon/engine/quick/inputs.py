"""What is asked of a person, by kind, in the order in which generated functions take it.

Invariant: names only; nothing here knows what they are for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Inputs:
    """What is asked. options: those of each choice."""

    facts: tuple[str, ...]
    choices: tuple[str, ...]
    dates: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]
