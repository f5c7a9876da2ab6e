"""What of a policy can come to anything at all: the ground on which other checks stand.

Invariant: exact, under the readings in which a block is tried; None where it takes too many steps to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from solon.check.subject import Subject, required
from solon.engine.store import TooLarge
from solon.engine.world import World
from solon.model.blocks import Governed

Standing = Mapping[str, bool | None]


def stands(subject: Subject) -> Standing:
    """Whether each rule, exception, either, term and counts block can ever apply or hold."""
    policy = subject.policy
    nodes = {name: f"applies {name}" for name in (*policy.rules, *policy.eithers)}
    nodes |= {name: f"holds {name}" for name in policy.exceptions}
    nodes |= {name: f"term {name}" for name in policy.terms}
    nodes |= {name: f"counts {name}" for name in policy.counts}
    # A counts block that leads to no norm has no node, and can be asked nothing.
    return {name: _comes_true(subject, name, node) for name, node in nodes.items() if node in subject.graph.names}


def bites(subject: Subject) -> Standing:
    """Whether each exception can ever bite."""
    return {name: _comes_true(subject, name, f"applies {name}") for name in subject.policy.exceptions}


def has_days(subject: Subject) -> Standing:
    """Whether a day can lie in each period, and in the window of each block that has one."""
    policy = subject.policy
    found = {name: _comes_true(subject, name, f"period {name}") for name in policy.periods}
    for block in policy.governed.values():
        if block.windows:
            node = f"would apply {block.id}"
            found[block.id] = _comes_true(subject, block.id, node, partial(_in_windows, subject, block))
    return found


def comes_to_something(subject: Subject, name: str) -> bool:
    """Whether it is known that a block can come to something: that a rule applies, an exception bites, and so on."""
    known = (subject.once(stands), subject.once(bites), subject.once(has_days))
    return all(found.get(name, True) is True for found in known)


def _comes_true(subject: Subject, name: str, node: str, what: Callable[[World], int] | None = None) -> bool | None:
    """Whether something can hold in some world in which a block is tried.

    node: the node of the block. what: the diagram to ask about; that of the node if left out.
    """
    if subject.graph.names[node] in subject.too_large:
        return None

    def diagram(world: World) -> int:
        return world.sheet.named(node) if what is None else what(world)

    worlds = subject.tried(required(subject.policy, name), node)
    try:
        return any(subject.ask(partial(_can, world, diagram)) for world in worlds)
    except TooLarge:
        return None


def _can(world: World, diagram: Callable[[World], int]) -> bool:
    return world.can(diagram(world))


def _in_windows(subject: Subject, block: Governed, world: World) -> int:
    """The day of the act lies in every window of a block."""
    compiler = subject.changed(world).compiler
    return world.store.all_of([compiler.window(window) for window in block.windows])
