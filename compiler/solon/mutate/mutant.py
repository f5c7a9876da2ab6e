"""What a mutant is: a policy with one small change, and the words that say which.

Invariant: a mutant names the same facts, choices and dates as the policy, so that its situations can be asked of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from solon.model.blocks import (
    Bearer,
    Counts,
    Either,
    Exception_,
    Impossible,
    Instrument,
    Period,
    Rule,
    Term,
)
from solon.model.policy import Policy
from solon_dsl.diagnostic import Span

Changed = Rule | Exception_ | Either | Term | Counts | Period | Impossible | Bearer | Instrument


class Kind(StrEnum):
    """The kinds of change, each a slip that an editor can make."""

    DROP_BLOCK = "drop_block"
    DROP_BULLET = "drop_bullet"
    DENY_BULLET = "deny_bullet"
    ANY_OR_ALL = "any_or_all"
    DROP_READING = "drop_reading"
    MODALITY = "modality"
    SHIFT_DAY = "shift_day"
    DROP_DAY = "drop_day"
    DROP_TARGET = "drop_target"
    DROP_OPTION = "drop_option"

    @property
    def may_make_a_circle(self) -> bool:
        """Whether a block may come to rest on one that it did not rest on before: on another rule that forbids, or
        on an exception that no longer looks at what forbids."""
        return self in (Kind.MODALITY, Kind.DROP_BULLET)


@dataclass(frozen=True)
class Mutant:
    """One change. block: where it was made. near: the blocks that it bears on first: the block, or the members of a
    group. instrument: that of the block. says: the change, as a sentence without a full stop."""

    kind: Kind
    block: str
    near: tuple[str, ...]
    instrument: str
    span: Span
    says: str
    policy: Policy

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.span.file}:{self.span.line}"


def with_blocks(policy: Policy, blocks: Iterable[Changed]) -> Policy:
    """A policy in which some blocks stand in the place of those with their ids."""
    tables: dict[str, dict[str, Any]] = {}
    for block in blocks:
        name = _table(block)
        tables.setdefault(name, dict(getattr(policy, name)))[block.id] = block
    changed: dict[str, Any] = {name: MappingProxyType(table) for name, table in tables.items()}
    return replace(policy, **changed)


def _table(block: Changed) -> str:
    match block:
        case Rule():
            return "rules"
        case Exception_():
            return "exceptions"
        case Either():
            return "eithers"
        case Term():
            return "terms"
        case Counts():
            return "counts"
        case Period():
            return "periods"
        case Impossible():
            return "impossibles"
        case Bearer():
            return "bearers"
        case Instrument():
            return "instruments"


def instrument_of(policy: Policy, name: str) -> str:
    """The instrument that a block belongs to: the first that it cites, else the folder that it stands in."""
    if name in policy.instruments:
        return name
    block = policy.blocks.get(name)
    if block is not None and block.cites:
        return block.cites[0].instrument
    tables = (policy.bearers, policy.impossibles, policy.inputs)
    span = next(table[name].span for table in tables if name in table)
    return span.file.split("/")[0]
