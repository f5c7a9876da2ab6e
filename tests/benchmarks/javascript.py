"""How long the JavaScript package takes in Node on the policies of this checkout, and how large its scripts are.

Run it: python tests/benchmarks/javascript.py
Situations are drawn with a fixed seed. Times are those of the best of several rounds.
"""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "dsl"), str(ROOT / "compiler")]

from solon import pipeline  # noqa: E402
from solon.backends.javascript import script  # noqa: E402
from solon.cli.files import read_policies, shipped  # noqa: E402
from solon.engine.situation import Situation, Value  # noqa: E402
from solon.model.policy import Policy  # noqa: E402

SEED = 20161001
SITUATIONS = 500
ON = date(2018, 6, 1)
DEED = "member post_the_content"


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
    situations = {
        "on": ON.isoformat(),
        "deed": DEED,
        "complete": situations_of(built, draw, 1),
        "open": situations_of(built, draw, 2 / 3),
    }
    with tempfile.TemporaryDirectory() as folder:
        path, data = Path(folder) / "solon.mjs", Path(folder) / "situations.json"
        path.write_text(made["solon.mjs"].module, "utf-8")
        data.write_text(json.dumps(situations), "utf-8")
        command = ["node", str(Path(__file__).with_suffix(".mjs")), str(path), str(data)]
        for name, seconds in json.loads(subprocess.run(command, check=True, capture_output=True).stdout).items():
            print(f"{name:<46} {said(seconds):>11}")


def situations_of(built: pipeline.Build, draw: random.Random, share: float) -> list[dict[str, bool | str]]:
    """Facts that can all be true, as plain data. share: how many of the inputs are known."""
    found: list[dict[str, bool | str]] = []
    while len(found) < SITUATIONS:
        known = [name for name in built.policy.inputs if draw.random() < share]
        given = {name: value(built.policy, name, draw) for name in known}
        if not built.decider.impossible(Situation(on=ON, day_left_out=False, given=given)):
            found.append({name: one.isoformat() if isinstance(one, date) else one for name, one in given.items()})
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
