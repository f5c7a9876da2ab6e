"""The policy: every block of every file, resolved and immutable. All later stages read it; none changes it.

Invariant: the order of each mapping is the order of the files, and of the blocks in them ("policy order").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from solon.engine.deontic import Deed, Modality
from solon.model.blocks import (
    Action,
    Bearer,
    Block,
    Choice,
    Context,
    Counts,
    DateInput,
    Either,
    Exception_,
    Fact,
    Group,
    Impossible,
    Input,
    Instrument,
    Note,
    Period,
    Question,
    Reading,
    Rule,
    Term,
)
from solon.model.examples import Example
from solon.model.sources import Sources


@dataclass(frozen=True)
class Policy:
    """A whole set of policies.

    former: the ids that blocks had before, each with the id that it has now.
    """

    sources: Sources
    instruments: Mapping[str, Instrument]
    bearers: Mapping[str, Bearer]
    actions: Mapping[str, Action]
    inputs: Mapping[str, Input]
    periods: Mapping[str, Period]
    terms: Mapping[str, Term]
    counts: Mapping[str, Counts]
    impossibles: Mapping[str, Impossible]
    rules: Mapping[str, Rule]
    exceptions: Mapping[str, Exception_]
    eithers: Mapping[str, Either]
    groups: Mapping[str, Group]
    readings: Mapping[str, Reading]
    notes: Mapping[str, Note]
    questions: Mapping[str, Question]
    examples: Mapping[str, Example]
    contexts: Mapping[str, Context]
    former: Mapping[str, str]

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The yes/no facts."""
        return {key: found for key, found in self.inputs.items() if isinstance(found, Fact)}

    @cached_property
    def choices(self) -> Mapping[str, Choice]:
        """The choices."""
        return {key: found for key, found in self.inputs.items() if isinstance(found, Choice)}

    @cached_property
    def dates(self) -> Mapping[str, DateInput]:
        """The dates."""
        return {key: found for key, found in self.inputs.items() if isinstance(found, DateInput)}

    @cached_property
    def exceptions_to(self) -> Mapping[str, tuple[Exception_, ...]]:
        """The exceptions that bear on each rule, exception or either."""
        found: dict[str, list[Exception_]] = {}
        for exception in self.exceptions.values():
            for target in exception.to:
                found.setdefault(target, []).append(exception)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def norms_on(self) -> Mapping[tuple[str, Modality, Deed], tuple[Rule | Exception_, ...]]:
        """The rules, then the exceptions, with a norm of this bearer, modality and deed."""
        found: dict[tuple[str, Modality, Deed], list[Rule | Exception_]] = {}
        for rule in self.rules.values():
            found.setdefault((rule.norm.bearer, rule.norm.modality, rule.norm.deed), []).append(rule)
        for exception in self.exceptions.values():
            norm = exception.norm
            if norm is not None:
                found.setdefault((norm.bearer, norm.modality, norm.deed), []).append(exception)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def eithers_with(self) -> Mapping[tuple[str, Deed], tuple[Either, ...]]:
        """The eithers that bind this bearer and have this deed among their options."""
        found: dict[tuple[str, Deed], list[Either]] = {}
        for either in self.eithers.values():
            for option in dict.fromkeys(either.options):
                found.setdefault((either.bearer, option), []).append(either)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def counts_from(self) -> Mapping[Deed, tuple[Counts, ...]]:
        """The counts blocks by the deed that counts as another."""
        found: dict[Deed, list[Counts]] = {}
        for counts in self.counts.values():
            found.setdefault(counts.doing, []).append(counts)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def counts_to(self) -> Mapping[Deed, tuple[Counts, ...]]:
        """The counts blocks by the deed that another counts as."""
        found: dict[Deed, list[Counts]] = {}
        for counts in self.counts.values():
            found.setdefault(counts.counts_as, []).append(counts)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def blocks(self) -> Mapping[str, Block]:
        """Every block that cites a source, by id."""
        return {
            **self.periods,
            **self.terms,
            **self.counts,
            **self.rules,
            **self.exceptions,
            **self.eithers,
            **self.groups,
            **self.notes,
            **self.examples,
            **self.contexts,
        }

    @cached_property
    def ids(self) -> frozenset[str]:
        """The id of every block."""
        tables = (
            self.blocks,
            self.inputs,
            self.instruments,
            self.bearers,
            self.actions,
            self.impossibles,
            self.readings,
            self.questions,
        )
        return frozenset(name for table in tables for name in table)

    def current(self, name: str) -> str:
        """The id that a block has now, for one that it has or had."""
        return self.former.get(name, name)

    @cached_property
    def governed(self) -> Mapping[str, Rule | Exception_ | Either]:
        """Rules, exceptions and eithers, by id."""
        return {**self.rules, **self.exceptions, **self.eithers}

    def notes_on(self, names: Iterable[str]) -> tuple[Note, ...]:
        """The notes that travel with rules, exceptions or eithers, or with their groups and instruments."""
        reached: set[str] = set()
        for name in names:
            block = self.governed[name]
            reached |= {name, block.instrument, *block.groups}
        return tuple(note for note in self.notes.values() if reached.intersection(note.travels_with))

    def say_deed(self, deed: Deed) -> str:
        """A deed in words."""
        action = self.actions[deed.action]
        return action.instead if deed.instead else action.says

    @cached_property
    def date_sentences(self) -> Mapping[str, str]:
        """What each date says, by id."""
        return {key: found.says for key, found in self.dates.items()}

    @cached_property
    def period_sentences(self) -> Mapping[str, str]:
        """What each period says, by id."""
        return {key: found.says for key, found in self.periods.items()}
