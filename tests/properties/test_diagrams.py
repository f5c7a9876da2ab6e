"""Answers by diagrams are those of the reference interpreter: on all 3^n situations, and on random ones with days."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.properties.test_exactness import Enumeration, sound
from tests.seeds import seeds

from solon.answer.decide import Decider
from solon.engine.decision import Duty, Verdict
from solon.engine.deontic import Status
from solon.engine.situation import Situation, Value
from solon.graph.from_model import compile_graph
from solon.model.policy import Policy
from solon.reference.decide import Decider as Reference

ON = date(2018, 5, 3)


def bare(verdict: Verdict) -> Verdict:
    """What both ways must agree on. Reasons may differ in the choice among smallest ones; they are tested apart."""
    instruments = tuple((n, s) for n, s in verdict.by_instrument if s is not Status.NOT_REGULATED)
    return replace(
        verdict,
        norms=tuple(replace(norm, because=()) for norm in verdict.norms),
        because=(),
        by_instrument=instruments,
        looked_at=frozenset(),
        no_matter=(),
        whoever=(),
        near=(),
        changes=None,
    )


def bare_duty(duty: Duty) -> Duty:
    """What both ways must agree on. The reference names all that it came across; the rest is tested apart."""
    return replace(duty, looked_at=frozenset(), days_look_at=frozenset())


@pytest.mark.parametrize("seed", seeds(3000))
def test_every_situation_gets_the_decision_of_the_reference(seed: int) -> None:
    policy = sound(seed, 4)
    if policy is None:
        return
    reference, decider = Reference(policy, explain=False), Decider(compile_graph(policy), explain=False)
    for given in Enumeration(policy).situations():
        situation = Situation(on=ON, day_left_out=False, given=given)
        blocked = reference.impossible(situation)
        assert decider.impossible(situation) == blocked
        if not blocked:
            pairs = zip(reference.decide(situation).verdicts, decider.decide(situation).verdicts, strict=True)
            assert all(bare(one) == bare(other) for one, other in pairs)


@pytest.mark.parametrize("seed", seeds(4000, share=2))
def test_situations_with_days_get_the_decision_of_the_reference(seed: int) -> None:
    policy = sound(seed, 4, date=True)
    if policy is None:
        return
    reference, decider = Reference(policy), Decider(compile_graph(policy))
    draw = random.Random(seed)
    for _ in range(25):
        situation = drawn(policy, draw)
        if blocked := reference.impossible(situation):
            assert decider.impossible(situation) == blocked
            continue
        one, other = reference.decide(situation), decider.decide(situation)
        assert [bare(v) for v in one.verdicts] == [bare(v) for v in other.verdicts]
        assert [bare_duty(duty) for duty in one.duties] == [bare_duty(duty) for duty in other.duties]
        assert (one.outside_dates, one.caveats) == (other.outside_dates, other.caveats)


def drawn(policy: Policy, draw: random.Random) -> Situation:
    """A situation with some facts, a date in any of its four forms, and the day of the act in any of its three."""
    given: dict[str, Value] = {name: draw.random() < 0.5 for name in policy.facts if draw.random() < 0.5}
    given |= {n: draw.choice(c.options)[0] for n, c in policy.choices.items() if draw.random() < 0.5}
    for name in policy.dates:
        form = draw.random()
        if form < 0.4:
            given[name] = date(2018, draw.choice((1, 5, 12)), draw.choice((1, 2, 31)))
        elif form < 0.6:
            given[name] = draw.choice(("already", "not yet"))
    form = draw.random()
    day = date(2018, 5, 3) + timedelta(draw.randint(-400, 400))
    readings = {"narrow": "no"} if draw.random() < 0.2 else {}
    return Situation(on=day if form < 0.5 else None, day_left_out=0.5 <= form < 0.75, given=given, readings=readings)


@pytest.mark.parametrize("seed", seeds(5000))
def test_reasons_settle_the_norm_and_none_can_be_left_out(seed: int) -> None:
    policy = sound(seed, 4, date=True)
    if policy is None:
        return
    decider, plain = Decider(compile_graph(policy)), Reference(policy, explain=False)
    draw = random.Random(seed)
    for _ in range(12):
        situation = replace(drawn(policy, draw), on=ON, day_left_out=False)
        if plain.impossible(situation):
            continue
        for verdict in decider.decide(situation).verdicts:
            for norm in (norm for norm in verdict.norms if not norm.one_of):
                kept = [reason.fact for reason in norm.because]
                assert _settled(plain, situation, kept, verdict, norm.rule)
                for name in kept:
                    # Without the day, which instruments are in force would be open as well: that is background.
                    if name != "on":
                        fewer = [other for other in kept if other != name]
                        assert not _settled(plain, situation, fewer, verdict, norm.rule)


def _settled(plain: Reference, situation: Situation, names: list[str], verdict: Verdict, rule: str) -> bool:
    """Whether these facts, and the day where it is a reason, make the norm certain."""
    given = {name: value for name, value in situation.given.items() if name in names}
    found = plain.decide(replace(situation, given=given)).verdict(verdict.bearer, verdict.action)
    return rule in {norm.rule for norm in found.norms}
