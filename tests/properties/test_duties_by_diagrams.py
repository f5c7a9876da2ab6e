"""Duties from the flat table are those of the reference interpreter: on random policies with windows, and on all cases.

What a duty looks at is compared by its meaning instead: the reference names all that it came across on its way, the
diagrams only what can make a difference.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.properties.test_diagrams import bare_duty, drawn
from tests.properties.test_exactness import sound
from tests.seeds import seeds

from solon import pipeline
from solon.answer.decide import Decider
from solon.cli.files import read_policies
from solon.diagram.from_graph import Atlas
from solon.engine.decision import Duty, PossibleDuty
from solon.engine.duty_table import as_data, from_data
from solon.engine.situation import Situation, known
from solon.fixtures import from_yaml, situation_of
from solon.graph.from_model import compile_graph
from solon.model.policy import Policy
from solon.reference.decide import Decider as Reference
from solon.situation import situation_of as situation_of_example

ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "tests" / "fixtures").rglob("*.yaml"))


def told(decider: Decider | Reference, situation: Situation) -> tuple[list[Duty], list[PossibleDuty]]:
    certain = [bare_duty(duty) for duty in decider.decide(situation, only_asked=True).duties]
    return certain, [replace(one, duty=bare_duty(one.duty)) for one in decider.possible_duties(situation)]


def both(policy: Policy) -> tuple[Reference, Decider]:
    return Reference(policy, explain=False), Decider(compile_graph(policy), explain=False)


def of_random(policy: Policy, seed: int, number: int) -> Iterator[Situation]:
    draw = random.Random(seed)
    for _ in range(number):
        yield replace(drawn(policy, draw), rest_is_no=draw.random() < 0.5)


@pytest.mark.parametrize("seed", seeds(9000, share=2))
def test_random_duties_are_those_of_the_reference(seed: int) -> None:
    policy = sound(seed, 3 + seed % 2, choice=seed % 4 == 0, windows=True)
    if policy is None:
        return
    reference, decider = both(policy)
    for situation in of_random(policy, seed, 20):
        if not reference.impossible(situation):
            assert told(reference, situation) == told(decider, situation), situation


@pytest.mark.parametrize("seed", seeds(9500, share=2))
def test_an_assumption_that_a_duty_does_not_look_at_can_be_dropped_or_turned(seed: int) -> None:
    policy = sound(seed, 4, windows=True)
    if policy is None:
        return
    decider = Decider(compile_graph(policy))
    for situation in of_random(policy, seed, 6):
        situation = replace(situation, rest_is_no=True)
        if decider.impossible(situation):
            continue
        for duty in decider.decide(situation, only_asked=True).duties:
            for name in (found.fact for found in known(policy.inputs.values(), situation).assumptions):
                for other in (
                    replace(situation, unknown=frozenset((name,))),
                    replace(situation, given={**situation.given, name: True}),
                ):
                    if decider.impossible(other):
                        continue
                    found = {one.rule: one for one in decider.decide(other, only_asked=True).duties}
                    if name not in duty.looked_at:
                        assert bare_duty(found[duty.rule]) == bare_duty(duty)
                    elif name not in duty.days_look_at and duty.rule in found:
                        assert days(found[duty.rule]) == days(duty)


def days(duty: Duty) -> object:
    return duty.first, duty.due, duty.last, duty.state, duty.wanting, duty.unsettled


@pytest.mark.parametrize("seed", seeds(9800, share=2))
def test_a_reading_that_a_duty_does_not_look_at_can_be_answered_otherwise(seed: int) -> None:
    policy = sound(seed, 4, windows=True)
    if policy is None:
        return
    decider = Decider(compile_graph(policy))
    for situation in of_random(policy, seed, 8):
        other = replace(situation, readings={} if situation.readings else {"narrow": "no"})
        if not decider.impossible(situation):
            found = {one.rule: one for one in decider.decide(other, only_asked=True).duties}
            for duty in decider.decide(situation, only_asked=True).duties:
                if "narrow" not in duty.looked_at:
                    assert bare_duty(found[duty.rule]) == bare_duty(duty)


@pytest.mark.parametrize("seed", seeds(9000))
def test_the_table_is_plain_data_and_its_nodes_are_in_the_graph(seed: int) -> None:
    policy = sound(seed, 3, windows=True)
    if policy is None:
        return
    graph = compile_graph(policy)
    text = json.dumps([as_data(row) for row in graph.duties])
    assert tuple(from_data(row) for row in json.loads(text)) == graph.duties
    sheet = Atlas(graph).under({})
    for row in graph.duties:
        for word, node in (("owed", row.owed), ("inside", row.inside), ("ended", row.ended), ("waiting", row.waiting)):
            assert graph.names[f"{word} {row.norm}"] == node
        # Apart from its own days and then in its windows: together that is when it applies.
        assert sheet.store.both(sheet.node(row.owed), sheet.node(row.inside)) == sheet.named(f"applies {row.norm}")


@pytest.fixture(scope="module")
def built() -> pipeline.Build:
    return pipeline.checked(*read_policies(ROOT / "policies"))


@pytest.fixture(scope="module")
def engines(built: pipeline.Build) -> tuple[Reference, Decider]:
    return both(built.policy)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_fixture_has_the_duties_of_the_reference(path: Path, engines: tuple[Reference, Decider]) -> None:
    reference, decider = engines
    for fixture in from_yaml(path.name, path.read_text("utf-8")):
        situation = replace(situation_of(reference.policy, fixture), asked=())
        if not decider.impossible(situation):
            assert told(reference, situation) == told(decider, situation), fixture.id


@pytest.mark.prove
def test_every_example_has_the_duties_of_the_reference(
    built: pipeline.Build, engines: tuple[Reference, Decider]
) -> None:
    reference, decider = engines
    for example in built.policy.examples.values():
        situation = replace(situation_of_example(example), asked=())
        assert told(reference, situation) == told(decider, situation), example.id
