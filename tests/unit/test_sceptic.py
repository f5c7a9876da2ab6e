"""A fixed sample of the sceptic's deletions: somebody notices each. `make sceptic` tries them all."""

from __future__ import annotations

from functools import cache

import pytest
from tests.sceptic import Book, all_deletions, deletions, noticed, read_book

EVERY = 9
PARTS = 4


@cache
def book() -> Book:
    return read_book()


@pytest.mark.parametrize("part", range(PARTS))
def test_a_deletion_is_noticed(part: int) -> None:
    sample = all_deletions(book())[::EVERY][part::PARTS]
    assert sample
    assert [f"{gap.file}:{gap.first}: {gap.text}" for gap in sample if not noticed(book(), gap)] == []


def test_what_is_deleted() -> None:
    text = """\
# A comment.
rule speak
  cites: rules 1
  a member must not speak
  when all of:
    - it is loud
    - any of:
      (a) it is long
      (b) it is late
        under reading: hours = strict
  from: 1 May of the year of voting day
  until:
    - voting day
      when all of:
        - it is calm

group talk
  cites: rules 1
  during: the season
  exception short
    to: speak
    effect: switches off
    always

example nine
  given:
    - it is loud
"""
    found = [(gap.first, gap.last, gap.block) for gap in deletions("talk.solon", text)]
    assert found == [
        (6, 6, "speak"),
        (7, 10, "speak"),
        (8, 8, "speak"),
        (9, 10, "speak"),
        (11, 11, "speak"),
        (12, 15, "speak"),
        (13, 15, "speak"),
        (15, 15, "speak"),
        (19, 19, "talk"),
        (20, 23, "short"),
    ]
