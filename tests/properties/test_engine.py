"""What a program loads and asks is what the reference interpreter answers: on random policies, by way of their bytes.

Every policy goes the road of a shipped one: its artefact is written and read back, and the situations are handed over
as plain JSON. The reference interpreter gets the same ones as it defines them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import pytest
from tests.properties.test_diagrams import bare, bare_duty, drawn
from tests.properties.test_exactness import Enumeration, domains, expected, sound
from tests.seeds import seeds

from solon import pipeline
from solon.engine.artefact import read
from solon.engine.calendar import HIGH, LOW, NEVER, day_number
from solon.engine.decision import Verdict
from solon.engine.faults import ImpossibleFacts
from solon.engine.lazy import LazyDecision
from solon.engine.policy import Policy as Loaded
from solon.engine.situation import Situation, Value, as_data
from solon.model.policy import Policy
from solon.reference.decide import Decider as Reference

ON = date(2018, 5, 3)
READINGS: tuple[dict[str, str], ...] = ({}, {"narrow": "yes"}, {"narrow": "no"})


@dataclass(frozen=True)
class Sides:
    """A random policy as a program loads it, and as it is defined."""

    policy: Policy
    loaded: Loaded
    reference: Reference


def sides(seed: int, facts: int, **more: bool) -> Sides | None:
    """Both sides of one policy, or None where it has a circle."""
    policy = sound(seed, facts, **more)
    if policy is None:
        return None
    text = pipeline.Build(policy, ()).artefact
    return Sides(policy, Loaded(read(text.encode())), Reference(policy))


def ask(loaded: Loaded, situation: Situation, draw: random.Random | None = None) -> LazyDecision:
    """What the engine answers to a situation that goes to it as JSON; its facts are shuffled where `draw` is given."""
    plain = json.loads(json.dumps(as_data(situation)))
    facts = list(plain["facts"].items())
    if draw is not None:
        draw.shuffle(facts)
    return loaded.decide(
        dict(facts),
        plain.get("on"),
        readings=plain.get("readings"),
        everything_else_no=plain.get("everything else") == "no",
        asked=plain.get("asked"),
    )


def agree(both: Sides, situation: Situation, draw: random.Random | None = None) -> None:
    """Hold everything that the two sides say against each other."""
    blocked = both.reference.impossible(situation)
    if blocked:
        with pytest.raises(ImpossibleFacts) as refused:
            ask(both.loaded, situation, draw)
        assert {fault.at for fault in refused.value.faults} == set(blocked)
        return
    found = ask(both.loaded, situation, draw)
    wanted = both.reference.decide(situation, only_asked=bool(situation.asked))
    assert [verdict.status for verdict in found] == [verdict.status for verdict in wanted.verdicts]
    for one, other in zip(found, wanted.verdicts, strict=True):
        assert one.possible == other.possible
        assert [(norm.rule, norm.modality) for norm in one.norms] == [(n.rule, n.modality) for n in other.norms]
        assert (one.open_norms, one.defeated, one.missing) == (other.open_norms, other.defeated, other.missing)
        assert bare(one.record) == bare(other)
    assert list(map(bare_duty, found.duties)) == list(map(bare_duty, wanted.duties))
    assert possible_duties(found) == [
        (bare_duty(one.duty), one.turns_on) for one in both.reference.possible_duties(situation)
    ]
    assert (found.assumptions, found.caveats, found.outside_dates) == (
        wanted.assumptions,
        wanted.caveats,
        wanted.outside_dates,
    )
    # A decision as data is the same whether its parts were asked for before or not.
    assert found.to_json() == ask(both.loaded, situation).to_json()


def possible_duties(found: LazyDecision) -> list[object]:
    return [(bare_duty(one.duty), one.turns_on) for one in found.possible_duties]


@pytest.mark.parametrize("seed", seeds(20_000))
def test_all_situations_of_small_policies(seed: int) -> None:
    both = sides(seed, 1 + seed % 4, choice=seed % 3 == 0, presumed=seed % 2 == 0)
    if both is None:
        return
    space = domains(both.policy)
    for place, values in enumerate(product(*((None, *domain) for domain in space.values()))):
        given = {name: value for name, value in zip(space, values, strict=True) if value is not None}
        # What is not known is left out, or said to be unknown: a presumption fills the first alone.
        unknown = frozenset(space) - given.keys() if place % 2 else frozenset[str]()
        on, left_out = ((ON, False), (None, True), (None, False))[place % 3]
        agree(both, Situation(on, left_out, given, unknown, rest_is_no=place % 5 == 0, readings=READINGS[place % 3]))


@pytest.mark.parametrize(("seed", "facts"), [(seed, 5 + seed % 4) for seed in seeds(21_000, share=0.5)])
def test_all_situations_of_larger_policies_against_plain_enumeration(seed: int, facts: int) -> None:
    """Up to 3^8 situations: what comes out must be what all their completions have in common."""
    both = sides(seed, facts, choice=False)
    if both is None:
        return
    enumeration = Enumeration(both.policy)
    names = tuple(enumeration.domains)
    rows = {tuple(values[name] for name in names): verdicts for values, verdicts in enumeration.rows}
    for values in product((None, True, False), repeat=len(names)):
        completions = [
            rows[row] for row in product(*((v,) if v is not None else (True, False) for v in values)) if row in rows
        ]
        given = {name: value for name, value in zip(names, values, strict=True) if value is not None}
        if not completions:
            with pytest.raises(ImpossibleFacts):
                both.loaded.decide(given, ON)
            continue
        for verdict in both.loaded.decide(given, ON):
            found = {one[verdict.bearer, verdict.action] for one in completions}
            assert (set(verdict.possible), verdict.status) == (found, expected(found))


@pytest.mark.parametrize("seed", seeds(22_000, share=2))
def test_random_situations_with_windows(seed: int) -> None:
    both = sides(seed, 3 + seed % 3, choice=seed % 2 == 0, windows=True, presumed=seed % 3 == 0)
    if both is None:
        return
    draw = random.Random(seed)
    for place in range(8):
        situation = drawn(both.policy, draw)
        doubts = frozenset(name for name in both.policy.inputs if name not in situation.given and draw.random() < 0.3)
        asked = tuple(draw.sample(both.reference.pairs, 2)) if place % 4 == 3 else ()
        more = replace(situation, unknown=doubts, rest_is_no=draw.random() < 0.4, asked=asked)
        agree(both, replace(more, readings=READINGS[place % 3]), draw)


@pytest.mark.parametrize("seed", seeds(23_000, share=2))
def test_days_on_the_edges_of_windows(seed: int) -> None:
    """The day of the act is the day before an edge, the edge, and the day after it, under every reading."""
    both = sides(seed, 2, choice=False, windows=True)
    if both is None:
        return
    draw = random.Random(seed)
    given = replace(drawn(both.policy, draw), on=None, day_left_out=False).given
    filing = date(2018, draw.choice((4, 5, 12)), draw.choice((1, 11, 30)))
    given = {**given, "vote": draw.choice((date(2018, 10, 22), date(2020, 2, 29))), "filing": filing}
    for on in draw.sample(sorted(edges(both.loaded, given)), 4):
        for step, readings in product((-1, 0, 1), READINGS):
            if LOW <= on + step <= HIGH:
                agree(both, Situation(date.fromordinal(on + step), False, given, readings=readings))


def edges(loaded: Loaded, given: Mapping[str, Value]) -> Iterator[int]:
    """Every day that the rules compare the day of the act with."""
    calendar = loaded._program.calendar
    for name, spans in calendar.spans.items():
        value = given.get(name)
        base = value.toordinal() if isinstance(value, date) else NEVER
        yield from (day_number(found, base) for found in spans if not name or base < NEVER)
    for first, last in calendar.in_force.values():
        yield first
        if last is not None:
            yield last + 1


@pytest.mark.parametrize("seed", seeds(24_000))
def test_facts_that_cannot_be_true_together_are_refused(seed: int) -> None:
    both = sides(seed, 3, choice=False, date=True)
    if both is None or not both.policy.impossibles:
        return
    draw = random.Random(seed)
    for f2, rest, readings in product((True, False, None), (False, True), READINGS):
        given = {"f0": True, "f1": True, **({} if f2 is None else {"f2": f2})}
        situation = replace(drawn(both.policy, draw), rest_is_no=rest, readings=readings)
        agree(both, replace(situation, given=given))
        agree(both, replace(situation, given={**given, "f1": False}))


def test_the_verdict_of_one_deed_is_that_in_the_whole_answer() -> None:
    both = next(found for seed in range(25_000, 25_050) if (found := sides(seed, 4)))
    whole = both.loaded.decide({}, ON)
    for bearer, action in both.loaded.verdicts:
        alone = both.loaded.decide({}, ON, asked=[(bearer, action)])
        assert len(alone) == 1
        found: Verdict = alone[bearer, action].record
        assert found == whole[bearer, action].record
