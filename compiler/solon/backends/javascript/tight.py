"""The tokens of a statement into fewer that say the same.

Invariant: what they do stays. Two declarations in a row become one; brackets and commas that may be left out are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solon.backends.javascript.statements import Tokens, deeper
from solon.backends.javascript.tokens import WORD

SHORT = {"true": "!0", "false": "!1", "undefined": "void 0"}
DECLARING = ("const", "let")


def tight(statement: Tokens) -> Tokens:
    """The shorter statement. Words that stand for a value must not be names of properties in it."""
    return tuple(_one_declaration(_plain_values(_bare(statement))))


def _bare(statement: Tokens) -> Tokens:
    """Without the brackets of a single parameter, and without a comma before a closing bracket."""
    out: list[str] = []
    for token in statement:
        if token in (")", "]") and out[-1] == "," and out[-2] not in (",", "["):
            out.pop()
        if token == "=>" and out[-1] == ")" and out[-3] == "(" and WORD.match(out[-2]):
            out[-3:] = [out[-2]]
        out.append(token)
    return tuple(out)


def _plain_values(statement: Tokens) -> Iterator[str]:
    before = ""
    for token in statement:
        yield token if before in (".", "?.") else SHORT.get(token, token)
        before = token


def _one_declaration(found: Iterable[str]) -> Iterator[str]:
    """With one declaration in the place of several of the same kind that follow each other inside braces."""
    tokens = tuple(found)
    # The first token of the statement that is open inside each pair of brackets; empty between two statements.
    first = [tokens[0]]
    skipped = False
    for place, token in enumerate(tokens):
        if skipped:
            skipped = False
            continue
        step = deeper(token)
        if step <= 0 and not first[-1] and token != ";":
            first[-1] = token
        if step > 0:
            if not first[-1]:
                first[-1] = token
            first.append("" if token == "{" else token)
        elif step < 0:
            first.pop()
            if token == "}" and first and first[-1] not in DECLARING:
                first[-1] = ""
        elif token == ";" and place + 1 < len(tokens):
            if first[-1] in DECLARING and tokens[place + 1] == first[-1]:
                yield ","
                skipped = True
                continue
            first[-1] = ""
        yield token
