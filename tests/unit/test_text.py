"""What comes in as bytes: every encoding, character and size either reads well or gives one clear report.

Invariant: a report has a place inside the file, and a faulty character hides no other mistake.
"""

from __future__ import annotations

import unicodedata

import pytest

from solon_dsl import Diagnostic, parse, read_source

FACT = """fact question_1
  says: the book is rare
  denies: the book is not rare
  asks: Is the book rare?
"""


def reports(data: bytes | str) -> list[str]:
    """Code, line and column of every finding."""
    return [f"{found.code} {found.span.line}:{found.span.column}" for found in findings(data)]


def findings(data: bytes | str) -> tuple[Diagnostic, ...]:
    return parse("a.solon", data)[1]


def same_blocks(data: bytes | str, other: bytes | str = FACT) -> bool:
    return parse("a.solon", data)[0].blocks == parse("a.solon", other)[0].blocks


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_every_kind_of_line_end_reads_the_same(ends: str) -> None:
    assert not reports(FACT.replace("\n", ends))
    assert same_blocks(FACT.replace("\n", ends).encode())


def test_a_byte_order_mark_is_accepted() -> None:
    assert not reports(b"\xef\xbb\xbf" + FACT.encode())
    assert same_blocks(b"\xef\xbb\xbf" + FACT.encode())


def test_a_byte_order_mark_inside_the_file_is_reported() -> None:
    assert reports(FACT + "\ufeff" + FACT.replace("rare", "old")) == ["S106 5:1"]


def test_composed_and_decomposed_letters_are_the_same() -> None:
    composed = FACT.replace("rare", "réservé")
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed != composed
    assert not reports(decomposed)
    assert same_blocks(decomposed, composed)


def test_curly_quotes_in_sentences_are_straight_ones() -> None:
    curly = FACT.replace("the book is", "the member\u2019s \u201cbook\u201d is")
    assert same_blocks(curly, FACT.replace("the book is", 'the member\'s "book" is'))


def test_doubled_spaces_in_sentences_do_not_matter() -> None:
    assert same_blocks(FACT.replace("the book", "the   book"))


def test_names_of_lines_may_be_written_in_any_case() -> None:
    assert same_blocks(FACT.replace("says:", "Says:").replace("asks:", "ASKS:"))


def test_one_tab_is_one_report_and_the_line_keeps_its_place() -> None:
    assert reports(FACT.replace("  denies", "\tdenies")) == ["S104 3:1"]
    assert same_blocks(FACT.replace("  denies", "\tdenies"))


@pytest.mark.parametrize("width", [1, 2])
def test_a_file_indented_with_tabs_is_one_report(width: int) -> None:
    rule = "rule r\n  cites: rules 1\n  a member must speak\n  when all of:\n    - x\n    - any of:\n      - y\n"
    rule += "      - z\n"
    tabs = rule.replace("  ", "\t" * width)
    assert reports(tabs) == ["S104 2:1"]
    assert "in 6 more lines" in findings(tabs)[0].message
    assert same_blocks(tabs, rule)


def test_a_tab_before_a_bullet_among_bullets_with_spaces_is_one_report() -> None:
    rule = "rule r\n  cites: rules 1\n  a member must speak\n  when all of:\n    - x\n    - y\n  from: 2020-01-01\n"
    tab = rule.replace("    - y", "\t- y")
    assert reports(tab) == ["S104 6:1"]
    assert same_blocks(tab, rule)


@pytest.mark.parametrize("hidden", list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_characters_that_change_the_direction_are_reported_and_left_out(hidden: str) -> None:
    text = FACT.replace("rare\n", f"ra{hidden}re\n", 1)
    assert reports(text) == ["S105 2:23"]
    assert same_blocks(text)


@pytest.mark.parametrize("space", list("\u00a0\u2003\u2009\u202f\u3000\u2028\u2029\x0b\x0c\x85"))
def test_unusual_spaces_are_reported_and_read_as_spaces(space: str) -> None:
    text = FACT.replace("is rare\n", f"is{space}rare\n", 1)
    assert reports(text) == ["S106 2:20"]
    assert same_blocks(text)


@pytest.mark.parametrize("nothing", list("\u200b\u200c\u200d\u00ad\ufe0f\u2060\x00\x07\ue000\u034f"))
def test_characters_that_show_nothing_are_reported_and_left_out(nothing: str) -> None:
    text = FACT.replace("rare\n", f"ra{nothing}re\n", 1)
    assert reports(text) == ["S106 2:23"]
    assert same_blocks(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("b\u043eok", "book"),  # Cyrillic
        ("b\u03bfok", "book"),  # Greek
        ("\uff42ook", "book"),  # full width
        ("\U0001d41book", "book"),  # mathematical bold
        ("pre\u2010book", "pre-book"),  # another hyphen
        ("\uff11book", "1book"),  # full-width digit
        ("of\ufb01ce", "office"),  # a ligature
    ],
)
def test_look_alike_characters_are_reported_and_read_as_what_they_look_like(written: str, meant: str) -> None:
    text = FACT.replace("book\n", "book\n").replace("the book is rare", f"the {written} is rare")
    assert [report.split()[0] for report in reports(text)] == ["S107"]
    assert same_blocks(text, FACT.replace("the book is rare", f"the {meant} is rare"))


