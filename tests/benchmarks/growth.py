"""How long each stage takes, and how much memory, for synthetic policies of 250, 500, 1,000 and 2,000 rules.

Every size runs in a process of its own, so that its peak memory is its own. To add a stage, add a line to `STAGES`.

Run it: python tests/benchmarks/growth.py
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "dsl"), str(ROOT / "compiler"), str(ROOT)]

from tests.benchmarks.synthetic import synthetic  # noqa: E402

from solon.check import MEANING, SHAPE  # noqa: E402
from solon.check.subject import Subject  # noqa: E402
from solon.cli.main import collect_rarely  # noqa: E402
from solon.model.bind import bind  # noqa: E402
from solon.model.policy import Policy  # noqa: E402
from solon.model.sources import read_lock  # noqa: E402
from solon.pipeline import Build  # noqa: E402
from solon.publish.beside import Beside  # noqa: E402
from solon.publish.pages import pages  # noqa: E402
from solon_dsl import File, parse  # noqa: E402

SIZES = (250, 500, 1000, 2000)
SEED = 1
Row = dict[str, float]


class Work:
    """What the stages make of one policy. Each is made when it is first asked for, and kept."""

    def __init__(self, rules: int) -> None:
        self.files, self.lock = synthetic(rules, SEED)

    @cached_property
    def trees(self) -> list[File]:
        """The syntax trees. Raises AssertionError for a finding: then the figures would mean nothing."""
        found = [parse(name, data) for name, data in self.files.items()]
        assert not [finding for _, findings in found for finding in findings]
        return [tree for tree, _ in found]

    @cached_property
    def policy(self) -> Policy:
        """The policy. Raises AssertionError for a finding."""
        policy, findings = bind(self.trees, read_lock(self.lock))
        assert not findings
        return policy

    @cached_property
    def build(self) -> Build:
        """The policy with what comes of it."""
        return Build(self.policy, ())

    @cached_property
    def subject(self) -> Subject:
        """The policy with its graph and its diagrams, as the proofs get it."""
        return Subject(self.policy, self.build.graph, self.build.atlas)


STAGES: dict[str, Callable[[Work], object]] = {
    "parse": lambda work: work.trees,
    "bind": lambda work: work.policy,
    **{look.__name__.replace("_", " "): lambda work, look=look: look(work.policy) for look in SHAPE},
    "graph": lambda work: work.build.graph,
    "artefact": lambda work: work.build.artefact,
    "diagrams": lambda work: work.subject,
    **{look.__name__.replace("_", " "): lambda work, look=look: look(work.subject) for look in MEANING},
    "outcomes": lambda work: work.build.outcomes,
    "turns": lambda work: work.build.turns,
    "pages": lambda work: pages(work.policy, {}, Beside(work.build.outcomes, work.build.turns)),
}


def measure(rules: int) -> Row:
    """The seconds of each stage, their sum, and the peak memory in megabytes, for one size."""
    collect_rarely()  # as the command does
    work, row = Work(rules), Row()
    for name, stage in STAGES.items():
        start = perf_counter()
        stage(work)
        row[name] = perf_counter() - start
    row["together"] = sum(row.values())
    row["memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in kilobytes
    return row


def main() -> None:
    """Measure every size in a process of its own and print the table."""
    command = [sys.executable, str(Path(__file__))]
    rows: list[Row] = []
    for size in SIZES:
        found = subprocess.run([*command, str(size)], check=True, capture_output=True, text=True)
        rows.append(json.loads(found.stdout))
    print(f"{'rules':16}" + "".join(f"{size:9,}" for size in SIZES) + f"   {SIZES[-1]:,} / {SIZES[0]:,}")
    for name in rows[0]:
        values = [row[name] for row in rows]
        print(f"{name:16}" + "".join(f"{value:9.2f}" for value in values) + f"{values[-1] / values[0]:11.1f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        main()
