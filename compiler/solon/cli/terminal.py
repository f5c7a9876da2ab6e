"""What a person sees: findings, colours on a terminal only, progress on a terminal only, and exit codes.

Invariant: results go to standard output, all else to standard error; a pipe gets plain text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from solon import pipeline
from solon.cli.files import FileFault, read_policies
from solon_dsl.diagnostic import Diagnostic, Severity
from solon_dsl.render import render

DONE, PROBLEMS, USAGE, INVALID, OPEN = 0, 1, 2, 3, 4
FIRST = 50
COLOURS = {
    "error": "red",
    "warning": "yellow",
    "remark": "cyan",
    "help": "green",
    "place": "bright_black",
    "heading": "bright_blue",
    "prohibited": "red",
    "required": "red",
    "advised_against": "yellow",
    "advised": "yellow",
    "permitted": "green",
    "not_regulated": "green",
    "undetermined": "magenta",
}


def paint(text: str, role: str) -> str:
    """Text in the colour of a role; click takes the colour out again where no terminal reads it."""
    return click.style(text, fg=COLOURS.get(role), bold=role in ("error", "prohibited", "required"))


@contextmanager
def step(words: str) -> Generator[None]:
    """Say what is going on, where a person is watching."""
    watching = sys.stderr.isatty()
    if watching:
        click.echo(f"{words} ...", err=True, nl=False)
    try:
        yield
    finally:
        if watching:
            click.echo("\r\033[K", err=True, nl=False)


def stop(message: str, code: int) -> NoReturn:
    """End with a message and an exit code."""
    click.echo(message, err=True)
    raise click.exceptions.Exit(code)


def load(policies: Path, whole: bool = False) -> tuple[pipeline.Build, dict[str, bytes]]:
    """Read and bind the policies; `whole` runs every check too. Ends with exit code 1 when they have errors."""
    files, built = load_any(policies, whole)
    if not built.sound:
        show(built.findings, files)
        stop("The policies have errors; nothing was decided.", PROBLEMS)
    return built, files


def load_any(policies: Path, whole: bool) -> tuple[dict[str, bytes], pipeline.Build]:
    """Read the policies, with or without errors."""
    try:
        files, lock = read_policies(policies)
        with step("Reading the policies"):
            return files, (pipeline.build if whole else pipeline.checked)(files, lock)
    except FileFault as fault:
        stop(str(fault), USAGE)
    except ValueError as fault:
        stop(f"{fault}", PROBLEMS)


def show(findings: Iterable[Diagnostic], files: Mapping[str, bytes], err: bool = True) -> None:
    """Print findings with their lines."""
    lines = {name: data.decode("utf-8-sig", "replace").splitlines() for name, data in files.items()}
    for finding in findings:
        click.echo(render(finding, lines, paint) + "\n", err=err)


def show_first(findings: Iterable[Diagnostic], files: Mapping[str, bytes]) -> None:
    """Print the first findings about a situation: one that has hundreds is no situation."""
    found = list(findings)
    show(found[:FIRST], files)
    if len(found) > FIRST:
        click.echo(f"And {len(found) - FIRST:,} more.", err=True)


def summary(findings: Iterable[Diagnostic]) -> str:
    """How many findings of each weight there are."""
    found = list(findings)
    parts: list[str] = []
    for severity in Severity:
        count = sum(finding.severity is severity for finding in found)
        parts.append(f"{count} {severity.value}{'' if count == 1 else 's'}")
    return ", ".join(parts)


def as_data(finding: Diagnostic) -> dict[str, Any]:
    """A finding as plain data."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.span.file,
        "line": finding.span.line,
        "column": finding.span.column,
        "length": finding.span.length,
        "message": finding.message,
        "help": finding.help,
        "witness": list(finding.witness),
    }


def print_json(data: object) -> None:
    """Print plain data as JSON."""
    click.echo(json_text(data))


def json_text(data: object) -> str:
    """Plain data as JSON, as it is printed."""
    return json.dumps(data, ensure_ascii=False, indent=2)
