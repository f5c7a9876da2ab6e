"""What `solon batch` is to do, and what came out, whichever engine works it out.

Invariant: plain values; nothing here reads or writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from solon.cli.targets import Wishes


@dataclass(frozen=True)
class Task:
    """What is to be answered, and where the answers go."""

    source: str
    target: str
    on: date | Literal["unknown"] | None
    wishes: Wishes
    rest_is_no: bool
    asked: tuple[tuple[str, str], ...]


@dataclass
class Tally:
    """What came out. open: the answers that are undetermined."""

    rows: int = 0
    impossible: int = 0
    open: int = 0
