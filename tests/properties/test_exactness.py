"""The reference interpreter is exact: held against plain enumeration of every completion, on random policies.

Seeds stand in the test names. The enumeration decides complete situations only, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds

from solon import pipeline
from solon.engine.deontic import Status
from solon.engine.situation import Situation
from solon.graph.evaluate import statuses, truths
from solon.model.policy import Policy
from solon.reference.decide import Decider

ON = date(2018, 5, 3)
Pair = tuple[str, str]
Values = dict[str, bool | str]


def sound(seed: int, facts: int, **more: bool) -> Policy | None:
    """A random policy, or None when it has a circle; conflicts do no harm here."""
    built = pipeline.checked({"random.solon": RandomPolicy(seed, facts, **more).text.encode()}, LOCK)
    assert all(finding.code in ("S401", "S402", "S404", "S405", "S403", "S412") for finding in built.findings), seed
    return built.policy if built.sound else None


def domains(policy: Policy) -> dict[str, tuple[bool | str, ...]]:
    found: dict[str, tuple[bool | str, ...]] = dict.fromkeys(policy.facts, (True, False))
    found |= {name: tuple(option for option, _ in choice.options) for name, choice in policy.choices.items()}
    return found


class Enumeration:
    """Every complete situation of a policy with its statuses."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.domains = domains(policy)
        decider = Decider(policy, explain=False)
        self.rows: list[tuple[Values, dict[Pair, Status]]] = []
        for values in product(*self.domains.values()):
            given = dict(zip(self.domains, values, strict=True))
            situation = Situation(on=ON, day_left_out=False, given=given)
            if not decider.impossible(situation):
                found = decider.decide(situation).verdicts
                self.rows.append((given, {(v.bearer, v.action): v.status for v in found}))

    def matching(self, given: Values) -> list[tuple[Values, dict[Pair, Status]]]:
        return [row for row in self.rows if all(row[0][name] == value for name, value in given.items())]

    def situations(self) -> Iterator[Values]:
        """All 3^n situations: each input given or unknown."""
        for values in product(*((None, *domain) for domain in self.domains.values())):
            yield {n: v for n, v in zip(self.domains, values, strict=True) if v is not None}


def merged(found: set[Status]) -> set[Status]:
    return {Status.PERMITTED if status is Status.NOT_REGULATED else status for status in found}


def expected(found: set[Status]) -> Status:
    if len(found) == 1:
        return next(iter(found))
    return Status.PERMITTED if merged(found) == {Status.PERMITTED} else Status.UNDETERMINED


def relevant(enumeration: Enumeration, given: Values, pair: Pair) -> set[str]:
    """The inputs that alone, the rest being equal, can change the status."""
    found: set[str] = set()
    rows = enumeration.matching(given)
    for name in enumeration.domains.keys() - given.keys():
        groups: dict[tuple[object, ...], set[Status]] = {}
        for values, verdicts in rows:
            rest = tuple(value for key, value in values.items() if key != name)
            groups.setdefault(rest, set()).add(verdicts[pair])
        if any(len(merged(group)) > 1 for group in groups.values()):
            found.add(name)
    return found


@pytest.mark.parametrize("seed", seeds(0, share=2))
def test_status_possible_and_missing_are_those_of_enumeration(seed: int) -> None:
    policy = sound(seed, 4)
    if policy is None:
        return
    enumeration = Enumeration(policy)
    decider = Decider(policy, explain=False)
    for given in enumeration.situations():
        rows = enumeration.matching(given)
        if not rows:
            continue
        decision = decider.decide(Situation(on=ON, day_left_out=False, given=given))
        for verdict in decision.verdicts:
            pair = (verdict.bearer, verdict.action)
            found = {verdicts[pair] for _, verdicts in rows}
            assert set(verdict.possible) == found
            assert verdict.status is expected(found)
            if verdict.status is Status.UNDETERMINED:
                single = relevant(enumeration, given, pair)
                named = {missing.fact for missing in verdict.missing}
                assert named == single if single else named
            else:
                assert verdict.missing == ()


@pytest.mark.parametrize("seed", seeds(200, share=2))
def test_the_graph_says_what_the_definition_says(seed: int) -> None:
    policy = sound(seed, 4, date=True)
    if policy is None:
        return
    graph = pipeline.Build(policy, ()).graph
    decider = Decider(policy, explain=False)
    space = domains(policy)
    days = [date(2009, 1, 1), date(2010, 5, 31), date(2010, 6, 1), date(2018, 4, 30), date(2018, 5, 1)]
    for place, values in enumerate(product(*space.values())):
        given: dict[str, bool | str | date] = dict(zip(space, values, strict=True))
        on = days[place % len(days)]
        given["vote"] = on + timedelta(days=(-11, -10, 0, 1, 200)[place % 5])
        readings = {"narrow": "no"} if place % 3 == 0 else {}
        found = truths(graph, on, given, readings)
        if not found[graph.possible]:
            continue
        situation = Situation(on=on, day_left_out=False, given=given, readings=readings)
        decided = {(v.bearer, v.action): v.status for v in decider.decide(situation).verdicts}
        assert statuses(graph, found) == decided


@pytest.mark.parametrize("seed", seeds(300))
def test_unknown_days_are_split_at_every_day_that_matters(seed: int) -> None:
    """With the vote unknown, the possible statuses are those of all its days; likewise for the day of the act."""
    policy = sound(seed, 1, choice=False, date=True)
    if policy is None:
        return
    decider = Decider(policy, explain=False)
    days = [date(2016, 1, 1) + timedelta(days=number) for number in range(3 * 366)]
    for fact in (True, False):
        on = date(2017, 6, 15)
        given: dict[str, bool | str | date] = {"f0": fact}
        open_vote = decider.decide(Situation(on=on, day_left_out=False, given=given))
        seen: dict[Pair, set[Status]] = {}
        for vote in (*days, "not yet"):
            closed = decider.decide(Situation(on=on, day_left_out=False, given={**given, "vote": vote}))
            for verdict in closed.verdicts:
                seen.setdefault((verdict.bearer, verdict.action), set()).update(verdict.possible)
        for verdict in open_vote.verdicts:
            assert set(verdict.possible) == seen[(verdict.bearer, verdict.action)]
