"""Conditions as the rules mean them: sentences bound to what they say, in lists of "all" and "any".

Invariant: no free negation; a negative is the other value of the same sentence's subject.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from solon_dsl.diagnostic import NOWHERE, Span


@dataclass(frozen=True)
class FactIs:
    """A yes/no fact has this value."""

    fact: str
    value: bool


@dataclass(frozen=True)
class ChoiceIs:
    """A choice has this option."""

    choice: str
    option: str


@dataclass(frozen=True)
class TermIs:
    """A defined term holds, or does not."""

    term: str
    value: bool


@dataclass(frozen=True)
class DayWithin:
    """The day of the act lies within a period, or does not."""

    period: str
    value: bool


@dataclass(frozen=True)
class NormApplies:
    """A rule or an exception applies, or does not."""

    norm: str
    value: bool


@dataclass(frozen=True)
class NothingForbids:
    """No applicable `must not` on this bearer and deed, other than the rules left out."""

    bearer: str
    action: str
    instead: bool
    but: tuple[str, ...]


Atom = FactIs | ChoiceIs | TermIs | DayWithin | NormApplies | NothingForbids


@dataclass(frozen=True)
class UnderReading:
    """A block or bullet that is there only under one option of a reading."""

    reading: str
    option: str


@dataclass(frozen=True)
class Bullet:
    """One entry of a list: an atom or a list of its own."""

    mark: str
    content: Atom | Conditions
    reading: UnderReading | None = None
    sentence: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Conditions:
    """A statutory list: all of its bullets, or any of them."""

    connective: Literal["all", "any"]
    bullets: tuple[Bullet, ...]

    def atoms(self) -> tuple[Atom, ...]:
        """Every atom in the list and the lists inside it, in order."""
        found: list[Atom] = []
        for bullet in self.bullets:
            if isinstance(bullet.content, Conditions):
                found += bullet.content.atoms()
            else:
                found.append(bullet.content)
        return tuple(found)

    @property
    def periods(self) -> tuple[Bullet, ...]:
        """The bullets that say what a `during:` line says: "the day is within PERIOD", in a list of "all"."""
        return tuple(bullet for bullet in self.bullets if self._is_period(bullet))

    @property
    def apart_from_periods(self) -> Conditions:
        """The list without those bullets."""
        return replace(self, bullets=tuple(bullet for bullet in self.bullets if not self._is_period(bullet)))

    def _is_period(self, bullet: Bullet) -> bool:
        return self.connective == "all" and isinstance(bullet.content, DayWithin) and bullet.content.value
