"""`solon calendar`: the duties of a situation by date, as a list and as a file for calendar programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from solon.calendar import as_data, calendar_of, events, write_list
from solon.calendar.events import Event
from solon.cli.checking import FORMAT
from solon.cli.files import FileFault, write_file
from solon.cli.one_situation import load_situation
from solon.cli.terminal import USAGE, json_text, paint, step, stop

NOTHING = (
    "No calendar file was written: no duty has a day to put into it. An empty file would look as if nothing were owed."
)
NOT_THIS_ONE = "It does not belong to this situation."


@click.command(short_help="List the duties of a situation by date.")
@click.argument("situation")
@click.option("-o", "--output", help="Write a calendar file (.ics); - for standard output.")
@FORMAT
@click.pass_obj
def calendar(policies: Path, situation: str, output: str | None, shape: str) -> None:
    """List the duties of a SITUATION by date, and write them into a calendar file.

    SITUATION is a file as for `solon decide`, or - for standard input. All duties are listed, whatever it asks about.
    With "-o -" the list goes to standard error.

    \b
    on: 2018-05-01                         # optional
    facts: {member_runs: yes, voting_day: 2018-10-22, nomination_day: not yet}
    everything else: no                    # optional
    """
    to_file = output is not None and output != "-"
    if output and to_file and situation != "-" and Path(output).resolve() == Path(situation).resolve():
        stop(f'"{output}" is the situation itself. Name another file for the calendar.', USAGE)
    built, found = load_situation(policies, situation, shape)
    with step("Looking for duties"):
        # Duties are found without verdicts, and all of them count, whatever is asked about.
        decision = built.decider.decide(replace(found, asked=()), only_asked=True)
        made = calendar_of(built.policy, found, decision, built.decider.possible_duties(found))
    marked = events(built.policy, made)
    if output is not None and marked:
        _write(output, marked)
    text = json_text(as_data(built.policy, made)) + "\n" if shape == "json" else write_list(built.policy, made, paint)
    click.echo(text, nl=False, err=output == "-")
    if output is not None and not marked:
        click.echo(NOTHING, err=True)
        if to_file and Path(output).exists():
            click.echo(f'"{output}" was there before and is left as it is. {NOT_THIS_ONE}', err=True)
    elif output is not None and to_file:
        click.echo(f"{output}: {len(marked)} {'event' if len(marked) == 1 else 'events'}.", err=True)


def _write(output: str, marked: tuple[Event, ...]) -> None:
    """Write the calendar file; its library is read only now, so that other commands start quickly."""
    from solon.calendar.ics import to_ics

    data = to_ics(marked)
    if output == "-":
        click.echo(data, nl=False)
        return
    try:
        write_file(Path(output), data.decode("utf-8"))
    except FileFault as fault:
        stop(str(fault), USAGE)
