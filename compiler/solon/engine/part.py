"""Some deeds into what their answers rest on: norms and inputs, with everything that a page about them alone knows.

Invariant: nothing is left out that can change an answer on these deeds, or a word of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solon.engine.deontic import Pair
from solon.engine.duty_table import DutyRow, renumbered
from solon.engine.graph import InputIs, inputs_of
from solon.engine.program import Program

OF_NORMS = ("applies", "would apply", "holds")


@dataclass(frozen=True)
class Part:
    """What some deeds rest on. facts: facts and choices; dates are told apart by all deeds together."""

    norms: frozenset[str]
    facts: frozenset[str]


def part_of(program: Program, pairs: Iterable[Pair]) -> Part:
    """What some bearers and deeds rest on; those without a norm rest on nothing."""
    wanted = frozenset(pairs)
    kept = tuple(pair for pair in program.pairs if pair in wanted)
    norms = _norms(program, kept)
    facts = {name for pair in kept for name in program.mentions(pair)}
    nodes = program.graph.nodes
    waiting, seen = list(_nodes(program, kept, norms)), set[int]()
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            found = nodes[number]
            waiting += inputs_of(found)
            if isinstance(found, InputIs):
                facts.add(found.input)
    return Part(norms, frozenset(name for name in facts if program.inputs[name].kind != "date"))


def _norms(program: Program, pairs: tuple[Pair, ...]) -> frozenset[str]:
    """The norms on deeds, the duties that the deeds can meet, what lifts these, and so on."""
    waiting = [bearing.norm for bearer, deed in pairs for bearing in program.graph.bearings[bearer, deed.id]]
    waiting += [norm.id for norm in program.eithers if any((norm.bearer, option) in pairs for option in norm.options)]
    kept: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept.add(name)
            waiting += program.norms[name].lifted_by
    return frozenset(kept)


def _nodes(program: Program, pairs: tuple[Pair, ...], norms: frozenset[str]) -> Iterator[int]:
    """The nodes from which everything else is reached."""
    through: set[str] = set()
    for pair in pairs:
        for place, bearing in enumerate(program.graph.bearings[pair[0], pair[1].id]):
            yield bearing.node
            through.update(bearing.through)
            yield from (node for _, node in program.parts(pair, place))
    for name, node in program.graph.names.items():
        kind, _, own = name.rpartition(" ")
        if kind == "impossible" or (kind in OF_NORMS and own in norms) or (kind == "counts" and own in through):
            yield node
    for row in program.graph.duties:
        if row.norm in norms:
            yield from _of_duty(row)


def _of_duty(row: DutyRow) -> list[int]:
    """The nodes that a duty and its days rest on."""
    found: list[int] = []

    def seen(number: int) -> int:
        found.append(number)
        return number

    renumbered(row, seen)
    return found
