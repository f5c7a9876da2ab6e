"""Schemathesis against the OpenAPI description of the service: every one of its checks, and two of our own.

A small policy with every kind of block is tried in all phases. The four instruments are tried with random requests: to
try every value of each of their facts at each of its places would take too long.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra `serve` is not installed: THE SERVICE IS NOT PROVED")
pytest.importorskip("schemathesis", reason="the extra `prove` is not installed: THE SERVICE IS NOT PROVED")

from tests.random_policies import HEAD, LOCK
from tests.service_calls import ROOT, Running, running
from tests.unit.test_schema import SHAPES

pytestmark = pytest.mark.prove
MORE = """
action write
  says: write
  instead: keep silent

question may_i
  asks: May I speak?
  about:
    - speak
    - write

impossible wet_hall
  because: The hall has a roof.
  when all of:
    - rain is falling
    - in the hall

rule letters
  cites: rules 2
  a member should write
  when all of:
    - in the yard
    - rain is not falling
"""
CONFIG = """
seed = 594
suppress-health-check = ["all"]

[checks.positive_data_acceptance]
expected-statuses = ["2xx", "422"]
"""


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("policies")
    (folder / "small.solon").write_text(HEAD + SHAPES + MORE, "utf-8")
    (folder / "sources.lock").write_text(LOCK, "utf-8")
    return folder


def proved(service: Running, folder: Path, *words: str) -> Counter[str]:
    """Run schemathesis; how often each operation came to each status. Fails when any check does."""
    (folder / "schemathesis.toml").write_text(CONFIG, "utf-8")
    counts = folder / "counts"
    path = os.pathsep.join([str(ROOT / "dsl"), str(ROOT / "compiler"), str(ROOT)])
    environment = {
        "PYTHONPATH": path,
        "SCHEMATHESIS_HOOKS": "tests.prove.service_checks",
        "SERVICE_COUNTS": str(counts),
    }
    url = f"http://127.0.0.1:{service.port}/openapi.json"
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run", url]
    done = subprocess.run(
        [*command, "--checks", "all", "--no-color", "--max-failures", "5", *words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=900,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    return Counter(counts.read_text("utf-8").splitlines())


def test_a_small_policy_in_all_phases(policies: Path, tmp_path: Path) -> None:
    with running(policies=policies) as service:
        found = proved(service, tmp_path, "--max-examples", "150")
        assert service.stop()[0] == 0
    print(dict(sorted(found.items())))
    for operation in ("POST /decide", "POST /ask"):
        assert found[f"{operation} 200"] > 25
        assert found[f"{operation} 422"] > 250
    assert not [one for one in found if one.endswith(" 500")]


def test_the_four_instruments_with_random_requests(tmp_path: Path) -> None:
    with running() as service:
        found = proved(service, tmp_path, "--phases", "fuzzing", "--max-examples", "40")
        assert service.stop()[0] == 0
    print(dict(sorted(found.items())))
    assert found["POST /decide 200"] > 5
    assert not [one for one in found if one.endswith(" 500")]
