"""Blocks out of their groups: each with the groups around it.

Invariant: every declared block stands in the result exactly once, groups before their members.
"""

from __future__ import annotations

from dataclasses import dataclass

from solon.model.names import Names
from solon_dsl.syntax import Block


@dataclass(frozen=True)
class Scope:
    """A block, the groups around it from the outside in, and (for a group) the rules and exceptions inside it."""

    block: Block
    groups: tuple[Block, ...] = ()
    members: tuple[str, ...] = ()


def flatten(names: Names, blocks: tuple[Block, ...]) -> tuple[Scope, ...]:
    """All blocks with their groups, in order. Blocks whose id belongs to another are left out."""
    found: list[Scope] = []
    for block in blocks:
        _flatten(names, block, (), found)
    return tuple(found)


def _flatten(names: Names, block: Block, groups: tuple[Block, ...], found: list[Scope]) -> None:
    if names.places.get(block.id.text) != block.span:
        return
    found.append(Scope(block, groups, _members(block)))
    for inner in block.blocks:
        _flatten(names, inner, (*groups, block), found)


def _members(block: Block) -> tuple[str, ...]:
    """The ids of the rules, exceptions and eithers inside a group, however deep."""
    out: list[str] = []
    for inner in block.blocks:
        out += _members(inner) if inner.kind == "group" else (inner.id.text,)
    return tuple(out)
