"""`solon diff`: what an edit really changes, between two folders or git revisions."""

from __future__ import annotations

import json
from pathlib import Path

import click

from solon.cli.files import FileFault, write_file
from solon.cli.terminal import DONE, PROBLEMS, USAGE, paint, step, stop
from solon.cli.versions import Version, sound, version, working_tree
from solon.diff.compare import compare
from solon.diff.data import as_data
from solon.diff.markdown import write_markdown
from solon.diff.result import Diff
from solon.diff.text import write_text

LAST_COMMIT = "HEAD"


@click.command(short_help="Show which situations get another answer.")
@click.argument("old", default=LAST_COMMIT)
@click.argument("new", required=False)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="How to print the result; markdown is for a pull request.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the result into this file.")
@click.pass_obj
def diff(policies: Path, old: str, new: str | None, shape: str, output: Path | None) -> None:
    """Show which situations get another answer from OLD to NEW: not words, but meaning.

    OLD and NEW are folders with policy files, or git revisions. NEW left out is the policies on the disk; OLD left out
    is the last commit. Exits 0 when no answer changes, and 1 when some does.
    """
    try:
        before = version(policies, old)
        after = working_tree(policies) if new is None or new == "." else version(policies, new)
        found = compared(before, after)
        text = _shown(found, before, after, shape, output is None)
        if output is None:
            click.echo(text, nl=False)
        else:
            write_file(output, text)
    except FileFault as fault:
        stop(str(fault), USAGE)
    raise click.exceptions.Exit(PROBLEMS if found.answers_change or found.undecided else DONE)


def compared(before: Version, after: Version) -> Diff:
    """The comparison of two versions. Ends with exit code 1 when one of them has errors."""
    policies = sound(before), sound(after)
    with step("Comparing"):
        return compare(*policies, before.fixtures or after.fixtures)


def _shown(found: Diff, before: Version, after: Version, shape: str, coloured: bool) -> str:
    match shape:
        case "json":
            return json.dumps(as_data(found, before.label, after.label), ensure_ascii=False, indent=2) + "\n"
        case "markdown":
            return write_markdown(found)
        case _:
            return write_text(found, paint) if coloured else write_text(found)
