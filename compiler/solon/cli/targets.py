"""`solon compile --target`: the artefact into packages in other languages, each in a folder of its own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from solon import __version__, pipeline
from solon.backends import javascript
from solon.cli.files import FileFault, shipped, write_tree
from solon.cli.terminal import USAGE, stop


def write_javascript(built: pipeline.Build, folder: Path) -> str:
    """Write an npm package. Returns what to tell."""
    runtime = shipped("solon.backends.javascript", "runtime")
    tables = json.loads(built.artefact)
    named = javascript.Package(__version__)
    found = javascript.package(named, tables, javascript.cases(built.policy), runtime)
    _write(folder, found)
    sizes = ", ".join(f"{name} {_size(found[name])}" for name in ("engine.mjs", "solon.mjs"))
    return f"{folder}: npm package {named.name} {named.version}, revision {tables['revision'][:12]}. {sizes}."


def _write(folder: Path, files: Mapping[str, str]) -> None:
    try:
        write_tree(folder, files)
    except FileFault as fault:
        stop(str(fault), USAGE)


def _size(text: str) -> str:
    data = text.encode()
    return f"{len(data) / 1000:.0f} KB ({len(gzip.compress(data, 9, mtime=0)) / 1000:.1f} KB gzipped)"


TARGETS: Mapping[str, Callable[[pipeline.Build, Path], str]] = {"javascript": write_javascript}
