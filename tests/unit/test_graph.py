"""The decision graph: acyclic, shared, sorted, and named by the sum of its artefact."""

from __future__ import annotations

import hashlib
import json
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.graph import inputs_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built() -> pipeline.Build:
    return pipeline.checked(*read_policies(ROOT / "policies"))


def test_every_node_follows_its_inputs(built: pipeline.Build) -> None:
    graph = built.graph
    sources = {number: inputs_of(node) for number, node in enumerate(graph.nodes)}
    assert len(tuple(TopologicalSorter(sources).static_order())) == len(graph.nodes)
    assert all(source < number for number, node in enumerate(graph.nodes) for source in inputs_of(node))
    assert len(set(graph.nodes)) == len(graph.nodes)


def test_the_artefact_is_named_by_its_own_sum(built: pipeline.Build) -> None:
    content = json.loads(built.artefact)
    named = content.pop("revision")
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert named == hashlib.sha256(text.encode()).hexdigest()
    assert built.decider.program.revision == named


def test_a_changed_condition_changes_the_revision_and_a_changed_comment_does_not(built: pipeline.Build) -> None:
    files, lock = read_policies(ROOT / "policies")
    name = "social_media/promotion.solon"
    commented = pipeline.checked({**files, name: b"# Another comment.\n" + files[name]}, lock)
    assert commented.decider.program.revision == built.decider.program.revision
    changed = files[name].replace(b"    - the post is occasional\n", b"", 1)
    assert changed != files[name]
    assert pipeline.checked({**files, name: changed}, lock).decider.program.revision != built.decider.program.revision
