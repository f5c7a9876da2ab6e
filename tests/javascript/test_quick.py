"""The straight code for statuses: complete facts are settled as the graph says, and for others it never guesses."""

from __future__ import annotations

import json
import random
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tests.javascript.node import Node, plain
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds

from solon import pipeline
from solon.backends.javascript.quick import quick
from solon.graph.evaluate import statuses, truths
from solon.pipeline import Build

STATUSES = ("prohibited", "required", "advised_against", "advised", "permitted", "not_regulated")
DAYS = (date(2009, 1, 1), date(2010, 5, 31), date(2010, 6, 1), date(2016, 2, 29), date(2018, 4, 30), date(2018, 5, 11))
VOTES = (date(2018, 5, 1), date(2016, 2, 29), date(2015, 12, 31), date(2199, 12, 31))


def load(node: Node, build: Build, folder: Path) -> None:
    """The code of one policy, by itself."""
    path = folder / f"{build.revision}.mjs"
    path.write_text(f"export const quick={quick(json.loads(build.artefact))};\nexport const load=()=>quick;\n", "utf-8")
    node.ask("load", str(path))


def ask(node: Node, facts: dict[str, Any], options: dict[str, Any]) -> list[str] | None:
    found = node.ask("run", f"return policy({json.dumps(facts)}, {json.dumps(options)});")
    return None if found is None else [STATUSES[number] for number in found]


def random_build(seed: int) -> Build | None:
    build = pipeline.checked({"random.solon": RandomPolicy(seed, 3, date=seed % 2 == 0).text.encode()}, LOCK)
    return build if build.sound else None


@pytest.mark.parametrize("seed", seeds(900, share=2))
def test_complete_facts_are_settled_as_the_graph_says(node: Node, tmp_path: Path, seed: int) -> None:
    build = random_build(seed)
    if build is None:
        return
    load(node, build, tmp_path)
    policy, graph, draw = build.policy, build.graph, random.Random(seed)
    space = dict.fromkeys(policy.facts, (True, False))
    places = {name: tuple(option for option, _ in found.options) for name, found in policy.choices.items()}
    for values in product(*space.values(), *places.values()):
        given: dict[str, Any] = dict(zip((*space, *places), values, strict=True))
        on = draw.choice(DAYS)
        given |= dict.fromkeys(policy.dates, draw.choice(VOTES))
        found = truths(graph, on, given, {})
        facts = {name: plain(value) for name, value in given.items()}
        expected = [status.value for status in statuses(graph, found).values()] if found[graph.possible] else None
        assert ask(node, facts, {"on": on.isoformat()}) == expected


@pytest.mark.parametrize("seed", seeds(950))
def test_what_is_settled_while_facts_are_open_is_right(node: Node, tmp_path: Path, seed: int) -> None:
    build = random_build(seed)
    if build is None:
        return
    load(node, build, tmp_path)
    draw, settled = random.Random(seed), 0
    for _ in range(60):
        facts = {name: draw.random() < 0.5 for name in build.policy.facts if draw.random() < 0.7}
        found = ask(node, facts, {"on": "2018-05-01", "everythingElseNo": draw.random() < 0.5})
        settled += found is not None
        assert found is None or "undetermined" not in found
    assert settled < 60


def test_what_is_unusual_is_left_to_the_diagrams(node: Node, tmp_path: Path) -> None:
    build = next(found for seed in range(900, 920) if (found := random_build(seed)) and not found.policy.dates)
    load(node, build, tmp_path)
    facts = {**dict.fromkeys(build.policy.facts, False), "place": "hall"}
    assert ask(node, facts, {"on": "2018-05-01"}) is not None
    for unusual in ({"f0": "yes"}, {"f0": 0}, {"f9": True}, {"place": "hal"}, {"place": True}, {"f0": {"value": True}}):
        assert ask(node, {**facts, **unusual}, {"on": "2018-05-01"}) is None
    for options in ({"on": "2018-02-30"}, {"on": "2018-5-1"}, {"on": 7}, {"readings": {}}, {"asked": []}, {"On": "x"}):
        assert ask(node, facts, options) is None
    for wrong in ("null", "[]", "'f0'", "new Map()", "Object.create({ f0: true })"):
        assert node.ask("run", f"return policy({wrong});") is None
