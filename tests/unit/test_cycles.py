"""What rests on itself is found before anything is compiled, also by way of the options of a duty."""

from __future__ import annotations

import pytest
from tests.random_policies import HEAD, LOCK

from solon import pipeline

TEXT = (
    HEAD
    + """
action write
  says: write
  instead: do not write

action speak
  says: speak

fact busy
  says: it is busy
  denies: it is calm
  asks: Is it busy?

rule first
  cites: rules 1
  a member must not write
  when all of:
    - it is busy

rule second
  cites: rules 1
  a member must not do not write
  when all of:
    - rule first does not apply

either only
  cites: rules 1
  a member must do one of:
    (a) speak
    (b) do not write
  when all of:
    - it is busy

counts speaking
  cites: rules 3
  doing: speak
  counts as: do not write
  always

exception lifting
  cites: rules 2
  to: first, second
  effect: a member need not write
  when all of:
    - nothing else forbids it
"""
)


def built(*edits: tuple[str, str]) -> pipeline.Build:
    text = TEXT
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return pipeline.checked({"p.solon": text.encode()}, LOCK)


def test_the_other_options_of_a_duty_are_looked_at_with_all_their_rules() -> None:
    """`second` forbids to speak, which leaves only one option; so what forbids rests on it, although it is lifted."""
    found = [finding for finding in built().findings if finding.code == "S402"]
    assert [finding.message for finding in found] == [
        "A circle: first rests on lifting rests on second rests on first."
    ]


@pytest.mark.parametrize(
    "edit",
    [
        ("    - rule first does not apply\n", "    - it is calm\n"),
        ("  counts as: do not write\n", "  counts as: write\n"),
        ("    (a) speak\n    (b) do not write\n", "    (a) write\n    (b) speak\n"),
        ("    - nothing else forbids it\n", "    - it is busy\n"),
    ],
)
def test_without_one_of_its_links_there_is_no_circle_and_it_compiles(edit: tuple[str, str]) -> None:
    found = built(edit)
    assert found.sound
    assert found.graph.nodes
