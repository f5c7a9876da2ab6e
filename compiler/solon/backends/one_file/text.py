"""A definition into its text, the same under every version of Python and readable by each from 3.11 on.

Invariant: the text, read again, is the definition.
"""

from __future__ import annotations

import ast
import json
from copy import deepcopy

CONVERSIONS = {-1: "", 115: "!s", 114: "!r", 97: "!a"}


def text_of(statement: ast.stmt) -> str:
    """The text, with one space for each step of indentation. Raises ValueError for what cannot be written so."""
    made: ast.stmt = _Words().visit(deepcopy(statement))
    lines = ast.unparse(ast.fix_missing_locations(made)).split("\n")
    text = "\n".join(" " * ((len(line) - len(line.lstrip())) // 4) + line.lstrip() for line in lines)
    (again,) = ast.parse(text).body
    if ast.dump(again) != ast.dump(statement):
        raise ValueError(f"this cannot be written down: {lines[0]}")
    return text


class _Words(ast.NodeTransformer):
    """Writes texts with values in them; `ast.unparse` writes those of Python 3.12 in a way that 3.11 cannot read."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.Name:
        # A name is written as it stands.
        return ast.Name(f'f"{"".join(self._part(one) for one in node.values)}"', ast.Load())

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
