"""The modules of the engine and an artefact into the text of one Python file, which needs nothing but Python.

Invariant: the file answers as the engine does, because it is the engine: its definitions, without documentation and
types, in one namespace. The same sources and artefact give the same bytes under the same version of Python.
"""

from __future__ import annotations

import ast
import json
from binascii import b2a_base64
from collections.abc import Iterator, Mapping
from textwrap import wrap
from zlib import compress

from solon.backends.one_file.modules import Definition, Module, Origin, defines, in_order
from solon.backends.one_file.reach import named, reached
from solon.backends.one_file.scopes import BUILTINS, Renamer
from solon.backends.one_file.slim import slim

ROOT = Origin("solon.engine.carried", "carried_policy")
FAULTS = "solon.engine.faults"
LINE = 116
HEAD = '''"""Rules as a program: facts in, verdicts with reasons out. One file, which needs Python 3.11 or newer.

Instruments: {instruments}.
Revision of the rules: {revision}
Made by `solon compile --target python`, version {version}; do not change it by hand, make it again.

    import {module}
    policy = {module}.load()
    decision = policy.decide({{"some_fact": True, "another_fact": False}}, on="2018-05-01")
    for verdict in decision:
        print(verdict.bearer, verdict.action, verdict.status, verdict.norms, verdict.missing)

What is left out is unknown, never "no". `policy.facts` lists what can be given, `policy.verdicts` what is answered,
`policy.ask(...)` asks one question at a time. What is wrong with what is given raises `SolonError`, with every fault.
The classes and their methods are those of the package `solon`, without the documentation.

SPDX-License-Identifier: Apache-2.0
"""
'''
TAIL = '''

def load():
    """The policy in this file. Raises BrokenArtefact when its rules were damaged or changed."""
    return {carried}(_RULES, REVISION)


def __getattr__(name):
    """`policy`, made when it is first asked for."""
    if name == "policy":
        return globals().setdefault("policy", load())
    raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")


# The compiled rules: JSON, packed by zlib, in base 64.
_RULES = """
{packed}
"""
'''


def python_file(sources: Mapping[str, str], artefact: str, version: str) -> str:
    """The text of the file.

    sources: the text of each module of the engine, by name. artefact: the text of the compiled policies. Raises
    ValueError when the modules cannot be put into one file.
    """
    modules = {module.name: module for module in in_order(sources, ROOT.module)}
    for module in modules.values():
        for one in module.body:
            slim(one)
    faults = (Origin(FAULTS, name) for name in modules[FAULTS].binds if modules[FAULTS].binds[name].module == FAULTS)
    kept = reached(modules, [ROOT, *faults])
    names = named(modules, kept)
    content = json.loads(artefact)
    words = {
        "instruments": ", ".join(found["id"] for found in content["instruments"]),
        "revision": content["revision"],
        "version": version,
        "module": "policies",
    }
    tail = TAIL.format(carried=names[ROOT], packed=_packed(artefact))
    revision = f'\nREVISION = "{content["revision"]}"\n'
    return HEAD.format(**words) + "\n".join(_imports(names, modules)) + revision + "".join(_code(modules, names)) + tail


def _packed(artefact: str) -> str:
    packed = b2a_base64(compress(artefact.encode("utf-8"), 9), newline=False).decode("ascii")
    return "\n".join(wrap(packed, LINE))


def _imports(names: Mapping[Origin, str], modules: Mapping[str, Module]) -> Iterator[str]:
    yield "from __future__ import annotations\n"
    found: dict[str, list[str]] = {}
    for origin, name in names.items():
        if origin.module in modules or origin.module == BUILTINS:
            continue
        if not origin.name:
            yield f"import {origin.module}" + (f" as {name}" if name != origin.module else "")
        else:
            found.setdefault(origin.module, []).append(_renamed(origin.name, name))
    yield from (f"from {module} import {', '.join(sorted(some))}" for module, some in sorted(found.items()))


def _renamed(name: str, called: str) -> str:
    return name if name == called else f"{name} as {called}"


def _code(modules: Mapping[str, Module], names: Mapping[Origin, str]) -> Iterator[str]:
    for module in modules.values():
        body = [one for one in module.body if any(Origin(module.name, name) in names for name in defines(one))]
        if not body:
            continue
        yield f"\n\n# {module.name}\n"
        renamer = Renamer(module, modules, lambda origin, _: names[origin], names)
        yield from (_text(renamer.visit(one)) + "\n" for one in body)


def _text(statement: Definition) -> str:
    """A definition as text, with one space for each step of indentation. No text in it goes over several lines."""
    lines = ast.unparse(ast.fix_missing_locations(statement)).split("\n")
    text = "\n".join(" " * ((len(line) - len(line.lstrip())) // 4) + line.lstrip() for line in lines)
    if ast.dump(ast.parse(text)) != ast.dump(ast.parse("\n".join(lines))):
        raise ValueError(f"this cannot be written with less indentation: {lines[0]}")
    return text
