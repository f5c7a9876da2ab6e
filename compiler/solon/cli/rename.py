"""`solon rename`: another id for a block, in every policy file and fixture; the old id goes on working."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from solon import pipeline
from solon.cli.files import LOCK, FileFault, project_root, write_file, write_tree
from solon.cli.terminal import PROBLEMS, USAGE, load, step, stop
from solon.fixtures import fixture_files
from solon_dsl import format_source
from solon_dsl.named import ID
from solon_dsl.nearest import did_you_mean
from solon_dsl.rename import rename_id


@click.command(short_help="Give a block another id.")
@click.argument("old", metavar="ID")
@click.argument("new")
@click.pass_obj
def rename(policies: Path, old: str, new: str) -> None:
    """Give the block with this ID a NEW one: in the policies, the examples and the fixtures.

    A line "was:" keeps the old id working, in situation files and in links.
    """
    built, files = load(policies)
    if not ID.match(new):
        stop(f'"{new}" is not an id: use small letters and digits, words joined by underscores.', USAGE)
    if old not in built.policy.ids:
        hint = did_you_mean(old, built.policy.ids, 0.6)
        stop(f'There is no block "{old}". {hint}', USAGE)
    if old in built.policy.instruments:
        stop("The id of an instrument is its name in every citation; it stays.", USAGE)
    if new in built.policy.ids or new in built.policy.former:
        stop(f'The id "{new}" is already used.', USAGE)
    changed = _renamed(files, old, new)
    after = pipeline.checked({**files, **{name: text.encode() for name, text in changed.items()}}, _lock(policies))
    if not after.sound:
        stop(f"Nothing was renamed: {after.findings[0].message}", PROBLEMS)
    folder = project_root(policies) / "tests" / "fixtures"
    try:
        write_tree(policies, changed)
        fixtures = _fixtures(built, after, folder)
    except FileFault as fault:
        stop(str(fault), USAGE)
    click.echo(f"{old} is now {new}: {len(changed)} policy files, {fixtures} fixture files.")


def _renamed(files: Mapping[str, bytes], old: str, new: str) -> dict[str, str]:
    """The files that change, in canonical form."""
    out: dict[str, str] = {}
    for name, data in files.items():
        text = rename_id(name, data, old, new)
        if text is not None:
            formatted, _ = format_source(name, text)
            out[name] = formatted if formatted is not None else text
    return out


def _lock(policies: Path) -> str:
    path = policies / LOCK
    return path.read_text("utf-8") if path.is_file() else ""


def _fixtures(before: pipeline.Build, after: pipeline.Build, folder: Path) -> int:
    """Rewrite the fixture files that were as the rules gave them; returns how many changed."""
    if not folder.is_dir():
        return 0
    with step("Making the fixtures anew"):
        old, new = fixture_files(before.policy), fixture_files(after.policy)
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.yaml")}
    kept = {name for name, path in found.items() if path.read_text("utf-8") == old.get(name)}
    changed = {
        name: text for name, text in new.items() if old.get(name) != text and (name not in found or name in kept)
    }
    for name, text in changed.items():
        write_file(folder / name, text)
    for name in kept - new.keys():
        found[name].unlink()
    return len(changed)
