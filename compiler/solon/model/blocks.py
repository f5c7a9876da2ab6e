"""The blocks of a policy, resolved: ids instead of sentences, citations checked, groups folded into their rules.

Invariant: immutable; every id in it names a block that exists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from solon.engine.deontic import Citation as Cited
from solon.engine.deontic import Deed, Modality
from solon.model.conditions import Conditions, UnderReading
from solon.model.days import Day
from solon_dsl.diagnostic import NOWHERE, Span


@dataclass(frozen=True, eq=False)
class Citation(Cited):
    """A place in an instrument, as a policy file cites it."""

    span: Span = NOWHERE


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

    # What every input can be asked for, so that it can stand where the engine expects one (`solon.engine.program`).
    says: str = field(default="", kw_only=True)
    denies: str = field(default="", kw_only=True)
    presumed: bool | None = field(default=None, kw_only=True)
    because: str = field(default="", kw_only=True)
    options: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)

    @property
    def kind(self) -> str:
        """`fact`, `choice` or `date`."""
        raise NotImplementedError


@dataclass(frozen=True)
class Fact(Input):
    """A yes/no question."""

    @property
    def kind(self) -> str:
        return "fact"


@dataclass(frozen=True)
class Choice(Input):
    """A question with several answers that exclude one another. options: sentences by option id."""

    @property
    def kind(self) -> str:
        return "choice"


@dataclass(frozen=True)
class DateInput(Input):
    """A day that somebody has to give."""

    @property
    def kind(self) -> str:
        return "date"


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
