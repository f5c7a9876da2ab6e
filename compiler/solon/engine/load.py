"""A file into a policy to ask: the one place of the engine that reads files.

Invariant: a file that is not whole, or was changed, is refused.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from solon.engine.artefact import read
from solon.engine.policy import Policy


def load(path: str | PathLike[str] | None = None) -> Policy:
    """A compiled set of rules.

    path: an artefact that `solon compile` made; the policies that came with this package if it is left out. Raises
    BrokenArtefact for a file that is damaged or was changed, OtherVersion for one that this engine cannot read,
    FileNotFoundError, and other kinds of OSError.
    """
    return Policy(read((shipped() if path is None else Path(path)).read_bytes()))


def shipped() -> Path:
    """The artefact of the policies that came with this package. Raises FileNotFoundError when there is none."""
    here = Path(__file__).parents[1]
    places = (here / "shipped" / "policies.json", here.parents[1] / "build" / "policies.json")
    for place in places:
        if place.is_file():
            return place
    help = 'Run "make" first: it compiles the policies.' if (here.parents[1] / "policies").is_dir() else "Give a path."
    raise FileNotFoundError(f"There is no compiled policy here ({places[0]}). {help}")
