"""A source text into the tree of its lines: marks, names, values, and the lines below each.

Invariant: every line of the source that is neither blank nor a comment stands in the tree exactly once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from lark import Lark, Token, Tree
from lark.indenter import Indenter

from solon_dsl.diagnostic import Span
from solon_dsl.text import Source


@dataclass(frozen=True)
class Line:
    """One line with the lines below it.

    kind: `opening` (a name and a colon), `field` (name and value), `head` (two words), or `text`.
    mark: `-`, `(a)`, or nothing. name, value: the two sides of the colon. text: the whole line after its mark.
    comments: the comments that stand before the line. after: those that stand behind its last deeper line.
    """

    kind: str
    mark: str
    name: str
    value: str
    text: str
    span: Span
    value_span: Span
    children: tuple[Line, ...] = ()
    comments: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class _Levels(Indenter):
    NL_type = "_NL"
    OPEN_PAREN_types: list[str] = []
    CLOSE_PAREN_types: list[str] = []
    INDENT_type = "_INDENT"
    DEDENT_type = "_DEDENT"
    tab_len = 1


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    text = files("solon_dsl").joinpath("lines.lark").read_text("utf-8")
    return Lark(text, parser="lalr", lexer="contextual", postlex=_Levels(), maybe_placeholders=True)


def read_lines(source: Source) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The line tree of a source, and the comments that stand behind its last line."""
    tree = _grammar().parse(source.aligned)
    lines = tuple(_line(source, child) for child in tree.children if isinstance(child, Tree))
    comments = source.comments
    placed, last = _attach(lines, comments, 0)
    return placed, tuple(text for number, text in comments.items() if number > last)


def _line(source: Source, tree: Tree[Token]) -> Line:
    content, *below = tree.children
    assert isinstance(content, Tree)
    mark, first, *rest = content.children
    assert isinstance(first, Token)
    number = first.line or 1
    written = source.lines[number - 1]
    column = len(written) - len(written.lstrip(" ")) + 1
    # Columns count in the text as written: the aligned text differs from it only in leading spaces.
    shift = column - ((mark if isinstance(mark, Token) else first).column or 1)
    body = (first.column or 1) + shift
    value = str(rest[0]).strip() if rest else ""
    at = (rest[0].column or 1) + shift if rest and isinstance(rest[0], Token) else body
    return Line(
        kind=str(content.data),
        mark=str(mark).strip() if mark else "",
        name=str(first).strip().removesuffix(":").rstrip() if content.data in ("opening", "field") else "",
        value=value,
        text=written[body - 1 :].rstrip(),
        span=Span(source.file, number, body, max(1, len(written) - body + 1)),
        value_span=Span(source.file, number, at, max(1, len(value))),
        children=tuple(_line(source, child) for child in below if isinstance(child, Tree)),
    )


def _attach(lines: tuple[Line, ...], comments: dict[int, str], last: int) -> tuple[tuple[Line, ...], int]:
    """Give each comment to the line that follows it; returns the lines and the number of the last one read."""
    placed: list[Line] = []
    for line in lines:
        before = tuple(text for number, text in comments.items() if last < number < line.span.line)
        children, last = _attach(line.children, comments, line.span.line)
        placed.append(replace(line, children=children, comments=before))
    return tuple(placed), last
