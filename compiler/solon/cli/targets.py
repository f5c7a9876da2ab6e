"""`solon compile --target`: what each target makes of a build, as the text of one file or the files of a folder.

Invariant: a target is one entry of `TARGETS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

import click

from solon import __version__
from solon.cli.files import FileFault, engine_sources, shipped, write_file, write_tree
from solon.cli.terminal import USAGE, stop
from solon.model.days import DayFault, parse_iso
from solon.pipeline import Build
from solon_dsl.nearest import did_you_mean

Day = date | Literal["column", "unknown", "left out"]


class TargetFault(Exception):
    """What was asked for cannot be made; the text says what to do."""


@dataclass(frozen=True)
class Wishes:
    """What a person asked of a target.

    readings: options other than the chosen ones. on: the day of every act, or where it stands. columns: the inputs that
    tables have; None for all. keep: other columns to pass on.
    """

    readings: Mapping[str, str] = field(default_factory=dict[str, str])
    on: Day = "column"
    columns: tuple[str, ...] | None = None
    keep: tuple[str, ...] = ()


def sql(built: Build, wishes: Wishes) -> str:
    """One SELECT for DuckDB, Spark and others. Raises TargetFault."""
    from solon.backends.plan import Table
    from solon.backends.sql.text import sql_text

    columns = frozenset(built.policy.inputs) if wishes.columns is None else frozenset(wishes.columns)
    table = Table(columns, wishes.on, readings=wishes.readings)
    try:
        return sql_text(built.preparations.of(wishes.readings), table, keep=wishes.keep)
    except ValueError as fault:
        raise TargetFault(str(fault)) from fault


def javascript(built: Build, wishes: Wishes) -> dict[str, str]:
    """A package for npm: an ES module, a classic script, and their types."""
    from solon.backends import javascript

    runtime = shipped("solon.backends.javascript", "runtime")
    named = javascript.Package(__version__)
    return javascript.package(named, json.loads(built.artefact), javascript.cases(built.policy), runtime)


def schema(built: Build, wishes: Wishes) -> dict[str, str]:
    """The JSON Schemas of a situation and of a decision."""
    from solon.backends.schema import schema_files

    return schema_files(built.decider.program)


def typing(built: Build, wishes: Wishes) -> str:
    """The facts and deeds as types of Python, for editors and type checkers."""
    from solon.backends.python_types import python_types

    return python_types(built.policy, built.revision)


def python(built: Build, wishes: Wishes) -> str:
    """The engine and the policies as one Python file."""
    from solon.backends.one_file import python_file

    return python_file(engine_sources(), built.artefact, __version__)


# One text is a file, several by name are a folder.
TARGETS: Mapping[str, Callable[[Build, Wishes], str | Mapping[str, str]]] = {
    "javascript": javascript,
    "python": python,
    "schema": schema,
    "sql": sql,
    "typing": typing,
}


def write_target(built: Build, target: str, wishes: Wishes, output: Path | None) -> None:
    """Write one form of the policies. output: the file or the folder; a single file is printed when it is left out.

    Ends with exit code 2 when that cannot be.
    """
    try:
        made = TARGETS[target](built, wishes)
    except TargetFault as fault:
        stop(str(fault), USAGE)
    if output is None:
        if not isinstance(made, str):
            stop(f"Say where to: solon compile --target {target} -o FOLDER", USAGE)
        click.echo(made, nl=False)
        return
    try:
        if isinstance(made, str):
            write_file(output, made)
        else:
            write_tree(output, made)
    except FileFault as fault:
        stop(str(fault), USAGE)
    for name in [output] if isinstance(made, str) else [output / name for name in made]:
        click.echo(f"{name}: revision {built.revision[:12]}.")


def wishes_of(built: Build, readings: Iterable[str], on: str, columns: str | None, keep: Iterable[str]) -> Wishes:
    """What the options of the command say. Raises TargetFault with everything that is wrong."""
    faults: list[str] = []
    chosen: dict[str, str] = {}
    for text in readings:
        name, _, option = text.partition("=")
        reading = built.policy.readings.get(built.policy.current(name))
        options = [] if reading is None else [word for word, _ in reading.options]
        if reading is None:
            faults.append(f'There is no reading "{name}". {did_you_mean(name, built.policy.readings, 0.6)}'.rstrip())
        elif option not in options:
            faults.append(f'The reading "{name}" has no option "{option}". Its options are: {", ".join(options)}.')
        else:
            chosen[reading.id] = option
    found = None
    if columns is not None:
        found = tuple(built.policy.current(word) for word in columns.replace(",", " ").split())
        for name in found:
            if name not in built.policy.inputs:
                faults.append(f'There is no fact "{name}". {did_you_mean(name, built.policy.inputs, 0.65)}'.rstrip())
    day = _day(on, faults)
    if faults:
        raise TargetFault("\n".join(faults))
    return Wishes(chosen, day, found, tuple(keep))


def _day(on: str, faults: list[str]) -> Day:
    match on:
        case "column" | "unknown" | "left out":
            return on
        case _:
            try:
                return parse_iso(on)
            except DayFault as fault:
                faults.append(f'{fault} Write --on 2018-05-01, "column", "unknown" or "left out".')
                return "column"
