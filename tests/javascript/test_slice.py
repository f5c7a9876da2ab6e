"""A slice of a package, for a page about one question, answers on its verdicts as the whole policy does."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.javascript.drawn import drawn
from tests.javascript.node import MODULES, Node, Refused
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds

from solon import pipeline
from solon.backends.javascript import script
from solon.backends.javascript.slice import sliced
from solon.cli.files import read_policies
from solon.engine.deontic import Pair
from solon.engine.part import part_of
from solon.engine.policy import Policy
from solon.engine.situation import as_data
from solon.pipeline import Build

ROOT = Path(__file__).parents[2]
LARGEST_PAGE = 120_000
DAYS = (date(2018, 6, 1), date(2018, 5, 1), date(2010, 5, 31))
DATES = (date(2018, 5, 1), date(2018, 10, 22))


def load(node: Node, build: Build, pairs: tuple[Pair, ...], folder: Path) -> dict[str, Any]:
    """Load the slice for some verdicts. Returns its tables."""
    tables = sliced(json.loads(build.artefact), ((bearer, deed.id) for bearer, deed in pairs))
    text = script.whole(tables, MODULES, quickest=False).module
    path = folder / f"{abs(hash(pairs))}_{build.revision}.mjs"
    path.write_text(text, "utf-8")
    node.ask("load", str(path))
    return tables


def same(node: Node, build: Build, pairs: tuple[Pair, ...], tables: dict[str, Any], draw: random.Random) -> None:
    """One situation by lot, of what the slice knows."""
    inputs = {row["id"] for row in tables["inputs"]}
    readings = {row["id"] for row in tables["readings"]}
    whole = drawn(build.policy, draw, DAYS, DATES)
    situation = replace(
        whole,
        given={name: value for name, value in whole.given.items() if name in inputs},
        unknown=whole.unknown & inputs,
        readings={name: option for name, option in whole.readings.items() if name in readings},
        asked=pairs,
    )
    if build.decider.impossible(situation):
        with pytest.raises(Refused, match="ImpossibleFacts"):
            node.ask("situation", as_data(situation))
        return
    decided = json.loads(json.dumps(build.decider.decide(situation, only_asked=True).to_json()))
    found = node.ask("situation", as_data(situation))
    for part in ("verdicts", "caveats", "outside_dates", "revision", "on"):
        assert found[part] == decided[part]
    norms = {row["id"] for row in tables["norms"]}
    assert found["duties"] == [duty for duty in decided["duties"] if duty["rule"] in norms]
    again = Policy(build.decider.program).replay(found)
    assert again.reproduced is True, again.differences
    assert again.of_part is (found != decided)
    assert not again.assumed


@pytest.mark.prove
def test_the_questions_of_the_instruments_stand_alone(node: Node, tmp_path: Path) -> None:
    build = pipeline.checked(*read_policies(ROOT / "policies"))
    for name, question in build.decider.program.questions.items():
        tables = load(node, build, question.pairs, tmp_path)
        assert name in node.ask("run", "return Object.keys(policy.questions);")
        draw = random.Random(name)
        for _ in range(12):
            same(node, build, question.pairs, tables, draw)


@pytest.mark.parametrize("seed", seeds(300, share=2))
def test_slices_of_random_policies_stand_alone(node: Node, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    text = RandomPolicy(seed, 5, date=draw.random() < 0.6, hands=True).text
    build = pipeline.checked({"random.solon": text.encode()}, LOCK)
    if not build.sound:
        return
    for pair in build.decider.pairs:
        tables = load(node, build, (pair,), tmp_path)
        for _ in range(8):
            same(node, build, (pair,), tables, draw)


def test_the_engine_knows_what_a_slice_holds() -> None:
    built = [pipeline.checked(*read_policies(ROOT / "policies"))]
    texts = (RandomPolicy(seed, 5, date=seed % 2 == 0, hands=True).text for seed in seeds(300, share=2))
    built += [pipeline.checked({"random.solon": text.encode()}, LOCK) for text in texts]
    for build in (one for one in built if one.sound):
        program, tables = build.decider.program, json.loads(build.artefact)
        asked = [(pair,) for pair in build.decider.pairs]
        asked += [question.pairs for question in program.questions.values()]
        for pairs in asked:
            part = part_of(program, pairs)
            held = sliced(tables, ((bearer, deed.id) for bearer, deed in pairs))
            assert part.norms == {row["id"] for row in held["norms"]}
            assert part.facts == {row["id"] for row in held["inputs"] if row["kind"] != "date"}


def test_a_slice_is_short_enough_for_its_page() -> None:
    build = pipeline.checked(*read_policies(ROOT / "policies"))
    tables = json.loads(build.artefact)
    for question in build.decider.program.questions.values():
        part = sliced(tables, ((bearer, deed.id) for bearer, deed in question.pairs))
        assert len(script.whole(part, MODULES, quickest=False).classic.encode()) < LARGEST_PAGE


def test_nothing_is_lost_when_everything_is_kept() -> None:
    build = pipeline.checked(*read_policies(ROOT / "policies"))
    tables = json.loads(build.artefact)
    kept = sliced(tables, ((bearer, deed.id) for bearer, deed in build.decider.pairs))
    for table in ("deeds", "norms", "inputs", "readings", "questions", "duties", "counts", "notes", "conditions"):
        assert len(kept[table]) == len(tables[table])
