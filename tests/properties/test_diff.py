"""A comparison of two versions is exact: held against every complete situation, decided by the reference interpreter.

Seeds stand in the test names. SOLON_SEEDS sets how many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import product

import pytest
from tests.edited_policies import edited
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import COUNT as SEEDS

from solon import pipeline
from solon.diagram.witness import telling
from solon.diff import Diff, compare
from solon.diff.result import Extent, Group
from solon.engine.deontic import Status
from solon.engine.situation import Situation, Value
from solon.model.policy import Policy
from solon.reference.decide import Decider

ON = date(2018, 5, 3)
Pair = tuple[str, str]
Values = dict[str, Value]
Statuses = dict[Pair, Status]
Row = tuple[Values, Statuses, Statuses]


def versions(seed: int, **more: bool) -> tuple[Policy, Policy] | None:
    """Two versions of a random policy, or None when one of them has errors."""
    made = RandomPolicy(seed, 4, **more)
    # One instrument, always in force: then the day of the act counts only where the rules speak of days.
    text = made.text.replace("cites: later 1", "cites: rules 1").replace("2000-01-01", "1900-01-01")
    texts = (text, edited(text, seed, tuple(made.sentences)))
    built = [pipeline.checked({"random.solon": one.encode()}, LOCK) for one in texts]
    return (built[0].policy, built[1].policy) if all(one.sound for one in built) else None


def statuses(decider: Decider, given: Values, readings: Mapping[str, str], on: date = ON) -> Statuses | None:
    """What a version answers in one situation; None where it cannot occur."""
    known = {name: value for name, value in given.items() if name in decider.policy.inputs}
    choices = decider.policy.choices
    if any(known[name] not in dict(choices[name].options) for name in known.keys() & choices):
        return None
    situation = Situation(on=on, day_left_out=False, given=known, readings=readings)
    if decider.impossible(situation):
        return None
    return {(v.bearer, v.action): v.status for v in decider.decide(situation).verdicts}


def enumerated(old: Policy, new: Policy, readings: Mapping[str, str] = {}) -> list[Row]:
    """Every situation that can occur in both versions, with what each answers."""
    deciders = Decider(old, explain=False), Decider(new, explain=False)
    domains: dict[str, tuple[Value, ...]] = dict.fromkeys({**old.facts, **new.facts}, (True, False))
    # An edit only adds options.
    domains |= {name: tuple(option for option, _ in found.options) for name, found in new.choices.items()}
    rows: list[Row] = []
    for values in product(*domains.values()):
        given = dict(zip(domains, values, strict=True))
        before, now = (statuses(decider, given, readings) for decider in deciders)
        if before is not None and now is not None:
            rows.append((given, before, now))
    return rows


def turn(row: Row, pair: Pair) -> tuple[Status, Status]:
    return row[1].get(pair, Status.NOT_REGULATED), row[2].get(pair, Status.NOT_REGULATED)


def expected(rows: list[Row], pair: Pair, asked: Iterable[str]) -> Counter[tuple[Status, Status]]:
    """How many completions of some inputs each change of status has. The other inputs make no difference."""
    seen: dict[tuple[Value, ...], tuple[Status, Status]] = {}
    for row in rows:
        key = tuple(row[0][name] for name in asked if name != "on")
        assert seen.setdefault(key, turn(row, pair)) == turn(row, pair), "an input that counts is not among those asked"
    return Counter(seen.values())


def pairs(rows: list[Row]) -> set[Pair]:
    return {pair for row in rows for pair in (*row[1], *row[2])}


def listed(found: Iterable[Group]) -> dict[Pair, list[Group]]:
    """Groups by deed; one that stands for its opposite as well is listed under both."""
    out: dict[Pair, list[Group]] = {}
    mirror = {
        Status.PROHIBITED: Status.REQUIRED,
        Status.REQUIRED: Status.PROHIBITED,
        Status.ADVISED: Status.ADVISED_AGAINST,
        Status.ADVISED_AGAINST: Status.ADVISED,
    }
    for one in found:
        out.setdefault((one.bearer, one.deed.id), []).append(one)
        if one.mirrored:
            before, now = mirror.get(one.before, one.before), mirror.get(one.after, one.after)
            other = Group(one.bearer, one.deed.opposite, before, now, (), (), True, one.extent)
            out.setdefault((one.bearer, one.deed.opposite.id), []).append(other)
    return out


def check_groups(found: Iterable[Group], rows: list[Row], known: Mapping[Pair, set[tuple[Status, Status]]]) -> None:
    """That groups are those of enumeration, apart from changes that are known already."""
    groups = listed(found)
    for pair in pairs(rows):
        own = groups.pop(pair, [])
        wanted = {turn(row, pair) for row in rows} - known.get(pair, set())
        assert {(one.before, one.after) for one in own} == {one for one in wanted if one[0] is not one[1]}
        if own:
            counts = expected(rows, pair, own[0].extent.asked)
            assert {one.extent.total for one in own} == {counts.total()}
            for change in {(one.before, one.after) for one in own}:
                assert sum(one.extent.count for one in own if (one.before, one.after) == change) == counts[change]
        for one in own:
            check_witness(one.extent, [row for row in rows if turn(row, pair) == (one.before, one.after)], one.exact)
    assert not groups


def check_witness(extent: Extent, rows: list[Row], whole: bool) -> None:
    """That a witness is one of the situations, and that none has fewer facts that are not "no"."""
    chosen = {name: value for name, value in extent.witness.items() if name != "on"}
    facts = {name for name, value in rows[0][0].items() if isinstance(value, bool)}
    full = {**dict.fromkeys(facts, False), **chosen}
    assert any(all(row[0][name] == value for name, value in full.items()) for row in rows)
    if not whole:
        fewest = min(sum(value is True for value in row[0].values()) for row in rows)
        assert sum(value is True for value in full.values()) == fewest


def compared(seed: int, **more: bool) -> tuple[Policy, Policy, Diff] | None:
    found = versions(seed, **more)
    if found is None:
        return None
    diff = compare(*found)
    assert not diff.undecided
    return *found, diff


@pytest.mark.parametrize("seed", range(SEEDS))
def test_groups_and_their_counts_are_those_of_enumeration(seed: int) -> None:
    found = compared(seed)
    if found is None:
        return
    old, new, diff = found
    check_groups(diff.groups, enumerated(old, new), {})


@pytest.mark.parametrize("seed", range(1000, 1000 + SEEDS))
def test_changes_under_another_reading_are_those_of_enumeration(seed: int) -> None:
    found = compared(seed)
    if found is None:
        return
    old, new, diff = found
    known = {pair: {(one.before, one.after) for one in groups} for pair, groups in listed(diff.groups).items()}
    assert {one.reading for one in diff.under} <= {("narrow", "no")}
    check_groups(diff.under, enumerated(old, new, {"narrow": "no"}), known)


@pytest.mark.parametrize("seed", range(2000, 2000 + SEEDS))
def test_what_can_occur_is_that_of_enumeration(seed: int) -> None:
    found = compared(seed)
    if found is None:
        return
    old, new, diff = found
    deciders = Decider(old, explain=False), Decider(new, explain=False)
    domains: dict[str, tuple[Value, ...]] = dict.fromkeys(old.facts, (True, False))
    domains |= {name: tuple(option for option, _ in found.options) for name, found in new.choices.items()}
    can: list[tuple[Values, tuple[bool, bool]]] = []
    for values in product(*domains.values()):
        given = dict(zip(domains, values, strict=True))
        sides = [statuses(decider, given, {}) is not None for decider in deciders]
        can.append((given, (sides[0], sides[1])))
    for now in (False, True):
        region = [given for given, sides in can if sides == (not now, now)]
        own = [one for one in diff.possible if one.gained is now]
        assert bool(region) == bool(own)
        for one in own:
            asked = one.extent.asked
            assert one.extent.count == len({tuple(given[name] for name in asked) for given in region})
            either = {tuple(given[name] for name in asked) for given, sides in can if any(sides)}
            assert one.extent.total == len(either)
            witness = {**dict.fromkeys(old.facts, False), **one.extent.witness}
            assert any(all(given[name] == value for name, value in witness.items()) for given in region)


@pytest.mark.parametrize("seed", range(3000, 3000 + SEEDS))
def test_with_days_the_changes_are_those_of_many_days_and_witnesses_are_among_them(seed: int) -> None:
    """Days of the act and of the vote around every edge of the season, in a leap year and after it."""
    found = versions(seed, choice=False, date=True)
    if found is None:
        return
    old, new = found
    diff = compare(old, new)
    deciders = Decider(old, explain=False), Decider(new, explain=False)
    changes: dict[Pair, set[tuple[Status, Status]]] = {}
    facts = list(old.facts)
    for on, vote in near_days():
        for values in product((True, False), repeat=len(facts)):
            given: Values = {**dict(zip(facts, values, strict=True)), "vote": vote}
            before, now = (statuses(decider, given, {}, on) for decider in deciders)
            for pair in {*(before or {}), *(now or {})} if before is not None and now is not None else ():
                change = (before or {}).get(pair, Status.NOT_REGULATED), (now or {}).get(pair, Status.NOT_REGULATED)
                changes.setdefault(pair, set()).update((change,) if change[0] is not change[1] else ())
    groups = listed(diff.groups)
    assert {pair: found for pair, found in changes.items() if found} == {
        pair: {(one.before, one.after) for one in own} for pair, own in groups.items()
    }
    for pair, own in groups.items():
        for one in own:
            given = {**dict.fromkeys(facts, False), **telling(new, one.extent.witness)}
            on = given.pop("on", None)
            given = {name: value for name, value in given.items() if name != "on"}
            situation = Situation(on=on if isinstance(on, date) else None, day_left_out=on is None, given=given)
            sides = [
                {(v.bearer, v.action): v.status for v in decider.decide(situation).verdicts}.get(pair)
                for decider in deciders
            ]
            assert [side or Status.NOT_REGULATED for side in sides] == [one.before, one.after]


def near_days() -> Iterable[tuple[date, date]]:
    votes = (date(2016, 2, 29), date(2017, 5, 1), date(2017, 10, 22), date(2017, 12, 25), date(2018, 6, 1))
    days: set[date] = set()
    for year in (2016, 2017, 2018):
        edges = (date(year, 1, 1), date(year, 5, 1), date(year, 5, 2), date(year, 12, 30), date(year, 12, 31))
        days |= {*edges, date(year, 4, 30), date(year, 7, 1)}
    for vote in votes:
        days |= {vote + timedelta(days=step) for step in (-1, 0, 1, 10, 11, 12)}
    return product(sorted(days), votes)
