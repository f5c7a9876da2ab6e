"""`solon compile --target`: the policies in other forms, each one file or a folder of files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from solon.backends.python_types import python_types
from solon.backends.schema import schema_files
from solon.cli.files import FileFault, write_file, write_tree
from solon.cli.terminal import USAGE, stop
from solon.pipeline import Build


def _schemas(built: Build) -> dict[str, str]:
    return schema_files(built.decider.program)


def _types(built: Build) -> str:
    return python_types(built.policy, built.revision)


# One text is a file, several by name are a folder.
TARGETS: Mapping[str, Callable[[Build], str | dict[str, str]]] = {"schema": _schemas, "typing": _types}


def write_target(built: Build, target: str, output: Path | None) -> None:
    """Write one form of the policies. output: the file or the folder. Ends with exit code 2 when that cannot be."""
    if output is None:
        stop(f"Say where to: solon compile --target {target} -o PATH", USAGE)
    made = TARGETS[target](built)
    try:
        if isinstance(made, str):
            write_file(output, made)
        else:
            write_tree(output, made)
    except FileFault as fault:
        stop(str(fault), USAGE)
    names = [output] if isinstance(made, str) else [output / name for name in made]
    for name in names:
        click.echo(f"{name}: revision {built.revision[:12]}.")
