"""`solon sources`: which paragraphs the policies may cite, and whether the official texts have changed."""

from __future__ import annotations

from pathlib import Path

import click
import yaml

from solon.check.uncited import cited
from solon.cli.files import LOCK, FileFault, read_policies, write_file
from solon.cli.terminal import DONE, PROBLEMS, USAGE, load_any, stop
from solon.model.sources import ANNOUNCED, Sources, digest, read_lock, write_lock

MAX_BYTES = 5_000_000


@click.group()
def sources() -> None:
    """Keep track of the paragraphs of the official texts."""


@sources.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def lock(policies: Path, folder: Path) -> None:
    """Write sources.lock from a FOLDER of official texts, one YAML file an instrument."""
    found = _sums(folder)
    old = _lock(policies)
    kept = {
        name: {
            **sums,
            **{loc: v for loc, v in old.paragraphs.get(name, {}).items() if v == ANNOUNCED and loc not in sums},
        }
        for name, sums in found.items()
    }
    try:
        write_file(policies / LOCK, write_lock(Sources({**old.paragraphs, **kept})))
    except FileFault as fault:
        stop(str(fault), USAGE)
    click.echo(f"{LOCK}: {sum(map(len, found.values()))} paragraphs of {len(found)} instruments.")


@sources.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def check(policies: Path, folder: Path) -> None:
    """Compare a FOLDER of official texts with sources.lock: what changed, and which blocks may be stale."""
    found, old = _sums(folder), _lock(policies)
    _, built = load_any(policies, whole=False)
    rows = cited(built.policy)
    problems = 0
    for name in sorted({*found, *old.paragraphs}):
        new, known = found.get(name, {}), old.paragraphs.get(name, {})
        for locator in dict.fromkeys((*known, *new)):
            what = _difference(known.get(locator), new.get(locator))
            if what is None:
                continue
            problems += 1
            click.echo(f"{name} {locator}: {what}.")
            stale = rows.get(name, {}).get(locator, ())
            if stale:
                click.echo(f"  Blocks that may be stale, each with its page: {', '.join(stale)}")
    total = sum(map(len, found.values()))
    click.echo(
        f"{total} paragraphs compared, {problems} differ." if problems else f"{total} paragraphs: all as locked."
    )
    raise click.exceptions.Exit(PROBLEMS if problems else DONE)


def _difference(old: str | None, new: str | None) -> str | None:
    """What happened to a paragraph, or None."""
    if new is None:
        return None if old == ANNOUNCED else "is no longer in the official text"
    if old is None:
        return "is new in the official text"
    if old == ANNOUNCED:
        return "was announced and is now published; run: solon sources lock"
    return None if old == new else "has changed in the official text"


@sources.command()
@click.argument("instrument")
@click.argument("locator")
@click.option("--undo", is_flag=True, help="Take an announced paragraph out again.")
@click.pass_obj
def announce(policies: Path, instrument: str, locator: str, undo: bool) -> None:
    """Add a paragraph whose text is not published yet, so that policies may cite it."""
    old = _lock(policies)
    paragraphs = dict(old.paragraphs.get(instrument, {}))
    if not paragraphs:
        known = ", ".join(old.paragraphs) or "none"
        stop(f'There is no instrument "{instrument}" in {LOCK}. There are: {known}.', USAGE)
    present = paragraphs.get(locator)
    if undo:
        if present != ANNOUNCED:
            stop(f"{instrument} {locator} was not announced.", USAGE)
        del paragraphs[locator]
    elif present is not None:
        stop(f"{instrument} {locator} is already known.", USAGE)
    else:
        paragraphs = _insert(paragraphs, locator)
    try:
        write_file(policies / LOCK, write_lock(Sources({**old.paragraphs, instrument: paragraphs})))
    except FileFault as fault:
        stop(str(fault), USAGE)
    click.echo(f"{instrument} {locator}: {'no longer announced' if undo else 'announced; policies may cite it now'}.")


def _insert(paragraphs: dict[str, str], locator: str) -> dict[str, str]:
    """Put a new locator behind the last one of the same paragraph, else at the end."""
    parent = locator.rsplit("(", 1)[0]
    near = [known for known in paragraphs if parent != locator and (known == parent or known.startswith(parent + "("))]
    out: dict[str, str] = {}
    for known, value in paragraphs.items():
        out[known] = value
        if near and known == near[-1]:
            out[locator] = ANNOUNCED
    out.setdefault(locator, ANNOUNCED)
    return out


def _lock(policies: Path) -> Sources:
    try:
        return read_lock(read_policies(policies)[1])
    except (FileFault, ValueError) as fault:
        stop(str(fault), USAGE)


def _sums(folder: Path) -> dict[str, dict[str, str]]:
    """The sums of every paragraph of a folder of official texts."""
    texts = read_texts(folder).items()
    return {name: {locator: digest(text) for locator, text in found.items()} for name, found in texts}


def read_texts(folder: Path) -> dict[str, dict[str, str]]:
    """The words of every paragraph of a folder of official texts, by instrument and locator.

    Ends with exit code 2 for a folder or file of another form.
    """
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if not paths:
        stop(f'"{folder}" holds no official texts: one YAML file an instrument, with paragraphs.', USAGE)
    out: dict[str, dict[str, str]] = {}
    for path in paths:
        try:
            if path.stat().st_size > MAX_BYTES:
                raise ValueError("it is too large")
            paragraphs = yaml.safe_load(path.read_text("utf-8"))["paragraphs"]
            out[path.stem] = {str(one["locator"]): str(one["text"]) for one in paragraphs}
        except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError) as fault:
            stop(
                f"{path} is not a file of official text: {fault}. It needs paragraphs, each with locator and text.",
                USAGE,
            )
    return out
