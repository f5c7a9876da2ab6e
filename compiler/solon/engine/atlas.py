"""The decision graph into decision diagrams: one for each of its nodes, and one for the status of each deed.

Invariant: a diagram is made when it is first asked for, and only once. Readings are put in while diagrams are made; a
sheet for other readings shares all that these readings do not touch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from solon.engine.deontic import RUNG_OF, RUNGS, STATUSES, Modality, Pair, Status
from solon.engine.graph import (
    AllOf,
    AnyOf,
    Bearing,
    Constant,
    DayAtom,
    DayReached,
    Deny,
    InForce,
    InputIs,
    Leaf,
    ReadingIs,
    Structure,
    Variable,
)
from solon.engine.graph import inputs_of as graph_inputs
from solon.engine.situation import Value
from solon.engine.store import FIRST_END, NO, ROOM, YES, Store

IMPOSSIBLE = len(STATUSES)
EITHER = (False, True)


@dataclass(frozen=True)
class Carrier:
    """A norm that bears on a deed where the diagram holds. chain: the counts blocks that lead to it."""

    id: str
    modality: Modality
    instrument: str
    chain: tuple[str, ...]
    diagram: int


def arity(values: Mapping[str, tuple[bool | str, ...]], variable: Variable) -> int:
    """How many values a variable has. values: of each fact and choice; anything else is yes or no."""
    return len(values.get(variable, EITHER)) if isinstance(variable, str) else len(EITHER)


def places(values: Mapping[str, tuple[bool | str, ...]], name: str) -> Mapping[Value, int]:
    """The place of each value of a fact or choice among the children of a node."""
    return {value: place for place, value in enumerate(values.get(name, EITHER))}


class Atlas:
    """The diagrams of one decision graph.

    order: the variables. room: the limit for each question; see `Store`. store: where several graphs share one.
    """

    def __init__(
        self, graph: Structure, order: tuple[Variable, ...], room: int = ROOM, store: Store | None = None
    ) -> None:
        self.graph = graph
        self.room = room
        self.order = order
        self.chosen = graph.chosen
        values = graph.values
        self.level: dict[Variable, int] = {variable: level for level, variable in enumerate(self.order)}
        self.store = store or Store([arity(values, variable) for variable in self.order], room)
        self.places = {name: places(values, name) for name in self.level if isinstance(name, str)}
        self.atoms: tuple[DayAtom, ...] = tuple(found for found in self.order if not isinstance(found, str))
        self._sheets: dict[frozenset[tuple[str, str]], Sheet] = {}

    def under(self, readings: Mapping[str, str]) -> Sheet:
        """The diagrams under some readings; those that are not named are answered as chosen."""
        key = frozenset((name, option) for name, option in readings.items() if option != self.chosen[name])
        if key not in self._sheets:
            base = self.under({}) if key else None
            self._sheets[key] = Sheet(self, dict(key), base)
        return self._sheets[key]

    @cached_property
    def readings_of(self) -> tuple[frozenset[str], ...]:
        """The readings that each node of the graph rests on."""
        found: list[frozenset[str]] = []
        for node in self.graph.nodes:
            own = frozenset((node.reading,)) if isinstance(node, ReadingIs) else frozenset[str]()
            found.append(own.union(*(found[source] for source in graph_inputs(node))))
        return tuple(found)

    def options(self, reading: str) -> tuple[str, ...]:
        """The options of a reading."""
        return self.graph.options[reading]

    def name(self, level: int) -> Variable:
        """The variable at a level."""
        return self.order[level]


class Sheet:
    """The diagrams under one set of readings. base: the sheet of the chosen readings, for what is the same there."""

    def __init__(self, atlas: Atlas, readings: Mapping[str, str], base: Sheet | None) -> None:
        self.atlas = atlas
        self.store = atlas.store
        self.readings = readings
        self.base = base
        self.found: dict[int, int] = {}
        self.memo: dict[object, int] = {}

    def node(self, number: int) -> int:
        """The diagram of a node of the graph."""
        found = self.found.get(number)
        if found is None:
            if self.base is not None and not (self.atlas.readings_of[number] & self.readings.keys()):
                found = self.base.node(number)
            else:
                found = self._node(number)
            self.found[number] = found
        return found

    def _node(self, number: int) -> int:
        match self.atlas.graph.nodes[number]:
            case AllOf(inputs):
                return self.store.all_of([self.node(source) for source in inputs])
            case AnyOf(inputs):
                return self.store.any_of([self.node(source) for source in inputs])
            case Deny(source):
                return self.store.deny(self.node(source))
            case leaf:
                return self.leaf(leaf)

    def leaf(self, leaf: Leaf) -> int:
        """The diagram of a node that rests on no other."""
        atlas = self.atlas
        match leaf:
            case Constant(value):
                return YES if value else NO
            case InputIs(name, value):
                return self.store.value(atlas.level[name], atlas.places[name][value])
            case DayReached() | InForce():
                return self.store.value(atlas.level[leaf], 1)
            case ReadingIs(reading, option):
                return YES if self.selects(reading, option) else NO

    def selects(self, reading: str, option: str) -> bool:
        """Whether a reading is answered by this option."""
        return self.readings.get(reading, self.atlas.chosen[reading]) == option

    def named(self, name: str) -> int:
        """The diagram of a named node, such as `applies no_third_party_promotion`."""
        return self.node(self.atlas.graph.names[name])

    def remember(self, key: object, make: Callable[[], int]) -> int:
        """A diagram made once."""
        if key not in self.memo:
            self.memo[key] = make()
        return self.memo[key]

    # What bears on a deed

    def carriers(self, pair: Pair) -> tuple[Carrier, ...]:
        """Every norm that bears on a deed, the strongest modality first."""
        return tuple(Carrier(b.norm, b.modality, b.instrument, b.through, self.node(b.node)) for b in self._on(pair))

    def _on(self, pair: Pair) -> tuple[Bearing, ...]:
        return self.atlas.graph.bearings.get((pair[0], pair[1].id), ())

    def status(self, pair: Pair) -> int:
        """The status of a deed; the ends are the places in `STATUSES`."""
        return self.remember(("status", pair), lambda: self.ladder(self.carriers(pair)))

    def undone(self, pair: Pair) -> int:
        """The status of leaving the deed undone."""
        return self.remember(("undone", pair), lambda: self.ladder(self.carriers(pair), turn=True))

    def of_instrument(self, pair: Pair, instrument: str) -> int:
        """The status of a deed as one instrument alone gives it."""
        own = [found for found in self.carriers(pair) if found.instrument == instrument]
        return self.remember(("instrument", pair, instrument), lambda: self.ladder(own))

    def ladder(self, found: Iterable[Carrier], turn: bool = False) -> int:
        """The strongest norm that applies gives the status. turn: for leaving the deed undone."""
        rungs: list[list[int]] = [[] for _ in RUNGS]
        for carrier in found:
            rungs[RUNG_OF[carrier.modality.opposite if turn else carrier.modality]].append(carrier.diagram)
        whole = self.store.end(len(RUNGS))
        for rung in reversed(range(len(RUNGS))):
            whole = self.store.choose(self.store.any_of(rungs[rung]), self.store.end(rung), whole)
        return whole

    def agreed(self, diagram: int) -> int:
        """A status diagram in which permitted and not regulated, which do not disagree, are one."""
        permitted = self.store.end(STATUSES.index(Status.PERMITTED))
        names = {self.store.end(STATUSES.index(Status.NOT_REGULATED)): permitted}
        return self.remember(("agreed", diagram), lambda: self.store.renamed(diagram, names))

    # What can be at all

    @cached_property
    def possible(self) -> tuple[int, ...]:
        """For each `impossible` block, the diagram of what it does not rule out."""
        return tuple(self.store.deny(self.named(f"impossible {name}")) for name in self.atlas.graph.impossibles)

    @cached_property
    def knots(self) -> tuple[frozenset[int], ...]:
        """For each `impossible` block, those that it is tied to by shared variables, itself with them, by place.

        Days are tied by the calendar, so all blocks that ask about days are tied.
        """
        days = frozenset(self.atlas.level[atom] for atom in self.atlas.atoms)
        knot_of: dict[int, int] = {}
        members: dict[int, set[int]] = {}
        for place, diagram in enumerate(self.possible):
            asked = set(self.support(diagram))
            asked |= days if asked & days else set()
            joined = {knot_of[level] for level in asked if level in knot_of}
            members[place] = {place}.union(*(members.pop(knot) for knot in joined))
            knot_of |= {level: place for level, knot in knot_of.items() if knot in joined}
            knot_of |= dict.fromkeys(asked, place)
        of = {place: frozenset(found) for found in members.values() for place in found}
        return tuple(of[place] for place in range(len(self.possible)))

    @cached_property
    def support(self) -> Callable[[int], tuple[int, ...]]:
        """The levels that a diagram asks, looked up once for each."""
        known: dict[int, tuple[int, ...]] = {}

        def look(diagram: int) -> tuple[int, ...]:
            if diagram not in known:
                known[diagram] = tuple(self.store.support(diagram))
            return known[diagram]

        return look


def rungs_of(ends: Iterable[int]) -> frozenset[int]:
    """The places in `STATUSES` of some ends, what is impossible left out."""
    return frozenset(end - FIRST_END for end in ends if end - FIRST_END < IMPOSSIBLE)
