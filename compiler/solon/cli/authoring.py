"""`solon facts`, `read`, `new` and `explain`: what a person who writes policies looks up."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click

import solon
from solon.cli.checking import FORMAT
from solon.cli.situation_template import situation_template
from solon.cli.terminal import PROBLEMS, USAGE, load, load_any, print_json, show, stop
from solon.letter import read_back
from solon.model.blocks import Choice, DateInput, Fact
from solon.model.policy import Policy
from solon_dsl.nearest import did_you_mean
from solon_dsl.table import BY_KEYWORD


@click.command(short_help="List the sentences that conditions can use.")
@click.argument("word", required=False)
@FORMAT
@click.pass_obj
def facts(policies: Path, word: str | None, shape: str) -> None:
    """List all sentences that conditions can use, or those with a WORD in them."""
    built, _ = load(policies)
    rows = [
        row for row in _sentences(built.policy) if word is None or any(word.lower() in cell.lower() for cell in row)
    ]
    if shape == "json":
        print_json([dict(zip(("kind", "id", "sentence", "answer", "asks"), row, strict=True)) for row in rows])
        return
    last = ""
    for kind, name, sentence, answer, asks in rows:
        if name != last:
            click.echo(click.style(f"{name}", bold=True) + f" ({kind})" + (f": {asks}" if asks else ""))
            last = name
        click.echo(f"  {sentence}" + (f"   [{answer}]" if answer else ""))
    if not rows:
        click.echo(f'No sentence has "{word}" in it. Try a part of the word, or run "solon facts" for all of them.')


def _sentences(policy: Policy) -> Iterator[tuple[str, str, str, str, str]]:
    for found in policy.inputs.values():
        match found:
            case Fact(says=says, denies=denies):
                yield "fact", found.id, says, "yes", found.asks
                yield "fact", found.id, denies, "no", found.asks
            case Choice(options=options):
                yield from (("choice", found.id, sentence, option, found.asks) for option, sentence in options)
            case DateInput(says=says):
                yield "date", found.id, says, "a day", found.asks
            case _:
                pass
    for term in policy.terms.values():
        yield "term", term.id, term.says, "", ""
        if term.denies:
            yield "term", term.id, term.denies, "", ""
    for period in policy.periods.values():
        yield "period", period.id, f"the day is within {period.says}", "", ""
        yield "period", period.id, f"the day is not within {period.says}", "", ""
    for bearer in policy.bearers.values():
        yield "bearer", bearer.id, bearer.says, "", ""
    for action in policy.actions.values():
        yield "action", action.id, action.says, "", ""
        if action.instead:
            yield "action", action.id, action.instead, "the opposite", ""


@click.command(short_help="Read a block back in other words.")
@click.argument("name", metavar="ID")
@click.pass_obj
def read(policies: Path, name: str) -> None:
    """Read the block with this ID back in other words."""
    files_read, built = load_any(policies, whole=False)
    words = read_back(built.policy, built.policy.current(name))
    if words is None:
        if not built.sound:
            show(built.findings, files_read)
        known = [*built.policy.blocks, *built.policy.inputs, *built.policy.readings, *built.policy.actions]
        hint = did_you_mean(name, known, 0.6) or 'Look for sentences with "solon facts WORD".'
        stop(f'There is no block "{name}". {hint}', PROBLEMS if not built.sound else USAGE)
    click.echo(words, nl=False)


@click.command(short_help="Print a block, or a situation, to fill in.")
@click.argument("kind", metavar="BLOCK_KIND")
@click.argument("action", required=False)
@click.pass_obj
def new(policies: Path, kind: str, action: str | None) -> None:
    """Print a block of this kind to fill in; or "new situation ACTION": its questions as a file."""
    if kind == "situation":
        built, _ = load(policies)
        if action is None or action not in built.policy.actions:
            known = list(built.policy.actions)
            hint = did_you_mean(action or "", known, 0.5) or f"The actions are: {', '.join(known)}."
            stop(f'There is no action "{action or ""}". {hint}', USAGE)
        click.echo(situation_template(built.atlas, action), nl=False)
        return
    if kind not in BY_KEYWORD:
        hint = did_you_mean(kind, [*BY_KEYWORD, "situation"], 0.5)
        kinds = "\n".join(f"  {found.keyword:<11} {found.purpose}" for found in BY_KEYWORD.values())
        stop(f'"{kind}" is not a kind of block. {hint}\nThe kinds are:\n{kinds}', USAGE)
    click.echo(files("solon_dsl").joinpath("templates", f"{kind}.solon").read_text("utf-8"), nl=False)


@click.command(short_help="Explain a finding such as S301.")
@click.argument("code")
def explain(code: str) -> None:
    """Explain a CODE such as S301: what it means, an example, and how to mend it."""
    for folder in (Path(solon.__file__).parent / "explanations", Path(solon.__file__).parents[2] / "site/pages/errors"):
        page = folder / f"{code.upper()}.md"
        if code.isalnum() and page.is_file():
            click.echo(page.read_text("utf-8"), nl=False)
            return
    stop(f'There is no code "{code}". Codes look like S301; they stand at the start of every finding.', USAGE)
