"""`solon compile`, `fixtures`, `site` and `build`: everything that is generated."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import click

from solon import pipeline
from solon.cli.asked_pages import asked_pages
from solon.cli.committed import read_changes, read_fixtures
from solon.cli.files import FileFault, project_root, write_file, write_tree
from solon.cli.sources import read_texts
from solon.cli.targets import TARGETS, TargetFault, wishes_of, write_target
from solon.cli.terminal import PROBLEMS, USAGE, load, load_any, paint, show, step, stop, summary
from solon.fixtures import compare, fixture_files
from solon.graph.dot import dot
from solon.letter import write_letter
from solon.publish.site import SiteFault, build_site
from solon.situation import situation_of

SHOWN_EXAMPLE = "scone"


@click.command("compile", short_help="Compile the policies into the decision graph.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to; build/policies.json if left out.")
@click.option("--graph", "shape", type=click.Choice(["json", "dot"]), help="Print the decision graph instead.")
@click.option("--target", type=click.Choice(list(TARGETS)), help="Write another form instead, to -o.")
@click.option("--reading", "readings", multiple=True, metavar="ID=OPTION", help="Another reading, for a target.")
@click.option("--on", default="column", show_default=True, help='sql: the day of every act, or "unknown", "left out".')
@click.option("--columns", help="sql: the facts that the table has, with commas; all of them if left out.")
@click.option("--keep", multiple=True, metavar="COLUMN", help="sql: another column of the table to pass on.")
@click.pass_obj
def compile_command(
    policies: Path,
    output: Path | None,
    shape: str | None,
    target: str | None,
    readings: tuple[str, ...],
    on: str,
    columns: str | None,
    keep: tuple[str, ...],
) -> None:
    """Compile the policies into the decision graph, one versioned JSON file, or into another form (--target).

    \b
    javascript  a package for npm: an ES module, a classic script, and their types, into a folder
    python      one Python file that decides, and needs nothing but Python 3.11 or newer
    schema      JSON Schemas of situations and decisions, into a folder
    sql         one SELECT that answers a table, for DuckDB, Spark and others
    typing      a Python module of types: the facts, and the ids of everything
    """
    built, _ = load(policies, whole=True)
    if target is not None:
        try:
            wishes = wishes_of(built, readings, on, columns, keep)
        except TargetFault as fault:
            stop(str(fault), USAGE)
        write_target(built, target, wishes, output)
        return
    if shape is not None:
        click.echo(built.artefact if shape == "json" else dot(built.graph), nl=False)
        return
    path = output or project_root(policies) / "build" / "policies.json"
    try:
        write_file(path, built.artefact)
    except FileFault as fault:
        stop(str(fault), USAGE)
    click.echo(f"{path}: {len(built.graph.nodes)} nodes, revision {built.decider.program.revision[:12]}.")


@click.command(short_help="Compare the test cases made from the rules.")
@click.option("--accept", is_flag=True, help="Write the fixtures as they are generated now.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where they are; tests/fixtures if left out.")
@click.pass_obj
def fixtures(policies: Path, accept: bool, folder: Path | None) -> None:
    """Compare the test cases made from the rules with the committed ones; --accept rewrites them."""
    built, _ = load(policies)
    folder = folder or project_root(policies) / "tests" / "fixtures"
    committed = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))
    }
    with step("Making the fixtures"):
        generated = fixture_files(built.policy)
        differences = compare(built.policy, committed, generated)
    for line in differences:
        click.echo(line)
    if not differences:
        click.echo(f"{len(committed)} fixture files, all as the rules give them.")
        return
    if not accept:
        click.echo("Look at each difference. If the rules are right, run: solon fixtures --accept")
        raise click.exceptions.Exit(PROBLEMS)
    try:
        write_tree(folder, {name: text for name, text in generated.items() if committed.get(name) != text})
    except FileFault as fault:
        stop(str(fault), USAGE)
    for name in committed.keys() - generated.keys():
        (folder / name).unlink()
    click.echo("Written.")


@click.command()
@click.option(
    "--sources", "texts", type=click.Path(path_type=Path), help="A folder of official texts, to stand beside the rules."
)
@click.pass_obj
def site(policies: Path, texts: Path | None) -> None:
    """Build the public pages into build/site."""
    built, _ = load(policies, whole=True)
    with step("Building the pages"):
        count = _site(built, policies, read_texts(texts) if texts else {})
    click.echo(f"{count} pages in build/site. Open build/site/index.html.")


def _site(built: pipeline.Build, policies: Path, texts: Mapping[str, Mapping[str, str]]) -> int:
    """Build the site; returns how many pages it has. texts: official words by instrument and locator."""
    root = project_root(policies)
    fixtures = read_fixtures(root / "tests" / "fixtures")
    pages = built.pages_with(tuple(fixtures), read_changes(policies), texts)
    try:
        made = {**pages, **asked_pages(built, fixtures)}
        folder = build_site(root, made, root / "build")
    except SiteFault as fault:
        stop(f"The pages do not fit together:\n{fault}", PROBLEMS)
    except OSError as fault:
        stop(f"The pages cannot be written: {fault}.", USAGE)
    return sum(1 for _ in folder.rglob("*.html"))


@click.command(short_help="Check, compile and publish everything.")
@click.pass_obj
def build(policies: Path) -> None:
    """Check, compile and publish everything; then show a summary and one answer."""
    root = project_root(policies)
    times: list[tuple[str, float]] = []
    start = time.perf_counter()

    def lap(name: str) -> None:
        times.append((name, time.perf_counter() - start - sum(seconds for _, seconds in times)))

    files, built = load_any(policies, whole=True)
    lap("check")
    if not built.sound:
        show(built.findings, files)
        stop(f"The policies have errors, so nothing was built: {summary(built.findings)}.", PROBLEMS)
    with step("Compiling"):
        write_file(root / "build" / "policies.json", built.artefact)
    lap("compile")
    with step("Deciding the examples"):
        count = len(built.answers)
    lap("examples")
    with step("Building the pages"):
        pages = _site(built, policies, {})
    lap("pages")
    _report(built, count, pages, times, root)


def _report(built: pipeline.Build, examples: int, pages: int, times: list[tuple[str, float]], root: Path) -> None:
    policy = built.policy
    paragraphs = sum(len(policy.sources.locators(name)) for name in policy.instruments)
    fixture_count = sum(
        path.read_text("utf-8").count("\n- id:") for path in sorted((root / "tests" / "fixtures").rglob("*.yaml"))
    )
    rules = len(policy.rules) + len(policy.exceptions) + len(policy.eithers)
    rows = [
        ("instruments", len(policy.instruments)),
        ("paragraphs", paragraphs),
        ("rules and exceptions", rules),
        ("readings", len(policy.readings)),
        ("examples", examples),
        ("fixtures", fixture_count),
        ("graph nodes", len(built.graph.nodes)),
        ("pages", pages),
    ]
    click.echo(paint("What was built", "heading"))
    for name, number in rows:
        click.echo(f"  {name:<22}{number:>6}")
    click.echo("  time: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in times))
    click.echo(f"  findings: {summary(built.findings)} (see them with: solon check)")
    example = policy.examples.get(SHOWN_EXAMPLE) or next(iter(policy.examples.values()), None)
    if example is not None:
        click.echo("\n" + paint(f"An example: {example.id}", "heading"))
        click.echo(example.story + "\n")
        click.echo(write_letter(policy, situation_of(example), built.answers[example.id], paint), nl=False)
    click.echo("\n" + paint("The site", "heading"))
    click.echo(f"  Open {Path('build/site/index.html')} in a browser.")
