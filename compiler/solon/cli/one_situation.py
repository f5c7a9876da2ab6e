"""The situation that a person named into a valid one: every command that answers one reads and refuses it alike.

Invariant: a situation with anything wrong in it gets no answer at all; everything wrong is reported at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from solon import pipeline
from solon.cli.files import FileFault, read_input
from solon.cli.terminal import INVALID, USAGE, as_data, load, print_json, show_first, stop
from solon.engine.situation import Situation
from solon.situations import read_situation
from solon.situations.read import impossible
from solon_dsl.diagnostic import Diagnostic


def load_situation(policies: Path, situation: str, shape: str) -> tuple[pipeline.Build, Situation]:
    """Read the policies and one situation: a file, or - for standard input. shape: how findings are printed.

    Ends with exit code 1 when the policies have errors, 2 when the file cannot be read, 3 when it is not valid.
    """
    built, _ = load(policies)
    try:
        data = read_input(situation)
    except FileFault as fault:
        stop(str(fault), USAGE)
    name = "standard input" if situation == "-" else situation
    found, findings = read_situation(built.policy, name, data)
    if found is None:
        _refuse(findings, name, data, shape)
    if blocked := built.decider.impossible(found):
        _refuse(impossible(built.policy, found, blocked, name), name, data, shape)
    return built, found


def _refuse(findings: tuple[Diagnostic, ...], name: str, data: bytes, shape: str) -> NoReturn:
    """Report a situation that cannot be decided: nothing is decided then."""
    if shape == "json":
        print_json({"schema": "solon.findings/1", "findings": [as_data(finding) for finding in findings]})
    else:
        show_first(findings, {name: data})
        click.echo("Nothing was decided.", err=True)
    raise click.exceptions.Exit(INVALID)
