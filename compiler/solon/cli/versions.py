"""What a person calls a version, a folder or a git revision, into its policy files and fixtures.

Invariant: a folder comes before a revision of the same name; what is neither is refused with a way out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from solon import pipeline
from solon.cli.files import LOCK, FileFault, project_root, read_policies
from solon.cli.git import commit_of, files_at, top_of
from solon.cli.terminal import PROBLEMS, show, step, stop, summary
from solon.model.policy import Policy

FIXTURES = "tests/fixtures"


@dataclass(frozen=True)
class Version:
    """One version of the policies. label: what it is called. fixtures: the committed ones beside it, by path."""

    label: str
    files: dict[str, bytes]
    lock: str
    fixtures: dict[str, str]


def working_tree(policies: Path) -> Version:
    """The policies as they are on the disk. Raises FileFault."""
    return _folder(policies, f"{policies} as it is on the disk")


def version(policies: Path, name: str) -> Version:
    """A version by its name.

    policies: the folder of the working tree; a revision has it in the same place. Raises FileFault.
    """
    folder = Path(name)
    if folder.is_dir():
        inside = folder / policies.name
        return _folder(inside if inside.is_dir() else folder, name)
    try:
        top = top_of(policies if policies.is_dir() else Path())
    except FileFault as fault:
        raise FileFault(f'"{name}" is not a folder. {fault}') from None
    commit = commit_of(top, name)
    if commit is None:
        raise FileFault(
            f'"{name}" is neither a folder nor a git revision. "git log --oneline" lists revisions; '
            'a folder is named by its path, such as "../before/policies".'
        )
    return at_commit(policies, top, commit, name)


def at_commit(policies: Path, top: Path, commit: str, label: str) -> Version:
    """The version in a commit. Raises FileFault."""
    place = place_in(top, policies)
    found = files_at(top, commit, place, (".solon", LOCK))
    lock = found.pop(LOCK, b"").decode("utf-8", "replace")
    files = {key: data for key, data in found.items() if key.endswith(".solon")}
    if not files:
        raise FileFault(f'The revision "{label}" has no policy files in {place}. Name another one.')
    tests = files_at(top, commit, place_in(top, project_root(policies) / FIXTURES), (".yaml",))
    return Version(label, files, lock, {key: data.decode("utf-8", "replace") for key, data in tests.items()})


def place_in(top: Path, folder: Path) -> str:
    """Where a folder stands in a repository. Raises FileFault."""
    try:
        return folder.resolve().relative_to(top.resolve()).as_posix()
    except ValueError:
        raise FileFault(
            f'"{folder}" is outside the git repository {top}; name its folder with --policies DIR.'
        ) from None


def _folder(folder: Path, label: str) -> Version:
    files, lock = read_policies(folder)
    if not files:
        raise FileFault(f'"{folder}" holds no policy files (*.solon). Name the folder that does.')
    tests = project_root(folder) / FIXTURES
    paths = sorted(tests.rglob("*.yaml")) if tests.is_dir() else []
    return Version(label, files, lock, {path.relative_to(tests).as_posix(): path.read_text("utf-8") for path in paths})


def sound(found: Version) -> Policy:
    """The policy of a version. Ends with its findings and exit code 1 when it has errors."""
    try:
        with step("Reading the policies"):
            built = pipeline.checked(found.files, found.lock)
    except ValueError as fault:
        stop(f"{found.label}: {fault}", PROBLEMS)
    if not built.sound:
        show(built.findings, found.files)
        click.echo(f"These findings are about: {found.label}.", err=True)
        stop(f"It has errors, so nothing was compared: {summary(built.findings)}.", PROBLEMS)
    return built.policy
