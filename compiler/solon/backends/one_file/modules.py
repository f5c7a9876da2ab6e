"""The texts of modules into syntax trees, in an order in which each follows what it is made from.

Invariant: what a name at the top of a module stands for is settled by the text alone; a statement that could do
something while it is imported is refused.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


@dataclass(frozen=True)
class Origin:
    """What a name stands for: a name of a module, or the module itself where `name` is empty."""

    module: str
    name: str = ""


@dataclass(frozen=True)
class Module:
    """One module. binds: what each name at its top stands for. body: what it defines, in order.

    first: the modules that must be there before it. later: those that its functions import when they are called.
    """

    name: str
    binds: Mapping[str, Origin]
    body: tuple[Definition, ...]
    first: tuple[str, ...]
    later: tuple[str, ...]


def in_order(sources: Mapping[str, str], roots: Iterable[str]) -> tuple[Module, ...]:
    """Some modules and all that they rest on, in order. sources: the text of each module, by name.

    Raises ValueError for modules that rest on each other, and for what cannot be put into one file.
    """
    found: dict[str, Module] = {}
    waiting = list(roots)
    while waiting:
        for name in waiting:
            _add(name, sources, found, ())
        waiting = sorted({name for one in found.values() for name in one.later if name not in found})
    return tuple(found.values())


def _add(name: str, sources: Mapping[str, str], found: dict[str, Module], above: tuple[str, ...]) -> None:
    if name in found:
        return
    if name in above:
        raise ValueError(f"These modules rest on each other: {', '.join((*above, name))}.")
    module = _read(name, sources)
    for needed in module.first:
        _add(needed, sources, found, (*above, name))
    found[name] = module


def _read(name: str, sources: Mapping[str, str]) -> Module:
    tree = ast.parse(sources[name])
    binds: dict[str, Origin] = {}
    first: set[str] = set()
    body: list[Definition] = []
    for statement in tree.body:
        match statement:
            case ast.Import() | ast.ImportFrom():
                named = dict(imported(statement, sources))
                binds |= named
                first |= {origin.module for origin in named.values()} & sources.keys()
            case ast.If(test=ast.Name(id="TYPE_CHECKING"), body=inner, orelse=[]):
                binds |= {key: origin for one in inner for key, origin in _for_typing(one, sources)}
            case ast.FunctionDef() | ast.ClassDef() | ast.Assign() | ast.AnnAssign():
                body.append(statement)
                binds |= {defined: Origin(name, defined) for defined in defines(statement)}
            case ast.Expr(value=ast.Constant()):
                pass
            case _:
                raise ValueError(f"{name}, line {statement.lineno}: this cannot be put into one file.")
    within = (node for one in body for node in ast.walk(one) if isinstance(node, ast.Import | ast.ImportFrom))
    later = {origin.module for node in within for _, origin in imported(node, sources)} & sources.keys()
    return Module(name, binds, tuple(body), tuple(sorted(first)), tuple(sorted(later)))


def imported(statement: ast.Import | ast.ImportFrom, ours: Container[str]) -> Iterator[tuple[str, Origin]]:
    """The names that an import binds, with what they stand for. ours: the names of the modules to put together."""
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            if "." in alias.name and not alias.asname:
                raise ValueError(f"import {alias.name}: say under which name.")
            yield alias.asname or alias.name, Origin(alias.name)
        return
    module = statement.module or ""
    if statement.level:
        raise ValueError(f"from {'.' * statement.level}{module} import: name the package.")
    for alias in statement.names:
        whole = f"{module}.{alias.name}"
        if module != "__future__":
            yield alias.asname or alias.name, Origin(whole) if whole in ours else Origin(module, alias.name)


def defines(statement: Definition) -> tuple[str, ...]:
    """The names that a definition binds."""
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return (name,)
        case ast.Assign(targets=targets):
            return tuple(one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
            return (name,)
        case _:
            raise ValueError(f"line {statement.lineno}: this binds no plain name.")


def origin_of(origin: Origin, modules: Mapping[str, Module]) -> Origin:
    """Where something is defined that may have been imported by the module that it was imported from."""
    while origin.name and origin.module in modules:
        there = modules[origin.module].binds.get(origin.name)
        if there is None:
            raise ValueError(f"{origin.module} has no {origin.name}.")
        if there == origin:
            return origin
        origin = there
    return origin


def _for_typing(statement: ast.stmt, ours: Container[str]) -> Iterable[tuple[str, Origin]]:
    if not isinstance(statement, ast.Import | ast.ImportFrom):
        raise ValueError(f"line {statement.lineno}: only imports stand below TYPE_CHECKING.")
    return imported(statement, ours)
