"""`solon coverage`: every paragraph of every instrument, and the blocks that cite it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from solon.check.uncited import cited
from solon.cli.checking import FORMAT
from solon.cli.terminal import DONE, PROBLEMS, load, print_json
from solon.model.policy import Policy


@click.command(short_help="Show which blocks account for each paragraph.")
@FORMAT
@click.pass_obj
def coverage(policies: Path, shape: str) -> None:
    """Show every paragraph of the official texts with the blocks that cite it, and what is only context, with why."""
    built, _ = load(policies)
    policy = built.policy
    rows = cited(policy)
    if shape == "json":
        print_json({"schema": "solon.coverage/1", "instruments": {name: _data(policy, rows[name]) for name in rows}})
    missing = 0
    for name, paragraphs in rows.items():
        missing += sum(not ids for ids in paragraphs.values())
        if shape == "text":
            _print(policy, name, paragraphs)
    raise click.exceptions.Exit(PROBLEMS if missing else DONE)


def kind_of(policy: Policy, name: str) -> str:
    """The kind of a block that cites, as an officer writes it."""
    tables = {
        "rule": policy.rules,
        "exception": policy.exceptions,
        "either": policy.eithers,
        "term": policy.terms,
        "counts": policy.counts,
        "period": policy.periods,
        "group": policy.groups,
        "note": policy.notes,
        "example": policy.examples,
        "context": policy.contexts,
    }
    return next(kind for kind, table in tables.items() if name in table)


def _data(policy: Policy, paragraphs: dict[str, tuple[str, ...]]) -> list[dict[str, object]]:
    return [
        {"locator": locator, "blocks": [{"id": name, "kind": kind_of(policy, name)} for name in ids]}
        for locator, ids in paragraphs.items()
    ]


def _print(policy: Policy, instrument: str, paragraphs: dict[str, tuple[str, ...]]) -> None:
    done = sum(bool(ids) for ids in paragraphs.values())
    share = 100 * done // len(paragraphs) if paragraphs else 100
    title = policy.instruments[instrument].title if instrument in policy.instruments else instrument
    click.echo(click.style(f"{instrument}: {title}", bold=True))
    for locator, ids in paragraphs.items():
        names = ", ".join(f"{name} ({kind_of(policy, name)})" for name in ids) or "NOT YET ENCODED"
        click.echo(f"  {locator}: {names}")
        if ids and all(name in policy.contexts for name in ids):
            click.echo(f"      only context: {policy.contexts[ids[0]].because}")
    kinds = Counter(kind_of(policy, name) for name in dict.fromkeys(n for ids in paragraphs.values() for n in ids))
    counts = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    click.echo(f"  {done} of {len(paragraphs)} paragraphs accounted for ({share} %), by {counts}.\n")
