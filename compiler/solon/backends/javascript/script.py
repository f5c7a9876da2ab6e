"""The runtime and the tables of an artefact into scripts: whole, or only what decides; as a module, or classic.

Invariant: the same artefact and runtime give the same bytes. Every script stands alone; none loads another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from solon.backends.javascript.minify import joined, minified
from solon.backends.javascript.pack import packed
from solon.backends.javascript.quick import quick

NEEDS = re.compile(r"from \"\./(\w+)\.js\"")
FAULTS = (
    "SolonError",
    "WrongSituation",
    "UnknownFact",
    "WrongFact",
    "UnknownReading",
    "WrongDay",
    "UnknownDeed",
    "UnknownQuestion",
    "UnknownKey",
    "ImpossibleFacts",
    "BrokenArtefact",
    "TooHard",
)
ENGINE = ("load", "Engine", "Decision", "Statuses", *FAULTS)
WHOLE = ("load", "Policy", "Decision", "Statuses", "Interview", *FAULTS)


@dataclass(frozen=True)
class Script:
    """Code, and the names that it offers."""

    code: str
    names: tuple[str, ...]
    head: str

    @property
    def module(self) -> str:
        """As an ES module; what `load` gives is its default export as well."""
        return f"{self.head}{self.code}export {{ {', '.join(self.names)} }};\nexport default load();\n"

    @property
    def classic(self) -> str:
        """As a classic script, which sets `globalThis.solon`."""
        names = ", ".join(self.names)
        return (
            f'{self.head}(() => {{\n"use strict";\n{self.code}'
            f"globalThis.solon = Object.freeze({{ {names} }});\n}})();\n"
        )


def engine(tables: Mapping[str, Any], runtime: Mapping[str, str]) -> Script:
    """What decides, without sentences. runtime: the modules by name."""
    core, _ = packed(tables)
    data = f"const CORE={as_literal(core)};\n"
    load = "let made;\nfunction load() { return made || (made = new Engine(new Model(CORE, null), Work, Decision)); }\n"
    return _script(tables, runtime, "engine", ENGINE, data, load)


def whole(tables: Mapping[str, Any], runtime: Mapping[str, str], quickest: bool = True) -> Script:
    """Everything: what decides, and what asks, advises and explains, with the sentences.

    quickest: with the straight code for statuses. Without it they are the same, and the script is shorter.
    """
    core, told = packed(tables)
    total = sha256(f"[{_json(core)},{_json(told)}]".encode("utf-8", "surrogatepass")).hexdigest()
    code = quick(tables) if quickest else "null"
    data = (
        f'const CORE={as_literal(core)};\nconst TOLD={as_literal(told)};\nconst SUM="{total}";\nconst QUICK={code};\n'
    )
    load = "let made;\nfunction load() { return made || (made = new Policy(CORE, TOLD, SUM, QUICK)); }\n"
    return _script(tables, runtime, "policy", WHOLE, data, load)


def _script(
    tables: Mapping[str, Any], runtime: Mapping[str, str], entry: str, names: tuple[str, ...], data: str, load: str
) -> Script:
    head = f"// Made by solon compile. Do not edit. Revision {tables['revision']}\n"
    modules = [runtime[name] for name in needed(runtime, entry)]
    return Script(minified(joined([*modules, load])) + data, names, head)


def needed(runtime: Mapping[str, str], entry: str) -> tuple[str, ...]:
    """The modules that one needs, each after those that it needs itself."""
    found: dict[str, None] = {}

    def look(name: str) -> None:
        for other in NEEDS.findall(runtime[name]):
            if other not in found:
                look(other)
        found[name] = None

    look(entry)
    return tuple(found)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def as_literal(data: Any) -> str:
    """Data as a literal that can stand in a page as well: no sentence can end the script that it stands in."""
    return _json(data).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
