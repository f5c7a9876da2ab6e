"""`solon replay`: decide a decision that was kept once more, and say what the rules of today answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

import click

from solon.cli.at_hand import compiled, here, named, of_releases, of_revision
from solon.cli.checking import FORMAT
from solon.cli.files import FileFault, read_input
from solon.cli.replayed import Replayed, as_data, fault_data, write
from solon.cli.terminal import DONE, INVALID, PROBLEMS, USAGE, paint, print_json, step, stop
from solon.engine.faults import Fault, TooHard, UnknownFact, WrongRecord
from solon.engine.recorded import AGAIN, recorded
from solon.engine.shown import on_one_line

REFUSED = "solon.faults/1"
MAX_BYTES = 20_000_000


@click.command(short_help="Decide a kept decision again, and compare.")
@click.argument("file")
@click.option("--artefact", "artefacts", multiple=True, metavar="FILE", help="Compiled rules to look at as well.")
@click.option("--rules", metavar="DIR|REV", help="A folder or git revision whose policies to look at as well.")
@click.option("--without", multiple=True, metavar="FACT", help="A fact that today's rules are not to be given.")
@FORMAT
@click.pass_obj
def replay(
    policies: Path, file: str, artefacts: tuple[str, ...], rules: str | None, without: tuple[str, ...], shape: str
) -> None:
    """Decide a decision again that was kept as JSON (FILE, or - for standard input).

    The rules that made it are looked for by their revision: in --artefact and --rules, in the policies on the disk, and
    in the releases that git keeps. With them, the whole decision is made again and compared. Today's rules are the
    policies on the disk; without such a folder, the last --artefact.

    Exits 0 when it is the same decision, 1 when it is not or the rules are not at hand, and 3 when FILE is no decision
    or today's rules cannot take its facts.
    """
    data = _read(file, shape)
    try:
        revision = recorded(data).revision
    except WrongRecord as wrong:
        _refuse(wrong.faults, file, shape)
    compiled_rules = tuple(map(compiled, artefacts))
    given = (*compiled_rules, *((named(policies, rules),) if rules else ()))
    today = compiled_rules[-1] if compiled_rules and not policies.exists() else here(policies)
    rules_then, looked = of_revision(revision, (*given, today), of_releases(policies))
    try:
        with step("Deciding again"):
            again = None if rules_then is None else rules_then.policy.replay(data)
            now = today.policy.replay(data, without=without)
    except UnknownFact as strange:
        stop(str(strange), USAGE)
    except TooHard as hard:
        stop(str(hard), PROBLEMS)
    found = Replayed(again, now, today, rules_then, looked)
    if shape == "json":
        print_json(as_data(found))
    else:
        click.echo(write(found, paint), nl=False)
    if now.faults or (again is not None and again.faults):
        raise click.exceptions.Exit(INVALID)
    raise click.exceptions.Exit(DONE if again is not None and again.reproduced else PROBLEMS)


def _read(file: str, shape: str) -> object:
    """The JSON of a file. Ends with exit code 2 when it cannot be read, 3 when it is no JSON."""
    try:
        data = read_input(file, MAX_BYTES)
    except FileFault as fault:
        stop(str(fault), USAGE)
    try:
        if len(data) > MAX_BYTES:
            raise ValueError(f"it has more than {MAX_BYTES:,} bytes")
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except json.JSONDecodeError as fault:
        place, why = f"line {fault.lineno}, column {fault.colno}", f"{fault.msg}"
    except UnicodeDecodeError as fault:
        place, why = f"byte {fault.start}", "it is not UTF-8"
    except RecursionError:
        place, why = "", "it is nested too deep"
    except ValueError as fault:
        place, why = "", str(fault)
    return _refuse((Fault(place, f"This is no decision as JSON: {why}.", AGAIN),), file, shape)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping in which no key stands twice. Raises ValueError."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{on_one_line(json.dumps(key))} stands twice")
        found[key] = value
    return found


def _refuse(faults: tuple[Fault, ...], file: str, shape: str) -> NoReturn:
    """Report a file that is no decision: nothing is decided then."""
    name = "standard input" if file == "-" else file
    if shape == "json":
        print_json({"schema": REFUSED, "faults": [fault_data(fault) for fault in faults]})
    else:
        for fault in faults:
            click.echo(f"{name}{f', {fault.at}' if fault.at else ''}: {fault}", err=True)
        click.echo("Nothing was decided.", err=True)
    raise click.exceptions.Exit(INVALID)
