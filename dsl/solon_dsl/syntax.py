"""The syntax tree: blocks, their fields, and statutory lists, each with its exact place.

Invariant: it says what was written, not what it means; two texts that differ only in layout give equal trees.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from solon_dsl.diagnostic import NOWHERE, Span


@dataclass(frozen=True)
class Phrase:
    """Some words and their place. Places do not count when two trees are compared."""

    text: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Field:
    """A named line of a block.

    name: such as `cites`. key: the second word of `chosen cannot:` and the like, or nothing.
    value: what stands behind the colon. items: the list below it.
    """

    name: str
    key: str
    value: Phrase
    items: tuple[Item, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Item:
    """One bullet of a list.

    mark: `-` or the source's own letter. connective: `all` or `any` when the bullet heads a list of its own.
    value: what stands behind a colon, for the lists that have one. fields: deeper lines such as `under reading:`.
    """

    mark: str
    phrase: Phrase
    connective: str = ""
    value: Phrase | None = None
    items: tuple[Item, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Block:
    """One block: a keyword, an id, fields, at most one sentence that states a norm, and the blocks inside it.

    whole: whether every line of it was understood.
    """

    kind: str
    id: Phrase
    fields: tuple[Field, ...] = ()
    norm: Phrase | None = None
    options: tuple[Item, ...] = ()
    always: bool = False
    blocks: tuple[Block, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)
    whole: bool = field(default=True, compare=False)

    def all(self, name: str) -> tuple[Field, ...]:
        """Every field of that name, in order."""
        return tuple(found for found in self.fields if found.name == name)

    def first(self, name: str) -> Field | None:
        """The first field of that name, if there is one."""
        return next((found for found in self.fields if found.name == name), None)

    def text(self, name: str, default: str = "") -> str:
        """What stands behind the colon of a field, or the default."""
        found = self.first(name)
        return found.value.text if found else default


@dataclass(frozen=True)
class File:
    """A policy file: its blocks in order.

    doubtful: the lines whose words are not surely those that were meant. whole: False when something was left unread
    that may declare names.
    """

    name: str
    blocks: tuple[Block, ...]
    doubtful: frozenset[int] = field(default=frozenset(), compare=False)
    whole: bool = field(default=True, compare=False)
