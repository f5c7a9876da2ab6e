"""Questions that take too many steps: they are named, and nothing is claimed about them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading_room import HEAD, LOCK, all_of, rule

from solon import pipeline
from solon.check import MEANING, subject
from solon.check.subject import Subject
from solon.cli.files import read_policies

TEXT = HEAD + "".join((
    rule("one", "must not borrow the book", *all_of("the book is rare", "the visit is late")),
    rule("two", "must borrow the book", *all_of("the book is rare", "the book is old")),
    rule("three", "must not borrow the book", *all_of("the book is rare", "the visit is late", "the book is old")),
))  # fmt: skip


def findings(steps: int) -> list[tuple[str, str]]:
    built = pipeline.checked({"room.solon": TEXT.encode()}, LOCK)
    found = Subject(built.policy, built.graph, built.atlas)
    found.steps = steps
    return [(finding.code, finding.message) for look in MEANING for finding in look(found)]


def test_without_steps_nothing_is_claimed_and_every_block_is_named() -> None:
    (finding,) = findings(0)
    assert finding[0] == "S416"
    for name in ("one", "two", "three"):
        assert f'"{name}"' in finding[1]


@pytest.mark.parametrize("steps", [*range(0, 200, 7), *range(200, 1000, 50)])
def test_with_few_steps_each_finding_is_made_or_said_to_be_undecided(steps: int) -> None:
    whole = findings(1_000_000)
    assert {code for code, _ in whole} == {"S408", "S420"}
    found = findings(steps)
    assert {finding for finding in found if finding[0] != "S416"} <= set(whole)
    undecided = " ".join(message for code, message in found if code == "S416")
    for code, message in whole:
        names = [name for name in ("one", "two", "three") if f'"{name}"' in message]
        assert (code, message) in found or any(f'"{name}"' in undecided for name in names)


def test_a_recursion_that_is_too_deep_is_not_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(subject.Sheet, "node", deep)
    assert {code for code, _ in findings(1_000_000)} == {"S416"}


def test_diagrams_that_are_forgotten_in_between_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    policies = read_policies(Path(__file__).parents[2] / "policies")
    whole = [finding.message for finding in pipeline.build(*policies).findings]
    monkeypatch.setattr(subject, "SCRATCH", 0)
    assert [finding.message for finding in pipeline.build(*policies).findings] == whole
