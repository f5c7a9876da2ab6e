"""What the pages show beside the policy and its answers: everything that others worked out or read.

Invariant: all of it may be left out; a page without a part of it is complete, and says what is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solon.fixtures.fixture import Fixture
from solon.outcomes.turns import Turns
from solon.outcomes.ways import Outcomes


@dataclass(frozen=True)
class Beside:
    """What stands beside the policy.

    outcomes: of each action, by its id; None where they need too many steps. turns: what each other option of each
    reading changes, by reading and option. fixtures: the generated test cases. changes: the text of `changes.md`.
    texts: the words of official paragraphs, by instrument and locator.
    """

    outcomes: Mapping[str, Outcomes | None] = field(default_factory=dict[str, Outcomes | None])
    turns: Mapping[tuple[str, str], Turns] = field(default_factory=dict[tuple[str, str], Turns])
    fixtures: tuple[Fixture, ...] = ()
    changes: str = ""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])


NOTHING = Beside()
