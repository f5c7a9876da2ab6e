"""The diagrams against z3 on random policies: what is possible, what matters, what can clash, all smallest changes."""

from __future__ import annotations

import random
from datetime import date

import pytest
import z3
from tests.oracle import Oracle
from tests.properties.test_exactness import sound
from tests.seeds import seeds

from solon.answer.decide import Decider
from solon.check.subject import Subject
from solon.diagram.from_graph import Atlas
from solon.engine.atlas import rungs_of
from solon.engine.changes import changes, rank
from solon.engine.decisive import agree
from solon.engine.deontic import STATUSES, Deed, Modality
from solon.engine.situation import Situation
from solon.graph.from_model import compile_graph
from solon.model.deeds import regulated

ON = date(2018, 5, 3)


@pytest.mark.parametrize("seed", seeds(1000))
def test_possible_statuses_and_facts_that_matter_are_those_of_z3(seed: int) -> None:
    policy = sound(seed, 6)
    if policy is None:
        return
    draw = random.Random(seed)
    oracle, decider = Oracle(policy, ON, {}, {}), Decider(compile_graph(policy))
    for _ in range(4):
        given = {n: draw.choice(oracle.values(n)) for n in oracle.names if draw.random() < 0.45}
        situation = Situation(on=ON, day_left_out=False, given=given)
        scene = decider.scene(situation)
        assert bool(decider.impossible(situation)) is not oracle.satisfiable(oracle.world, oracle.given(given))
        if scene.world.empty:
            continue
        for pair in decider.pairs:
            diagram = scene.sheet.status(pair)
            assert rungs_of(scene.world.ends(diagram)) == oracle.possible(pair, given)
            whole = scene.world.among(scene.world.put(scene.sheet.agreed(diagram)))
            matter = {n for n in oracle.names if n not in given and scene.world.matters(whole, n, agree)}
            assert matter == oracle.relevant(pair, given)


@pytest.mark.parametrize("seed", seeds(2000))
def test_smallest_changes_are_those_of_z3(seed: int) -> None:
    policy = sound(seed, 5, hands=True)
    if policy is None:
        return
    draw = random.Random(seed)
    oracle, decider = Oracle(policy, ON, {}, {}), Decider(compile_graph(policy))
    free = [name for name in oracle.names if policy.inputs[name].changed_by]
    for _ in range(4):
        given = {n: draw.choice(oracle.values(n)) for n in oracle.names if draw.random() < 0.8}
        scene = decider.scene(Situation(on=ON, day_left_out=False, given=given))
        if scene.world.empty:
            continue
        for pair in decider.pairs:
            found = changes(scene, pair)
            worst = min(rank(rung) for rung in oracle.possible(pair, given))
            harm = worst == 2
            wanted = {n for n in range(len(STATUSES)) if (rank(n) < 2 if harm else rank(n) > worst)}
            expected = oracle.smallest_changes(pair, given, free, wanted, harm)
            named = {frozenset((one.fact, one.after) for one in way) for way in (found.worse if harm else found.better)}
            assert named == {frozenset((n, _plain(v)) for n, v in moves) for moves in expected}
            if not harm and not expected:
                more = oracle.smallest_changes(pair, given, oracle.names, wanted, harm)
                shortest = min((len(moves) for moves in more), default=0)
                assert [len(way) for way in found.in_the_way] == ([shortest] if more else [])


def _plain(value: bool | str) -> str:
    return value if isinstance(value, str) else "yes" if value else "no"


@pytest.mark.parametrize("seed", seeds(6000))
def test_what_can_apply_and_what_can_clash_are_those_of_z3(seed: int) -> None:
    """Days play a part only by what is in force: the second instrument, or the first alone."""
    policy = sound(seed, 6)
    if policy is None:
        return
    graph = compile_graph(policy)
    subject = Subject(policy, graph, Atlas(graph))
    for readings in ({}, {"narrow": "no"}):
        world = subject.world(readings)
        oracles = [Oracle(policy, on, {}, readings) for on in (ON, date(2005, 1, 1))]
        for name in (*policy.rules, *policy.exceptions):
            able = any(o.satisfiable(o.world, o.formula(o.definition.norm_applies(name))) for o in oracles)
            assert world.never(world.sheet.named(f"applies {name}")) is not able
        for pair in regulated(policy):
            must, must_not = (
                [c.diagram for c in world.sheet.carriers(pair) if c.modality is modality]
                for modality in (Modality.MUST, Modality.MUST_NOT)
            )
            store = world.store
            clash = store.both(store.any_of(must), store.any_of(must_not))
            assert world.never(clash) is not any(_clash(oracle, pair) for oracle in oracles)


def _clash(oracle: Oracle, pair: tuple[str, Deed]) -> bool:
    """Whether a deed can be required and prohibited at once."""
    sides = [
        [oracle.formula(carrier.formula) for carrier in oracle.definition.carriers(modality, *pair)]
        for modality in (Modality.MUST, Modality.MUST_NOT)
    ]
    return all(sides) and oracle.satisfiable(oracle.world, *(z3.Or(*side) for side in sides))
