"""A source text into the tree of its lines: marks, names, values, and the lines below each.

Invariant: every line of the source that is neither blank nor a comment stands in the tree exactly once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from lark import Lark, Token, Tree
from lark.indenter import Indenter

from solon_dsl.comments import Comments, place_comments
from solon_dsl.diagnostic import Span
from solon_dsl.text import Source


@dataclass(frozen=True)
class Line:
    """One line with the lines below it.

    kind: `opening` (a name and a colon), `field` (name and value), `head` (two words), or `text`.
    mark: `-`, `(a)`, or nothing. name, value: the two sides of the colon. text: the whole line after its mark.
    span: the text. mark_span, value_span: its parts.
    comments: the comments before the line, with an empty one for blank lines between or behind them.
    after: the comments behind its last deeper line. moved: whether its indentation was already reported.
    """

    kind: str
    mark: str
    name: str
    value: str
    text: str
    span: Span
    mark_span: Span
    value_span: Span
    children: tuple[Line, ...] = ()
    comments: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    moved: bool = False

    @property
    def name_span(self) -> Span:
        """The words before the colon, and the colon."""
        return replace(self.span, length=max(1, len(self.name) + 1))


class _Levels(Indenter):
    @property
    def NL_type(self) -> str:
        return "_NL"

    @property
    def OPEN_PAREN_types(self) -> list[str]:
        return []

    @property
    def CLOSE_PAREN_types(self) -> list[str]:
        return []

    @property
    def INDENT_type(self) -> str:
        return "_INDENT"

    @property
    def DEDENT_type(self) -> str:
        return "_DEDENT"

    @property
    def tab_len(self) -> int:
        return 1


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    text = files("solon_dsl").joinpath("lines.lark").read_text("utf-8")
    return Lark(text, parser="lalr", lexer="contextual", postlex=_Levels(), maybe_placeholders=True)


def read_lines(source: Source) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The line tree of a source, and the comments that stand behind its last line."""
    tree = _grammar().parse(source.aligned)  # pyright: ignore[reportUnknownMemberType]
    comments = place_comments(source)
    lines = tuple(_line(source, comments, child) for child in tree.children if isinstance(child, Tree))
    return lines, comments.last


def _line(source: Source, comments: Comments, tree: Tree[Token]) -> Line:
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
        mark_span=Span(source.file, number, column, max(1, len(str(mark or "").strip()))),
        value_span=Span(source.file, number, at, max(1, len(value))),
        children=tuple(_line(source, comments, child) for child in below if isinstance(child, Tree)),
        comments=comments.before.get(number, ()),
        after=comments.after.get(number, ()),
        moved=number in source.moved,
    )
