"""The blocks of a policy, resolved: ids instead of sentences, citations checked, groups folded into their rules.

Invariant: immutable; every id in it names a block that exists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from solon.model.conditions import Conditions, UnderReading
from solon.model.days import Day
from solon_dsl.diagnostic import NOWHERE, Span


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


@dataclass(frozen=True)
class Citation:
    """A place in an instrument. part: words for what has no locator of its own."""

    instrument: str
    locator: str
    part: str = ""
    span: Span = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        return f"{self.instrument} {self.locator}" + (f", {self.part}" if self.part else "")

    @property
    def anchor(self) -> str:
        """The locator as a link target: `16(f)` is `16-f`."""
        return self.locator.replace(")(", "-").replace("(", "-").replace(")", "").replace(" ", "-")


@dataclass(frozen=True, order=True)
class Deed:
    """An action or its opposite."""

    action: str
    instead: bool = False

    @property
    def id(self) -> str:
        """The id in answers: the action's own, or `instead_of_...` for its opposite."""
        return f"instead_of_{self.action}" if self.instead else self.action

    @property
    def opposite(self) -> Deed:
        """The other one of the two."""
        return Deed(self.action, not self.instead)


@dataclass(frozen=True)
class Norm:
    """Who, with what force, does what."""

    bearer: str
    modality: Modality
    deed: Deed


@dataclass(frozen=True)
class End:
    """One day that ends a window, when its conditions hold."""

    day: Day
    when: Conditions | None = None


@dataclass(frozen=True)
class Window:
    """The days on which something is in force; both ends count. by: a deadline inside it."""

    during: str | None = None
    start: Day | None = None
    ends: tuple[End, ...] = ()
    by: Day | None = None


@dataclass(frozen=True)
class Block:
    """What every block has: its id, where it stands, what it cites."""

    id: str
    span: Span = field(compare=False)
    cites: tuple[Citation, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True)
class Instrument:
    """An official document."""

    id: str
    span: Span = field(compare=False)
    title: str
    kind: str
    issuer: str
    issued: str
    in_force_from: date
    in_force_until: date | None
    authority: str
    ask: str


@dataclass(frozen=True)
class Bearer:
    """The people whom norms bind. who: the condition without which no norm binds them."""

    id: str
    span: Span = field(compare=False)
    says: str
    also_for: tuple[str, ...]
    who: Conditions | None


@dataclass(frozen=True)
class Action:
    """Something a person does; instead: its opposite, in words, or nothing."""

    id: str
    span: Span = field(compare=False)
    says: str
    instead: str


@dataclass(frozen=True)
class Input:
    """What every question to a person has. presumed: the value used when it is left out."""

    id: str
    span: Span = field(compare=False)
    asks: str
    help: str
    changed_by: str
    judged_by: str


@dataclass(frozen=True)
class Fact(Input):
    """A yes/no question."""

    says: str
    denies: str
    presumed: bool | None
    because: str


@dataclass(frozen=True)
class Choice(Input):
    """A question with several answers that exclude one another. options: sentences by option id."""

    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DateInput(Input):
    """A day that somebody has to give."""

    says: str


@dataclass(frozen=True)
class Counts(Block):
    """Doing one deed is doing another."""

    doing: Deed
    counts_as: Deed
    when: tuple[Conditions, ...]
    reading: UnderReading | None


@dataclass(frozen=True)
class Period(Block):
    """A stretch of days."""

    says: str
    start: Day | None
    ends: tuple[End, ...]


@dataclass(frozen=True)
class Term(Block):
    """A defined expression."""

    says: str
    denies: str
    when: tuple[Conditions, ...]
    reading: UnderReading | None


@dataclass(frozen=True)
class Impossible:
    """A combination of facts that cannot occur."""

    id: str
    span: Span = field(compare=False)
    because: str
    when: Conditions


@dataclass(frozen=True)
class Governed(Block):
    """A block with conditions and windows; those of its groups stand first. instrument: whose norm it is."""

    instrument: str
    when: tuple[Conditions, ...]
    windows: tuple[Window, ...]
    readings: tuple[UnderReading, ...]
    groups: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class Rule(Governed):
    """A norm with its conditions. restates: the rule whose content it repeats, or nothing."""

    norm: Norm
    restates: str


@dataclass(frozen=True)
class Exception_(Governed):
    """A case in which rules give way. norm: what stands in their place, or None when they are switched off."""

    to: tuple[str, ...]
    norm: Norm | None


@dataclass(frozen=True)
class Either(Governed):
    """One duty that any of several deeds discharges."""

    bearer: str
    modality: Modality
    options: tuple[Deed, ...]


def bearer_of(block: Governed) -> str | None:
    """Whom the norm of a block binds; None when it has no norm."""
    match block:
        case Either(bearer=bearer):
            return bearer
        case Rule(norm=norm) | Exception_(norm=norm) if norm is not None:
            return norm.bearer
        case _:
            return None


@dataclass(frozen=True)
class Group(Block):
    """Conditions and windows that several rules share. members: the ids inside it."""

    when: Conditions | None
    windows: tuple[Window, ...]
    members: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """An open question about the text and its answers; the first option is the chosen one."""

    id: str
    span: Span = field(compare=False)
    about: tuple[Citation, ...]
    question: str
    options: tuple[tuple[str, str], ...]
    because: str
    settled_by: str

    @property
    def chosen(self) -> str:
        """The option that is used unless another is asked for."""
        return self.options[0][0]


@dataclass(frozen=True)
class Note(Block):
    """Words that travel with every answer about the instruments or blocks named."""

    says: str
    travels_with: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A question that a person has, and the deeds it is about."""

    id: str
    span: Span = field(compare=False)
    asks: str
    about: tuple[Deed, ...]


@dataclass(frozen=True)
class Context(Block):
    """Paragraphs from which nothing to decide comes, and why."""

    because: str
