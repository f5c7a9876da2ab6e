"""How long a program waits before it can ask: whole processes, each as new as the first, against the figures to reach.

Run it: python tests/benchmarks/loading.py
Every row is the median of 20 processes, above a process that does nothing; the quickest stands beside it, because other
work on the machine only ever adds to a time. All rows take turns. The code is compiled to bytes before, as it is once a
package is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "dsl"), str(ROOT / "compiler")]

from solon import __version__, pipeline  # noqa: E402
from solon.backends.one_file import python_file  # noqa: E402
from solon.cli.files import engine_sources, read_policies, write_file  # noqa: E402

PROCESSES = 20
NOTHING = "python -c pass"
ASK = 'policy.decide({"account_has_city_email": True}, on="2018-05-01")["member", "post_the_content"].status'
LOAD = 'from solon import load; policy = load("policies.json")'
ONE = "import policies; policy = policies.load()"
# What is run, and the figure to reach.
ROWS = {
    NOTHING: ("pass", ""),
    "import solon": ("import solon", "40 ms"),
    "import and load the artefact": (LOAD, "60 ms"),
    "the same, and a first status": (f"{LOAD}; {ASK}", ""),
    "import and load the one file": (ONE, ""),
    "the same, and its first status": (f"{ONE}; {ASK}", ""),
}


def main() -> None:
    """Print the figures."""
    built = pipeline.checked(*read_policies(ROOT / "policies"))
    one = python_file(engine_sources(), built.artefact, __version__)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_file(folder / "policies.json", built.artefact)
        write_file(folder / "policies.py", one)
        for code, _ in ROWS.values():
            seconds(folder, code)
        rounds = [{name: seconds(folder, code) for name, (code, _) in ROWS.items()} for _ in range(PROCESSES)]
    found = {name: [taken[name] for taken in rounds] for name in ROWS}
    middle, quickest = median(found[NOTHING]), min(found[NOTHING])
    print(f"{NOTHING:<40} median {said(middle):>8}   quickest {said(quickest):>8}")
    for name, (_, target) in ROWS.items():
        if name != NOTHING:
            aim = f"   to reach: {target}" if target else ""
            above = said(median(found[name]) - middle), said(min(found[name]) - quickest)
            print(f"{name:<40} median {above[0]:>8}   quickest {above[1]:>8}{aim}")
    print(f"{'the one file, with the four instruments':<40} {len(one.encode()) / 1000:.1f} KB   to reach: 150 KB")


def seconds(folder: Path, code: str) -> float:
    """How long a whole process takes that runs some code."""
    path = os.pathsep.join([str(ROOT / "compiler"), str(folder)])
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPATH": path, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=folder, env=env, check=True)
    return time.perf_counter() - start


def said(time_taken: float) -> str:
    """Milliseconds."""
    return f"{time_taken * 1000:.1f} ms"


if __name__ == "__main__":
    main()
