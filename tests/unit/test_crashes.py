"""What once broke a reader, handed over again; and the targets of `make prove`, each for a little while."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from tests.prove.fuzz import changed
from tests.prove.targets import TARGETS, cases

KEPT = [(name, path) for name in TARGETS for path in cases(name)]


@pytest.mark.parametrize(("name", "path"), KEPT, ids=[f"{name}-{path.name[:20]}" for name, path in KEPT])
def test_what_once_broke_a_reader(name: str, path: Path) -> None:
    TARGETS[name].run(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_and_a_few_changes_of_them(name: str) -> None:
    target = TARGETS[name]
    seeds = target.seeds()
    draw = Random(1)
    for data in [
        *draw.sample(seeds, min(len(seeds), 12)),
        *(changed(draw, seeds)[: target.longest] for _ in range(25)),
    ]:
        target.run(data)


def test_a_target_notices_what_breaks() -> None:
    """The targets hold something: a reader that raises something else is noticed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.prove.targets.read", lambda data: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            TARGETS["artefact"].run(b"")
