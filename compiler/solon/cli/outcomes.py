"""`solon outcomes`: every status of an action, and all the shortest ways to it."""

from __future__ import annotations

from pathlib import Path

import click

from solon.cli.checking import FORMAT
from solon.cli.terminal import PROBLEMS, USAGE, load, paint, print_json, step, stop
from solon.engine.deontic import Status
from solon.engine.store import TooLarge
from solon.graph.artefact import revision
from solon.model.policy import Policy
from solon.outcomes import LIMIT, find_outcomes, write_outcomes
from solon.wording import deed_of
from solon_dsl.nearest import did_you_mean

STATUSES = [status.value for status in Status if status is not Status.UNDETERMINED]


@click.command(short_help="List every outcome of an action, and all ways to it.")
@click.argument("action")
@click.option("--bearer", default="", help="Only for these people, for example: member.")
@click.option("--status", type=click.Choice(STATUSES), help="Only this status.")
@click.option("--flat", is_flag=True, help="Facts alone, without terms and periods.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=LIMIT, show_default=True, help="Most ways in a list.")
@click.option("--reading", "chosen", multiple=True, metavar="NAME=OPTION", help="Answer an open question otherwise.")
@FORMAT
@click.pass_obj
def outcomes(
    policies: Path,
    action: str,
    bearer: str,
    status: str | None,
    flat: bool,
    limit: int,
    chosen: tuple[str, ...],
    shape: str,
) -> None:
    """List every status that an ACTION and its opposite can have, and all the shortest ways to it.

    A way is a smallest set of conditions that gives the status whatever else is true. The lists are complete, and no
    way is a special case of another.
    """
    built, _ = load(policies)
    policy = built.policy
    readings = _readings(policy, chosen)
    bearer = _known(policy, bearer, list(policy.bearers), "bearer") if bearer else ""
    with step("Finding the ways"):
        try:
            found = find_outcomes(
                built.graph,
                _action(policy, action),
                readings,
                bearer=bearer,
                status=Status(status) if status else None,
                flat=flat,
                limit=limit,
            )
        except TooLarge:
            stop("These policies are too large to list the ways of an action; nothing was decided.", PROBLEMS)
    if shape == "json":
        print_json({**found.to_json(), "revision": revision(built.graph)})
    else:
        click.echo(write_outcomes(policy, found, paint), nl=False)


def _action(policy: Policy, name: str) -> str:
    """The id of an action, or of the opposite of one."""
    opposites = [f"instead_of_{key}" for key, found in policy.actions.items() if found.instead]
    name = policy.current(name)
    return name if deed_of(policy, name) else _known(policy, name, [*policy.actions, *opposites], "action")


def _known(policy: Policy, name: str, known: list[str], kind: str) -> str:
    """An id that must be one of some."""
    name = policy.current(name)
    hint = "" if name in known else did_you_mean(name, known, 0.5) or f"There are: {', '.join(known)}."
    if hint:
        stop(f'There is no {kind} "{name}". {hint}', USAGE)
    return name


def _readings(policy: Policy, chosen: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in chosen:
        name, equals, option = (part.strip() for part in text.partition("="))
        if not equals:
            stop(f'"{text}" is not a reading. Write NAME=OPTION, as "solon read NAME" shows them.', USAGE)
        name = _known(policy, name, list(policy.readings), "reading")
        found[name] = _known(policy, option, [one for one, _ in policy.readings[name].options], f"option of {name}")
    return found
