"""A small policy for tests of comparisons, written by hand, and edits of it.

Invariant: two facts, a choice, a date and three rules: few enough to count every situation by hand.
"""

from __future__ import annotations

from solon import pipeline
from solon.diff import Diff, compare
from solon.model.policy import Policy
from solon.model.sources import Sources, write_lock

LOCK = write_lock(Sources({"house": dict.fromkeys(("1", "2", "3"), "announced"), "city": {"1": "announced"}}))
HOUSE = """instrument house
  title: House rules
  kind: rules
  issuer: The committee
  issued: January 2000
  in force from: 2000-01-01
  authority: none

instrument city
  title: City rules
  kind: rules
  issuer: The City
  issued: January 2000
  in force from: 2000-01-01
  authority: none

bearer visitor
  says: a visitor

action borrow
  says: borrow the book

action label
  says: label the book
  instead: leave the book without a label

fact rare
  says: the book is rare
  denies: the book is common
  asks: Is the book rare?

fact old
  says: the book is old
  denies: the book is new
  asks: Is the book old?

choice room
  asks: In which room?
  one of:
    - hall: it is done in the hall
    - yard: it is done in the yard

date opening
  says: opening day
  asks: When does it open?

rule no_rare_books
  cites: house 1
  a visitor must not borrow the book
  when all of:
    - the book is rare

exception in_the_hall
  cites: house 2
  to: no_rare_books
  effect: a visitor may borrow the book
  when all of:
    - it is done in the hall

rule label_old_books
  cites: house 3
  a visitor must label the book
  when all of:
    - the book is old
  from: opening day
  by: 10 days after opening day

reading what_is_rare
  about: house 1
  question: Is an old book rare?
  chosen apart: no
  other together: yes
  because: a test

rule ask_about_old_books
  cites: house 2
  a visitor should not borrow the book
  when all of:
    - the book is old
      under reading: what_is_rare = together
    - the book is common

question may_i_borrow
  asks: May I borrow this book?
  about: borrow the book
"""


def policy(*edits: tuple[str, str], text: str = HOUSE) -> Policy:
    """The policy with edits: each a piece of text and what stands in its place."""
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    built = pipeline.checked({"house.solon": text.encode()}, LOCK)
    assert built.sound, built.findings
    return built.policy


def diff(*edits: tuple[str, str], text: str = HOUSE) -> Diff:
    """What edits of the policy change."""
    return compare(policy(text=text), policy(*edits, text=text))


def rule(name: str, cites: str, norm: str, *conditions: str) -> str:
    """The text of a rule under all of some conditions, or none."""
    when = "  always\n" if not conditions else "  when all of:\n" + "".join(f"    - {one}\n" for one in conditions)
    return f"rule {name}\n  cites: {cites}\n  a visitor {norm}\n{when}\n"
