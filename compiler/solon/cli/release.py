"""`solon release`: what changed since the last release, written into `policies/changes.md`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from solon.cli.committed import CHANGES
from solon.cli.diff import compared
from solon.cli.files import FileFault, write_file
from solon.cli.releases import released
from solon.cli.terminal import PROBLEMS, USAGE, load, stop
from solon.cli.versions import Version, version, working_tree
from solon.diff.release import NAME, Release, added, digest, first_entry, next_entry, releases
from solon.model.days import DayFault, parse_iso


@click.command(short_help="Write what changed since the last release.")
@click.argument("name")
@click.option("--on", "day", required=True, metavar="YYYY-MM-DD", help="The day of the release.")
@click.option("--since", metavar="DIR|REV", help="Where the text of the last release is, when git does not find it.")
@click.pass_obj
def release(policies: Path, name: str, day: str, since: str | None) -> None:
    """Write the changes since the last release into policies/changes.md, under the NAME of this one.

    The last release is the first entry of that file. It holds the sum of the policy files it was made from, by which
    they are found again in the history of git.
    """
    built, files = load(policies, whole=True)
    path = policies / CHANGES
    try:
        text = path.read_text("utf-8") if path.is_file() else ""
        known = releases(text)
        after = working_tree(policies)
    except (FileFault, OSError, ValueError) as fault:
        stop(f"{path} cannot be read: {fault}", USAGE)
    made = Release(name, _day(day), digest(files, after.lock))
    _refuse(made, known)
    if not known:
        entry = first_entry(made, built.policy)
    else:
        try:
            before = _last(policies, known[0], since)
        except FileFault as fault:
            stop(str(fault), USAGE)
        found = compared(before, after)
        if found.undecided:
            stop(f"Nothing was written: these were too large to compare: {'; '.join(found.undecided)}.", PROBLEMS)
        if found.empty:
            stop(f"Nothing was written: nothing has changed since {known[0].name}.", PROBLEMS)
        entry = next_entry(made, known[0], found)
    try:
        write_file(path, added(text, entry))
    except FileFault as fault:
        stop(str(fault), USAGE)
    click.echo(f"{path}: {name} is written. Read it, then commit it together with the policies.")


def _day(words: str) -> date:
    try:
        return parse_iso(words)
    except DayFault as fault:
        stop(f"--on: {fault}", USAGE)


def _refuse(made: Release, known: tuple[Release, ...]) -> None:
    """Stop where a release of this name and day cannot be."""
    if not NAME.match(made.name):
        stop(f'"{made.name}" is not a name for a release: use letters, digits, dots and hyphens, such as 0.2.0.', USAGE)
    if any(found.anchor == made.anchor for found in known):
        stop(f"{made.name} was released already. Choose another name.", USAGE)
    if known and made.on < known[0].on:
        stop(f"The last release, {known[0].name}, was on {known[0].on}; a new one cannot be before that.", USAGE)


def _last(policies: Path, last: Release, since: str | None) -> Version:
    """The text of the last release. Raises FileFault where it is not found."""
    if since is not None:
        found = version(policies, since)
        if digest(found.files, found.lock) != last.text:
            click.echo(f"Note: the policies in {since} are not quite those that {last.name} was made from.", err=True)
        return found
    try:
        return released(policies, last)
    except FileFault as fault:
        way_out = f"Say where the policies of {last.name} are: --since FOLDER, or --since REVISION."
        raise FileFault(f"{fault} {way_out}") from None
