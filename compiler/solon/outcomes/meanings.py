"""Entries for terms, periods and counts blocks into the lists of ways that they stand for.

Invariant: every such block that an entry names, here or in these lists themselves, has its list once for each side
on which it is named; in the order in which a reader meets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solon.outcomes.lists import made
from solon.outcomes.modules import Module
from solon.outcomes.primes import Way as Literals
from solon.outcomes.search import Found, Search
from solon.outcomes.sentences import entry, say_module
from solon.outcomes.ways import DeedOutcomes, Key, Meaning, Way, Ways


def meanings(search: Search, deeds: Iterable[DeedOutcomes]) -> tuple[Meaning, ...]:
    """The lists of all terms, periods and counts blocks that some lists name."""
    modules = {(module.kind, module.id): module for module in search.modules.of_level.values()}
    found: dict[Key, Meaning] = {}
    waiting = list(dict.fromkeys(key for ways in _lists(deeds) for key in _named(ways)))
    while waiting:
        key = waiting.pop(0)
        if key not in found:
            found[key] = _meaning(search, modules[key[:2]], key[2])
            waiting += _named(found[key].ways)
    return tuple(found.values())


def _lists(deeds: Iterable[DeedOutcomes]) -> Iterator[Ways]:
    for deed in deeds:
        yield from (outcome.ways for outcome in deed.outcomes)
        yield from (off.ways for off in deed.off)


def _named(ways: Ways) -> Iterator[Key]:
    for way in ways.ways:
        yield from (entry.means for entry in way.entries if entry.means is not None)


def _meaning(search: Search, module: Module, holds: bool) -> Meaning:
    block = search.modules.block(module)
    says = say_module(search.modules.policy, block, holds)
    ways = made(search, lambda: _look_into(search, module, holds), lambda literals: _plain(search, literals))
    return Meaning(module.kind, module.id, holds, says, block.cites, ways)


def _look_into(search: Search, module: Module, holds: bool) -> Found:
    """The ways in which a module holds, or does not, over facts and the modules inside it."""
    modules, deny = search.modules, search.store.deny
    folded = modules.settled(modules.sheet({}, True, module.node).node(module.node))
    flat = modules.settled(modules.flat.node(module.node))
    return search.ways(folded, flat) if holds else search.ways(deny(folded), deny(flat))


def _plain(search: Search, literals: Literals) -> Way:
    return Way(tuple(entry(search.modules, literal) for literal in search.sorted(literals)))
