"""What is committed beside the policies: the fixtures, and the releases.

Invariant: what is not there is empty; what is damaged ends the command with a message that names the way out.
"""

from __future__ import annotations

from pathlib import Path

from solon.cli.terminal import INVALID, USAGE, stop
from solon.fixtures import Fixture, from_yaml

CHANGES = "changes.md"


def read_fixtures(folder: Path) -> list[Fixture]:
    """The committed fixtures. Ends with exit code 3 where a file is none."""
    found: list[Fixture] = []
    for path in sorted(folder.rglob("*.yaml")):
        try:
            found += from_yaml(path.relative_to(folder).as_posix(), path.read_text("utf-8"))
        except (OSError, ValueError) as fault:
            stop(f"{fault}\nTo make the fixtures anew, run: solon fixtures --accept", INVALID)
    return found


def read_changes(policies: Path) -> str:
    """The text of `changes.md`, or nothing while there is none. Ends with exit code 2 where it cannot be read."""
    path = policies / CHANGES
    try:
        return path.read_text("utf-8") if path.is_file() else ""
    except (OSError, ValueError) as fault:
        stop(f"{path} cannot be read: {fault}", USAGE)
