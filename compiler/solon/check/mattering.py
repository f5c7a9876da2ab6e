"""Which parts of each block make a difference to what the block comes to?

Invariant: exact, under the readings in which a part is tried. A part that several blocks share makes a difference when
it does so for one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from solon.check.parts import Key, Part, parts, whole, without
from solon.check.standing import comes_to_something
from solon.check.subject import Subject, required
from solon.diagram.changed import Judged
from solon.engine.store import TooLarge
from solon.engine.world import World
from solon.model.blocks import Counts, Period, Term
from solon.model.conditions import UnderReading

NONE: frozenset[Key] = frozenset()


@dataclass(frozen=True)
class Use:
    """A part in one of the blocks that it serves."""

    part: Part
    block: Judged


@dataclass(frozen=True)
class Mattering:
    """What was found about each part, by its key, in the order of the blocks.

    uses: where each stands. where: the use and the readings in which it makes a difference. undecided: parts for which
    that takes too many steps.
    """

    uses: dict[Key, list[Use]]
    where: dict[Key, tuple[Use, Mapping[str, str]]]
    undecided: frozenset[Key]

    @property
    def idle(self) -> list[Key]:
        """The parts that make no difference anywhere."""
        return [key for key in self.uses if key not in self.where and key not in self.undecided]


def mattering(subject: Subject) -> Mattering:
    """Try every part of every block that can come to something."""
    uses: dict[Key, list[Use]] = {}
    for block in judged(subject):
        for part in parts(subject.policy, block):
            uses.setdefault(part.key, []).append(Use(part, block))
    where: dict[Key, tuple[Use, Mapping[str, str]]] = {}
    undecided: set[Key] = set()
    for key, found in uses.items():
        subject.tidy()
        try:
            use = makes_difference(subject, found)
        except TooLarge:
            undecided.add(key)
        else:
            where |= {} if use is None else {key: use}
    return Mattering(uses, where, frozenset(undecided))


def judged(subject: Subject) -> Iterator[Judged]:
    """The blocks whose parts are tried: those that can come to something."""
    policy = subject.policy
    for block in (*policy.terms.values(), *policy.periods.values(), *policy.counts.values(), *policy.governed.values()):
        known = block.id not in subject.unknown and node_of(block) in subject.graph.names
        if known and comes_to_something(subject, block.id):
            yield block


def node_of(block: Judged) -> str:
    """The name of the node that says what a block comes to."""
    match block:
        case Term():
            return f"term {block.id}"
        case Period():
            return f"period {block.id}"
        case Counts():
            return f"counts {block.id}"
        case _:
            return f"applies {block.id}"


def makes_difference(
    subject: Subject, uses: Iterable[Use], dropped: frozenset[Key] = NONE
) -> tuple[Use, Mapping[str, str]] | None:
    """The first use and readings in which a part makes a difference. dropped: parts that are left out already.

    Raises TooLarge.
    """
    for use in uses:
        for world in subject.tried(needed(subject, use), node_of(use.block)):
            if subject.ask(partial(_differs, subject, world, use, dropped)):
                return use, world.sheet.readings
    return None


def needed(subject: Subject, use: Use) -> tuple[UnderReading, ...]:
    """The readings without which a part is not there."""
    return (*required(subject.policy, use.block.id), *use.part.readings)


def _differs(subject: Subject, world: World, use: Use, dropped: frozenset[Key]) -> bool:
    store = world.store
    before, after = (_outcome(subject, world, use.block, keys) for keys in (dropped, dropped | {use.part.key}))
    # Without a part, a block comes to more or to less, never to both, so one of the two is empty at once.
    return any(
        world.can(store.both(one, store.deny(other))) or world.can(store.both(other, store.deny(one)))
        for one, other in zip(before, after, strict=True)
    )


def _outcome(subject: Subject, world: World, block: Judged, dropped: frozenset[Key]) -> tuple[int, ...]:
    """What a block comes to without some parts."""
    changed = subject.changed(world)
    if not dropped:
        return changed.unchanged(block)
    found = without(subject.policy, whole(subject.policy, block), dropped)
    return changed.outcome(found.block, found.who)
