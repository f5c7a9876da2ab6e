"""A policy as the engine reads it: flat tables of what can be asked and answered, and the decision graph.

Invariant: immutable, and everything an answer rests on; nothing of how a policy is written down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from solon.engine.completions import Calendar
from solon.engine.deontic import Citation, Deed, Modality, Pair
from solon.engine.graph import Structure, Variable
from solon.engine.situation import ON


class Input(Protocol):
    """A question to a person.

    kind: `fact`, `choice` or `date`. says, denies: the sentences of yes and no. presumed: the value when it is left
    out, with because. options: the sentence of each option. changed_by, judged_by: the person in words, or nothing.
    """

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def asks(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def denies(self) -> str: ...
    @property
    def presumed(self) -> bool | None: ...
    @property
    def because(self) -> str: ...
    @property
    def options(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def changed_by(self) -> str: ...
    @property
    def judged_by(self) -> str: ...


class Bearer(Protocol):
    """Somebody whom norms bind. also_for: those whose acts count as the bearer's."""

    @property
    def says(self) -> str: ...
    @property
    def also_for(self) -> tuple[str, ...]: ...


class Action(Protocol):
    """Something that can be done. instead: its opposite in words, or nothing."""

    @property
    def id(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def instead(self) -> str: ...


class Instrument(Protocol):
    """A text that makes norms. ask: whom to ask about it."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def in_force_from(self) -> date: ...
    @property
    def in_force_until(self) -> date | None: ...
    @property
    def authority(self) -> str: ...
    @property
    def ask(self) -> str: ...


class Reading(Protocol):
    """An open question of interpretation, its options, and the chosen one."""

    @property
    def id(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def chosen(self) -> str: ...
    @property
    def options(self) -> tuple[tuple[str, str], ...]: ...


@dataclass(frozen=True)
class Norm:
    """A rule, an exception, or a duty with several ways to meet it (`either`).

    deed: nothing for an exception that only lifts, and for an either, whose deeds are the options. lifted_by: the
    exceptions to it.
    """

    id: str
    kind: str
    bearer: str
    modality: Modality | None
    deed: Deed | None
    options: tuple[Deed, ...]
    instrument: str
    citations: tuple[Citation, ...]
    lifted_by: tuple[str, ...]

    @property
    def force(self) -> Modality:
        """The modality of a norm that has one. Raises TypeError for an exception that only lifts."""
        if self.modality is None:
            raise TypeError(f"{self.id} is no norm by itself")
        return self.modality


@dataclass(frozen=True)
class Note:
    """Something to say beside an answer. norms: those with which it travels."""

    id: str
    says: str
    norms: frozenset[str]


@dataclass(frozen=True)
class Question:
    """A question that people come with. pairs: the bearers and deeds that it is about."""

    id: str
    asks: str
    pairs: tuple[Pair, ...]


# The words of a condition. A list of words is joined; some of them belong to an option of a reading.
@dataclass(frozen=True)
class Joined:
    """Words in a list. of: each with the reading and option that it stands under, or nothing."""

    join: str
    of: tuple[tuple[Words, str, str], ...]


Words = str | Joined
Part = tuple[Words, int]


@dataclass(frozen=True)
class Program:
    """A whole policy.

    order: the variables of the diagrams. calendar: what days can be told apart by. pairs: the bearers and deeds on
    which some norm exists. parts: what a norm on a deed asks for, in words, with its node; given the place of the norm
    among the bearings of the deed. mentions: for each input that the norms on a deed rest on, the paragraphs that speak
    of it. former: ids that blocks had before. terms: what is worked out, with the inputs behind it. because: why each
    `impossible` block rules completions out.
    """

    revision: str
    inputs: Mapping[str, Input]
    bearers: Mapping[str, Bearer]
    actions: Mapping[str, Action]
    instruments: Mapping[str, Instrument]
    readings: Mapping[str, Reading]
    norms: Mapping[str, Norm]
    counts: Mapping[str, tuple[Citation, ...]]
    notes: tuple[Note, ...]
    questions: Mapping[str, Question]
    former: Mapping[str, str]
    terms: Mapping[str, tuple[str, ...]]
    because: Mapping[str, str]
    graph: Structure
    order: tuple[Variable, ...]
    calendar: Calendar
    pairs: tuple[Pair, ...]
    parts: Callable[[Pair, int], tuple[Part, ...]]
    mentions: Callable[[Pair], Mapping[str, tuple[Citation, ...]]]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each input in policy order, the day of the act before all."""
        return {name: place for place, name in enumerate((ON, *self.inputs))}

    @cached_property
    def deeds(self) -> Mapping[str, Deed]:
        """Every deed by its id in answers, the opposites with them."""
        found = [Deed(action.id) for action in self.actions.values()]
        found += [Deed(action.id, True) for action in self.actions.values() if action.instead]
        return {deed.id: deed for deed in found}

    @cached_property
    def eithers(self) -> tuple[Norm, ...]:
        """The duties with several ways to meet them."""
        return tuple(norm for norm in self.norms.values() if norm.kind == "either")

    def notes_on(self, names: Iterable[str]) -> tuple[Note, ...]:
        """The notes that travel with some norms."""
        reached = frozenset(names)
        return tuple(note for note in self.notes if reached & note.norms)
