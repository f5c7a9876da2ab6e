"""What a person names, and what git keeps, into the rules of a revision.

Invariant: rules are known by the sum of their artefact; no others are taken for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from solon import pipeline
from solon.cli.compiled import program_in
from solon.cli.files import FileFault
from solon.cli.releases import known_releases, released
from solon.cli.terminal import USAGE, step, stop
from solon.cli.versions import Version, sound, version, working_tree
from solon.diff.release import digest
from solon.engine.policy import Policy


@dataclass(frozen=True)
class Rules:
    """Some rules that can be asked. label: what they are called."""

    label: str
    policy: Policy


def compiled(path: str) -> Rules:
    """The rules of an artefact. Ends with exit code 2 when it cannot be read, 3 when it is none or is damaged."""
    return Rules(path, Policy(program_in(Path(path))))


def here(policies: Path) -> Rules:
    """The rules of the policies on the disk. Ends with exit code 2 when there are none, 1 when they have errors."""
    try:
        return _of(working_tree(policies), f"the policies in {policies}")
    except FileFault as fault:
        stop(str(fault), USAGE)


def named(policies: Path, name: str) -> Rules:
    """The rules of a folder or a git revision. Ends with exit code 2 when there are none, 1 when they have errors."""
    try:
        return _of(version(policies, name), name)
    except FileFault as fault:
        stop(str(fault), USAGE)


def of_releases(policies: Path) -> Iterator[Rules]:
    """The rules of the releases that are found in the history of git, the newest first; not those on the disk."""
    try:
        found = known_releases(policies)
        on_disk = working_tree(policies) if found else None
    except FileFault:
        return
    for release in found:
        if on_disk is None or release.text == digest(on_disk.files, on_disk.lock):
            continue
        try:
            text = released(policies, release)
            built = pipeline.checked(text.files, text.lock)
        except (FileFault, ValueError):
            continue
        if built.sound:
            yield Rules(f"release {release.name}", Policy(built.decider.program))


def of_revision(
    revision: str, places: Iterable[Rules], more: Iterable[Rules]
) -> tuple[Rules | None, tuple[Rules, ...]]:
    """The rules of a revision, or None, and all that were looked at. more: where to look last."""
    looked: list[Rules] = []
    with step("Looking for the rules of that revision"):
        for place in chain(places, more):
            looked.append(place)
            if place.policy.revision == revision:
                return place, tuple(looked)
    return None, tuple(looked)


def _of(found: Version, label: str) -> Rules:
    return Rules(label, Policy(pipeline.Build(sound(found), ()).decider.program))
