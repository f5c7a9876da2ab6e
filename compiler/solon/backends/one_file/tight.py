"""The text of a statement into the same statement with fewer spaces and brackets.

Invariant: it has the same tokens in the same order, but for brackets that change nothing. Every line stays a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import accumulate
from keyword import iskeyword
from tokenize import NAME, NUMBER, OP, STRING, generate_tokens

VALUES = frozenset(("None", "False", "True"))
OPENS, CLOSES = frozenset("([{"), frozenset(")]}")


@dataclass(frozen=True)
class _Token:
    """A token, and where it starts and stops in the text."""

    text: str
    start: int
    stop: int
    operator: bool


def tight(text: str) -> str:
    """The same statement. text: what `ast.unparse` made, without f-strings."""
    tokens = _tokens(text)
    left_out = {place for pair in _needless(text, tokens) for place in pair}
    found: list[str] = []
    before: _Token | None = None
    for place, token in enumerate(tokens):
        gap = text[before.stop : token.start] if before else text[: token.start]
        found.append("" if before and gap == " " and _touch(before, token) else gap)
        found.append("" if place in left_out else token.text)
        before = token
    return "".join(found)


def _tokens(text: str) -> list[_Token]:
    lines = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    return [
        _Token(one.string, lines[one.start[0] - 1] + one.start[1], lines[one.end[0] - 1] + one.end[1], one.type == OP)
        for one in generate_tokens(StringIO(text).readline)
        if one.type in (NAME, NUMBER, OP, STRING)
    ]


def _touch(before: _Token, token: _Token) -> bool:
    """Whether two tokens can stand without a space: beside an operator, where no keyword is, and no number may grow."""
    return (
        token.text != "."
        and (before.operator or token.operator)
        and not (_is_word(before.text) or _is_word(token.text))
    )


def _is_word(text: str) -> bool:
    return iskeyword(text) and text not in VALUES


def _needless(text: str, tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """The brackets that change nothing, by the places of both tokens."""
    for first, last in _pairs(tokens):
        before = tokens[first - 1].text if first else ""
        words = set(_direct(tokens, first, last))
        alone = last + 1 == len(tokens) or "\n" in text[tokens[last].stop : tokens[last + 1].start]
        # The values that are put into names together, or given back together.
        together = before in ("=", "return") and alone and "," in words and tokens[last - 1].text != ","
        # What a function is given alone: its own brackets are there.
        given = before == "(" and last + 1 < len(tokens) and tokens[last + 1].text == ")" and _called(tokens, first - 1)
        if (together and "for" not in words) or (given and "for" in words):
            yield first, last


def _pairs(tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """Each round bracket with the one that closes it."""
    waiting: list[int] = []
    for place, token in enumerate(tokens):
        if token.operator and token.text in OPENS:
            waiting.append(place)
        elif token.operator and token.text in CLOSES:
            first = waiting.pop()
            if token.text == ")":
                yield first, place


def _direct(tokens: Sequence[_Token], first: int, last: int) -> Iterator[str]:
    """What stands between two brackets, and between no others within."""
    depth = 0
    for token in tokens[first + 1 : last]:
        depth -= token.operator and token.text in CLOSES
        if not depth:
            yield token.text
        depth += token.operator and token.text in OPENS


def _called(tokens: Sequence[_Token], place: int) -> bool:
    """Whether a bracket holds what a function is given."""
    before = tokens[place - 1] if place else None
    return before is not None and (before.text in (")", "]") or not (before.operator or _is_word(before.text)))
