"""Every reader, for a minute, with what nobody would write: whatever breaks one is kept as a case of `make test`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.prove.targets import CRASHES, ROOT, TARGETS

SECONDS = int(os.environ.get("SOLON_FUZZ_SECONDS", "60"))


@pytest.mark.prove
@pytest.mark.parametrize("name", TARGETS)
def test_nothing_breaks_a_reader(name: str, tmp_path: Path) -> None:
    paths = {"PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("dsl", "compiler", "."))}
    words = [sys.executable, "-m", "tests.prove.fuzz", name, str(SECONDS), str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, **paths}, capture_output=True, text=True, check=False)
    for path in tmp_path.iterdir():
        (CRASHES / name).mkdir(parents=True, exist_ok=True)
        shutil.copy(path, CRASHES / name / path.name)
    assert done.returncode == 0, f"{(done.stdout + done.stderr)[-4000:]}\nWhat broke it is in {CRASHES / name}."
