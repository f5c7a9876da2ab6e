"""Two versions into one space of situations: diagrams in one store, and a calendar with the days of both.

Invariant: equal meaning is an equal number, whichever version it comes from. A situation counts when it can occur in
both versions; what only one of them knows is left open in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from solon.diagram.from_graph import Atlas
from solon.diff.aligned import Aligned
from solon.diff.match import NEW_ONLY, TABLES
from solon.engine.atlas import Sheet, arity
from solon.engine.calendar import Span
from solon.engine.completions import Calendar, Completions
from solon.engine.days import Days
from solon.engine.deontic import Pair
from solon.engine.situation import ON, Known
from solon.engine.store import ROOM, YES, Store
from solon.engine.world import World
from solon.graph.from_model import compile_graph
from solon.graph.nodes import Graph
from solon.graph.variables import variables
from solon.model.blocks import Instrument
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.reference.completions import calendar_of

KEPT = ("inputs", "instruments", "bearers", "actions", "readings")


@dataclass(frozen=True)
class Scope:
    """The completions that some answers can tell apart.

    levels: the variables that these answers ask, with those that `impossible` blocks tie to them. inside: which of
    their values can occur together. total: how many that are.
    """

    levels: tuple[int, ...]
    inside: int
    total: int


class Space:
    """What two versions share.

    room: the limit for each question; see `Store`.
    """

    def __init__(self, both: Aligned, room: int = ROOM) -> None:
        self.both = both
        self.room = room
        self.graphs = compile_graph(both.old), compile_graph(both.new)
        order = variables(self.graphs)
        # The new version is asked first: what both have is as it has it.
        values = {**self.graphs[0].values, **self.graphs[1].values}
        self.store = Store([arity(values, one) for one in order], room)
        self.old, self.new = (Atlas(graph, room, order, self.store) for graph in self.graphs)
        self.common = _joint(both)
        self.atlas = Atlas(Graph(self.common, (), {}, {}, 0), room, order, self.store)
        completions = Completions(_both_calendars(both, self.common), Known(None, False, {}))
        self.days = Days(completions, [(self.atlas.level[atom], atom) for atom in self.atlas.atoms])
        self.pairs: tuple[Pair, ...] = tuple(
            sorted({*regulated(both.old), *regulated(both.new)}, key=lambda pair: (pair[0], pair[1].id))
        )
        self._views: dict[tuple[tuple[str, str], ...], View] = {}

    @cached_property
    def apart(self) -> bool:
        """Whether the instruments of a version are never all in force on one day, but only where no day is given."""
        for side in (self.both.old, self.both.new):
            found = side.instruments.values()
            last = min((one.in_force_until for one in found if one.in_force_until), default=date.max)
            if any(one.in_force_from > last for one in found):
                return True
        return False

    def view(self, readings: Mapping[str, str]) -> View:
        """Both versions under some readings; each takes its chosen option for those that are not named."""
        key = tuple(sorted(readings.items()))
        if key not in self._views:
            self._views[key] = View(self, dict(key))
        return self._views[key]

    def known_options(self, new: bool) -> list[int]:
        """For each choice whose options the versions do not share: a version has the option."""
        found: list[int] = []
        for name in self.both.shared_choices:
            known = self.both.known_options(name)[new]
            places = self.atlas.places[name]
            if len(known) < len(places):
                level = self.atlas.level[name]
                found.append(self.store.any_of([self.store.value(level, places[option]) for option in known]))
        return found


class View:
    """Two versions under one set of readings.

    possible: for each version, what its `impossible` blocks do not rule out. world: what can occur in both. sides: what
    can occur in the old version, and in the new one.
    """

    def __init__(self, space: Space, readings: Mapping[str, str]) -> None:
        self.space = space
        self.store = space.store
        self.readings = readings
        self.old = space.old.under({name: one for name, one in readings.items() if name in space.both.old.readings})
        self.new = space.new.under({name: one for name, one in readings.items() if name in space.both.new.readings})
        self.possible = tuple(
            tuple(dict.fromkeys((*sheet.possible, *space.known_options(new))))
            for sheet, new in ((self.old, False), (self.new, True))
        )
        self.sheet = _Shared(space.atlas, tuple(dict.fromkeys((*self.possible[0], *self.possible[1]))))
        self.world = World(self.sheet, space.days, {})
        self.sides = tuple(World(_Shared(space.atlas, side), space.days, {}) for side in self.possible)
        self._scopes: dict[tuple[int, ...], Scope] = {}

    def scope(self, diagrams: Iterable[int]) -> Scope:
        """The completions that these diagrams can tell apart."""
        asked = {level for diagram in diagrams for level in self.sheet.support(diagram)}
        tied = self.world.tied(asked)
        levels = tuple(sorted({*asked, *self.sheet.support(tied)}))
        if levels not in self._scopes:
            days = self.space.days.levels.intersection(levels)
            inside = self.store.both(tied, self.space.days.world(self.store, days)) if days else tied
            self._scopes[levels] = Scope(levels, inside, self.store.count(inside, levels))
        return self._scopes[levels]

    def count(self, scope: Scope, region: int) -> int:
        """How many completions a region has."""
        return self.store.count(region, scope.levels)

    def asked(self, scope: Scope) -> tuple[str, ...]:
        """The inputs of a scope in policy order, the day of the act as `on` first."""
        found: set[str] = set()
        for level in scope.levels:
            name = self.space.atlas.order[level]
            found |= {name} if isinstance(name, str) else {ON, self.space.days.date_of.get(level, ON)}
        return tuple(name for name in (ON, *self.space.both.inputs) if name in found)


class _Shared(Sheet):
    """A sheet that is only asked what can occur."""

    def __init__(self, atlas: Atlas, possible: tuple[int, ...]) -> None:
        super().__init__(atlas, {}, None)
        self._given = tuple(diagram for diagram in possible if diagram != YES)

    @cached_property
    def possible(self) -> tuple[int, ...]:
        return self._given


def _both_calendars(both: Aligned, common: Policy) -> Calendar:
    """The days that some rule of either version can tell apart."""
    found: dict[str, dict[Span, None]] = {}
    for side in (both.old, both.new):
        for name, spans in calendar_of(side).spans.items():
            found.setdefault(name, {}).update(dict.fromkeys(spans))
    return replace(calendar_of(common), spans={name: tuple(spans) for name, spans in found.items()})


def _joint(both: Aligned) -> Policy:
    """A policy with the inputs and instruments of both versions and no rules, for what needs no more."""
    instruments: dict[str, Instrument] = {**both.old.instruments}
    instruments |= {f"{name}{NEW_ONLY}": found for name, found in both.new.instruments.items()}
    nothing: Mapping[str, Any] = {table: MappingProxyType({}) for table in TABLES if table not in KEPT}
    return replace(both.new, **{**nothing, "inputs": both.inputs, "instruments": instruments})
