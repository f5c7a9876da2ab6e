"""An action into its outcomes: for each bearer and deed, each status with its list of ways.

Invariant: a status is listed exactly when some possible completion has it. Where all ways of a status, with every
stronger norm kept off in every way, are too many to read, the list has the ways of its own norms, and each stronger
norm has a list of the ways in which it stays off. Putting one of each together gives the ways of the status.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from solon.engine.deontic import RUNGS, STATUSES, Pair, Status
from solon.engine.store import NO, YES, TooLarge
from solon.graph.nodes import Graph
from solon.model.deeds import regulated
from solon.outcomes.citing import Citing
from solon.outcomes.lists import NOT_MADE, made
from solon.outcomes.meanings import meanings
from solon.outcomes.modules import ROOM, Modules
from solon.outcomes.norms import Condition, Norms, OnDeed
from solon.outcomes.search import Found, Search
from solon.outcomes.ways import DeedOutcomes, Outcome, Outcomes, StaysOff, Ways

LIMIT = 1_000
READABLE = 30
# For all actions at once: less room for each, and shorter lists.
EACH, SHOWN = 200_000, 200
SCRATCH = 300_000


def find_outcomes(
    graph: Graph,
    action: str,
    readings: Mapping[str, str] | None = None,
    bearer: str = "",
    status: Status | None = None,
    flat: bool = False,
    limit: int = LIMIT,
    readable: int = READABLE,
    room: int = ROOM,
) -> Outcomes:
    """The outcomes of an action and its opposite. Raises TooLarge when not even the norms can be worked out.

    action: its id; for the opposite alone, the opposite's. readings: options other than the chosen ones. bearer,
    status: only this one; every one if left out. flat: over facts alone, without modules and lists of norms that stay
    off. limit: how many ways a list may have. readable: how many it may have before it is divided into the norms' own
    ways and those that keep stronger norms off. room: the steps for each list of a usual length.
    """
    modules = Modules(graph, readings or {}, room * -(-limit // LIMIT))
    return _find(modules, action, bearer, status, flat, limit, readable)


def every_outcome(graph: Graph, room: int = EACH, limit: int = SHOWN) -> Mapping[str, Outcomes | None]:
    """The outcomes of every action that some norm is about, by its id; None where even the norms are too large.

    Each is what `find_outcomes` finds with these limits; what they have in common is worked out once.
    """
    acts = {deed.action for _, deed in regulated(graph.policy)}
    found: dict[str, Outcomes | None] = {action: None for action in graph.policy.actions if action in acts}
    try:
        modules = Modules(graph, {}, room)
    except TooLarge:
        return found
    for action in found:
        if len(modules.store.level) > SCRATCH:
            # What earlier actions needed is forgotten, so that memory does not grow with the policy.
            modules.atlas.store.clear()
            modules = Modules(graph, {}, room)
        modules.begin()
        try:
            found[action] = _find(modules, action, "", None, False, limit, READABLE)
        except TooLarge:
            continue
    return found


def _find(
    modules: Modules, action: str, bearer: str, status: Status | None, flat: bool, limit: int, readable: int
) -> Outcomes:
    search = Search(modules, limit)
    deeds: list[DeedOutcomes] = []
    for pair in sorted(regulated(modules.policy), key=lambda pair: (pair[0], pair[1])):
        if pair[1].id in (action, f"instead_of_{action}") and bearer in ("", pair[0]):
            deeds.append(_Deed(search, pair, flat, readable).outcomes(status))
    return Outcomes(action, bearer, flat, tuple(deeds), meanings(search, deeds))


class _Deed:
    """Finds the outcomes of one deed of one bearer."""

    def __init__(self, search: Search, pair: Pair, flat: bool, readable: int) -> None:
        self.search = search
        self.modules = search.modules
        self.store = search.store
        self.pair = pair
        self.flat = flat
        self.readable = readable
        self.norms = Norms(self.modules, pair)
        self.citing = Citing(search, self.norms, not flat)
        self.listed: dict[int, tuple[StaysOff, Condition]] = {}

    def outcomes(self, wanted: Status | None) -> DeedOutcomes:
        """Every status that can come out, the strongest first."""
        rungs = [rung for rung, status in enumerate(STATUSES) if wanted in (None, status)]
        kept = self._all(rungs)
        used = sorted({number for one in kept for number in one.unless})
        renumbered = {number: place for place, number in enumerate(used, 1)}
        policy = self.modules.policy
        named = sorted(frozenset[str]().union(*(self.modules.atlas.readings_of[norm.node] for norm in self.norms.all)))
        return DeedOutcomes(
            self.pair[0],
            self.pair[1].id,
            tuple(_renumbered(one, renumbered) for one in kept),
            tuple(replace(self.listed[number][0], number=renumbered[number]) for number in used),
            tuple(dict.fromkeys(self.norms.cited(norm.carrier) for norm in self.norms.all)),
            self.norms.one_of,
            tuple((name, self.modules.flat.readings.get(name, policy.readings[name].chosen)) for name in named),
        )

    def _all(self, rungs: Iterable[int]) -> list[Outcome]:
        """The outcomes that can come out; where it is not decided whether they can, they are kept and say so."""
        own = {norm.rung for norm in self.norms.all} | {len(RUNGS)}
        rungs = [rung for rung in rungs if rung in own]
        try:
            self.modules.allow()
            statuses = {rung: self._status(rung, folded=False) for rung in rungs}
            possible = [rung for rung, flat in statuses.items() if self.store.both(flat, self.norms.care) != NO]
        except TooLarge:
            return [Outcome(STATUSES[rung], NOT_MADE) for rung in rungs]
        return [self._outcome(rung, statuses[rung]) for rung in possible]

    def _outcome(self, rung: int, flat: int) -> Outcome:
        try:
            return self._listed(rung, flat)
        except TooLarge:
            return Outcome(STATUSES[rung], NOT_MADE)

    def _listed(self, rung: int, flat: int) -> Outcome:
        """A status in one list; where that is too long, divided."""
        own = [norm for norm in self.norms.all if norm.rung == rung]
        stronger = [norm for norm in self.norms.all if norm.rung < rung]
        if stronger and not self.flat:
            whole = self._whole(rung, flat, own, self.readable + 1)
            if whole.more != 0 or len(whole.ways) > self.readable:
                return self._divided(rung, own, stronger)
            return Outcome(STATUSES[rung], whole)
        return Outcome(STATUSES[rung], self._whole(rung, flat, own, self.search.limit))

    def _whole(self, rung: int, flat: int, own: list[OnDeed], limit: int) -> Ways:
        """All ways of a status in one list."""
        folded = flat if self.flat else self._status(rung, folded=True)
        lifting = () if own else self.norms.all
        return made(
            self.search,
            lambda: self.search.ways(folded, flat, YES, limit),
            lambda literals: self.citing.way(literals, own, lifting),
        )

    def _status(self, rung: int, folded: bool) -> int:
        sheet = self.modules.sheet({}, True) if folded else self.modules.flat
        return self.modules.settled(self.store.where(sheet.status(self.pair), (self.store.end(rung),)))

    def _divided(self, rung: int, own: list[OnDeed], stronger: list[OnDeed]) -> Outcome:
        """The ways of a status's own norms, beside the ways in which each stronger norm stays off."""
        self.modules.allow()
        world = self.norms.none_of(stronger)

        def find() -> Found:
            if rung == len(RUNGS):
                return Found(((),))
            condition = self.norms.some_of([norm.node for norm in own], world)
            return self.search.ways(condition.folded, condition.flat, world)

        ways = made(self.search, find, lambda literals: self.citing.way(literals, own, (), world))
        unless = self._unless(stronger, world)
        return Outcome(STATUSES[rung], ways, unless, tuple(self._places(stronger) - set(unless)))

    def _unless(self, stronger: list[OnDeed], world: int) -> tuple[int, ...]:
        """The places of the norms whose lists keep all stronger norms off, without those that follow from others."""
        self._list_off()
        places = self._places(stronger)
        kept = [place for norm in self._in_sequence() if (place := self.norms.all.index(norm)) in places]
        wanted = self.store.both(world, self.norms.care)
        for place in reversed(kept.copy()):
            fewer = [other for other in kept if other != place]
            left = self.store.all_of([self.listed[other][1].flat for other in fewer])
            if self.store.both(left, self.norms.care) == wanted:
                kept = fewer
        return tuple(sorted(kept))

    def _places(self, norms: list[OnDeed]) -> set[int]:
        return {self.norms.all.index(norm) for norm in norms}

    def _in_sequence(self) -> list[OnDeed]:
        """The norms, strongest first, and of each strength those first that look at fewer facts."""
        return sorted(self.norms.all, key=lambda norm: (norm.rung, len(self.store.support(norm.applies))))

    def _list_off(self) -> None:
        """Make the list of each norm, seen where those before it in sequence stay off."""
        world = YES
        for norm in () if self.listed else self._in_sequence():
            self.modules.allow()
            condition = self.norms.stays_off(norm, world)
            name = norm.carrier.id
            ways = self._off_ways(norm, condition, world)
            off = StaysOff(0, self.norms.cited(norm.carrier), self.norms.says(name), ways)
            self.listed[self.norms.all.index(norm)] = off, condition
            world = self.store.both(world, self.store.deny(norm.applies))

    def _off_ways(self, norm: OnDeed, condition: Condition, world: int) -> Ways:
        return made(
            self.search,
            lambda: self.search.ways(condition.folded, condition.flat, world),
            lambda literals: self.citing.way(literals, (), (norm,), world),
        )


def _renumbered(found: Outcome, numbers: Mapping[int, int]) -> Outcome:
    """An outcome with the numbers of the norms whose lists are shown."""
    follow = sorted(numbers[number] for number in found.follow if number in numbers)
    return replace(found, unless=tuple(numbers[number] for number in found.unless), follow=tuple(follow))
