"""The synthetic policies of the benchmarks: sound, of the size asked for, and the same for the same seed."""

from __future__ import annotations

import pytest
from tests.benchmarks.synthetic import synthetic

from solon import pipeline
from solon.model.blocks import Exception_
from solon.model.conditions import NormApplies, NothingForbids
from solon.model.policy import Policy
from solon_dsl import format_source
from solon_dsl.diagnostic import Severity


@pytest.fixture(scope="module")
def policy() -> Policy:
    return pipeline.read(*synthetic(100, 7)).policy


def test_the_same_seed_gives_the_same_bytes_and_another_does_not() -> None:
    assert synthetic(60, 1) == synthetic(60, 1)
    assert synthetic(60, 1) != synthetic(60, 2)


@pytest.mark.parametrize(("rules", "seed"), [(5, 1), (25, 2), (60, 3)])
def test_a_synthetic_policy_has_no_errors(rules: int, seed: int) -> None:
    built = pipeline.build(*synthetic(rules, seed))
    assert [finding for finding in built.findings if finding.severity is Severity.ERROR] == []
    assert len(built.policy.rules) == rules


def test_a_synthetic_policy_is_written_in_the_canonical_form() -> None:
    for name, data in synthetic(25, 4)[0].items():
        assert format_source(name, data)[0] == data.decode()


def test_the_blocks_are_about_as_many_as_in_real_policies(policy: Policy) -> None:
    assert len(policy.rules) == 100
    assert len(policy.instruments) == 4
    assert 20 <= len(policy.exceptions) <= 50
    assert 250 <= len(policy.inputs) <= 500
    assert 4 <= len(policy.examples) <= 8
    tables = (
        policy.eithers, policy.counts, policy.impossibles, policy.readings, policy.groups, policy.terms, policy.periods,
        policy.questions, policy.choices, policy.dates,
    )  # fmt: skip
    assert all(len(table) >= 4 for table in tables)
    sizes = [sum(len(when.atoms()) for when in rule.when) for rule in policy.rules.values()]
    assert 3 <= sum(sizes) / len(sizes) <= 6


def test_exceptions_to_exceptions_and_sentences_about_rules_occur(policy: Policy) -> None:
    atoms = [atom for block in policy.governed.values() for when in block.when for atom in when.atoms()]
    assert any(isinstance(atom, NothingForbids) for atom in atoms)
    assert any(isinstance(atom, NormApplies) for atom in atoms)
    lifted = [policy.governed[name] for found in policy.exceptions.values() for name in found.to]
    assert any(isinstance(block, Exception_) for block in lifted)


def test_instruments_share_facts_and_one_action(policy: Policy) -> None:
    used: dict[str, set[str]] = {}
    for rule in policy.rules.values():
        for when in rule.when:
            for atom in when.atoms():
                used.setdefault(str(atom), set()).add(rule.instrument)
    assert max(len(instruments) for instruments in used.values()) > 1
    on_action: dict[str, set[str]] = {}
    for rule in policy.rules.values():
        on_action.setdefault(rule.norm.deed.action, set()).add(rule.instrument)
    assert max(len(instruments) for instruments in on_action.values()) > 1
