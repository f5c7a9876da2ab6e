"""A definition of a module into the same one with other global names.

Invariant: a name means what it meant. Where that cannot be kept, because a local would come before a global, or because
nobody knows what a name stands for, ValueError is raised.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from solon.backends.one_file.modules import Module, Origin, imported, origin_of

BUILTINS = "builtins"
CAST = Origin("typing", "cast")
# The types that dataclasses look at.
SPECIAL = {Origin("typing", "ClassVar"), Origin("dataclasses", "InitVar"), Origin("dataclasses", "KW_ONLY")}
Tree = TypeVar("Tree", bound=ast.AST)
Function = ast.FunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
# What a global is to be called; given what it stands for, and the locals around its use.
Called = Callable[[Origin, frozenset[str]], str]


@dataclass(frozen=True)
class _Scope:
    """One scope around a name. origins: the locals that stand for something imported. class_: that of a class."""

    names: frozenset[str]
    origins: Mapping[str, Origin]
    class_: bool = False


class Renamer(ast.NodeTransformer):
    """Gives new names to what definitions of one module use.

    modules: all, by name. typed: of what may be named in the types of fields; anything else is called `object` there.
    """

    def __init__(
        self, module: Module, modules: Mapping[str, Module], called: Called, typed: Container[Origin] | None = None
    ) -> None:
        self.module = module
        self.modules = modules
        self.called = called
        self.typed = typed
        self.scopes: list[_Scope] = []

    # Names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        origin = self._origin(node.id)
        if origin is not None:
            if origin.module in self.modules and not origin.name:
                raise ValueError(f"{self.module.name}, line {node.lineno}: a module is used as a value.")
            node.id = self._called(origin)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if isinstance(node.value, ast.Name):
            origin = self._origin(node.value.id)
            if origin is not None and origin.module in self.modules and not origin.name:
                found = origin_of(Origin(origin.module, node.attr), self.modules)
                return ast.copy_location(ast.Name(self._called(found), node.ctx), node)
        self.generic_visit(node)
        return node

    def _called(self, origin: Origin) -> str:
        around = frozenset[str]().union(*(scope.names for scope in self._seen()))
        name = self.called(origin, around)
        if name in around:
            raise ValueError(f"{self.module.name}: {name} is local where the global {origin.name} is meant.")
        return name

    def _origin(self, name: str) -> Origin | None:
        """What a name stands for, or None for a local."""
        for scope in self._seen():
            if name in scope.origins:
                return origin_of(scope.origins[name], self.modules)
            if name in scope.names:
                return None
        if name in self.module.binds:
            return origin_of(self.module.binds[name], self.modules)
        if hasattr(builtins, name):
            return Origin(BUILTINS, name)
        raise ValueError(f"{self.module.name}: nobody knows what {name} is.")

    def _seen(self) -> Iterator[_Scope]:
        """The scopes that a name is looked up in; the body of a class is hidden from the functions in it."""
        for place, scope in enumerate(reversed(self.scopes)):
            if not scope.class_ or place == 0:
                yield scope

    # Scopes

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        if not self.scopes:
            node.name = self.called(self.module.binds[node.name], frozenset())
        self._outside(node)
        within = list(_statements(node.body))
        origins = {
            name: origin
            for one in within
            if isinstance(one, ast.Import | ast.ImportFrom)
            for name, origin in imported(one, self.modules)
            if origin.module in self.modules
        }
        names = frozenset((*_parameters(node.args), *(name for one in within for name in _bound(one))))
        with_imports = _Scope(names - origins.keys(), origins)
        node.body = self._inside(with_imports, node.body) or [ast.Pass()]
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        self.visit(node.args)
        (node.body,) = self._inside(_Scope(frozenset(_parameters(node.args)), {}), [node.body])
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        if not self.scopes:
            node.name = self.called(self.module.binds[node.name], frozenset())
        node.decorator_list = [self.visit(one) for one in node.decorator_list]
        node.bases = [self.visit(one) for one in node.bases]
        node.keywords = [self.visit(one) for one in node.keywords]
        names = frozenset(name for one in _statements(node.body) for name in _bound(one))
        node.body = self._inside(_Scope(names, {}, class_=True), node.body)
        return node

    def _comprehension(self, node: Any) -> Any:
        targets = (one for part in node.generators for one in ast.walk(part.target))
        names = frozenset(one.id for one in targets if isinstance(one, ast.Name))
        self.scopes.append(_Scope(names, {}))
        self.generic_visit(node)
        self.scopes.pop()
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def _outside(self, node: ast.FunctionDef) -> None:
        node.decorator_list = [self.visit(one) for one in node.decorator_list]
        self.visit(node.args)

    def _inside(self, scope: _Scope, body: Iterable[Any]) -> list[Any]:
        self.scopes.append(scope)
        found = [self.visit(one) for one in body]
        self.scopes.pop()
        return [one for one in found if one is not None]

    # What is left out or refused

    def visit_Import(self, node: ast.Import) -> ast.Import | None:
        return node if self._keeps(node) else None

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.ImportFrom | None:
        return node if self._keeps(node) else None

    def _keeps(self, node: ast.Import | ast.ImportFrom) -> bool:
        """Whether an import in a function stays: what it imports is not in this file."""
        return not any(origin.module in self.modules for _, origin in imported(node, self.modules))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        if self.typed is not None:
            node.annotation = self._type(node.annotation, self.typed)
        node.target = self.visit(node.target)
        node.value = self.visit(node.value) if node.value else None
        return node

    def _type(self, annotation: ast.expr, typed: Container[Origin]) -> Any:
        """The type of a field without the types in it, `tuple[str, ...]` as `tuple`: nothing looks at them."""
        plain = _Plain().visit(annotation)
        types = [self._origin(one.id) for one in ast.walk(plain) if isinstance(one, ast.Name)]
        if not SPECIAL.isdisjoint(types):
            raise ValueError(f"{self.module.name}, line {annotation.lineno}: a field with a special type.")
        if all(found is None or found.module == BUILTINS or found in typed for found in types):
            return self.visit(plain)
        return ast.copy_location(ast.Name("object", ast.Load()), annotation)

    def visit_Call(self, node: ast.Call) -> Any:
        """A call; one that only tells a type checker of a type is left out."""
        if isinstance(node.func, ast.Name) and self._origin(node.func.id) == CAST:
            return self.visit(node.args[1])
        node.func = self._untyped(node.func)
        for one in node.keywords:
            one.value = self._untyped(one.value) if one.arg == "default_factory" else one.value
        self.generic_visit(node)
        return node

    def _untyped(self, called: ast.expr) -> ast.expr:
        """A builtin class without the types in it: `dict[str, int]()` makes what `dict()` makes."""
        if not (isinstance(called, ast.Subscript) and isinstance(called.value, ast.Name)):
            return called
        match self._origin(called.value.id):
            case Origin(module="builtins", name=name) if isinstance(getattr(builtins, name), type):
                return called.value
            case _:
                return called

    def visit_Global(self, node: ast.Global) -> ast.Global:
        raise ValueError(f"{self.module.name}, line {node.lineno}: a global is set by a function.")


class _Plain(ast.NodeTransformer):
    """Types without the types in them."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        return node.value


def _parameters(args: ast.arguments) -> Iterator[str]:
    named = (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg)
    return (one.arg for one in named if one is not None)


def _statements(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Everything that can bind a name in the scope of some statements."""
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        match node:
            case ast.FunctionDef() | ast.ClassDef() | ast.Lambda():
                pass
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                yield from (one.target for one in ast.walk(node) if isinstance(one, ast.NamedExpr))
            case _:
                waiting += ast.iter_child_nodes(node)


def _bound(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            yield name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name
        case ast.MatchMapping(rest=str(name)):
            yield name
        case ast.Import() | ast.ImportFrom():
            yield from (alias.asname or alias.name for alias in node.names)
        case _:
            pass
