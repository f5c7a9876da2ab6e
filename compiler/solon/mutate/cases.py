"""Fixtures and examples alike: a situation, what it asks about, and whether a decision is as it expects.

Invariant: what a case expects was stated before any engine was asked; it is compared, never adjusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from solon.check.examples import outcomes
from solon.engine.decision import Decision
from solon.engine.situation import Situation
from solon.fixtures import Fixture, differences, occurrence
from solon.fixtures import situation_of as situation_of_fixture
from solon.model.examples import Example
from solon.model.policy import Policy
from solon.situation import situation_of

PairKey = tuple[str, str]


@dataclass(frozen=True)
class Case:
    """One case. name: the id of the fixture or example. block: the block that a fixture is about, or nothing.

    timed: whether it expects days of a duty.
    """

    name: str
    block: str
    situation: Situation
    expect: Fixture | Example
    timed: bool

    @cached_property
    def pairs(self) -> frozenset[PairKey]:
        """The bearers and deeds that it asks about."""
        return frozenset((bearer, deed.id) for bearer, deed in self.situation.asked)

    @property
    def may_be_impossible(self) -> bool:
        """Whether it expects that its situation cannot occur."""
        return isinstance(self.expect, Fixture) and bool(self.expect.expect.cannot_occur)

    def occurs(self, blocked: tuple[str, ...]) -> bool | None:
        """Whether it expects that these blocks rule its situation out; None when the situation has to be decided."""
        if isinstance(self.expect, Fixture):
            found = occurrence(self.expect.expect, blocked)
            return None if found is None else not found
        return False if blocked else None

    def content(self, decision: Decision) -> bool:
        """Whether a decision is as it expects."""
        if isinstance(self.expect, Fixture):
            return not differences(self.expect.expect, decision)
        return not any(outcome.faults for outcome in outcomes(self.expect, decision))


def of_fixtures(policy: Policy, fixtures: Iterable[Fixture]) -> Iterator[Case]:
    """The fixtures whose inputs, options, readings and actions a policy knows."""
    for fixture in fixtures:
        if understood(policy, fixture):
            try:
                situation = situation_of_fixture(policy, fixture)
            except KeyError:
                continue
            yield Case(fixture.id, fixture.block, situation, fixture, bool(fixture.expect.due))


def of_examples(policy: Policy) -> Iterator[Case]:
    """The examples of a policy."""
    for example in policy.examples.values():
        timed = any(found.first or found.due or found.last for found in example.expect)
        yield Case(example.id, "", situation_of(example), example, timed)


def understood(policy: Policy, fixture: Fixture) -> bool:
    """Whether a policy knows every input, option and reading that a fixture names."""
    for name, value in fixture.case.facts:
        choice = policy.choices.get(name)
        if name not in policy.inputs or (choice is not None and value not in dict(choice.options)):
            return False
    known = {(name, option) for name, reading in policy.readings.items() for option, _ in reading.options}
    return set(fixture.case.unknown) <= set(policy.inputs) and set(fixture.case.readings) <= known
