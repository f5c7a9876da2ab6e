"""A situation into worlds: what is known under each set of readings, or when some of it is left out again.

Invariant: worlds of the same situation share their days; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from solon.engine.atlas import Atlas, Sheet
from solon.engine.completions import Calendar, Completions
from solon.engine.days import Days
from solon.engine.graph import InForce
from solon.engine.program import Program
from solon.engine.situation import ON, Known, Situation, Value, known
from solon.engine.store import YES
from solon.engine.world import World

DayKey = tuple[object, bool, tuple[tuple[str, Value], ...]]


class Calendars:
    """Makes the days of situations, and keeps the last few."""

    def __init__(self, calendar: Calendar, atlas: Atlas) -> None:
        self.calendar = calendar
        self.atoms = tuple((atlas.level[atom], atom) for atom in atlas.atoms)
        self._days = lru_cache(maxsize=256)(self._make)

    def days(self, facts: Known) -> Days:
        """The days of what is known."""
        dates = tuple((name, value) for name, value in facts.values.items() if name in self.calendar.dates)
        return self._days(facts.on, facts.all_in_force, dates)

    def _make(self, on: object, all_in_force: bool, dates: tuple[tuple[str, Value], ...]) -> Days:
        found = Known(on, all_in_force, dict(dates))  # type: ignore[arg-type]
        return Days(Completions(self.calendar, found), self.atoms)


class Scene:
    """One situation under one policy.

    program: the policy. facts: what is known, with what is assumed. completions: the values of what is open. sheet: the
    diagrams under the readings of the situation. world: all that is known, put into them.
    """

    def __init__(self, program: Program, atlas: Atlas, calendars: Calendars, situation: Situation) -> None:
        self.program = program
        self.atlas = atlas
        self.calendars = calendars
        self.situation = situation
        self.facts = known(program.inputs.values(), situation)
        self.days = calendars.days(self.facts)
        self.completions = Completions(program.calendar, self.facts)
        self.order = program.places
        self.readings: Mapping[str, str] = dict(situation.readings)
        self.sheet = atlas.under(self.readings)
        self.values = {name: v for name, v in self.facts.values.items() if name not in program.calendar.dates}
        self.world = World(self.sheet, self.days, self.values)
        self._worlds: dict[Sheet, World] = {self.sheet: self.world}

    def under(self, reading: str, option: str) -> World:
        """What is known, under another option of one reading."""
        sheet = self.other(reading, option)
        if sheet not in self._worlds:
            self._worlds[sheet] = World(sheet, self.days, self.values)
        return self._worlds[sheet]

    def other(self, reading: str, option: str) -> Sheet:
        """The diagrams under another option of one reading."""
        return self.atlas.under({**self.readings, reading: option})

    @cached_property
    def unassumed(self) -> World:
        """What is known when nothing is assumed."""
        return self.knowing(self.settled - {assumption.fact for assumption in self.facts.assumptions})

    @cached_property
    def any_day(self) -> World:
        """What is known but for the day of the act, with every instrument in force."""
        return self._on_any_day(self.facts.values)

    @cached_property
    def any_day_unassumed(self) -> World:
        """The same, when nothing is assumed."""
        assumed = {assumption.fact for assumption in self.facts.assumptions}
        return self._on_any_day({name: v for name, v in self.facts.values.items() if name not in assumed})

    def _on_any_day(self, values: Mapping[str, Value]) -> World:
        days = self.calendars.days(Known(None, False, values))
        found = World(
            self.sheet, days, {name: v for name, v in values.items() if name not in self.program.calendar.dates}
        )
        for level in self._instruments:
            found.values[level] = YES
        return found

    @property
    def settled(self) -> frozenset[str]:
        """The inputs that are known, and the day of the act where it is."""
        found = frozenset(self.facts.values)
        return found | {ON} if self.facts.on is not None else found

    def knowing(self, names: Iterable[str]) -> World:
        """A world in which only some of what is known is known; which instruments are in force stays as it is."""
        kept = frozenset(names)
        values = {name: value for name, value in self.facts.values.items() if name in kept}
        on = self.facts.on if ON in kept else None
        facts = Known(on, self.facts.all_in_force, values)
        found = World(
            self.sheet,
            self.calendars.days(facts),
            {name: value for name, value in values.items() if name not in self.program.calendar.dates},
        )
        if on is None and self.days.on is not None:
            for level, place in self.in_force.items():
                found.values[level] = place
        return found

    @property
    def in_force(self) -> Mapping[int, int]:
        """Which instruments are in force, as far as the day of the act settles it: background, never a reason."""
        if self.days.on is None:
            return self.days.constant
        settled = {**self.days.constant, **self.days.settled(self.days.on)}
        return {level: place for level, place in settled.items() if level in self._instruments}

    @property
    def _instruments(self) -> frozenset[int]:
        """The levels that say which instruments are in force."""
        return frozenset(self.atlas.level[atom] for atom in self.atlas.atoms if isinstance(atom, InForce))
