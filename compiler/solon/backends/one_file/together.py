"""Modules into the text of one module that has what some definitions in them rest on.

Invariant: what is defined does what it did, under the same name unless that name was taken. The same texts give the
same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from solon.backends.one_file.leave_out import leave_out
from solon.backends.one_file.modules import Module, Origin, defines, in_order
from solon.backends.one_file.reach import called, named, reached
from solon.backends.one_file.scopes import Renamer
from solon.backends.one_file.slim import slim
from solon.backends.one_file.text import text_of


def together(sources: Mapping[str, str], wanted: Sequence[Origin], taken: Iterable[str] = ()) -> str:
    """Some definitions and what they rest on.

    sources: the text of each module, by name. wanted: what keeps its name. taken: names that nothing else may have.
    Raises ValueError when the modules cannot be put into one.
    """
    modules = {module.name: module for module in in_order(sources, [one.module for one in wanted])}
    for module in modules.values():
        for one in module.body:
            slim(leave_out(one, sources))
    names = named(modules, reached(modules, wanted), wanted, taken)
    return "\n".join(_imports(names, modules)) + "\n" + "".join(_code(modules, names))


def _imports(names: Mapping[Origin, str], modules: Mapping[str, Module]) -> Iterator[str]:
    yield "from __future__ import annotations\n"
    found: dict[str, list[str]] = {}
    for origin, name in names.items():
        if origin.module in modules:
            continue
        if not origin.name:
            yield f"import {_as(origin.module, name)}"
        else:
            found.setdefault(origin.module, []).append(_as(origin.name, name))
    yield from (f"from {module} import {', '.join(sorted(some))}" for module, some in sorted(found.items()))


def _as(name: str, called: str) -> str:
    return name if name == called else f"{name} as {called}"


def _code(modules: Mapping[str, Module], names: Mapping[Origin, str]) -> Iterator[str]:
    for module in modules.values():
        body = [one for one in module.body if any(Origin(module.name, name) in names for name in defines(one))]
        if not body:
            continue
        yield f"\n\n# {module.name.partition('.')[2]}\n"
        renamer = Renamer(module, modules, lambda origin, _: called(origin, names), names)
        yield from (text_of(renamer.visit(one)) + "\n" for one in body)
