"""The policies into the wheel: compiled while it is built, into the package `solon.shipped`.

Invariant: the same policies give the same bytes; policies with errors make no wheel. An editable install gets nothing:
there the artefact is in `build/`, where `make` puts it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "solon/shipped"


class ShipPolicies(BuildHookInterface[BuilderConfig]):
    """Compiles `policies/` for every wheel that is not editable."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say which files go where. version: `standard` or `editable`. Raises ValueError for errors."""
        if version == "editable":
            return
        root = Path(self.root)
        # The compiler that is built is the compiler that compiles, whatever is installed.
        sys.path[:0] = [str(root / "dsl"), str(root / "compiler")]
        from solon import pipeline
        from solon.backends.shipped import shipped_files
        from solon.cli.files import read_policies, write_tree
        from solon_dsl.diagnostic import Severity

        built = pipeline.build(*read_policies(root / "policies"))
        if not built.sound:
            errors = [finding for finding in built.findings if finding.severity is Severity.ERROR]
            listed = "\n".join(f"{found.span.file}:{found.span.line}: {found.message}" for found in errors)
            raise ValueError(f"the policies have errors, so no wheel is built; see `solon check`:\n{listed}")
        self.made = tempfile.TemporaryDirectory(prefix="solon-wheel-")
        folder = Path(self.made.name)
        files = shipped_files(built.policy, built.artefact, built.revision)
        write_tree(folder, files)
        build_data["force_include"].update({str(folder / name): f"{PACKAGE}/{name}" for name in sorted(files)})

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made for the wheel."""
        if version != "editable":
            self.made.cleanup()
