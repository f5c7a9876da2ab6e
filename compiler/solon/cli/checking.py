"""`solon check` and `solon fmt`: what is wrong with the policies, and their canonical form."""

from __future__ import annotations

from pathlib import Path

import click

from solon.cli.files import FileFault, read_policies, write_file
from solon.cli.terminal import DONE, PROBLEMS, USAGE, as_data, load_any, print_json, show, stop, summary
from solon_dsl import format_source

FORMAT = click.option(
    "--format", "shape", type=click.Choice(["text", "json"]), default="text", help="How to print the result."
)


@click.command(short_help="Find what is wrong with the policies.")
@FORMAT
@click.pass_obj
def check(policies: Path, shape: str) -> None:
    """Find what is wrong with the policies, and say what to do about it."""
    files, built = load_any(policies, whole=True)
    if shape == "json":
        print_json({"schema": "solon.findings/1", "findings": [as_data(finding) for finding in built.findings]})
    else:
        show(built.findings, files, err=False)
        click.echo(f"{len(files)} files: {summary(built.findings)}.")
    raise click.exceptions.Exit(DONE if built.sound else PROBLEMS)


@click.command(short_help="Bring the policy files into their canonical form.")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 when a file is not in form.")
@click.argument("names", nargs=-1)
@click.pass_obj
def fmt(policies: Path, only_check: bool, names: tuple[str, ...]) -> None:
    """Bring policy files into their canonical form. NAMES: files below the policies; all when none is named."""
    try:
        files, _ = read_policies(policies)
        wanted = {_relative(policies, name): name for name in names}
        if missing := [name for key, name in wanted.items() if key not in files]:
            stop(f"There is no policy file {missing[0]!r} below {policies}.", USAGE)
        problems = _format(policies, {k: v for k, v in files.items() if not wanted or k in wanted}, only_check)
    except FileFault as fault:
        stop(str(fault), USAGE)
    raise click.exceptions.Exit(PROBLEMS if problems else DONE)


def _relative(policies: Path, name: str) -> str:
    path = Path(name)
    for base in (policies, policies.resolve()):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()


def _format(policies: Path, files: dict[str, bytes], only_check: bool) -> bool:
    problems = False
    for name, data in files.items():
        text, findings = format_source(name, data)
        if text is None:
            show(findings, files)
            click.echo(f"{name}: left as it is, because it has errors.", err=True)
            problems = True
        elif text.encode() != data:
            if only_check:
                click.echo(f"{name}: not in form. Run: solon fmt", err=True)
                problems = True
            else:
                write_file(policies / name, text)
                click.echo(f"{name}: formatted.")
    return problems
