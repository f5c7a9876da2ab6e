"""What can be wrong with what a program hands to the engine; each fault lists everything wrong at once.

Invariant: a fault is never an answer; nothing is decided from what is not understood.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. at: the name it is at, or nothing. says: what is wrong. help: what to do."""

    at: str
    says: str
    help: str = ""

    def __str__(self) -> str:
        return f"{self.says} {self.help}".rstrip()


class SolonError(ValueError):
    """Anything that the engine refuses. faults: all that is wrong."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class BrokenArtefact(SolonError):
    """The file is no artefact, or is damaged: truncated, changed by hand, or not readable."""


class OtherVersion(SolonError):
    """The artefact was made by another version of the compiler, which this engine cannot read."""


class WrongSituation(SolonError):
    """A situation that cannot be answered as it stands."""


class UnknownFact(WrongSituation):
    """A fact, choice or date that the policy does not ask."""


class WrongFact(WrongSituation):
    """A value that does not fit its fact."""


class ImpossibleFacts(WrongSituation):
    """Facts that cannot all be true."""


class TooHard(SolonError):
    """An answer needs more steps than its limit; nothing is guessed."""


class WrongRecord(SolonError):
    """Data that is no decision, or one that cannot be made again."""
