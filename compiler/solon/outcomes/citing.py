"""A way into what it rests on: the norms that give the status, and what each of its entries is there for.

Invariant: entries are tried for leaving out from the last in policy order to the first, so early ones stay.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.engine.store import NO, YES
from solon.outcomes.norms import Norms, OnDeed
from solon.outcomes.primes import Literal
from solon.outcomes.primes import Way as Literals
from solon.outcomes.search import Search
from solon.outcomes.sentences import entry
from solon.outcomes.ways import Cited, Part, Way


class Citing:
    """Cites what ways rest on, for one deed of one bearer. folded: whether entries may name modules."""

    def __init__(self, search: Search, norms: Norms, folded: bool) -> None:
        self.search = search
        self.folded = folded
        self.store = search.store
        self.norms = norms
        self.flat = search.modules.flat

    def way(self, literals: Literals, of_rung: Iterable[OnDeed], lifting: Iterable[OnDeed], world: int = YES) -> Way:
        """A way of one list. of_rung: the norms that can give its status. lifting: those that can be lifted in it."""
        literals = self.search.sorted(tuple(self._named(literal) for literal in literals))
        limits = self.store.both(world, self.norms.care)
        here = self.store.both(self.search.meaning(literals), limits)
        able = [norm for norm in of_rung if self.store.both(here, norm.applies) != NO]
        sure = [norm for norm in able if self._implies(here, norm.applies)]
        parts = dict.fromkeys(literals, Part.REACH)
        exceptions: tuple[Cited, ...] = ()
        if sure:
            parts, exceptions = self._parts(literals, sure[0], divided=world != YES)
        modules = self.search.modules
        return Way(
            tuple(entry(modules, literal, parts[literal]) for literal in literals),
            tuple(dict.fromkeys(self.norms.cited(norm.carrier) for norm in sure or self._together(here, able))),
            bool(sure) or not able,
            exceptions,
            () if sure else self._lifted(here, lifting),
        )

    def _implies(self, here: int, diagram: int) -> bool:
        return self.store.both(here, self.store.deny(diagram)) == NO

    def _together(self, here: int, able: list[OnDeed]) -> list[OnDeed]:
        """A smallest part of some norms of which one or the other applies throughout."""
        kept = able
        for norm in reversed(able):
            fewer = [other for other in kept if other != norm]
            if self._implies(here, self.store.any_of([other.applies for other in fewer])):
                kept = fewer
        return kept

    def _parts(self, literals: Literals, norm: OnDeed, divided: bool) -> tuple[dict[Literal, Part], tuple[Cited, ...]]:
        """What each literal is there for, and the exceptions that some of them keep away.

        divided: the stronger norms have lists of their own.
        """
        parts = dict.fromkeys(literals, Part.STRONGER)
        needed = literals if divided else self._enough(literals, norm.applies) or ()
        parts.update(dict.fromkeys(needed, Part.REACH))
        reaching = self._enough(needed, self._reach(norm))
        if reaching is None:
            return parts, ()
        here = self.store.both(self.search.meaning(reaching), self.norms.care)
        exceptions = tuple(
            Cited(found.id, found.cites)
            for found in self.norms.policy.exceptions_to.get(norm.carrier.id, ())
            if self.store.both(here, self._diagram(f"holds {found.id}")) != NO
        )
        if exceptions:
            parts.update(dict.fromkeys((one for one in needed if one not in reaching), Part.EXCEPTION))
        return parts, exceptions

    def _reach(self, norm: OnDeed) -> int:
        """A norm would apply to the deed if no exception held."""
        counted = [self._diagram(f"counts {name}") for name in norm.carrier.chain]
        return self.store.all_of([*counted, self._diagram(f"would apply {norm.carrier.id}")])

    def _enough(self, literals: Literals, diagram: int) -> Literals | None:
        """A smallest part of some literals that makes a diagram hold; None when not even all of them do."""
        kept: list[Literal] | None = None
        for left_out in (None, *reversed(literals)):
            fewer = [other for other in (literals if kept is None else kept) if other != left_out]
            if self._implies(self.store.both(self.search.meaning(fewer), self.norms.care), diagram):
                kept = fewer
            elif kept is None:
                return None
        return None if kept is None else tuple(kept)

    def _lifted(self, here: int, lifting: Iterable[OnDeed]) -> tuple[tuple[Cited, tuple[Cited, ...]], ...]:
        """The rules that may reach the act here and that exceptions lift wherever they do."""
        found: dict[Cited, tuple[Cited, ...]] = {}
        for norm in lifting:
            reached = self.store.both(here, self._reach(norm))
            holds = {
                Cited(exception.id, exception.cites): diagram
                for exception in self.norms.policy.exceptions_to.get(norm.carrier.id, ())
                if self.store.both(reached, diagram := self._diagram(f"holds {exception.id}")) != NO
            }
            sure = tuple(exception for exception, diagram in holds.items() if self._implies(reached, diagram))
            if holds and self._implies(reached, self.store.any_of(holds.values())):
                found[self.norms.cited(norm.carrier)] = sure[:1] or tuple(holds)
        return tuple(found.items())

    def _diagram(self, name: str) -> int:
        return self.search.modules.settled(self.flat.named(name))

    def _named(self, literal: Literal) -> Literal:
        """A literal with several options as the module that says the same, if there is one."""
        level, mask = literal
        if not self.folded or mask.bit_count() == 1:
            return literal
        return self.search.modules.alike(self.search.primes.literal(level, mask)) or literal
