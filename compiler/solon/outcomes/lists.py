"""What a search finds into a list of ways, each list with a limit of steps of its own.

Invariant: a list that needs too many steps says that it was not made; nothing is left out in silence.
"""

from __future__ import annotations

from collections.abc import Callable

from solon.engine.store import TooLarge
from solon.outcomes.primes import Way as Literals
from solon.outcomes.search import Found, Search
from solon.outcomes.ways import Way, Ways

NOT_MADE = Ways((), None)


def made(search: Search, find: Callable[[], Found], shape: Callable[[Literals], Way]) -> Ways:
    """The list that `find` finds, each way given its entries and what it rests on by `shape`."""
    search.modules.allow()
    try:
        found = find()
        return Ways(tuple(shape(literals) for literals in found.ways), found.more)
    except TooLarge:
        return NOT_MADE
