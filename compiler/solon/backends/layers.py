"""A plan into layers: which steps get a column of their own, and in which order.

Invariant: every step that is used twice is worked out once, and a column rests only on columns of earlier layers. What
is written out in full is never nested deep, since parsers of SQL give up on that.
"""

from __future__ import annotations

from collections import Counter

from solon.backends.plan import Plan, parts
from solon.graph.nodes import AllOf, AnyOf, Deny

DEEP = 12


def layers(plan: Plan) -> tuple[tuple[int, ...], ...]:
    """The steps with a column of their own, by layer."""
    reached = plan.below(plan.roots)
    uses = Counter(part for number in reached for part in parts(plan.steps[number]))
    uses.update(plan.roots)
    level: dict[int, int] = {}
    depth: dict[int, int] = {}
    found: list[list[int]] = []
    for number in reached:
        inner = parts(plan.steps[number])
        level[number] = max((level[part] for part in inner), default=0)
        depth[number] = 1 + max((depth[part] for part in inner), default=0)
        # A root is always a column: what is asked for looks at it more than once.
        wanted = number in plan.roots or uses[number] > 1 or depth[number] >= DEEP
        if wanted and isinstance(plan.steps[number], AllOf | AnyOf | Deny):
            while len(found) <= level[number]:
                found.append([])
            found[level[number]].append(number)
            level[number] += 1
            depth[number] = 0
    return tuple(tuple(layer) for layer in found)
