"""The same policy gives the same bytes: in another process, with another hash seed, on another day."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = """
import hashlib, sys
from pathlib import Path
sys.path[:0] = ["dsl", "compiler", "."]
from tests.site.conftest import bakery, site_of
folder = Path(sys.argv[1])
site_of(bakery("& <i>"), folder)
for path in sorted((folder / "build").rglob("*")):
    if path.is_file():
        print(hashlib.sha256(path.read_bytes()).hexdigest(), path.relative_to(folder).as_posix())
"""


def start(folder: Path, seed: str, epoch: str) -> subprocess.Popen[str]:
    folder.mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", BUILD, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def test_same_bytes(tmp_path: Path) -> None:
    runs = [start(tmp_path / "one", "1", "1"), start(tmp_path / "another", "2", "1700000000")]
    one, another = (run.communicate(timeout=60)[0] for run in runs)
    assert all(run.returncode == 0 for run in runs)
    assert "build/site/rules/no_dogs.html" in one
    assert one == another
