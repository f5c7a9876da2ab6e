"""How long exact answers take on the policies of this checkout: the diagrams, what is open, what matters, what helps.

Run it: python tests/benchmarks/answers.py
Situations are drawn with a fixed seed; a third of the inputs is unknown. Medians are printed, with the slowest tenth.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "dsl"), str(ROOT / "compiler")]

from solon import pipeline  # noqa: E402
from solon.answer.decide import Decider  # noqa: E402
from solon.cli.files import read_policies  # noqa: E402
from solon.diagram.from_graph import Atlas  # noqa: E402
from solon.engine.changes import changes as what_helps  # noqa: E402
from solon.engine.decisive import agree, most_decisive  # noqa: E402
from solon.engine.scene import Scene  # noqa: E402
from solon.engine.situation import Situation, Value  # noqa: E402
from solon.engine.world import World  # noqa: E402
from solon.graph.nodes import Graph  # noqa: E402
from solon.model.policy import Policy  # noqa: E402
from solon.situation import situation_of  # noqa: E402

SEED = 20161001
SITUATIONS = 300
BUILDS = 15


def main() -> None:
    """Print the figures."""
    files, lock = read_policies(ROOT / "policies")
    built = pipeline.checked(files, lock)
    row("diagrams of all norms and statuses", [timed(lambda: atlas(built.graph)) for _ in range(BUILDS)], "20 ms")
    decider = Decider(built.graph)
    asked = open_situations(decider)
    scenes = [decider.scene(situation) for situation in asked]
    diagrams = [(scene, scene.sheet.status(pair)) for scene in scenes for pair in decider.pairs]
    row("is the status determined?", [timed(lambda s=s, d=d: fresh(s).ends(d)) for s, d in diagrams], "100 µs")
    agreed = [(scene, scene.sheet.agreed(diagram)) for scene, diagram in diagrams]
    row("which facts matter", [timed(lambda s=s, d=d: fresh(s).matter(d, agree)) for s, d in agreed], "100 µs")
    ordered = [timed(lambda s=s, d=d: most_decisive(fresh(s), d, s.order)) for s, d in agreed]
    row("the same, most decisive first", ordered)
    row("what would change it, for every example", changes(decider, built.policy), "5 ms")


def atlas(graph: Graph) -> None:
    """The diagrams of every node, and of the status of every deed."""
    sheet = Atlas(graph).under({})
    for number in range(len(graph.nodes)):
        sheet.node(number)
    decider = Decider(graph)
    for pair in decider.pairs:
        sheet.agreed(sheet.status(pair))


def fresh(scene: Scene) -> World:
    """The situation put in anew, so that nothing remembered helps."""
    return World(scene.sheet, scene.days, scene.values)


def open_situations(decider: Decider) -> list[Situation]:
    """Situations of one day, with a third of the inputs unknown."""
    draw = random.Random(SEED)
    policy = decider.policy
    found: list[Situation] = []
    while len(found) < SITUATIONS:
        known = [name for name in policy.inputs if draw.random() < 2 / 3]
        given = {name: value(policy, name, draw) for name in known}
        situation = Situation(on=date(2018, 6, 1), day_left_out=False, given=given)
        if not decider.impossible(situation):
            found.append(situation)
    return found


def value(policy: Policy, name: str, draw: random.Random) -> Value:
    """A value of an input; yes/no facts are mostly no, as in life."""
    if name in policy.choices:
        return draw.choice(policy.choices[name].options)[0]
    if name in policy.dates:
        return draw.choice((date(2018, 5, 1), date(2018, 10, 22), "already", "not yet"))
    return draw.random() < 0.25


def changes(decider: Decider, policy: Policy) -> list[float]:
    """The time for what would change the answer to each example."""
    found: list[float] = []
    for example in policy.examples.values():
        scene = decider.scene(situation_of(example))
        for pair in scene.situation.asked:
            if pair in decider.pairs:
                found.append(timed(lambda s=scene, p=pair: what_helps(s, p)))
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def row(name: str, seconds: list[float], target: str = "") -> None:
    """One line of the table."""
    ordered = sorted(seconds)
    middle, late = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)]
    aim = f"   to reach: {target}" if target else ""
    print(f"{name:<42} median {said(middle):>9}   nine of ten below {said(late):>9}{aim}")


def said(seconds: float) -> str:
    """A time in a fitting unit."""
    return f"{seconds * 1e3:.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} µs"


if __name__ == "__main__":
    main()
