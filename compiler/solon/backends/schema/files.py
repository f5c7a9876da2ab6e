"""A policy into the two files of its schemas.

Invariant: the same policy gives the same bytes.
"""

from __future__ import annotations

import json

from solon.backends.schema.decision import decision_schema
from solon.backends.schema.situation import situation_schema
from solon.engine.program import Program


def schema_files(policy: Program) -> dict[str, str]:
    """The text of each schema, by file name."""
    made = {"situation": situation_schema, "decision": decision_schema}
    return {
        f"{name}.schema.json": json.dumps(make(policy), ensure_ascii=False, indent=1) + "\n"
        for name, make in made.items()
    }
