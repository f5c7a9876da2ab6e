"""An artefact into an npm package: scripts, declarations, a guide, and tests of its own.

Invariant: file names to texts; the same artefact gives the same bytes. `npm pack` and `node --test` run on it.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha384
from string import Template
from typing import Any

from solon.backends.javascript import script
from solon.backends.javascript.examples import Case
from solon.backends.javascript.types import declarations

NAME = "solon-policies"


@dataclass(frozen=True)
class Package:
    """What a package is called."""

    version: str
    name: str = NAME


def package(
    named: Package, tables: Mapping[str, Any], cases: Iterable[Case], runtime: Mapping[str, str]
) -> dict[str, str]:
    """The files of a package by name.

    tables: the artefact, schema solon.graph/3. cases: what it tests itself with. runtime: the files of `runtime/` by
    name.
    """
    modules = {name.removesuffix(".js"): text for name, text in runtime.items() if name.endswith(".js")}
    whole, engine = script.whole(tables, modules), script.engine(tables, modules)
    shared = runtime["shared.d.ts"]
    classic = whole.classic
    return {
        "package.json": _manifest(named, tables),
        "README.md": _guide(named, tables, classic, runtime["guide.md"]),
        "solon.mjs": whole.module,
        "solon.js": classic,
        "solon.d.ts": declarations(tables, shared, engine=False),
        "engine.mjs": engine.module,
        "engine.js": engine.classic,
        "engine.d.ts": declarations(tables, shared, engine=True),
        "test/examples.json": _cases(cases),
        "test/examples.test.mjs": runtime["examples.test.mjs"],
    }


def _manifest(named: Package, tables: Mapping[str, Any]) -> str:
    found = {
        "name": named.name,
        "version": named.version,
        "description": "Rules that decide by themselves: statuses, reasons and questions, exact where facts are open.",
        "license": "Apache-2.0",
        "type": "module",
        "main": "./solon.mjs",
        "types": "./solon.d.ts",
        "exports": {
            ".": {"types": "./solon.d.ts", "default": "./solon.mjs"},
            "./engine": {"types": "./engine.d.ts", "default": "./engine.mjs"},
            "./solon.js": "./solon.js",
            "./engine.js": "./engine.js",
            "./package.json": "./package.json",
        },
        "files": ["*.mjs", "*.js", "*.d.ts", "test"],
        "engines": {"node": ">=16"},
        "sideEffects": ["./solon.js", "./engine.js"],
        "scripts": {"test": "node --test"},
        "solon": {"revision": tables["revision"], "schema": tables["schema"], "decision": "solon.decision/1"},
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _guide(named: Package, tables: Mapping[str, Any], classic: str, text: str) -> str:
    deed = tables["deeds"][0] if tables["deeds"] else {"bearer": "somebody", "action": "something", "instead": False}
    fact = next((row["id"] for row in tables["inputs"] if row["kind"] == "fact"), "a_fact")
    return Template(text).substitute(
        name=named.name,
        revision=tables["revision"],
        fact=fact,
        bearer=deed["bearer"],
        action=deed["action"],
        question=tables["questions"][0]["id"] if tables["questions"] else "a_question",
        integrity="sha384-" + b64encode(sha384(classic.encode()).digest()).decode(),
    )


def _cases(cases: Iterable[Case]) -> str:
    rows = [{"id": one.id, "situation": one.situation, "expect": list(one.expect)} for one in cases]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
