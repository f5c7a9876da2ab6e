"""A definition without what only its readers and type checkers need: documentation and the types of functions.

Invariant: it does the same when it runs. The types of fields stay, because dataclasses are made from them. Names stay,
but for `self`, which is every twentieth word: it is called `me`.
"""

from __future__ import annotations

import ast
from typing import Any, TypeVar

Tree = TypeVar("Tree", bound=ast.AST)
ITSELF, SHORT = "self", "me"
# The parts of a syntax tree that are names which can be local.
NAMES = ("id", "arg", "name", "rest", "asname")


def slim(tree: Tree) -> Tree:
    """The same definition, changed in place."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef():
                node.returns = None
                node.body = _without_types(_without_words(node.body))
            case ast.ClassDef():
                node.body = _without_words(node.body)
                if not node.decorator_list:
                    node.body = [one for one in node.body if not _is_hidden_type(one)] or [ast.Pass()]
            case ast.arg():
                node.annotation = None
            case ast.If() | ast.For() | ast.While():
                node.body, node.orelse = _without_types(node.body), _without_types(node.orelse, empty=True)
            case ast.With() | ast.ExceptHandler() | ast.match_case():
                node.body = _without_types(node.body)
            case ast.Try():
                node.body, node.finalbody = _without_types(node.body), _without_types(node.finalbody, empty=True)
                node.orelse = _without_types(node.orelse, empty=True)
            case _:
                pass
    if isinstance(tree, ast.ClassDef):
        _shorten(tree)
    return tree


def _shorten(tree: ast.ClassDef) -> None:
    """Give what every method is given first its short name, unless something has that name."""
    names = [(node, field) for node in ast.walk(tree) for field in NAMES if hasattr(node, field)]
    if any(getattr(node, field) == SHORT for node, field in names):
        return
    for node, field in names:
        if isinstance(node, ast.Name | ast.arg) and getattr(node, field) == ITSELF:
            setattr(node, field, SHORT)


def _without_words(body: list[ast.stmt]) -> list[ast.stmt]:
    """Statements without a text at their start."""
    match body:
        case [ast.Expr(value=ast.Constant(value=str())), *rest]:
            return rest or [ast.Pass()]
        case _:
            return body


def _without_types(body: list[ast.stmt], empty: bool = False) -> list[ast.stmt]:
    """Statements of a function without the types of its locals. empty: whether there may be none."""
    found = [_untyped(one) for one in body if not (isinstance(one, ast.AnnAssign) and one.value is None)]
    return found or ([] if empty else [ast.Pass()])


def _untyped(statement: ast.stmt) -> ast.stmt:
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        fields: dict[str, Any] = {"targets": [statement.target], "value": statement.value}
        return ast.copy_location(ast.Assign(**fields), statement)
    return statement


def _is_hidden_type(statement: ast.stmt) -> bool:
    """Whether a statement in a class that no decorator makes anything of only tells the type of a hidden attribute."""
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), value=None):
            return name.startswith("_")
        case _:
            return False
