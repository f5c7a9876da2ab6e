"""How long the JavaScript package takes in Node on the policies of this checkout, and how large its scripts are.

Run it: python tests/benchmarks/javascript.py
Situations are drawn with a fixed seed. Times are those of the best of several rounds. The statuses of complete facts
stand against the same rules written by hand in Python, on the same situations in the same run; what the package gives
back is one object that knows each status by its deed, and a dictionary by hand.
"""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "dsl"), str(ROOT / "compiler")]

from tests.benchmarks import by_hand  # noqa: E402

from solon import pipeline  # noqa: E402
from solon.backends.javascript import script  # noqa: E402
from solon.cli.files import read_policies, shipped  # noqa: E402
from solon.engine.situation import Situation, Value  # noqa: E402
from solon.model.policy import Policy  # noqa: E402

SEED = 20161001
SITUATIONS = 500
ON = date(2018, 6, 1)
DEED = "member post_the_content"
ROUNDS = 40
BARE = "by hand in Python, bare"
# The rows that have a figure to reach, as a share of the time by hand.
TO_REACH = {"statuses of all deeds, complete facts": "0.5"}


def main() -> None:
    """Print the figures."""
    built = pipeline.checked(*read_policies(ROOT / "policies"))
    tables = json.loads(built.artefact)
    modules = {name.removesuffix(".js"): text for name, text in shipped("solon.backends.javascript", "runtime").items()}
    made = {"engine.mjs": script.engine(tables, modules), "solon.mjs": script.whole(tables, modules)}
    for name, found in made.items():
        data = found.module.encode()
        print(f"{name:<46} {len(data) / 1000:>8.1f} KB {len(gzip.compress(data, 9)) / 1000:>8.1f} KB gzipped")
    draw = random.Random(SEED)
    complete, some = situations_of(built, draw, 1), situations_of(built, draw, 2 / 3)
    situations = {"on": ON.isoformat(), "deed": DEED, "complete": plain(complete), "open": plain(some)}
    with tempfile.TemporaryDirectory() as folder:
        path, data = Path(folder) / "solon.mjs", Path(folder) / "situations.json"
        path.write_text(made["solon.mjs"].module, "utf-8")
        data.write_text(json.dumps(situations), "utf-8")
        command = ["node", str(Path(__file__).with_suffix(".mjs")), str(path), str(data)]
        # Before and after, since other work on the machine comes and goes.
        before = by_hand_seconds(complete)
        taken = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        bare = min(before, by_hand_seconds(complete))
    for name, seconds in {BARE: bare, **taken}.items():
        aim = f"   {seconds / bare:.2f} of bare, to reach {TO_REACH[name]}" if name in TO_REACH else ""
        print(f"{name:<46} {said(seconds):>11}{aim}")


def by_hand_seconds(situations: list[dict[str, Value]]) -> float:
    """Seconds for one complete situation by hand, in the best of several rounds over all."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for facts in situations:
            by_hand.statuses(facts, ON)
        best = min(best, (time.perf_counter() - start) / len(situations))
    return best


def plain(situations: list[dict[str, Value]]) -> list[dict[str, bool | str]]:
    """Situations as JSON has them."""
    return [
        {name: one.isoformat() if isinstance(one, date) else one for name, one in given.items()} for given in situations
    ]


def situations_of(built: pipeline.Build, draw: random.Random, share: float) -> list[dict[str, Value]]:
    """Facts that can all be true. share: how many of the inputs are known."""
    found: list[dict[str, Value]] = []
    while len(found) < SITUATIONS:
        known = [name for name in built.policy.inputs if draw.random() < share]
        given = {name: value(built.policy, name, draw) for name in known}
        if not built.decider.impossible(Situation(on=ON, day_left_out=False, given=given)):
            found.append(given)
    return found


def value(policy: Policy, name: str, draw: random.Random) -> Value:
    """A value of an input; yes/no facts are mostly no, as in life."""
    if name in policy.choices:
        return draw.choice(policy.choices[name].options)[0]
    if name in policy.dates:
        return draw.choice((date(2018, 5, 1), date(2018, 10, 22)))
    return draw.random() < 0.25


def said(seconds: float) -> str:
    """A time in a fitting unit."""
    return f"{seconds * 1e3:.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.2f} µs"


if __name__ == "__main__":
    main()
