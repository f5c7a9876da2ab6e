"""The words of norms: modalities, statuses, deeds and citations.

Invariant: the order of the statuses is that of their force.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    """The force of a norm (deontic modality)."""

    MUST_NOT = "must not"
    MUST = "must"
    SHOULD_NOT = "should not"
    SHOULD = "should"
    MAY = "may"
    NEED_NOT = "need not"

    @property
    def opposite(self) -> Modality:
        """The modality of the same norm on the opposite deed: what must be done must not be left undone."""
        return _OPPOSITE[self]

    @property
    def passes_on(self) -> bool:
        """Whether the norm passes to deeds that count as its own."""
        return self in (Modality.MUST_NOT, Modality.SHOULD_NOT)


_OPPOSITE = {
    Modality.MUST_NOT: Modality.MUST,
    Modality.MUST: Modality.MUST_NOT,
    Modality.SHOULD_NOT: Modality.SHOULD,
    Modality.SHOULD: Modality.SHOULD_NOT,
    Modality.MAY: Modality.NEED_NOT,
    Modality.NEED_NOT: Modality.MAY,
}


class Status(StrEnum):
    """The headline of an action, strongest first; `undetermined` when completions disagree."""

    PROHIBITED = "prohibited"
    REQUIRED = "required"
    ADVISED_AGAINST = "advised_against"
    ADVISED = "advised"
    PERMITTED = "permitted"
    NOT_REGULATED = "not_regulated"
    UNDETERMINED = "undetermined"


RUNGS = (
    (Status.PROHIBITED, (Modality.MUST_NOT,)),
    (Status.REQUIRED, (Modality.MUST,)),
    (Status.ADVISED_AGAINST, (Modality.SHOULD_NOT,)),
    (Status.ADVISED, (Modality.SHOULD,)),
    (Status.PERMITTED, (Modality.MAY, Modality.NEED_NOT)),
)
STATUSES = (*(status for status, _ in RUNGS), Status.NOT_REGULATED)
RUNG_OF = {modality: rung for rung, (_, modalities) in enumerate(RUNGS) for modality in modalities}


def headline(rungs: frozenset[int]) -> Status:
    """The status that possible rungs (places in `STATUSES`) come to; permitted and not regulated do not disagree."""
    strongest = min(rungs, default=0)
    weak = STATUSES.index(Status.PERMITTED)
    return STATUSES[strongest] if len(rungs) == 1 or strongest >= weak else Status.UNDETERMINED


@dataclass(frozen=True, eq=False)
class Citation:
    """A place in an instrument. part: words for what has no locator of its own."""

    instrument: str
    locator: str
    part: str = ""

    def __eq__(self, other: object) -> bool:
        # A citation in a policy file also knows its line, which makes no difference.
        return isinstance(other, Citation) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, str, str]:
        return self.instrument, self.locator, self.part

    def __str__(self) -> str:
        return f"{self.instrument} {self.locator}" + (f", {self.part}" if self.part else "")

    @property
    def anchor(self) -> str:
        """The locator as a link target: `16(f)` is `16-f`."""
        return self.locator.replace(")(", "-").replace("(", "-").replace(")", "").replace(" ", "-")


# How the id of an opposite starts.
OPPOSITE = "instead_of_"


@dataclass(frozen=True, order=True)
class Deed:
    """An action or its opposite."""

    action: str
    instead: bool = False

    @property
    def id(self) -> str:
        """The id in answers: the action's own, or `instead_of_...` for its opposite."""
        return f"{OPPOSITE}{self.action}" if self.instead else self.action

    @property
    def opposite(self) -> Deed:
        """The other one of the two."""
        return Deed(self.action, not self.instead)


Pair = tuple[str, Deed]
