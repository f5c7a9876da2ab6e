"""JavaScript text into tokens, as far as the modules in `runtime/` need it.

Invariant: the tokens in a row, with the space between them, are the text; comments are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = re.compile(r"[A-Za-z_$][\w$]*")
NUMBER = re.compile(r"\d[\w.]*")
STRING = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"")
REGEX = re.compile(r"/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
SPACE = re.compile(r"\s+|//[^\n]*|/\*[\s\S]*?\*/")
MARK = re.compile(r"\.\.\.|=>|\*\*|\+\+|--|&&|\|\||\?\?|\?\.|[!=]==|[=!<>]=|>>>|>>|<<|[-+*/%|&^]=|.")
# After these a slash begins a regular expression; after anything else it divides.
BEFORE_REGEX = frozenset(("(", ",", "=", ":", "[", "!", "&&", "||", "?", "{", "}", ";", "=>", "return"))


def tokens(text: str) -> Iterator[str]:
    """The tokens of a module. Raises ValueError for a text that does not end well."""
    at, last = 0, ";"
    while at < len(text):
        if found := SPACE.match(text, at):
            at = found.end()
            continue
        if text[at] == "`":
            end = _template(text, at)
        else:
            shapes = (STRING, REGEX, WORD, NUMBER, MARK) if last in BEFORE_REGEX else (STRING, WORD, NUMBER, MARK)
            end = next(found.end() for shape in shapes if (found := shape.match(text, at)))
        last = text[at:end]
        yield last
        at = end


def template_parts(token: str) -> Iterator[tuple[bool, str]]:
    """The parts of a template literal: whether each is code, and its text."""
    at, start = 1, 1
    while at < len(token) - 1:
        if token[at] == "\\":
            at += 2
        elif token.startswith("${", at):
            yield False, token[start:at]
            end = _closing(token, at + 2)
            yield True, token[at + 2 : end]
            at = start = end + 1
        else:
            at += 1
    yield False, token[start:-1]


def _template(text: str, start: int) -> int:
    """The end of a template literal."""
    at = start + 1
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith("${", at):
            at = _closing(text, at + 2) + 1
        elif text[at] == "`":
            return at + 1
        else:
            at += 1
    raise ValueError("a template literal does not end")


def _closing(text: str, start: int) -> int:
    """The place of the brace that ends the code inside a template literal."""
    at, depth = start, 0
    while at < len(text):
        if text[at] == "`":
            at = _template(text, at)
            continue
        if found := STRING.match(text, at):
            at = found.end()
            continue
        if text[at] == "}" and depth == 0:
            return at
        depth += (text[at] == "{") - (text[at] == "}")
        at += 1
    raise ValueError("a template literal does not end")
