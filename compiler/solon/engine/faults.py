"""What can be wrong with what a program hands to the engine; each fault lists everything wrong at once.

Invariant: a fault is never an answer; nothing is decided from what is not understood.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LISTED = 20


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. at: the name it is at, or nothing. says: what is wrong. help: what to do."""

    at: str
    says: str
    help: str = ""

    def __str__(self) -> str:
        return f"{self.says} {self.help}".rstrip()


class SolonError(ValueError):
    """Anything that the engine refuses. faults: all that is wrong; the message has a line for each of the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        more = len(self.faults) - LISTED
        lines = [str(fault) for fault in self.faults[:LISTED]]
        return "\n".join([*lines, f"And {more:,} more."] if more > 0 else lines)


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


class NoVerdict(SolonError, KeyError):
    """A bearer and an action on which a decision has no verdict."""


class TooHard(SolonError):
    """An answer needs more steps than its limit; nothing is guessed."""


class WrongRecord(SolonError):
    """Data that is no decision, or one that cannot be made again."""
