"""A file into a policy to ask: the one place of the engine that reads files.

Invariant: a file that is not whole, or was changed, is refused.
"""

from __future__ import annotations

from os import PathLike
from os.path import dirname, isdir, isfile, join

from solon.engine.artefact import read
from solon.engine.policy import Policy


def load(path: str | PathLike[str] | None = None) -> Policy:
    """A compiled set of rules.

    path: an artefact that `solon compile` made; the policies that came with this package if it is left out. Raises
    BrokenArtefact for a file that is damaged or was changed, OtherVersion for one that this engine cannot read,
    FileNotFoundError, and other kinds of OSError.
    """
    with open(shipped() if path is None else path, "rb") as file:
        return Policy(read(file.read()))


def shipped() -> str:
    """The path of the artefact that came with this package. Raises FileNotFoundError when there is none."""
    # No `pathlib`: its import alone would take a tenth of the time.
    package = dirname(dirname(__file__))
    root = dirname(dirname(package))
    places = (join(package, "shipped", "policies.json"), join(root, "build", "policies.json"))
    for place in places:
        if isfile(place):
            return place
    help = 'Run "make" first: it compiles the policies.' if isdir(join(root, "policies")) else "Give a path."
    raise FileNotFoundError(f"There is no compiled policy here ({places[0]}). {help}")
