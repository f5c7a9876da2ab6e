"""A policy and its answers into a book: everything that the pages look up, worked out once.

Invariant: immutable; every order in it is policy order or the order of the source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from solon.engine.decision import Decision, Verdict
from solon.engine.situation import Value
from solon.fixtures.fixture import Fixture
from solon.model.blocks import Block, Note, Reading
from solon.model.examples import Example, Expectation
from solon.model.policy import Policy
from solon.model.uses import rests_on, used_by
from solon.publish.bearing import Bearings
from solon.publish.beside import NOTHING, Beside
from solon.publish.places import Place, places
from solon.publish.releases import Line, Release, read_changes


@dataclass(frozen=True)
class Book:
    """What the pages are made from. answers: by example id; an example may have none. beside: what else is shown."""

    policy: Policy
    answers: Mapping[str, Decision]
    beside: Beside = NOTHING

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where each block stands."""
        return places(self.policy)

    @cached_property
    def rests_on(self) -> Mapping[str, tuple[str, ...]]:
        """What each block names."""
        return rests_on(self.policy)

    @cached_property
    def used_by(self) -> Mapping[str, tuple[str, ...]]:
        """What names each block."""
        return used_by(self.rests_on)

    @cached_property
    def bearings(self) -> Bearings:
        """What bears on each deed."""
        return Bearings(self.policy)

    @cached_property
    def changes(self) -> tuple[tuple[Line, ...], tuple[Release, ...]]:
        """What `changes.md` holds: its opening, and its releases."""
        return read_changes(self.beside.changes)

    @cached_property
    def cases_about(self) -> Mapping[str, tuple[Fixture, ...]]:
        """The test cases that are about each block."""
        found: dict[str, list[Fixture]] = {}
        for fixture in self.beside.fixtures:
            found.setdefault(fixture.block, []).append(fixture)
        return {name: tuple(listed) for name, listed in found.items()}

    @cached_property
    def cases_naming(self) -> Mapping[str, int]:
        """How many test cases about other blocks say something of each norm."""
        found: dict[str, int] = {}
        for fixture in self.beside.fixtures:
            for name in fixture.norms - {fixture.block}:
                found[name] = found.get(name, 0) + 1
        return found

    @cached_property
    def notes_with(self) -> Mapping[str, tuple[Note, ...]]:
        """The notes that travel with each block or instrument."""
        found: dict[str, list[Note]] = {}
        for note in self.policy.notes.values():
            for name in note.travels_with:
                found.setdefault(name, []).append(note)
        return {name: tuple(notes) for name, notes in found.items()}

    @cached_property
    def given(self) -> Mapping[str, tuple[tuple[str, Value | None], ...]]:
        """The examples that give each fact, choice or date, with its value; None where it is left unknown."""
        found: dict[str, list[tuple[str, Value | None]]] = {}
        for example in self.policy.examples.values():
            for name, value in (*example.given, *((name, None) for name in example.unknown)):
                found.setdefault(name, []).append((example.id, value))
        return {name: tuple(values) for name, values in found.items()}

    @cached_property
    def tried_in(self) -> Mapping[str, tuple[str, ...]]:
        """The examples that use another option of each reading."""
        found: dict[str, list[str]] = {}
        for example in self.policy.examples.values():
            for name, _ in example.readings:
                found.setdefault(name, []).append(example.id)
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def turned_by(self) -> Mapping[str, tuple[str, ...]]:
        """The examples in which another option of each reading gives another status."""
        found: dict[str, dict[str, None]] = {}
        for example in self.policy.examples.values():
            for expected in example.expect:
                verdict = self.answer(example, expected)
                if verdict is None:
                    continue
                for other in verdict.readings:
                    if any(status is not verdict.status for _, status in other.otherwise):
                        found.setdefault(other.reading, {})[example.id] = None
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def instruments(self) -> tuple[str, ...]:
        """The instruments: those described first, then those of which only paragraphs are known."""
        return tuple(dict.fromkeys([*self.policy.instruments, *self.policy.sources.paragraphs]))

    def instrument_title(self, instrument: str) -> str:
        """The title of an instrument; its id in words while it is not described."""
        found = self.policy.instruments.get(instrument)
        return found.title if found else instrument.replace("_", " ").capitalize()

    def locators(self, instrument: str) -> tuple[str, ...]:
        """The paragraphs of an instrument in source order, then any others that are cited."""
        cited = (locator for name, locator in self.cited if name == instrument)
        return tuple(dict.fromkeys([*self.policy.sources.locators(instrument), *cited]))

    @cached_property
    def cited(self) -> Mapping[tuple[str, str], tuple[Block, ...]]:
        """The blocks that cite each paragraph."""
        found: dict[tuple[str, str], dict[str, Block]] = {}
        for block in self.policy.blocks.values():
            for citation in block.cites:
                found.setdefault((citation.instrument, citation.locator), {})[block.id] = block
        return {place: tuple(blocks.values()) for place, blocks in found.items()}

    @cached_property
    def readings_about(self) -> Mapping[tuple[str, str], tuple[Reading, ...]]:
        """The readings about each paragraph."""
        found: dict[tuple[str, str], dict[str, Reading]] = {}
        for reading in self.policy.readings.values():
            for citation in reading.about:
                found.setdefault((citation.instrument, citation.locator), {})[reading.id] = reading
        return {place: tuple(readings.values()) for place, readings in found.items()}

    def answer(self, example: Example, expected: Expectation) -> Verdict | None:
        """The computed answer beside what an example expects; None where none was computed."""
        decision = self.answers.get(example.id)
        wanted = (expected.bearer, expected.deed.id)
        listed = () if decision is None else decision.verdicts
        return next((found for found in listed if (found.bearer, found.action) == wanted), None)

    @cached_property
    def parts_played(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """For each norm, the examples in whose answers it `applies`, `gives way` or is `open`."""
        found: dict[str, dict[str, dict[str, None]]] = {}
        for example in self.policy.examples.values():
            for expected in example.expect:
                verdict = self.answer(example, expected)
                if verdict is None:
                    continue
                played: list[tuple[str, str]] = [("applies", norm.rule) for norm in verdict.norms]
                played += [("gives way", defeat.rule) for defeat in verdict.defeated]
                played += [("open", name) for name in verdict.open_norms]
                for part, name in played:
                    found.setdefault(name, {}).setdefault(part, {})[example.id] = None
        return {name: {part: tuple(ids) for part, ids in parts.items()} for name, parts in found.items()}
