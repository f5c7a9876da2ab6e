"""A definition into its text, the same under every version of Python and readable by each from 3.11 on.

Invariant: the text, read again, is the definition.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from copy import deepcopy

from solon.backends.one_file.tight import tight

WIDE = 120
MARK = r"\bf_string_([0-9]+)\b"
HEADS = re.compile(r" *(if|elif|else|for|while|with|case|try|except|finally|def|class)\b.*:$")
BLOCKS = re.compile(r" *(if|for|while|with|match|try|def|class|@)\b")
CONVERSIONS = {-1: "", 115: "!s", 114: "!r", 97: "!a"}


def text_of(statement: ast.stmt) -> str:
    """The text, as narrow as it can be read. Raises ValueError for what cannot be written so."""
    words = _Words()
    made: ast.stmt = words.visit(deepcopy(statement))
    text = tight(ast.unparse(ast.fix_missing_locations(made)))
    lines = re.sub(MARK, lambda found: words.found[int(found[1])], text).split("\n")
    text = "\n".join(_narrow(lines))
    (again,) = ast.parse(text).body
    if ast.dump(again) != ast.dump(statement):
        raise ValueError(f"this cannot be written down: {lines[0]}")
    return text


def _narrow(lines: Iterable[str]) -> Iterable[str]:
    """Lines with one space for each step of indentation, none empty.

    What is all that a function, an `if` or a loop does stands beside it.
    """
    found: list[str] = []
    steps = [" " * ((len(line) - len(line.lstrip())) // 4) + line.lstrip() for line in lines if line]
    for before, line, after in zip(["", *steps[:-1]], steps, [*steps[1:], ""], strict=True):
        alone = _depth(before) < _depth(line) > _depth(after)
        if alone and HEADS.match(before) and not BLOCKS.match(line) and len(before) + len(line) < WIDE:
            found[-1] += f" {line.lstrip()}"
        else:
            found.append(line)
    return found


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


class _Words(ast.NodeTransformer):
    """Writes texts with values in them; `ast.unparse` writes those of Python 3.12 in a way that 3.11 cannot read.

    Each has a name in its place until the rest is written. found: their texts.
    """

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.Name:
        self.found.append(f'f"{"".join(self._part(one) for one in node.values)}"')
        return ast.Name(f"f_string_{len(self.found) - 1}", ast.Load())

    def _part(self, node: ast.expr) -> str:
        match node:
            case ast.Constant(value=str(text)):
                return json.dumps(text, ensure_ascii=False)[1:-1].replace("{", "{{").replace("}", "}}")
            case ast.FormattedValue(value=value, conversion=conversion, format_spec=spec):
                inner = ast.unparse(ast.fix_missing_locations(self.visit(value)))
                if '"' in inner or "\\" in inner or inner.startswith("{"):
                    raise ValueError(f"this cannot stand in an f-string: {inner}")
                form = ":" + "".join(map(self._part, spec.values)) if isinstance(spec, ast.JoinedStr) else ""
                return f"{{{inner}{CONVERSIONS[conversion]}{form}}}"
            case _:
                raise ValueError("there is something else in an f-string.")
