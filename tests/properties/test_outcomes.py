"""The lists of outcomes are the prime implicants: held against plain enumeration, with the reference interpreter.

A way is seen here as its region: the complete situations that satisfy it, as a mask. Seeds stand in the test names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property, reduce
from itertools import chain, combinations, product
from operator import and_, or_

import pytest
from tests.random_policies import LOCK, RandomPolicy

from solon import pipeline
from solon.engine.deontic import Status
from solon.engine.situation import Situation
from solon.model.policy import Policy
from solon.outcomes import find_outcomes
from solon.outcomes.ways import DeedOutcomes, Entry, Key, Outcome, Outcomes, Way, Ways
from solon.reference.decide import Decider

ON = date(2018, 5, 3)
Row = Mapping[str, str]
Pair = tuple[str, str]


def sound(seed: int, facts: int, besides: str = "", **more: bool) -> pipeline.Build | None:
    """A random policy with some more text, or None when it has a circle."""
    text = RandomPolicy(seed, facts, **more).text + besides
    built = pipeline.checked({"random.solon": text.encode()}, LOCK)
    return built if built.sound else None


class Table:
    """Every complete situation with the statuses that the reference interpreter gives it.

    rows: the value of each variable; a day variable is named by its date and its comparison.
    """

    def __init__(self, rows: list[tuple[Row, dict[Pair, Status]]], values: Mapping[str, tuple[str, ...]]) -> None:
        self.rows = rows
        self.values = values

    @cached_property
    def all(self) -> int:
        return (1 << len(self.rows)) - 1

    def where(self, name: str, values: Iterable[str]) -> int:
        """The region of one literal."""
        wanted = frozenset(values)
        return sum(1 << place for place, (row, _) in enumerate(self.rows) if row[name] in wanted)

    def having(self, pair: Pair, status: Status) -> int:
        """The region of a status."""
        return sum(1 << place for place, (_, found) in enumerate(self.rows) if found[pair] is status)

    @cached_property
    def literals(self) -> Mapping[str, Mapping[frozenset[str], int]]:
        """For each variable, its regions for each set of values that is not empty."""
        return {
            name: {
                frozenset(some): self.where(name, some)
                for some in chain.from_iterable(combinations(values, n) for n in range(1, len(values) + 1))
            }
            for name, values in self.values.items()
        }

    @cached_property
    def cubes(self) -> frozenset[int]:
        """The region of every partial situation."""
        found = {self.all}
        for regions in self.literals.values():
            found = {one & region for one in found for region in regions.values()}
        return frozenset(found - {0})

    def primes(self, pair: Pair, status: Status) -> frozenset[int]:
        """The regions of the partial situations that settle a status, those that lie inside others left out."""
        wanted = self.having(pair, status)
        return widest(cube for cube in self.cubes if cube & ~wanted == 0)


def widest(regions: Iterable[int]) -> frozenset[int]:
    kept: list[int] = []
    for region in sorted(set(regions) - {0}, key=int.bit_count, reverse=True):
        if all(region & ~other for other in kept):
            kept.append(region)
    return frozenset(kept)


def complete(policy: Policy, readings: Mapping[str, str] | None = None) -> Table:
    """All complete situations without days."""
    decider = Decider(policy, explain=False)
    values: dict[str, tuple[str, ...]] = dict.fromkeys(policy.facts, ("yes", "no"))
    values |= {name: tuple(option for option, _ in found.options) for name, found in policy.choices.items()}
    rows: list[tuple[Row, dict[Pair, Status]]] = []
    for picked in product(*values.values()):
        row = dict(zip(values, picked, strict=True))
        given = {name: value == "yes" if name in policy.facts else value for name, value in row.items()}
        situation = Situation(on=ON, day_left_out=False, given=given, readings=readings or {})
        if not decider.impossible(situation):
            found = decider.decide(situation).verdicts
            rows.append((row, {(v.bearer, v.action): v.status for v in found}))
    return Table(rows, values)


class Expansion:
    """The regions of the ways of lists, with the ways of each term and period put in its place."""

    def __init__(self, table: Table, found: Outcomes) -> None:
        self.table = table
        self.meanings: dict[Key, Ways] = {meaning.key: meaning.ways for meaning in found.meanings}
        self.memo: dict[Entry | Key, frozenset[int]] = {}

    def ways(self, ways: Ways) -> frozenset[int]:
        assert ways.more == 0
        return frozenset(chain.from_iterable(self.way(way) for way in ways.ways))

    def way(self, way: Way) -> frozenset[int]:
        return both(frozenset((self.table.all,)), *(self.entry(entry) for entry in way.entries))

    def entry(self, entry: Entry) -> frozenset[int]:
        key = entry.means
        if key is not None:
            if key not in self.memo:
                self.memo[key] = self.ways(self.meanings[key])
            return self.memo[key]
        name, values = literal(entry)
        return frozenset((self.table.where(name, values),))

    def region(self, way: Way) -> int:
        """All that a way covers."""
        return reduce(or_, self.way(way), 0)

    def outcome(self, deed: DeedOutcomes, outcome: Outcome) -> frozenset[int]:
        """The regions of a status: one way of its list beside one way of each norm that must stay off."""
        off = {one.number: one.ways for one in deed.off}
        return widest(both(self.ways(outcome.ways), *(self.ways(off[number]) for number in outcome.unless)))


def both(*found: frozenset[int]) -> frozenset[int]:
    return reduce(lambda one, other: widest(a & b for a in one for b in other), found)


def literal(entry: Entry) -> tuple[str, tuple[str, ...]]:
    """The variable of an entry, and the values that satisfy it."""
    if entry.kind != "day":
        return entry.id, entry.values
    (boundary,) = entry.values
    return f"{entry.id} {boundary.partition(' ')[2]}", ("yes",) if boundary.startswith(">=") else ("no",)


def pairs(table: Table) -> Iterator[tuple[str, Pair]]:
    for pair in table.rows[0][1]:
        yield pair[1].removeprefix("instead_of_"), pair


def deed_of(found: Outcomes, pair: Pair) -> DeedOutcomes:
    return next(deed for deed in found.deeds if (deed.bearer, deed.action) == pair)


def hold_flat(built: pipeline.Build, table: Table, readings: Mapping[str, str] | None = None) -> None:
    """The flat lists are the prime implicants: all of them, each once, the shortest first."""
    for action, pair in pairs(table):
        deed = deed_of(find_outcomes(built.graph, action, readings, flat=True), pair)
        assert {one.status for one in deed.outcomes} == {found[pair] for _, found in table.rows}
        assert not deed.off
        for outcome in deed.outcomes:
            wanted = table.having(pair, outcome.status)
            ways = [{name: frozenset(values) for name, values in map(literal, w.entries)} for w in outcome.ways.ways]
            regions = [region(table, way) for way in ways]
            assert len(set(regions)) == len(regions)
            assert frozenset(regions) == table.primes(pair, outcome.status)
            assert [len(way) for way in ways] == sorted(len(way) for way in ways)
            for way in ways:
                for wider in widened(table, way):
                    assert region(table, wider) & ~wanted, "no literal can be left out or weakened"


def region(table: Table, way: Mapping[str, frozenset[str]]) -> int:
    return reduce(and_, (table.literals[name][values] for name, values in way.items()), table.all)


def widened(table: Table, way: Mapping[str, frozenset[str]]) -> Iterator[Mapping[str, frozenset[str]]]:
    for name, values in way.items():
        yield {other: found for other, found in way.items() if other != name}
        for more in set(table.values[name]) - values:
            yield {**way, name: values | {more}}


def hold_folded(built: pipeline.Build, table: Table, readable: int, readings: Mapping[str, str] | None = None) -> None:
    """The lists with terms, periods and norms that stay off expand to the prime implicants, and repeat nothing."""
    for action, pair in pairs(table):
        found = find_outcomes(built.graph, action, readings, readable=readable)
        deed = deed_of(found, pair)
        expansion = Expansion(table, found)
        assert {one.status for one in deed.outcomes} == {statuses[pair] for _, statuses in table.rows}
        for outcome in deed.outcomes:
            assert expansion.outcome(deed, outcome) == table.primes(pair, outcome.status)
            regions = [expansion.region(way) for way in outcome.ways.ways]
            if not outcome.unless:
                assert reduce(or_, regions) == table.having(pair, outcome.status)
                assert len(widest(regions)) == len(regions)
        for meaning in found.meanings:
            regions = [expansion.region(way) for way in meaning.ways.ways]
            assert len(widest(regions)) == len(regions)


@pytest.mark.parametrize("seed", range(40))
def test_flat_lists_are_the_prime_implicants_of_enumeration(seed: int) -> None:
    built = sound(seed, 4 + seed % 3)
    if built is not None:
        hold_flat(built, complete(built.policy))


@pytest.mark.parametrize("seed", range(40, 80))
def test_lists_with_terms_expand_to_the_prime_implicants(seed: int) -> None:
    built = sound(seed, 4 + seed % 3)
    if built is not None:
        hold_folded(built, complete(built.policy), readable=100)


@pytest.mark.parametrize("seed", range(80, 120))
def test_lists_with_norms_that_stay_off_expand_to_the_prime_implicants(seed: int) -> None:
    built = sound(seed, 4 + seed % 3)
    if built is not None:
        hold_folded(built, complete(built.policy), readable=0)


@pytest.mark.parametrize("seed", range(120, 130))
def test_other_readings_have_their_own_lists(seed: int) -> None:
    built = sound(seed, 4)
    if built is not None:
        readings = {"narrow": "no"}
        table = complete(built.policy, readings)
        hold_flat(built, table, readings)
        hold_folded(built, table, 0, readings)


# Days

COMPARISONS = {"05-01": (5, 1, 0), "": (0, 0, 0), "+11": (0, 0, 11), "12-31 +1": (12, 31, 1), "02-01": (2, 1, 0)}
WINDOWS = """
rule w0
  cites: rules 3
  a member must not sing
  when all of:
    - f0 is so
  from: 1 February of the year of the day of the vote

