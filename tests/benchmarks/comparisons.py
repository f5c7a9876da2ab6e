"""How long comparisons of two versions take: three faults planted in the policies, and nothing at all.

Run it from the root: PYTHONPATH=dsl:compiler python tests/benchmarks/comparisons.py
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from solon import pipeline
from solon.cli.files import read_policies
from solon.diff import compare

ROOT = Path(__file__).parents[2]
HEAD = "  denies: the account does not count as a member's account\n  when any of:\n"
TO = "    to: no_third_party_promotion\n    effect: a member may post the content\n"
FAULTS = {
    "nothing": ("shared/people.solon", "bearer", "bearer"),
    "all for any in paragraph 16": ("social_media/account.solon", HEAD, HEAD.replace("any of", "all of")),
    "17 pointed at 15(b) as well": (
        "social_media/promotion.solon",
        TO,
        TO.replace("\n", ", no_candidate_promotion\n", 1),
    ),
    "May 1 moved to May 2": ("social_media/election_year.solon", "from: 1 May of", "from: 2 May of"),
}
ROUNDS = 3


def main() -> None:
    """Print the best of a few rounds for each fault, without and with the committed fixtures."""
    files, lock = read_policies(ROOT / "policies")
    folder = ROOT / "tests" / "fixtures"
    fixtures = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))}
    old = pipeline.checked(files, lock).policy
    for words, (name, right, wrong) in FAULTS.items():
        new = pipeline.checked({**files, name: files[name].decode().replace(right, wrong).encode()}, lock).policy
        times = [min(_time(old, new, texts) for _ in range(ROUNDS)) for texts in ({}, fixtures)]
        print(f"{words:<30} {times[0]:6.2f} s   with fixtures {times[1]:6.2f} s")
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "solon", "diff", "policies", "policies"], check=True, cwd=ROOT, capture_output=True
    )
    print(f"{'the whole command, no change':<30} {time.perf_counter() - start:6.2f} s")


def _time(old: pipeline.Policy, new: pipeline.Policy, fixtures: dict[str, str]) -> float:
    start = time.perf_counter()
    compare(old, new, fixtures)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
