"""A plan into layers: which steps get a column of their own, and in which order.

Invariant: every step that is used twice is worked out once, and a column rests only on columns of earlier layers. What
is written out in full is never nested deep, since parsers of SQL give up on that.
"""

from __future__ import annotations

from collections import Counter

from solon.backends.plan import Plan
from solon.backends.steps import Implied, Step, Unknown, parts
from solon.engine.graph import Constant, DayReached, InputIs

DEEP = 12


def layers(plan: Plan) -> tuple[tuple[int, ...], ...]:
    """The steps with a column of their own, by layer."""
    reached = plan.below(plan.roots)
    uses = Counter(part for number in reached for part in parts(plan.steps[number]))
    roots = frozenset(plan.roots)
    uses.update(roots)
    level: dict[int, int] = {}
    depth: dict[int, int] = {}
    found: list[list[int]] = []
    for number in reached:
        inner = parts(plan.steps[number])
        level[number] = max((level[part] for part in inner), default=0)
        depth[number] = 1 + max((depth[part] for part in inner), default=0)
        # A root is always a column: what is asked for looks at it more than once.
        # A comparison of days is one too: it takes longest, and stands once in what follows.
        day = isinstance(plan.steps[number], DayReached | Implied)
        wanted = day or number in roots or uses[number] > 1 or depth[number] >= DEEP
        if wanted and not _is_column(plan.steps[number]):
            while len(found) <= level[number]:
                found.append([])
            found[level[number]].append(number)
            level[number] += 1
            depth[number] = 0
    return tuple(tuple(layer) for layer in found)


def _is_column(step: Step) -> bool:
    """Whether a step is a column of the table, or nothing that takes time."""
    return isinstance(step, Constant | Unknown) or (isinstance(step, InputIs) and step.value is True)