rule w1
  cites: rules 3
  a member should not speak
  always
  until: 10 days after the day of the vote
"""


def reached(on: date, vote: date | None, boundary: str) -> bool:
    """Whether a day has come to a boundary that rests on the vote, by plain counting of days."""
    if vote is None:
        return False
    month, day, shift = COMPARISONS[boundary]
    return on >= (date(vote.year, month, day) if month else vote) + timedelta(days=shift)


def with_days(policy: Policy) -> Table:
    """Complete situations with every way in which the day of the act can lie towards the vote."""
    decider = Decider(policy, explain=False)
    season = boundaries(policy)
    values: dict[str, tuple[str, ...]] = dict.fromkeys((*policy.facts, *(f"vote {b}" for b in season)), ("yes", "no"))
    on_days = [date(2018, month, day) for month in range(1, 13) for day in (1, 2, 15, 28)]
    votes = [date(2017, 1, 1) + timedelta(days=3 * n) for n in range(365)]
    looks: dict[tuple[bool, ...], tuple[date, date | None]] = {}
    for on, vote in product(on_days, (*votes, None)):
        looks.setdefault(tuple(reached(on, vote, boundary) for boundary in season), (on, vote))
    rows: list[tuple[Row, dict[Pair, Status]]] = []
    for picked in product(("yes", "no"), repeat=len(policy.facts)):
        for look, (on, vote) in looks.items():
            row = dict(zip(values, (*picked, *("yes" if one else "no" for one in look)), strict=True))
            given: dict[str, bool | str | date] = {name: row[name] == "yes" for name in policy.facts}
            given["vote"] = "not yet" if vote is None else vote
            situation = Situation(on=on, day_left_out=False, given=given)
            if not decider.impossible(situation):
                found = decider.decide(situation).verdicts
                rows.append((row, {(v.bearer, v.action): v.status for v in found}))
    return Table(rows, values)


def boundaries(policy: Policy) -> tuple[str, ...]:
    """The days that the random season and the windows compare with."""
    start, (end,) = policy.periods["season"].start, policy.periods["season"].ends
    found = ("05-01" if "DayInYear" in repr(start) else "", "12-31 +1" if "DayInYear" in repr(end.day) else "+11")
    return tuple(dict.fromkeys((*found, "02-01", "+11")))


@pytest.mark.parametrize("seed", range(200, 230))
def test_days_are_conditions_like_others(seed: int) -> None:
    built = sound(seed, 2, WINDOWS, choice=False, date=True)
    if built is not None:
        table = with_days(built.policy)
        hold_flat(built, table)
        hold_folded(built, table, readable=(0, 100)[seed % 2])
