"""Some definitions into all that they rest on, and a name for each that stands for nothing else.

Invariant: what nothing rests on is left out. A name is kept where it can be: of two definitions with the same name, the
one nearer to the user keeps it.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from solon.backends.one_file.modules import Definition, Module, Origin, defines
from solon.backends.one_file.scopes import BUILTINS, Renamer

# The names that are local wherever something is used.
Around = dict[Origin, frozenset[str]]


def reached(modules: Mapping[str, Module], roots: Iterable[Origin]) -> Around:
    """What some definitions rest on, and they, each with the locals that its name must differ from."""
    places = {
        Origin(module.name, name): (module, one)
        for module in modules.values()
        for one in module.body
        for name in defines(one)
    }
    found: Around = {}
    waiting = list(roots)
    for origin in waiting:
        found.setdefault(origin, frozenset())
    while waiting:
        origin = waiting.pop()
        if origin not in places:
            continue
        module, statement = places[origin]
        for used, around in _uses(module, statement, modules).items():
            if used not in found:
                waiting.append(used)
            found[used] = found.get(used, frozenset()) | around
    return found


def _uses(module: Module, statement: Definition, modules: Mapping[str, Module]) -> Around:
    found: Around = {}

    def called(origin: Origin, around: frozenset[str]) -> str:
        found[origin] = found.get(origin, frozenset()) | around
        return ""

    Renamer(module, modules, called).visit(deepcopy(statement))
    return found


def named(
    modules: Mapping[str, Module], kept: Around, wanted: Iterable[Origin], taken: Iterable[str]
) -> dict[Origin, str]:
    """A name for each of what is kept. wanted: what has to keep its name. taken: names that nothing may have.

    Raises ValueError when something cannot keep its name.
    """
    found = {origin: origin.name for origin in wanted}
    used = {*taken, *dir(builtins)}
    for origin in wanted:
        if origin.name in used | kept[origin]:
            raise ValueError(f"{origin.name} of {origin.module} cannot keep its name.")
        used.add(origin.name)
    for origin in _in_turn(modules, kept):
        if origin not in found and origin.module != BUILTINS:
            found[origin] = next(one for one in _wished(origin) if one not in used | kept[origin])
            used.add(found[origin])
    return found


def called(origin: Origin, names: Mapping[Origin, str]) -> str:
    """What something is called; a builtin keeps its name."""
    return origin.name if origin.module == BUILTINS else names[origin]


def _in_turn(modules: Mapping[str, Module], kept: Around) -> Iterator[Origin]:
    """What is kept: what comes with Python, then what is nearest to the user, which stands last in its file."""
    yield from sorted((one for one in kept if one.module not in modules), key=lambda one: (one.module, one.name))
    for module in reversed(tuple(modules.values())):
        names = (name for one in module.body for name in defines(one))
        yield from (origin for name in names if (origin := Origin(module.name, name)) in kept)


def _wished(origin: Origin) -> Iterator[str]:
    name = origin.name or origin.module.rpartition(".")[2]
    yield name
    longer = f"{name}_of_{origin.module.rpartition('.')[2]}" if origin.name else f"{name}_module"
    yield longer
    number = 2
    while True:
        yield f"{longer}_{number}"
        number += 1
