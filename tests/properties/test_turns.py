"""What another reading changes: held against plain enumeration with the reference interpreter.

Seeds stand in the test names. Without dates, a situation is the values of the facts and of the choice, on a day on
which one instrument or both are in force.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds

from solon import pipeline
from solon.check.subject import Subject
from solon.engine.deontic import Deed, Pair, Status
from solon.engine.situation import ON, Situation
from solon.outcomes.turns import turns
from solon.reference.decide import Decider

DAYS = (date(2005, 5, 5), date(2018, 5, 3))
MIRROR = {Status.PROHIBITED: Status.REQUIRED, Status.ADVISED_AGAINST: Status.ADVISED}
MIRROR |= {one: other for other, one in MIRROR.items()}
Change = tuple[str, Deed, Status, Status]


def sound(seed: int) -> pipeline.Build | None:
    """A random policy in which the second rule has one more condition under the other reading; None when it circles."""
    text = RandomPolicy(seed).text.replace("rule r1\n", "rule r1\n  under reading: narrow = no\n", 1)
    built = pipeline.checked({"random.solon": text.encode()}, LOCK)
    return built if built.sound else None


def situations(built: pipeline.Build) -> list[Situation]:
    policy = built.policy
    names = [*policy.facts, *policy.choices]
    values = [(True, False)] * len(policy.facts) + [tuple(dict(found.options)) for found in policy.choices.values()]
    rows = [dict(zip(names, row, strict=True)) for row in product(*values)]
    possible = [row for row in rows if not (policy.impossibles and row["f0"] and row["f1"])]
    return [Situation(on=day, day_left_out=False, given=row) for day in DAYS for row in possible]


def status(decider: Decider, case: Situation, pair: Pair) -> Status:
    """The status of one deed."""
    found = {(verdict.bearer, verdict.action): verdict.status for verdict in decider.decide(case).verdicts}
    return found[pair[0], pair[1].id]


@pytest.mark.parametrize("seed", seeds())
def test_turns_are_all_that_changes(seed: int) -> None:
    built = sound(seed)
    if built is None:
        return
    decider = Decider(built.policy)
    wanted: set[Change] = set()
    for situation in situations(built):
        before = decider.decide(situation).verdicts
        after = decider.decide(replace(situation, readings={"narrow": "no"})).verdicts
        for one, other in zip(before, after, strict=True):
            assert (one.bearer, one.action) == (other.bearer, other.action)
            if one.status is not other.status:
                instead = one.action.startswith("instead_of_")
                deed = Deed(one.action.removeprefix("instead_of_"), instead)
                wanted.add((one.bearer, deed, one.status, other.status))
    found = turns(Subject(built.policy, built.graph, built.atlas))["narrow", "no"]
    assert not found.undecided
    told = {(*turn.pair, turn.before, turn.after) for turn in found.found}
    assert told <= wanted
    assert {change for change in wanted - told if not change[1].instead} == set()
    # What is left out of an opposite deed is told of the deed itself.
    assert wanted - told <= {(who, deed.opposite, MIRROR.get(a, a), MIRROR.get(b, b)) for who, deed, a, b in told}
    for turn in found.found:
        given = {name: value for name, value in turn.example.items() if name != ON}
        on = turn.example.get(ON, DAYS[1])
        assert isinstance(on, date)
        case = Situation(on=on, day_left_out=False, given=given, rest_is_no=True)
        assert status(decider, case, turn.pair) is turn.before
        assert status(decider, replace(case, readings={"narrow": "no"}), turn.pair) is turn.after


def test_some_policy_has_a_turn() -> None:
    """So that the test above is not about nothing."""
    built = [found for seed in range(12) if (found := sound(seed)) is not None]
    assert sum(len(turns(Subject(one.policy, one.graph, one.atlas))["narrow", "no"].found) for one in built) > 10
