"""`solon decide` and `solon examples`: answers, for a situation of one's own and for those of the policies."""

from __future__ import annotations

from pathlib import Path

import click

from solon.check.examples import Outcome, outcomes
from solon.cli.checking import FORMAT
from solon.cli.compiled import decide_compiled
from solon.cli.one_situation import load_situation
from solon.cli.terminal import DONE, OPEN, PROBLEMS, USAGE, load, paint, print_json, step, stop
from solon.engine.deontic import Status
from solon.letter import write_letter
from solon.model.examples import Example


@click.command(short_help="Answer a situation.")
@click.argument("situation")
@FORMAT
@click.option("--require-determined", is_flag=True, help="Exit 4 when an answer is still undetermined.")
@click.option("--artefact", type=click.Path(path_type=Path), metavar="FILE", help="Ask a compiled file instead.")
@click.pass_obj
def decide(policies: Path, situation: str, shape: str, require_determined: bool, artefact: Path | None) -> None:
    """Answer a SITUATION: a YAML or JSON file, or - for standard input.

    \b
    on: 2018-05-01
    facts: {account_has_city_email: no, nomination_day: not yet}
    everything else: no                    # optional
    readings: {candidates_under_17: can}   # optional
    asked: [member post_the_content]       # optional
    """
    if artefact is not None:
        open_still = any(one.status is Status.UNDETERMINED for one in decide_compiled(artefact, situation, shape))
        raise click.exceptions.Exit(OPEN if require_determined and open_still else DONE)
    built, found = load_situation(policies, situation, shape)
    with step("Deciding"):
        # A letter about what was asked needs no other verdicts; data has them all.
        decision = built.decider.decide(found, only_asked=shape == "text" and bool(found.asked))
    if shape == "json":
        print_json(decision.to_json())
    else:
        click.echo(write_letter(built.policy, found, decision, paint), nl=False)
    asked = {(bearer, deed.id) for bearer, deed in found.asked}
    kept = [v for v in decision.verdicts if not asked or (v.bearer, v.action) in asked]
    still_open = require_determined and any(v.status is Status.UNDETERMINED for v in kept)
    raise click.exceptions.Exit(OPEN if still_open else DONE)


@click.command(short_help="Show what the examples must get, and what is computed.")
@click.argument("names", nargs=-1)
@FORMAT
@click.pass_obj
def examples(policies: Path, names: tuple[str, ...], shape: str) -> None:
    """Show what the examples must get beside what is computed. NAMES: ids; all when none is named."""
    built, _ = load(policies)
    policy = built.policy
    names = tuple(policy.current(name) for name in names)
    if unknown := [name for name in names if name not in policy.examples]:
        stop(f'There is no example "{unknown[0]}". There are: {", ".join(policy.examples)}.', USAGE)
    wanted = [found for name, found in policy.examples.items() if not names or name in names]
    rows: list[tuple[Example, tuple[Outcome, ...]]] = []
    with step("Deciding the examples"):
        for found in wanted:
            rows.append((found, outcomes(found, built.answers[found.id])))
    bad = sum(bool(outcome.faults) for _, row in rows for outcome in row)
    if shape == "json":
        print_json({"schema": "solon.examples/1", "examples": [_example_data(found, row) for found, row in rows]})
    else:
        for found, row in rows:
            _print_example(found, row)
        total = sum(len(row) for _, row in rows)
        click.echo(f"{len(rows)} examples, {total} answers: {total - bad} as expected, {bad} not.")
    raise click.exceptions.Exit(PROBLEMS if bad else DONE)


def _print_example(found: Example, row: tuple[Outcome, ...]) -> None:
    click.echo(click.style(f"{found.id}", bold=True) + f"  ({'; '.join(map(str, found.cites))})")
    click.echo(f"  {found.story}")
    if found.published:
        click.echo(f"  published: {found.published}")
    for outcome in row:
        name = f"{outcome.expected.bearer} {outcome.expected.deed.id}"
        status = outcome.status.value.replace("_", " ")
        by = f" by {', '.join(outcome.by)}" if outcome.by else ""
        click.echo(f"  {'as expected' if not outcome.faults else 'NOT AS EXPECTED'}: {name}: {status}{by}")
        for fault in outcome.faults:
            click.echo(paint(f"    {fault}", "error"))
    click.echo()


def _example_data(found: Example, row: tuple[Outcome, ...]) -> dict[str, object]:
    return {
        "id": found.id,
        "cites": [str(citation) for citation in found.cites],
        "story": found.story,
        "published": found.published or None,
        "answers": [
            {
                "bearer": outcome.expected.bearer,
                "action": outcome.expected.deed.id,
                "expected": outcome.expected.status.value,
                "computed": outcome.status.value,
                "by": list(outcome.by),
                "faults": list(outcome.faults),
            }
            for outcome in row
        ],
    }
