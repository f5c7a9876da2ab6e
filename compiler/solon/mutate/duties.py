"""What answers show of duties beside the status of deeds: when they are owed, from when, by when and until when.

Invariant: where two policies give the same here, the same duties with the same days are listed in every situation. Days
are compared as they are written, so equal is sure; what is different may still be hidden by another line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from solon.engine.atlas import Sheet
from solon.engine.calendar import Span
from solon.engine.graph import DayReached
from solon.engine.store import NO, YES
from solon.model.blocks import Either, End, Rule, Window
from solon.model.days import Day, FirstDayOf, LastDayOf, Shifted
from solon.model.policy import Policy
from solon.model.spans import span
from solon.reference.definition import Definition, Values
from solon.reference.duties import DUTIES, STRICT
from solon.reference.formula import Every, Formula, Is, Not, Reached

When = tuple[Any, ...]
Days = tuple[frozenset[When], frozenset[tuple[When, int]], tuple[When, ...]]


@dataclass(frozen=True)
class Owed:
    """A duty. holds: the diagram of when it is owed, its days apart. days: its starts, ends and deadlines."""

    holds: int
    days: Days


NOT_OWED = Owed(NO, (frozenset(), frozenset(), ()))


def owed(policy: Policy, sheet: Sheet) -> tuple[dict[str, Owed], frozenset[str]]:
    """Every duty of a policy, under the readings of a sheet, and the readings that this rests on."""
    definition = Definition(policy, Values(None, {}, lambda _: True), sheet.readings)
    calendar = _Calendar(definition, sheet)
    found: dict[str, Owed] = {}
    blocks: tuple[Rule | Either, ...] = (*policy.rules.values(), *policy.eithers.values())
    for block in blocks:
        modality = block.norm.modality if isinstance(block, Rule) else block.modality
        if modality in DUTIES or (modality in STRICT and definition.windows(block)):
            holds = diagram(sheet, definition.applies(block, days=False))
            found[block.id] = Owed(holds, calendar.days(definition.windows(block)))
    return found, frozenset(definition.consulted) & policy.readings.keys()


def diagram(sheet: Sheet, formula: Formula) -> int:
    """The diagram of a formula of the definition in which nothing is known."""
    store, atlas = sheet.store, sheet.atlas
    match formula:
        case bool():
            return YES if formula else NO
        case Is(name, value):
            return store.value(atlas.level[name], atlas.places[name][value])
        case Reached(day):
            return store.value(atlas.level[atom_of(day)], 1)
        case Not(part):
            return store.deny(diagram(sheet, part))
        case Every(parts):
            return store.all_of([diagram(sheet, part) for part in parts])
        case _:
            return store.any_of([diagram(sheet, part) for part in formula.parts])


def atom_of(found: Span) -> DayReached:
    """A day expression as a comparison of the graph."""
    fixed = date.fromordinal(found.fixed).isoformat() if found.fixed else ""
    return DayReached(found.date_id, found.month, found.day, fixed, found.shift)


class _Calendar:
    """The days of windows, the edges of periods put in."""

    def __init__(self, definition: Definition, sheet: Sheet) -> None:
        self.definition = definition
        self.periods = definition.policy.periods
        self.sheet = sheet

    def days(self, windows: tuple[Window, ...]) -> Days:
        """The starts, the ends with their conditions, and the deadlines."""
        starts: list[When] = []
        ends: list[End] = []
        for window in windows:
            during = () if window.during is None else (self.periods[window.during],)
            for one in (*during, window):
                starts += [self.day(one.start)] if one.start is not None else []
                ends += one.ends
        dues = tuple(self.day(window.by) for window in windows if window.by is not None)
        latest: dict[When, int] = {}
        for day in starts:
            # Of two starts that move together, only the later one can be seen.
            latest[day[:-1]] = max(latest.get(day[:-1], day[-1]), day[-1])
        return frozenset((*base, shift) for base, shift in latest.items()), self.ends(ends, 0), dues

    def ends(self, ends: Iterable[End], shift: int) -> frozenset[tuple[When, int]]:
        """Ends with the diagrams of their conditions; of those that move together, only the earlier can be seen."""
        first: dict[tuple[When, int], int] = {}
        for end in ends:
            holds = diagram(self.sheet, self.definition.holds(end.when))
            if holds != NO:
                day = self.day(end.day, shift)
                key = (day[:-1], holds)
                first[key] = min(first.get(key, day[-1]), day[-1])
        return frozenset(((*base, days), holds) for (base, holds), days in first.items())

    def day(self, day: Day, shift: int = 0) -> When:
        """A day that can be compared: what it moves with, then a number of days."""
        match day:
            case Shifted(base, days):
                return self.day(base, shift + days)
            case FirstDayOf(period):
                start = self.periods[period].start
                return ("no start", 0) if start is None else self.day(start, shift)
            case LastDayOf(period):
                return ("last day", self.ends(self.periods[period].ends, 0), shift)
            case _:
                found = span(day, shift)
                return (found.date_id, found.month, found.day, found.fixed + found.shift)
