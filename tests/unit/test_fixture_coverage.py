"""Each condition of each block has an independence pair among the fixtures: two cases that differ in one input, one
day or one reading, of which the block's expectation says one thing and its opposite, and in which the condition flips.

What flips is worked out from the decision graph, which the construction of the fixtures does not use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path

import pytest

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.calendar import day_number
from solon.fixtures import Case, Construction, Fixture, construct
from solon.graph.evaluate import truths
from solon.graph.from_model import compile_graph
from solon.graph.nodes import Graph
from solon.model.blocks import Counts, Either, End, Exception_, Governed, Rule
from solon.model.conditions import (
    Atom,
    Bullet,
    ChoiceIs,
    Conditions,
    DayWithin,
    FactIs,
    NormApplies,
    TermIs,
    UnderReading,
)
from solon.model.days import Day, FirstDayOf, LastDayOf, Shifted
from solon.model.policy import Policy
from solon.model.spans import span

SOME_DAY = date(2018, 6, 15)


@cache
def policy() -> Policy:
    return pipeline.checked(*read_policies(Path(__file__).parents[2] / "policies")).policy


@cache
def graph() -> Graph:
    return compile_graph(policy())


@cache
def made() -> Construction:
    return construct(policy())


@dataclass(frozen=True)
class Seen:
    """A fixture with what its situation comes to."""

    fixture: Fixture

    @cached_property
    def facts(self) -> dict[str, object]:
        case = self.fixture.case
        found: dict[str, object] = {name: fact.presumed is True for name, fact in policy().facts.items()}
        return {**found, **dict(case.facts)}

    @cached_property
    def truths(self) -> tuple[bool, ...]:
        values = {name: self.facts.get(name) for name in policy().inputs}
        values |= {name: self.facts.get(name, choice.options[0][0]) for name, choice in policy().choices.items()}
        on = self.fixture.case.on
        readings = dict(self.fixture.case.readings)
        return truths(graph(), on if isinstance(on, date) else SOME_DAY, values, readings)  # type: ignore[arg-type]

    def holds(self, atom: Atom) -> bool:
        names = graph().names
        match atom:
            case FactIs(name, value) | ChoiceIs(name, value):
                return self.facts.get(name) == value
            case TermIs(name, value):
                return self.truths[names[f"term {name}"]] is value
            case DayWithin(name, value):
                return self.truths[names[f"period {name}"]] is value
            case NormApplies(name, value):
                return self.truths[names[f"applies {name}"]] is value
            case _:
                raise AssertionError("what else forbids is looked at apart")


Pair = tuple[Seen, Seen]


@cache
def pairs(block: str) -> tuple[Pair, ...]:
    """The pairs in the file of a block whose expectations are opposite; the side on which it has its effect first."""
    seen = [Seen(one) for one in made().fixtures if one.block == block and complete(one.case)]
    both = (pair for one, other in combinations(seen, 2) for pair in ((one, other), (other, one)))
    return tuple(pair for pair in both if opposite(*pair) and alone(*pair))


def complete(case: Case) -> bool:
    """Whether nothing that a case speaks of is left open."""
    return not case.unknown and case.on != "unknown" and not {"already", "not yet"} & {value for _, value in case.facts}


def opposite(on: Seen, off: Seen) -> bool:
    here, there = on.fixture.expect, off.fixture.expect
    if (here.bearer, here.action) != (there.bearer, there.action):
        return False
    lifted = {rule for rule, _ in here.defeated}
    return bool(
        set(here.applies) & set(there.does_not_apply)
        or set(here.defeated) & set(there.not_defeated)
        or lifted & set(there.applies)
    )


def alone(one: Seen, other: Seen) -> bool:
    """Whether two cases differ in one input alone, or by one day, or in one reading."""
    here, there = one.fixture.case, other.fixture.case
    facts = [name for name in {*one.facts, *other.facts} if one.facts.get(name) != other.facts.get(name)]
    readings = set(here.readings) ^ set(there.readings)
    turned = {name for name, _ in readings}
    if isinstance(here.on, date) and isinstance(there.on, date) and here.on != there.on:
        return not facts and not readings and abs(here.on - there.on) == timedelta(1)
    return here.on == there.on and len(facts) + len(turned) == 1


# What is asked


@dataclass(frozen=True)
class Condition:
    """Something that must flip in a pair. block: whose file, or nothing for any."""

    block: str
    said: str
    flips: Callable[[Pair], bool]

    def __str__(self) -> str:
        return f"{self.block}: {self.said}"


def bullets(when: Conditions | None) -> Iterator[Bullet]:
    for bullet in when.bullets if when is not None else ():
        yield bullet
        if isinstance(bullet.content, Conditions):
            yield from bullets(bullet.content)


def who(block: Governed | Counts) -> Conditions | None:
    bearers = policy().bearers
    match block:
        case Rule(norm=norm):
            return bearers[norm.bearer].who
        case Either(bearer=bearer):
            return bearers[bearer].who
        case Exception_(norm=norm) if norm is not None:
            return bearers[norm.bearer].who
        case _:
            return None


def of_lists(block: str, lists: tuple[Conditions | None, ...]) -> Iterator[Condition]:
    reported = {finding.span for finding in made().findings}
    for bullet in (bullet for when in lists for bullet in bullets(when)):
        if bullet.span in reported:
            continue
        if isinstance(bullet.content, FactIs | ChoiceIs | TermIs | DayWithin | NormApplies):
            yield Condition(block, bullet.sentence, flipping(bullet.content))
        if bullet.reading is not None:
            yield Condition(block, f"under reading {bullet.reading.reading}", turning(bullet.reading))


def flipping(atom: Atom) -> Callable[[Pair], bool]:
    return lambda pair: pair[0].holds(atom) is not pair[1].holds(atom)


def turning(gate: UnderReading) -> Callable[[Pair], bool]:
    def turned(pair: Pair) -> bool:
        options = [dict(seen.fixture.case.readings).get(gate.reading) for seen in pair]
        chosen = policy().readings[gate.reading].chosen
        return [option or chosen for option in options].count(gate.option) == 1

    return turned


def crossing(day: Day, shift: int, opens: bool) -> Callable[[Pair], bool]:
    """The earlier day is the last one before an edge, the later day the first one after it."""

    def crossed(pair: Pair) -> bool:
        on, off = (seen.fixture.case.on for seen in pair)
        if not isinstance(on, date) or not isinstance(off, date) or on == off:
            return False
        edges = {number(pair[0], expression, more) for expression, more in simple(day, shift)}
        return max(on, off).toordinal() in edges and (on > off or not opens)

    return crossed


def number(seen: Seen, day: Day, shift: int) -> int | None:
    found = span(day, shift)
    base = seen.facts.get(found.date_id)
    if not found.date_id:
        return day_number(found, None)
    return day_number(found, base.toordinal()) if isinstance(base, date) else None


def simple(day: Day, shift: int) -> Iterator[tuple[Day, int]]:
    match day:
        case FirstDayOf(period):
            start = policy().periods[period].start
            yield from simple(start, shift) if start is not None else ()
        case LastDayOf(period):
            for end in policy().periods[period].ends:
                yield from simple(end.day, shift)
        case Shifted(base, days):
            yield from simple(base, shift + days)
        case _:
            yield day, shift


def of_edges(block: str, start: Day | None, ends: tuple[End, ...], each: bool) -> Iterator[Condition]:
    """The first day and the last. each: whether each of several ends is asked for, or any of them."""
    if start is not None:
        yield Condition(block, f"first day {start}", crossing(start, 0, opens=True))
    found = [crossing(end.day, 1, opens=False) for end in ends]
    if each:
        yield from (Condition(block, f"last day {end.day}", crossed) for end, crossed in zip(ends, found, strict=True))
    elif found:
        yield Condition(block, "last day", lambda pair: any(crossed(pair) for crossed in found))


def own(block: Governed | Counts) -> Iterator[Condition]:
    """The conditions of a block itself."""
    yield from of_lists(block.id, (who(block), *block.when))
    if isinstance(block, Governed):
        for gate in block.readings:
            yield Condition(block.id, f"under reading {gate.reading}", turning(gate))
        for window in block.windows:
            yield from of_edges(block.id, window.start, window.ends, each=True)
            if window.during is not None:
                period = policy().periods[window.during]
                yield from of_edges(block.id, period.start, period.ends, each=False)


def behind() -> Iterator[Condition]:
    """The conditions of terms and periods."""
    for term in policy().terms.values():
        yield from of_lists("", term.when)
    for period in policy().periods.values():
        yield from of_edges("", period.start, period.ends, each=True)
        yield from of_lists("", tuple(end.when for end in period.ends))


BLOCKS = (*policy().governed.values(), *policy().counts.values())


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.id)
def test_each_condition_of_a_block_has_an_independence_pair(block: Governed | Counts) -> None:
    missing = [str(found) for found in own(block) if not any(found.flips(pair) for pair in pairs(block.id))]
    assert not missing


def test_each_condition_of_a_term_or_period_has_an_independence_pair_somewhere() -> None:
    every = [pair for block in BLOCKS for pair in pairs(block.id)]
    missing = [str(found) for found in behind() if not any(found.flips(pair) for pair in every)]
    assert not missing
