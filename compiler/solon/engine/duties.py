"""A situation into the duties that it brings, with their days, from the flat table of duties and from diagrams.

Invariant: the duties and days are those of `reference/duties.py`; a day is given only when the known dates settle it,
or as a limit that is marked so. What a duty looks at is what its diagrams still ask when nothing is assumed, and the
readings that would change these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from solon.engine.calendar import NEVER
from solon.engine.decision import Duty, PossibleDuty, State
from solon.engine.deontic import Modality
from solon.engine.duty_days import DutyDays
from solon.engine.duty_table import DutyDay, DutyRow, DutyWindow, Earliest, EndsOn
from solon.engine.graph import DayReached
from solon.engine.limits import BEGINNING, Range, earliest, latest
from solon.engine.scene import Scene
from solon.engine.situation import ON
from solon.engine.store import YES
from solon.engine.world import World

DUTIES = (Modality.MUST, Modality.SHOULD)


@dataclass(frozen=True)
class _Days:
    """The ranges of a duty's first day, its deadline and its last day.

    start: the earliest first day that given dates leave, or BEGINNING; the day of the act alone moves no first day.
    """

    first: Range
    due: Range
    last: Range
    start: int


class Duties:
    """Finds the duties of one situation. explain: whether to find what they look at, too."""

    def __init__(self, scene: Scene, explain: bool = True) -> None:
        self.scene = scene
        self.explain = explain
        self.sheet = scene.sheet
        self.world = scene.world
        self.on = scene.completions.on
        self.days = DutyDays(scene)

    @cached_property
    def certain(self) -> tuple[Duty, ...]:
        """Every duty whose conditions, its days apart, hold in every completion. A prohibition needs days."""
        found = (self._duty(row) for row in self._rows() if self.world.always(self.sheet.node(row.owed)))
        return tuple(sorted(found, key=_place))

    @cached_property
    def possible(self) -> tuple[PossibleDuty, ...]:
        """Every duty with days whose conditions, its days apart, hold in some completions only."""
        found: list[PossibleDuty] = []
        for row in self._rows():
            owed = self.sheet.node(row.owed)
            if self._windows(row) and not self.world.always(owed) and self.world.can(owed):
                names = sorted(self.world.matter(owed, int), key=lambda name: self.scene.order[name])
                found.append(PossibleDuty(self._duty(row), tuple(names)))
        return tuple(sorted(found, key=lambda one: _place(one.duty)))

    def _rows(self) -> Iterator[DutyRow]:
        for row in self.scene.atlas.graph.duties:
            if Modality(row.modality) in DUTIES or self._windows(row):
                yield row

    def _windows(self, row: DutyRow) -> tuple[DutyWindow, ...]:
        """The windows that are there under the readings in use."""
        return tuple(window for window in row.windows if self.sheet.node(window.under) == YES)

    def _duty(self, row: DutyRow) -> Duty:
        days = self._days(row)
        # A deadline that has come on a day which nobody gave is no day to plan for.
        due_by = days.due.settled or self.on is None or days.due.high > self.on
        open_days = (("from", days.first), ("by", days.due), ("until", days.last))
        return Duty(
            rule=row.norm,
            bearer=row.bearer,
            action=row.action,
            modality=Modality(row.modality),
            first=_day(days.start),
            due=_day(days.due.high) if due_by else None,
            last=_day(days.last.high),
            state=self._state(row, days),
            wanting=tuple(sorted(days.first.wanting | days.due.wanting | days.last.wanting)),
            one_of=row.one_of,
            unsettled=tuple(word for word, found in open_days if not found.settled),
            varies=self._varies(row),
            looked_at=self._looked_at(row) if self.explain else frozenset(),
            days_look_at=self._days_look_at(row) if self.explain else frozenset(),
        )

    def _days(self, row: DutyRow) -> _Days:
        """All windows count: the latest start, the earliest end, the earliest deadline."""
        windows = self._windows(row)
        if not windows:
            return _Days(Range(BEGINNING, BEGINNING), Range(NEVER, NEVER), Range(NEVER, NEVER), BEGINNING)
        first = [self.days.day(day) for window in windows for day in window.starts]
        ends = [self.days.end(end) for window in windows for end in window.ends]
        if row.last:
            ends.append(_fixed(row.last))
        start = max((part.low for part in first if part.settled), default=BEGINNING)
        if start > BEGINNING:
            # Nothing is owed before there is an instrument that asks for it.
            known = _fixed(row.first)
            first, start = [*first, known], max(start, known.low)
        due = earliest(self.days.day(day) for window in windows for day in window.by)
        return _Days(latest(first), due, earliest(ends), start)

    def _state(self, row: DutyRow, days: _Days) -> State:
        inside = self.sheet.node(row.inside)
        if days.first.low > days.last.high:
            return State.NEVER
        if self.world.always(inside):
            return State.DUE if self.on is not None and self.on <= days.due.low < NEVER else State.IN_FORCE
        if self.world.can(inside):
            return State.UNDETERMINED
        if self.world.always(self.sheet.node(row.ended)):
            return State.OVER
        return State.UPCOMING if self.world.always(self.sheet.node(row.waiting)) else State.UNDETERMINED

    def _varies(self, row: DutyRow) -> bool:
        """Whether the day of the act alone can change the conditions apart from the duty's own days."""
        if not self._asks_the_day(row):
            return False
        world = self.scene.any_day
        left = world.put(self.sheet.node(row.owed))
        return ON in world.asked(left) and world.matters(left, ON, int)

    def _asks_the_day(self, row: DutyRow) -> bool:
        """Whether the conditions apart from the duty's own days look at the day as well."""
        asked = (self.scene.atlas.order[level] for level in self.sheet.support(self.sheet.node(row.owed)))
        return any(isinstance(variable, DayReached) for variable in asked)

    def _looked_at(self, row: DutyRow) -> frozenset[str]:
        """What the duty rests on, on this day; where it may vary under some reading, on all others too."""
        found = self._days_look_at(row) | self._asked((row.owed,), self.scene.unassumed)
        if self._asks_the_day(row) or self.scene.atlas.readings_of[row.owed]:
            found |= self._asked((row.owed,), self.scene.any_day_unassumed)
        return found

    def _days_look_at(self, row: DutyRow) -> frozenset[str]:
        return self._asked(_nodes(row), self.scene.unassumed)

    def _asked(self, nodes: Iterable[int], world: World) -> frozenset[str]:
        """The facts and choices that nodes still ask in a world, and the readings that change what they ask."""
        atlas = self.scene.atlas
        found: set[str] = set()
        for node in nodes:
            left = world.put(self.sheet.node(node))
            found |= {name for level in self.sheet.support(left) if isinstance(name := atlas.order[level], str)}
            for reading in atlas.readings_of[node] - found:
                others = (self.scene.other(reading, option) for option in atlas.options(reading))
                if any(world.put(sheet.node(node)) != left for sheet in others):
                    found.add(reading)
        return frozenset(found)


def _place(duty: Duty) -> tuple[date, str, str]:
    return duty.first or date.max, duty.rule, duty.action


def _nodes(row: DutyRow) -> Iterator[int]:
    """The nodes that the days of a duty rest on."""
    for window in row.windows:
        yield window.under
        yield from _of_ends(window.ends)
        for day in (*window.starts, *window.by):
            yield from _of_day(day)


def _of_ends(ends: Iterable[EndsOn]) -> Iterator[int]:
    for end in ends:
        yield end.node
        yield from _of_day(end.day)


def _of_day(day: DutyDay) -> Iterator[int]:
    if isinstance(day, Earliest):
        yield from _of_ends(day.ends)


def _fixed(day: str) -> Range:
    number = date.fromisoformat(day).toordinal()
    return Range(number, number)


def _day(number: int) -> date | None:
    return None if number >= NEVER or number <= BEGINNING else date.fromordinal(number)
