"""A question of an interview into why it is asked: the norms that wait for its answer, and the doubts it can settle.

Invariant: a norm is named only when the answer can still make a difference to whether it applies to an open deed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solon.engine.decisive import agree
from solon.engine.deontic import Citation, Modality, Pair
from solon.engine.interview.look import Look
from solon.engine.program import Norm


@dataclass(frozen=True)
class Waiting:
    """A norm whose application to one of the open deeds depends on an answer."""

    norm: str
    pair: Pair
    modality: Modality
    citations: tuple[Citation, ...]


def waiting(look: Look, name: str) -> tuple[Waiting, ...]:
    """The norms that wait for an input, each once, in the order of the deeds that are asked about."""
    found: dict[str, Waiting] = {}
    for pair in (pair for pairs in look.open.values() for pair in pairs):
        for carrier in look.world.sheet.carriers(pair):
            if carrier.id not in found and _matters(look, carrier.diagram, name):
                norm = look.program.norms[carrier.id]
                found[carrier.id] = Waiting(carrier.id, pair, carrier.modality, norm.citations)
        for either in _eithers(look, pair):
            if either.id not in found and _matters(look, look.world.sheet.named(f"applies {either.id}"), name):
                found[either.id] = Waiting(either.id, pair, either.force, either.citations)
    return tuple(found.values())


def ties(look: Look, name: str) -> tuple[str, ...]:
    """The `impossible` blocks that still tie an input to others."""
    sheet, world = look.world.sheet, look.world
    names = zip(look.program.graph.impossibles, sheet.possible, strict=True)
    return tuple(block for block, found in names if name in world.asked(world.put(found)))


def presumptions(look: Look) -> tuple[str, ...]:
    """What is presumed and could matter if it was not: it is not asked, and can be answered all the same."""
    assumed = {assumption.fact for assumption in look.scene.facts.assumptions}
    names = [name for name, fact in look.program.inputs.items() if fact.presumed is not None and name in assumed]
    if not names:
        return ()
    world = look.scene.knowing(look.scene.settled - set(names))
    asked = {found for pair in look.interview.asked for found in world.asked(world.put(world.sheet.status(pair)))}
    return tuple(name for name in names if name in asked)


def _eithers(look: Look, pair: Pair) -> Iterator[Norm]:
    return (e for e in look.program.eithers if e.bearer == pair[0] and pair[1] in e.options)


def _matters(look: Look, diagram: int, name: str) -> bool:
    left = look.world.put(diagram)
    return name in look.world.asked(left) and look.world.matters(left, name, agree)
