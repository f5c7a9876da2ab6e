"""A class without the methods that rest on modules which are not put together with it.

Invariant: what is left needs no module of these packages but those that are there.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from solon.backends.one_file.modules import Definition, imported


def leave_out(definition: Definition, sources: Mapping[str, str]) -> Definition:
    """The same definition, changed in place. sources: what is put together, by the name of the module.

    Raises ValueError for a function that is no method: whatever calls it would not find it.
    """
    if isinstance(definition, ast.ClassDef):
        definition.body = [one for one in definition.body if not missing(one, sources)]
    if names := missing(definition, sources):
        raise ValueError(f"line {definition.lineno}: {', '.join(names)} is not put into the file.")
    return definition


def missing(tree: ast.AST, sources: Mapping[str, str]) -> tuple[str, ...]:
    """The modules that a tree imports from a package of the sources, and that are not among them."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    found = {origin.module for node in imports for _, origin in imported(node, sources)}
    packages = {name.partition(".")[0] for name in sources}
    return tuple(sorted(name for name in found if name.partition(".")[0] in packages and name not in sources))
