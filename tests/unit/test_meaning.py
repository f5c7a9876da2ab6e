"""The meaning of the language, in the language itself: every file of cases/meaning passes its own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from solon import pipeline
from solon.model.sources import Sources, digest, write_lock
from solon_dsl.diagnostic import Severity

CASES = Path(__file__).parents[1] / "cases" / "meaning"
LOCK = write_lock(Sources({name: {n: digest(n) for n in ("1", "2", "3")} for name in ("rules", "later")}))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.solon")), ids=lambda path: path.stem)
def test_every_example_of_the_file_gets_its_answer(path: Path) -> None:
    built = pipeline.build({path.name: path.read_bytes()}, LOCK)
    assert [f.message for f in built.findings if f.severity is Severity.ERROR] == []
    assert len(built.policy.examples) >= 3
