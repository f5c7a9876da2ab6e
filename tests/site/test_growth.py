"""Pages of twice as many rules are twice as many bytes: no page of one rule grows with the policy.

How long they take is measured by `tests/benchmarks/growth.py`.
"""

from __future__ import annotations

from statistics import median

import pytest
from tests.benchmarks.synthetic import synthetic

from solon import pipeline
from solon.publish.pages import pages

# They list everything, so they grow.
LISTS = ("a-to-z.md", "coverage.md", "questions.md", "search.js", "rules/index.md", "definitions/index.md")


def sizes(rules: int) -> dict[str, int]:
    built = pipeline.read(*synthetic(rules, 1))
    return {name: len(text.encode()) for name, text in pages(built.policy, {}).items()}


@pytest.mark.prove
def test_pages_grow_with_the_rules_and_no_faster() -> None:
    small, large = sizes(250), sizes(500)
    assert 1.8 <= len(large) / len(small) <= 2.2
    assert 1.8 <= sum(large.values()) / sum(small.values()) <= 2.2
    single = [[size for name, size in found.items() if name not in LISTS] for found in (small, large)]
    assert median(single[1]) <= 1.1 * median(single[0])
    assert max(single[1]) <= 100_000


@pytest.mark.prove
def test_a_thousand_rules() -> None:
    found = sizes(1000)
    rules = [name for name in found if name.startswith("rules/")]
    assert len(rules) > 1000
    assert max(found[name] for name in rules if name not in LISTS) <= 40_000