def test_a_letter_that_looks_like_no_latin_one_is_reported_once() -> None:
    assert reports(FACT.replace("rare", "\u4e00rare")) == ["S107 2:21"]
    assert "in 2 more lines" in findings(FACT.replace("rare", "\u4e00rare"))[0].message


@pytest.mark.parametrize("word", ["Montréal", "naïve", "Łódź", "Đặng", "œuvre", "Þór", "nº", "½", "25 °C", "€"])
def test_letters_with_accents_and_ordinary_signs_are_allowed(word: str) -> None:
    assert not reports(FACT.replace("rare", word))


def test_dashes_and_dots_of_print_are_allowed_in_prose() -> None:
    assert not reports(FACT.replace("Is the book rare?", "Is it \u2013 at last \u2014 rare\u2026?"))


def test_a_long_line_is_one_report_and_the_rest_of_the_file_is_read() -> None:
    text = FACT + "  help: " + "very " * 100_000 + "\n\nfcat x\n"
    assert [report.split(":")[0] for report in reports(text)[:2]] == ["S103 5", "S201 7"]
    assert reports("a" * 1_000_000) == ["S103 1:1"]


def test_a_line_of_exactly_the_limit_is_read() -> None:
    assert not reports("# " + "a" * 1_998)
    assert reports("# " + "a" * 1_999) == ["S103 1:1"]


def test_the_limit_of_a_line_does_not_count_its_indentation() -> None:
    assert not reports(FACT + " " * 100 + "# " + "a" * 1_998)


@pytest.mark.parametrize("data", [b"#" * 1_000_001, "#" * 1_000_001, b"\n" * 50_002])
def test_a_file_over_the_limit_is_one_report_and_is_not_read(data: bytes | str) -> None:
    tree, found = parse("a.solon", data)
    assert [report.code for report in found] == ["S101"]
    assert tree.blocks == ()
    assert not tree.whole


def test_a_file_of_exactly_the_limit_is_read() -> None:
    assert not reports(("# " + "a" * 997 + "\n") * 1_000)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff", "S102 1:1"),
        (b"# caf\xe9\n", "S102 1:6"),
        (b"# one\r\n# caf\xc3\xa9 caf\xe9\n", "S102 2:11"),
        ("# é\n".encode("utf-16"), "S102 1:1"),
        (b"# cut \xe2\x82", "S102 1:7"),
        (b"\xff\xfe", "S102 1:1"),
        (b"\x02\x17\xd2", "S102 1:2"),
        (b"\xed\xa0\x80", "S102 1:1"),
    ],
)
def test_bytes_that_are_not_utf_8_are_one_report_at_the_first_of_them(data: bytes, place: str) -> None:
    assert reports(data) == [place]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_file_in_another_encoding_still_tells_its_names_and_nothing_else_is_said_about_it(encoding: str) -> None:
    text = FACT.replace("rare", "réservé") + "\nfcat x\n  sayz: no\n"
    tree, found = parse("a.solon", text.encode(encoding))
    assert [report.code for report in found] == ["S102"]
    assert tree.blocks[0].text("says") == "the book is réservé"


@pytest.mark.parametrize("text", ["", "\n", "   \n\n", "# only a remark", "# one\n\n   # two\n", "\ufeff"])
def test_a_file_without_blocks_is_no_mistake(text: str) -> None:
    tree, found = parse("a.solon", text.encode())
    assert tree.blocks == ()
    assert not found


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    source, _ = read_source("a.solon", "# a\r\n\r# b\n# c\u2028d\n")
    assert [line.split()[0] if line else "" for line in source.lines] == ["#", "", "#", "#"]


def test_a_faulty_character_hides_no_other_mistake_on_its_line() -> None:
    assert [report.split()[0] for report in reports(FACT.replace("  denies: the", "  denys:\u00a0the"))] == [
        "S204",
        "S106",
    ]
