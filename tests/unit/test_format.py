"""The canonical text: one form for each policy, with every comment in it once and the meaning unchanged.

Invariant: what is expected here is written out or comes from the input, never from the formatter.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from solon_dsl import format_source, parse

ROOT = Path(__file__).parents[2]
POLICIES = sorted((ROOT / "policies").rglob("*.solon"))


def canonical(text: str) -> str:
    found, findings = format_source("a.solon", text)
    assert found is not None, findings
    return found


def comments(text: str) -> list[str]:
    return sorted(line.strip() for line in text.splitlines() if line.strip().startswith("#"))


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_policies_keep_meaning_and_comments_and_a_second_time_changes_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    once = canonical(text)
    assert parse("a.solon", once)[0] == parse("a.solon", text)[0]
    assert comments(once) == comments(text)
    assert canonical(once) == once


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_policies_are_written_in_canonical_form(path: Path) -> None:
    text = path.read_text("utf-8")
    assert canonical(text) == text


UNTIDY = """# About the file.


# About the rule.
RULE no_loans
     # Who says so.
     From:   2020-01-01
     # The norm.
     a visitor must   not borrow the “book”
     when ALL of:
          # First.
          -   the book is rare
          -  any of:
              -   the visitor’s card is old
                  Under Reading:  cards =  strict
              # Not yet:
              # - the visit is late
          # Behind the list.
     because: The book
         # In the middle.
       is   old,
         and “rare”.
         # After the reason.
     cites: rules   2(a),  sentence 1
     # At the end of the rule.


# About nothing.

# The last word.
"""
TIDY = """# About the file.

# About the rule.
rule no_loans
  cites: rules 2(a), sentence 1
  # At the end of the rule.
  # The norm.
  a visitor must not borrow the "book"
  # In the middle.
  because: The book is old, and “rare”.
  # After the reason.
  when all of:
    # First.
    - the book is rare
    - any of:
      - the visitor's card is old
        under reading: cards = strict
      # Not yet:
      # - the visit is late
    # Behind the list.
  # Who says so.
  from: 2020-01-01

# About nothing.

# The last word.
"""


def test_one_text_for_every_layout() -> None:
    assert canonical(UNTIDY) == TIDY
    assert canonical(TIDY) == TIDY
    assert comments(TIDY) == comments(UNTIDY)


GROUP = """group rare_books
  cites: rules 2
  # Why.
  when all of:
    - the book is rare

  # The first.

  # It stands alone.
  rule no_loans
    cites: rules 2(a)
    a visitor must not borrow the book
    # Nothing more.

  # The second.
  either advice
    cites: rules 2
    a visitor must do one of:
      # Better.
      (a) ask the librarian
      (b) read the list
    always
"""


def test_groups_keep_a_blank_line_before_each_block_and_their_comments_where_they_are() -> None:
    assert canonical(GROUP) == GROUP


def test_blank_lines_inside_a_block_go_and_those_between_comments_stay() -> None:
    spaced = GROUP.replace("  when all of:\n", "\n  when all of:\n\n").replace("\n\n", "\n\n\n")
    assert canonical(spaced) == GROUP


def test_prose_is_wrapped_and_a_sentence_is_not() -> None:
    sentence = "the book " + "is very " * 20 + "rare"
    story = " ".join(["A visitor writes a letter about the book."] * 4)
    text = f"fact f\n  says: {sentence}\n  denies: not so\n  asks: {story}\n"
    lines = canonical(text).splitlines()
    assert lines[1] == f"  says: {sentence}"
    assert len(lines) == 5
    assert all(len(line) <= 110 for line in lines[3:])
    assert lines[4].startswith("      ")


@pytest.mark.parametrize(
    "word", ["# not a remark", "- no bullet", "(a) no bullet", "published: no line of its own", "on: no"]
)
def test_wrapping_never_turns_prose_into_another_line(word: str) -> None:
    for length in range(70, 110):
        filler = "x" * (length // 2) + " " + "y" * (length - length // 2)
        text = f"example e\n  cites: rules 1\n  story: {filler} {word} and so on\n  expect:\n    - a b, c: d\n"
        once = canonical(text)
        assert parse("a.solon", once)[0] == parse("a.solon", text)[0]
        assert canonical(once) == once


@pytest.mark.parametrize("text", ["", "\n\n", "# only this\n", "# one\n\n# two\n"])
def test_a_file_without_blocks_keeps_its_comments(text: str) -> None:
    assert canonical(text) == text.strip("\n") + ("\n" if text.strip() else "")


def test_a_file_with_mistakes_is_left_alone_and_the_mistakes_are_returned() -> None:
    found, findings = format_source("a.solon", TIDY.replace("cites:", "site:"))
    assert found is None
    assert [(finding.code, finding.span.line) for finding in findings] == [("S204", 5)]


def test_line_ends_and_the_byte_order_mark_are_made_plain() -> None:
    assert canonical("\ufeff" + TIDY.replace("\n", "\r\n")) == TIDY
