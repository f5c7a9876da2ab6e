"""A policy into what the wheel carries of it: the package `solon.shipped`.

Invariant: the same policy gives the same bytes; importing the package reads no file and needs the standard library
alone.
"""

from __future__ import annotations

from solon.backends.python_types import python_types
from solon.backends.schema.files import schema_files
from solon.engine.artefact import read
from solon.model.policy import Policy

ARTEFACT = "policies.json"


def shipped_files(policy: Policy, artefact: str, revision: str) -> dict[str, str]:
    """The text of each file of the package, by name: the artefact, the types of its facts, and its schemas.

    artefact: the text of the compiled policy. revision: the sum in it.
    """
    types = python_types(policy, revision)
    return {"__init__.py": types, ARTEFACT: artefact, **schema_files(read(artefact.encode()))}
