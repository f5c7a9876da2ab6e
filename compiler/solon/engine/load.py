"""A file into a policy to ask: the one place of the engine that reads files.

Invariant: a file that is not whole, or was changed, is refused.
"""

from __future__ import annotations

from os import PathLike
from os.path import dirname, exists, isdir, isfile, join

from solon.engine.artefact import read
from solon.engine.faults import BrokenArtefact, Fault
from solon.engine.policy import Policy

# Some hundred times the artefact of a municipal code.
MAX_BYTES = 50_000_000


def load(path: str | PathLike[str] | None = None) -> Policy:
    """A compiled set of rules.

    path: an artefact that `solon compile` made; the policies that came with this package if it is left out. Raises
    BrokenArtefact for a file that is damaged or was changed, and for what is no file; OtherVersion for one that this
    engine cannot read; FileNotFoundError, and other kinds of OSError.
    """
    return Policy(read(_content(shipped() if path is None else path)))


def _content(path: str | PathLike[str]) -> bytes:
    if exists(path) and not isfile(path):
        # A device or a pipe may never end.
        raise BrokenArtefact([Fault("", f'"{path}" is no file.', "Name the file that solon compile wrote.")])
    with open(path, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        says = f'"{path}" is no artefact: it has more than {MAX_BYTES:,} bytes.'
        raise BrokenArtefact([Fault("", says, "Name the file that solon compile wrote.")])
    return data


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
