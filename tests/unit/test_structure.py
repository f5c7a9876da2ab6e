"""The shape of blocks and lists: what is read, and that one mistake gives one report and hides nothing else.

Invariant: after a mistake the rest is read as it was meant, so the text has the same tree as the sound one.
"""

from __future__ import annotations

import pytest

from solon_dsl import Block, parse
from solon_dsl.table import KINDS

RULE = """rule no_loans
  cites: rules 2
  a visitor must not borrow the book
  when all of:
    - the book is rare
    - any of:
      - the visit is late
      - the visitor is a guest
  from: 2020-01-01
"""
GROUP = """group rare_books
  cites: rules 2
  when all of:
    - the book is rare

  rule no_loans
    cites: rules 2
    a visitor must not borrow the book

  rule no_copies
    cites: rules 2
    a visitor must not copy the book
    when all of:
      - the visit is late
"""
EXAMPLE = """example atlas
  cites: rules 2
  story: A student asks for an atlas
    and goes home.
  given:
    - the book is rare
    - the day of joining: 2020-01-01
  unknown:
    - the visit is late
  expect:
    - a visitor, borrow the book: prohibited, by no_loans
"""
TERM = """term special_book
  cites: rules 1
  says: the book is special
  when any of:
    (a) the book is rare
    (b) all of:
      - the visit is late
      - the visitor is a guest
"""
EITHER = """either advice
  cites: rules 1
  a visitor must do one of:
    (a) ask the librarian
    (b) read the list
  always
"""


def reports(text: str) -> list[str]:
    return [f"{found.code} {found.span.line}" for found in parse("a.solon", text)[1]]


def blocks(text: str) -> tuple[Block, ...]:
    return parse("a.solon", text)[0].blocks


@pytest.mark.parametrize("text", [RULE, GROUP, EXAMPLE, TERM, EITHER])
def test_sound_blocks_give_no_report(text: str) -> None:
    assert not reports(text)


def test_a_block_holds_its_lines_in_the_order_of_the_table() -> None:
    (rule,) = blocks(RULE)
    assert (rule.kind, rule.id.text) == ("rule", "no_loans")
    assert [found.name for found in rule.fields] == ["cites", "when", "from"]
    assert rule.norm is not None
    assert rule.norm.text == "a visitor must not borrow the book"
    first, inner = rule.fields[1].items
    assert (first.mark, first.phrase.text, inner.connective) == ("-", "the book is rare", "any")
    assert [item.phrase.text for item in inner.items] == ["the visit is late", "the visitor is a guest"]


def test_places_are_those_of_the_words() -> None:
    (rule,) = blocks(RULE)
    span = rule.fields[1].items[1].items[0].phrase.span
    assert (span.line, span.column, span.length) == (7, 9, len("the visit is late"))
    cites = rule.fields[0].value.span
    assert (cites.line, cites.column, cites.length) == (2, 10, len("rules 2"))


def test_a_group_holds_its_rules() -> None:
    (group,) = blocks(GROUP)
    assert [inner.id.text for inner in group.blocks] == ["no_loans", "no_copies"]


def test_prose_runs_on_in_deeper_lines() -> None:
    (example,) = blocks(EXAMPLE)
    assert example.text("story") == "A student asks for an atlas and goes home."


def test_values_of_bullets_stand_behind_a_colon() -> None:
    given = blocks(EXAMPLE)[0].first("given")
    assert given is not None
    value = given.items[1].value
    assert value is not None
    assert value.text == "2020-01-01"


