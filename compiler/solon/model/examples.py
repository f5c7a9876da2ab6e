"""An example: a story, its facts, and the answer that it must get.

Invariant: it holds inputs only, never terms; what it expects was written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solon.engine.deontic import Deed, Status
from solon.model.blocks import Block

Value = bool | str | date


@dataclass(frozen=True)
class Expectation:
    """One answer that an example must get.

    by: exactly the norms that give the status, or None when not said. wanting: the facts still needed, or None.
    first, due, last: days of the duty, where said.
    """

    bearer: str
    deed: Deed
    status: Status
    by: tuple[str, ...] | None = None
    wanting: tuple[str, ...] | None = None
    first: date | None = None
    due: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Example(Block):
    """A story with its facts. given: values by input id; unknown: inputs left open on purpose."""

    story: str
    published: str
    on: date | None
    given: tuple[tuple[str, Value], ...]
    unknown: tuple[str, ...]
    rest_is_no: bool
    readings: tuple[tuple[str, str], ...]
    expect: tuple[Expectation, ...]
