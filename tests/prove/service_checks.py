"""What schemathesis checks of the service beside its own checks; it loads this file itself."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import schemathesis

# What a schema cannot say: 422 for these, where the schema takes the situation.
BEYOND_A_SCHEMA = ("is given twice", "is no day of the calendar", "is set aside as well")
SAME_FOR_ALL = {"cache-control": ["no-store"], "x-content-type-options": ["nosniff"]}


@schemathesis.check
def only_what_a_schema_cannot_say_is_refused(ctx: Any, response: Any, case: Any) -> None:
    """A situation that the description takes is answered, but for a few reasons."""
    right = case.meta is not None and case.meta.generation.mode is schemathesis.GenerationMode.POSITIVE
    if right and response.status_code == 422:
        problem = json.loads(response.content)
        if problem["type"] != "urn:solon:problem:impossible-facts":
            said = [fault["says"] for fault in problem["faults"]]
            assert all(any(words in one for words in BEYOND_A_SCHEMA) for one in said), said


@schemathesis.check
def an_error_is_never_an_answer(ctx: Any, response: Any, case: Any) -> None:
    """What is refused carries no verdict, and everything forbids to keep it; what came is counted."""
    assert {name: response.headers.get(name) for name in SAME_FOR_ALL} == SAME_FOR_ALL
    data = json.loads(response.content) if response.content else {}
    assert response.status_code == 200 or "verdicts" not in data
    with Path(os.environ["SERVICE_COUNTS"]).open("a", encoding="utf-8") as counts:
        counts.write(f"{case.method} {case.path} {response.status_code}\n")