# What a person writes, where it is reported, and the sound text that it is read as.
MENDED = [
    # a word or a sign
    (RULE, "rule no_loans", "rulle no_loans", "S201 1"),
    (RULE, "rule no_loans", "RULE no_loans", None),
    (RULE, "rule no_loans", "rule no_loans:", "S202 1"),
    (RULE, "rule no_loans", "rule: no_loans", "S202 1"),
    (RULE, "rule no_loans", "rule No loans", "S202 1"),
    (RULE, "rule no_loans", "rule no-loans", "S202 1"),
    (RULE, "cites:", "cite:", "S204 2"),
    (RULE, "cites:", "site:", "S204 2"),
    (RULE, "cites:", "CITES :", None),
    (RULE, "cites:", "cites", "S205 2"),
    (RULE, "cites: ", "cites:", "S205 2"),
    (RULE, "when all of:", "when all of", "S205 4"),
    (RULE, "when all of:", "When ALL of:", None),
    (RULE, "when all of:", "when:", "S204 4"),
    (RULE, "when all of:", "if all of:", "S204 4"),
    (RULE, "when all of:", "all of:", "S204 4"),
    (RULE, "- any of:", "- any of", "S205 6"),
    (RULE, "- any of:", "- one of:", "S220 6"),
    (RULE, "borrow the book\n", "borrow the book.\n", "S216 3"),
    (RULE, "book is rare\n", "book is rare.\n", "S216 5"),
    (RULE, "from: 2020-01-01", "from: 2020-01-01.", "S216 9"),
    (TERM, "book is special\n", "book is special.\n", "S216 3"),
    (EITHER, "do one of:", "do one of", "S205 3"),
    (EITHER, "do one of:", "do any of:", "S204 3"),
    (EITHER, "always", "allways", "S208 6"),
    # bullets
    (RULE, "    - the book", "    -the book", "S211 5"),
    (RULE, "    - the book", "    • the book", "S211 5"),
    (RULE, "    - the book", "    – the book", "S211 5"),
    (RULE, "    - the book", "    * the book", "S211 5"),
    (RULE, "    - the book", "    the book", "S211 5"),
    (TERM, "(a) the", "(A) the", "S211 5"),
    (TERM, "(a) the", "a) the", "S211 5"),
    (TERM, "(a) the", "a. the", "S211 5"),
    (TERM, "(a) the", "(a)the", "S211 5"),
    (RULE, "the book is rare\n", "the book\n      is rare\n", "S219 6"),
    (RULE, "must not borrow", "must not\n    borrow", "S219 4"),
    (TERM, "says: the book is", "says: the book\n    is", "S219 4"),
    # too far left, too far right
    (RULE, "  a visitor", "    a visitor", "S210 3"),
    (RULE, "  a visitor", "a visitor", "S203 3"),
    (RULE, "  cites", "cites", "S203 2"),
    (RULE, "  when all", "when all", "S203 4"),
    (RULE, "  from", "from", "S203 9"),
    (RULE, "  from", "    from", "S210 9"),
    (RULE, "  from", "      from", "S210 9"),
    (RULE, "  from", "   from", "S108 9"),
    (RULE, "  from", " from", "S108 9"),
    (RULE, "  cites", "    cites", "S108 2"),
    (RULE, "    - the book", "  - the book", "S209 5"),
    (RULE, "    - the book", "     - the book", "S108 5"),
    (RULE, "      - the visit is late", "        - the visit is late", "S108 7"),
    (RULE, "      - the visitor is", "        - the visitor is", "S212 8"),
    (RULE, "rule no_loans", " rule no_loans", "S108 1"),
    (TERM, "      - the", "    - the", "S209 7"),
    (EXAMPLE, "  given", "    given", "S210 5"),
    (EXAMPLE, "    - the book is rare\n    - the day", "  - the book is rare\n  - the day", "S209 6"),
    (GROUP, "  rule no_copies", "rule no_copies", "S108 10"),
    (GROUP, "  rule no_loans", "rule no_loans", "S108 6"),
    (GROUP, "  rule no_copies", "  rulle no_copies", "S201 10"),
]


@pytest.mark.parametrize(("sound", "right", "wrong", "report"), MENDED)
def test_a_mistake_is_reported_once_and_read_as_it_was_meant(
    sound: str, right: str, wrong: str, report: str | None
) -> None:
    assert right in sound
    text = sound.replace(right, wrong)
    assert reports(text) == ([report] if report else [])
    assert blocks(text) == blocks(sound)


# What cannot be read as meant, but gives one report all the same.
REPORTED = [
    (RULE.replace("rule no_loans", "rule"), "S202 1"),
    (RULE.replace("rule no_loans", "ban no_loans"), "S201 1"),
    (RULE.replace("  cites: rules 2\n", ""), "S221 1"),
    (RULE.replace("  cites: rules 2", "  cites:"), "S207 2"),
    (RULE.replace("  a visitor must not borrow the book\n", ""), "S222 1"),
    (RULE.replace("  from", "  a visitor must speak\n  from"), "S208 9"),
    (RULE.replace("  from", "  This is an old rule.\n  It is not used much.\n  from"), "S208 9"),
    (RULE.replace("  from", "  unless the visit is late\n  from"), "S208 9"),
    (RULE.replace("  from", "  unless:\n    - the visit is late\n  from"), "S204 9"),
    (RULE.replace("  from", "  until: 2021-01-01\n  from: 2020-01-01\n  from"), "S206 11"),
    (RULE.replace("  from", "  always\n  from"), "S224 1"),
    (RULE[: RULE.index("  when")], "S223 1"),
    (RULE.replace("  when all of:\n", ""), "S209 4"),
    (RULE.replace("must not borrow", "must not: borrow"), "S204 3"),
    (RULE.replace("    - the book is rare\n", "    - the book is rare\n    -\n"), "S207 6"),
    (RULE.replace("- the visit is late", "(a) the visit is late"), "S213 8"),
    (RULE.replace("- the book is rare", "- the book is rare:"), "S207 5"),
    (RULE.replace("when all of:", "when all of: the book is rare"), "S218 4"),
    (RULE.replace("- any of:", "- any of: the visit is late"), "S218 6"),
    (TERM.replace("(b)", "(a)"), "S214 6"),
    (TERM.replace("(b)", "-"), "S213 6"),
    (TERM.replace("      - the visit is late\n      - the visitor is a guest\n", ""), "S215 6"),
    (EXAMPLE.replace("  given:\n", ""), "S209 5"),
    (EXAMPLE.replace("    and goes", "    - and goes"), "S209 4"),
    (EXAMPLE.replace("    and goes home.", "    published: He may."), "S210 4"),
    (EXAMPLE.replace("    - the book is rare", "    - any of:\n      - the book is rare"), "S220 6"),
    (EXAMPLE.replace("- the visit is late", "- the visit is late\n      under reading: a = b"), "S210 10"),
    (EITHER.replace("  a visitor must do one of:\n", ""), "S209 3"),
    (GROUP[: GROUP.index("\n  rule")], "S225 1"),
    (GROUP[: GROUP.index("  rule")] + GROUP[GROUP.index("  rule") :].replace("\n  ", "\n").lstrip(), "S225 1"),
    (GROUP.replace("  rule no_copies", "  fact no_copies"), "S203 10"),
    ("This file is about loans.\n\n" + RULE, "S203 1"),
    ("cites: rules 1\n  a visitor\n", "S203 1"),
    ("- the book is rare\n", "S203 1"),
]


