"""Files with ten mistakes each, as a policy officer makes them: one report for each, at its line, and nothing else.

Invariant: the lists of codes and lines (`*.expected`) are written by hand. The texts that a person sees (`*.golden`)
are rewritten by SOLON_ACCEPT=1; look at the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from solon import pipeline
from solon.model.sources import Sources, write_lock
from solon_dsl import Diagnostic, read_source, render

CASES = Path(__file__).parents[1] / "cases" / "mistakes"
KINDS = ("rule", "exception", "term", "group", "example")
ACCEPT = os.environ.get("SOLON_ACCEPT") == "1"
LOCK = write_lock(Sources({"rules": dict.fromkeys(("1", "2", "2(a)", "3"), "announced")}))


def findings_of(kind: str) -> list[Diagnostic]:
    name = f"{kind}.solon"
    found = pipeline.build({name: (CASES / name).read_bytes()}, LOCK).findings
    return sorted(found, key=lambda finding: finding.sort_key)


@pytest.mark.parametrize("kind", KINDS)
def test_each_mistake_is_reported_once_at_its_line_and_nothing_else_is(kind: str) -> None:
    expected = (CASES / f"{kind}.expected").read_text("utf-8").splitlines()
    assert len(expected) == 10
    assert [f"{finding.code} {finding.span.line}" for finding in findings_of(kind)] == expected


@pytest.mark.parametrize("kind", KINDS)
def test_each_report_says_what_is_wrong_where_and_what_to_do(kind: str) -> None:
    name = f"{kind}.solon"
    lines = {name: read_source(name, (CASES / name).read_bytes())[0].lines}
    shown = "\n\n".join(render(finding, lines) for finding in findings_of(kind)) + "\n"
    golden = CASES / f"{kind}.golden"
    if ACCEPT:
        golden.write_text(shown, "utf-8")
    assert golden.read_text("utf-8") == shown


@pytest.mark.parametrize("kind", KINDS)
def test_every_mistake_comes_with_a_way_out_in_plain_words(kind: str) -> None:
    for finding in findings_of(kind):
        assert finding.help
        words = f"{finding.message} {finding.help}".lower()
        for jargon in ("token", "parse", "syntax", "null", "none", "exception:", "invalid"):
            assert jargon not in words.split(), (jargon, words)


SOUND = """instrument rules
  title: House rules
  kind: house rules
  issuer: The committee
  issued: January 2020
  in force from: 2020-01-01
  authority: Every visitor agrees to them.

bearer visitor
  says: a visitor

action borrow
  says: borrow the book
  instead: leave the book

fact book_is_rare
  says: the book is rare
  denies: the book is not rare
  asks: Is the book rare?

date joining
  says: the day of joining
  asks: When did the visitor join?

period trial
  cites: rules 3
  says: the trial period
  from: the day of joining
  until: 30 days after the day of joining

choice purpose
  asks: Why does the visitor come?
  one of:
    - reading: the visitor comes to read
    - looking: the visitor comes to look

term special_book
  cites: rules 1
  says: the book is special
  when any of:
    - the book is rare
    - the visitor comes to look

reading hours
  about: rules 2
  question: Does it matter when?
  chosen no: it does not
  other yes: it does
  because: Nothing is said.
"""
USES = """rule no_loans
  cites: rules 2
  a visitor must not borrow the book
  when any of:
    - the book is special
    - the book is not rare
    - the visitor comes to read
      under reading: hours = yes
  during: the trial period

rule no_late_loans
  cites: rules 2(a)
  a visitor must not borrow the book
  when all of:
    - the book is rare
    - the book is special
    - nothing but no_loans forbids leave the book
  from: the day of joining

exception friends
  cites: rules 3
  to: no_loans
  effect: a visitor may borrow the book
  when all of:
    - nothing else forbids it

example atlas
  cites: rules 2
  story: A visitor asks for an atlas.
  given:
    - the book is rare
    - the visitor comes to look
    - the day of joining: 2021-01-01
  expect:
    - a visitor, borrow the book: prohibited, by no_loans and no_late_loans
"""


def reported(declared: str | bytes, uses: str) -> list[str]:
    """Code, file and line of what is found in two files: one declares names, the other uses them."""
    data = declared if isinstance(declared, bytes) else declared.encode()
    found = pipeline.read({"declared": data, "uses": uses.encode()}, LOCK).findings
    return [f"{finding.code} {finding.span.file} {finding.span.line}" for finding in found]


def test_the_two_files_are_sound() -> None:
    assert reported(SOUND, USES) == []


@pytest.mark.parametrize(
    ("right", "wrong", "report"),
    [
        ("  says: a visitor\n", "", "S221 declared 9"),
        ("  says: a visitor\n", "  says:\n", "S207 declared 10"),
        ("bearer visitor", "people visitor", "S201 declared 9"),
        ("  says: borrow the book\n", "", "S221 declared 12"),
        ("  instead: leave", "  or else: leave", "S204 declared 14"),
        ("  says: the book is rare\n", "", "S221 declared 16"),
        ("  denies: the book is not rare\n", "", "S221 declared 16"),
        ("fact book_is_rare", "assumption book_is_rare", "S201 declared 16"),
        ("fact book_is_rare", "fact", "S202 declared 16"),
        ("fact book_is_rare", "fact borrow", "S302 declared 16"),
        ("  says: the day of joining\n", "", "S221 declared 21"),
        ("date joining", "day_of joining", "S201 declared 21"),
        ("  says: the trial period\n", "", "S221 declared 25"),
        ("    - reading: the visitor comes to read\n", "    - the visitor comes to read\n", "S321 declared 34"),
        ("  one of:\n", "", "S209 declared 33"),
        ("  says: the book is special\n", "", "S221 declared 37"),
        ("  chosen no: it does not\n  other yes: it does\n", "", "S221 declared 44"),
        ("instrument rules", "instrument ruels", "S414 declared 1"),
        ("instrument rules", "document rules", "S201 declared 1"),
    ],
)
def test_what_a_mistake_hides_from_the_other_blocks_is_not_reported_as_well(
    right: str, wrong: str, report: str
) -> None:
    assert right in SOUND
    found = reported(SOUND.replace(right, wrong), USES)
    assert found[0] == report
    assert len([line for line in found if "uses" in line]) == 0


@pytest.mark.parametrize("data", [b"#" * 1_000_001, SOUND.encode("utf-16"), SOUND.encode() + b"\xff"])
def test_a_file_that_cannot_be_read_is_reported_and_the_names_in_it_are_not_missed(data: bytes) -> None:
    found = reported(data, USES)
    assert [line.split()[1] for line in found] == ["declared"]


def test_other_mistakes_are_still_reported_beside_one_that_hides_something() -> None:
    found = reported(SOUND.replace("  says: the book is rare\n", ""), USES.replace("to: no_loans", "to: no_loan"))
    assert found == ["S221 declared 16", "S304 uses 22"]


def test_a_name_that_is_missing_in_many_places_is_reported_at_the_first() -> None:
    found = pipeline.read(
        {"declared": SOUND.replace("book is rare\n", "book is raer\n", 1).encode(), "uses": USES.encode()}, LOCK
    ).findings
    assert [(finding.code, finding.span.file, finding.span.line) for finding in found] == [("S301", "declared", 41)]
    assert found[0].message.endswith("The same stands in 2 more places.")
