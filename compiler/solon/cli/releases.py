"""A release that `changes.md` names into the policy files that it was made from, out of the history of git.

Invariant: files are found by their sum, never by a name alone.
"""

from __future__ import annotations

from pathlib import Path

from solon.cli.committed import CHANGES
from solon.cli.files import FileFault
from solon.cli.git import commits_on, commits_with, top_of
from solon.cli.versions import Version, at_commit, place_in
from solon.diff.release import Release, digest, releases


def known_releases(policies: Path) -> tuple[Release, ...]:
    """The releases that the folder of the policies names, the newest first. Raises FileFault."""
    path = policies / CHANGES
    try:
        return releases(path.read_text("utf-8")) if path.is_file() else ()
    except (OSError, ValueError) as fault:
        raise FileFault(f"{path} cannot be read: {fault}") from None


def released(policies: Path, release: Release) -> Version:
    """The text of a release. Raises FileFault where it is not found."""
    try:
        top = top_of(policies)
    except FileFault:
        raise FileFault(f"There is no git history to find the release {release.name} in.") from None
    place = place_in(top, policies)
    # Most likely the entry was committed with the policies; else they changed in a commit near by.
    likely = commits_with(top, release.mark, f"{place}/{CHANGES}")
    for commit in dict.fromkeys((*likely, *commits_on(top, place))):
        try:
            found = at_commit(policies, top, commit, release.name)
        except FileFault:
            continue
        if digest(found.files, found.lock) == release.text:
            return found
    raise FileFault(f"No revision in the history of git has the policies of the release {release.name}.")
