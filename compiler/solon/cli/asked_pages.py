"""The files of the checks, with the modules that ship for them.

Invariant: what is not in the policy or the fixtures comes from this package.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from solon.cli.files import shipped
from solon.fixtures import Fixture
from solon.pipeline import Build
from solon.publish.checks.every import check_files
from solon.publish.checks.scripts import Modules


def asked_pages(built: Build, fixtures: Iterable[Fixture]) -> dict[str, str]:
    """The pages and scripts of all checks by path. fixtures: what the page for verifying tries."""
    modules = Modules(_scripts("solon.backends.javascript", "runtime"), _scripts("solon.publish.checks", "browser"))
    return check_files(built.policy, built.decider, json.loads(built.artefact), fixtures, modules)


def _scripts(package: str, folder: str) -> dict[str, str]:
    found = shipped(package, folder).items()
    return {name.removesuffix(".js"): text for name, text in found if name.endswith(".js")}
