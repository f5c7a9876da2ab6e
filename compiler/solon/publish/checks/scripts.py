"""The tables of a policy and modules for the browser into one script: all that a page which decides has to load.

Invariant: the same tables and modules give the same bytes. Texts stand in it as data, and none of them can end it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from solon.backends.javascript.minify import joined, shortened
from solon.backends.javascript.script import as_literal, needed
from solon.backends.javascript.shake import shaken
from solon.backends.javascript.statements import statements
from solon.publish.checks.browser_names import BROWSER, FREE

DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Modules:
    """The modules of scripts by name. runtime: those of the engine. browser: those that ask and show."""

    runtime: Mapping[str, str]
    browser: Mapping[str, str]


@dataclass(frozen=True)
class Tables:
    """What a page decides by, and what it tells: the two parts of a package, of the rules of a revision."""

    revision: str
    core: list[Any]
    told: list[Any]


def page_code(entry: str, modules: Modules) -> str:
    """The code of a kind of page: all that a module needs, made short. entry: the module with the function `start`.

    Raises ValueError when two modules have or declare the same name, since they become one script.
    """
    if same := sorted(modules.runtime.keys() & modules.browser.keys()):
        raise ValueError(f"two modules have one name: {', '.join(same)}")
    texts = {**modules.runtime, **modules.browser}
    names = needed(texts, entry)
    declared = [name for one in names for name in DECLARED.findall(texts[one])]
    if twice := sorted({name for name in declared if declared.count(name) > 1}):
        raise ValueError(f"declared twice: {', '.join(twice)}")
    return shortened(shaken(statements(joined(texts[one] for one in names)), "start"), BROWSER, FREE)


def page_script(tables: Tables, code: str, page: Mapping[str, Any]) -> str:
    """A classic script that starts a page.

    tables: of an artefact, or of a slice of one. code: that of its kind of page; its function `start` is called with
    both parts of the tables and the page. page: what it says beside the tables.
    """
    data = "".join(
        f"const {name}={as_literal(value)};\n"
        for name, value in (("CORE", tables.core), ("TOLD", tables.told), ("PAGE", page))
    )
    head = f"// Made by solon site. Revision {tables.revision}\n"
    return f'{head}(() => {{\n"use strict";\n{code}{data}start(CORE, TOLD, PAGE);\n}})();\n'
