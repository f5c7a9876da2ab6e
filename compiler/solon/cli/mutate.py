"""`solon mutate`: small changes of the rules, and whether the fixtures and the examples notice them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click

from solon.cli.checking import FORMAT
from solon.cli.committed import read_fixtures
from solon.cli.files import project_root
from solon.cli.terminal import DONE, PROBLEMS, USAGE, load, paint, print_json, step, stop
from solon.model.policy import Policy
from solon.mutate import (
    SCHEMA,
    Kind,
    Mutant,
    Outcome,
    Result,
    Score,
    as_data,
    by_instrument,
    by_kind,
    mutant_as_data,
    mutants,
    score,
    share,
    try_mutants,
)
from solon_dsl.nearest import did_you_mean


@click.command(short_help="Change the rules a little, and see what notices.")
@click.option("--only", "blocks", multiple=True, metavar="ID", help="Change this block only. Can be repeated.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice([kind.value for kind in Kind]), help="Make this change only."
)
@click.option("--list", "only_list", is_flag=True, help="List the changes, and try none.")
@click.option("--folder", type=click.Path(path_type=Path), help="The fixtures; tests/fixtures if left out.")
@FORMAT
@click.pass_obj
def mutate(
    policies: Path, blocks: tuple[str, ...], kinds: tuple[str, ...], only_list: bool, folder: Path | None, shape: str
) -> None:
    """Change the rules a little, one change at a time, and see whether the fixtures and the examples notice.

    A change that nothing notices is listed, with a situation that gets another answer. A change after which every
    situation gets the same answers is equivalent, and does not count. Exit code 1 when the fixtures miss a change.
    """
    built, _ = load(policies)
    policy = built.policy
    wanted = _known(policy, blocks)
    chosen = [
        one for one in mutants(policy) if (not wanted or one.block in wanted) and (not kinds or one.kind.value in kinds)
    ]
    if only_list:
        _list(chosen, shape)
        return
    fixtures = read_fixtures(folder or project_root(policies) / "tests" / "fixtures")
    with step(f"Trying {len(chosen)} changes"):
        results = list(try_mutants(policy, fixtures, chosen))
    if shape == "json":
        print_json(as_data(results))
    else:
        _show(results)
    raise click.exceptions.Exit(DONE if score(results).complete else PROBLEMS)


def _known(policy: Policy, names: tuple[str, ...]) -> frozenset[str]:
    """The ids of blocks as they are now. Ends with exit code 2 for one that no block has."""
    for name in names:
        if policy.current(name) not in policy.ids:
            stop(f'No block has the id "{name}". {did_you_mean(name, policy.ids)}'.rstrip(), USAGE)
    return frozenset(policy.current(name) for name in names)


def _list(chosen: list[Mutant], shape: str) -> None:
    if shape == "json":
        print_json({"schema": SCHEMA, "mutants": [mutant_as_data(one) for one in chosen]})
        return
    for one in chosen:
        click.echo(f"{one.place}: {one.says} [{one.kind.value}]")
    click.echo(f"{len(chosen)} changes.")


def _show(results: list[Result]) -> None:
    whole = score(results)
    click.echo(paint("Changes that the tests notice", "heading"))
    click.echo(f"  {'':<28}{'by the fixtures':>22}{'by the examples alone':>26}")
    _row("all", whole)
    for title, rows in (("by kind", by_kind(results)), ("by instrument", by_instrument(results))):
        click.echo(f"  {title}")
        for name, found in rows.items():
            _row(f"  {name}", found)
    differ = [one for one in results if one.outcome is Outcome.DIFFERS]
    _survivors("What no fixture notices", [one for one in differ if not one.fixture])
    _places("What no example notices", [one for one in differ if not one.example])
    _places("Equivalent (proved: no situation changes)", _with(results, Outcome.EQUIVALENT))
    _places("Means nothing (something rests on itself)", _with(results, Outcome.DOES_NOT_COMPILE))
    _places("Not decided (too many steps)", _with(results, Outcome.UNDECIDED))


def _with(results: Iterable[Result], outcome: Outcome) -> list[Result]:
    return [one for one in results if one.outcome is outcome]


def _row(name: str, found: Score) -> None:
    cells = (f"{part} of {found.differs} ({share(part, found.differs)} %)" for part in (found.fixtures, found.examples))
    fixtures, examples = cells
    click.echo(f"  {name:<28}{fixtures:>22}{examples:>26}")


def _survivors(title: str, found: list[Result]) -> None:
    """Each change in full, with a situation."""
    click.echo("\n" + paint(f"{title}: {len(found) or 'nothing'}", "heading"))
    for one in found:
        click.echo(f"  {paint(one.mutant.place, 'place')}: {one.mutant.says}")
        if one.difference is not None:
            click.echo(f"    what differs: {one.difference.about}")
            for reading, option in one.difference.readings:
                click.echo(f"    under reading: {reading} = {option}")
            click.echo(f"    for example when: {'; '.join(one.difference.witness) or 'always'}")


def _places(title: str, found: list[Result]) -> None:
    """One line for each change, by file; nothing where there is none."""
    if not found:
        return
    click.echo("\n" + paint(f"{title}: {len(found)}", "heading"))
    for name, group in groupby(found, key=lambda one: one.mutant.span.file):
        click.echo(f"  {paint(name, 'place')}")
        for one in group:
            click.echo(f"  {one.mutant.span.line:>5}  {one.mutant.says}")
