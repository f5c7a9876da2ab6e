"""Conditions and windows of a block into diagrams, part by part, so that one of them can be looked at by itself.

Invariant: a whole list comes to what the graph says of it; readings are those of the sheet.
"""

from __future__ import annotations

from solon.diagram.from_graph import Sheet
from solon.diagram.store import YES
from solon.graph.from_model import nothing_forbids
from solon.graph.nodes import DayReached
from solon.model.blocks import Deed, End, Window
from solon.model.conditions import (
    Atom,
    Bullet,
    ChoiceIs,
    Conditions,
    DayWithin,
    FactIs,
    NormApplies,
    NothingForbids,
    TermIs,
    UnderReading,
)
from solon.model.days import Day, DayInYear, DayOf, FirstDayOf, FixedDay, LastDayOf, Shifted


def selected(sheet: Sheet, reading: UnderReading | None) -> bool:
    """Whether a block or bullet is there under the readings of a sheet."""
    if reading is None:
        return True
    known = sheet.atlas.policy.readings[reading.reading]
    return sheet.readings.get(reading.reading, known.chosen) == reading.option


def conditions(sheet: Sheet, when: Conditions | None) -> int:
    """A statutory list. Bullets of other readings are left out."""
    if when is None:
        return YES
    parts = [bullet(sheet, found) for found in when.bullets if selected(sheet, found.reading)]
    return sheet.store.all_of(parts) if when.connective == "all" else sheet.store.any_of(parts)


def bullet(sheet: Sheet, found: Bullet) -> int:
    """One entry of a list."""
    return conditions(sheet, found.content) if isinstance(found.content, Conditions) else atom(sheet, found.content)


def atom(sheet: Sheet, found: Atom) -> int:
    """One sentence."""
    match found:
        case FactIs(name, value):
            return sheet.store.value(sheet.atlas.level[name], sheet.atlas.places[name][value])
        case ChoiceIs(name, option):
            return sheet.store.value(sheet.atlas.level[name], sheet.atlas.places[name][option])
        case TermIs(name, value):
            return _signed(sheet, sheet.named(f"term {name}"), value)
        case DayWithin(name, value):
            return _signed(sheet, sheet.named(f"period {name}"), value)
        case NormApplies(name, value):
            return _signed(sheet, sheet.named(f"applies {name}"), value)
        case NothingForbids(bearer, action, instead, but):
            return sheet.named(nothing_forbids(bearer, Deed(action, instead), but))


def _signed(sheet: Sheet, diagram: int, value: bool) -> int:
    return diagram if value else sheet.store.deny(diagram)


def window(sheet: Sheet, found: Window) -> int:
    """The day of the act lies within a window. A deadline moves neither of its ends."""
    during = YES if found.during is None else sheet.named(f"period {found.during}")
    started = YES if found.start is None else reached(sheet, found.start)
    ended = [sheet.store.deny(end(sheet, one, 1)) for one in found.ends]
    return sheet.store.all_of([during, started, *ended])


def end(sheet: Sheet, found: End, shift: int) -> int:
    """A day that ends a window counts, and is reached."""
    return sheet.store.both(conditions(sheet, found.when), reached(sheet, found.day, shift))


def reached(sheet: Sheet, day: Day, shift: int = 0) -> int:
    """The day of the act is not before a day; `shift` days later."""
    atlas = sheet.atlas
    match day:
        case Shifted(base, days):
            return reached(sheet, base, shift + days)
        case FirstDayOf(period):
            start = atlas.policy.periods[period].start
            return YES if start is None else reached(sheet, start, shift)
        case LastDayOf(period):
            return sheet.store.any_of([end(sheet, one, shift) for one in atlas.policy.periods[period].ends])
        case FixedDay(fixed):
            found = DayReached("", 0, 0, fixed.isoformat(), shift)
        case DayOf(date_id):
            found = DayReached(date_id, 0, 0, "", shift)
        case DayInYear(month, number, date_id):
            found = DayReached(date_id, month, number, "", shift)
    return sheet.store.value(atlas.level[found], 1)