@pytest.mark.parametrize(("text", "report"), REPORTED)
def test_one_mistake_gives_one_report(text: str, report: str) -> None:
    found = reports(text)
    assert found[0] == report
    assert len(found) == 1 or "fact no_copies" in text


def test_the_indentation_of_a_whole_file_is_one_report() -> None:
    shifted = "".join(f"  {line}\n" if line else "\n" for line in (RULE + "\n" + TERM).splitlines())
    assert reports(shifted) == ["S108 1"]
    assert blocks(shifted) == blocks(RULE + "\n" + TERM)


def test_a_block_without_any_indentation_is_one_report() -> None:
    flat = "\n".join(line.strip() for line in TERM.splitlines()[:3]) + "\nalways\n"
    assert reports(flat) == ["S203 2"]
    assert blocks(flat)[0].text("says") == "the book is special"


@pytest.mark.parametrize("width", [1, 2, 3, 4, 7])
def test_any_width_of_indentation_is_read_alike(width: int) -> None:
    text = "\n".join(" " * (len(line) - len(line.lstrip())) * width + line.lstrip() for line in RULE.splitlines())
    assert not reports(text)
    assert blocks(text) == blocks(RULE)


def test_a_block_inside_a_block_is_read_as_if_it_stood_at_the_left_edge() -> None:
    inner = "".join(f"  {line}\n" for line in TERM.splitlines())
    assert reports(RULE + inner) == ["S203 10"]
    assert [block.id.text for block in blocks(RULE + inner)] == ["no_loans", "special_book"]


def test_a_block_that_was_swallowed_by_prose_is_noticed() -> None:
    story = "context c\n  cites: rules 1\n  because: a statement of purpose\n"
    inner = "".join(f"    {line}\n" for line in TERM.splitlines())
    assert reports(story + inner) == ["S203 4"]


def test_lists_inside_lists_beyond_the_limit_are_one_report() -> None:
    deep = "".join(f"{' ' * (level + 3)}- any of:\n" for level in range(1_000)) + " " * 1_003 + "- the book is rare\n"
    assert reports(TERM[: TERM.index("    (a)")] + deep) == ["S109 16"]


def test_twelve_levels_are_read() -> None:
    deep = "".join(f"{'  ' * (level + 2)}- any of:\n" for level in range(10)) + "  " * 12 + "- the book is rare\n"
    assert not reports(TERM[: TERM.index("    (a)")] + deep)


def test_more_blocks_than_the_limit_are_one_report() -> None:
    text = "".join(f"bearer b{number}\n  says: visitor {number}\n" for number in range(5_001))
    tree, found = parse("a.solon", text)
    assert [f"{report.code} {report.span.line}" for report in found] == ["S110 10001"]
    assert len(tree.blocks) == 5_000


def test_a_file_full_of_mistakes_shows_the_first_hundred_and_says_so() -> None:
    found = parse("a.solon", "".join(f"rulle r{number}\n  always\n" for number in range(500)))[1]
    assert [report.code for report in found].count("S111") == 1
    assert len(found) == 101
    assert found[-1].code == "S111"


@pytest.mark.parametrize("kind", [kind.keyword for kind in KINDS])
def test_a_block_of_every_kind_with_no_line_says_all_that_it_needs_at_its_first_line(kind: str) -> None:
    found = parse("a.solon", f"{kind} x\n")[1]
    assert {report.span.line for report in found} == {1}
    assert len({report.code for report in found}) == len(found)


def test_several_mistakes_in_one_file_are_all_reported() -> None:
    text = (
        RULE.replace("cites:", "site:")
        + "\n"
        + TERM.replace("(b)", "(a)")
        + "\n"
        + EITHER.replace("do one of:", "do one of")
    )
    assert reports(text) == ["S204 2", "S214 16", "S205 22"]
