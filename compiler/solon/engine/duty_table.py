"""The flat table of duties: what of the graph, and which days, each duty rests on.

Invariant: plain data, strings, numbers and numbers of nodes; whoever reads it needs no policy. Periods are put in, and
every day is a comparison of the graph, an earliest of several ends, or None for "before all days".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from solon.engine.graph import DayReached


@dataclass(frozen=True)
class EndsOn:
    """A day that ends a window where a node holds."""

    node: int
    day: DutyDay


@dataclass(frozen=True)
class Earliest:
    """The earliest of the ends that count; it never comes when there are none."""

    ends: tuple[EndsOn, ...]


DutyDay = DayReached | Earliest | None


@dataclass(frozen=True)
class DutyWindow:
    """A window of a norm with the period that it names. under: the node of the reading under which it is there."""

    under: int
    starts: tuple[DutyDay, ...]
    ends: tuple[EndsOn, ...]
    by: tuple[DutyDay, ...]


@dataclass(frozen=True)
class DutyRow:
    """A norm that can be a duty.

    action: the deed, or nothing when one of several discharges it (`one_of`). owed: the node of all its conditions, its
    own days apart. inside, ended, waiting: that the day of the act is in all windows, after an end of one, before the
    start of one. first, last: the days of its instrument, ISO, or nothing.
    """

    norm: str
    bearer: str
    action: str
    one_of: tuple[str, ...]
    modality: str
    owed: int
    inside: int
    ended: int
    waiting: int
    first: str
    last: str
    windows: tuple[DutyWindow, ...]


def renumbered(row: DutyRow, number: Callable[[int], int]) -> DutyRow:
    """A row with other numbers for its nodes."""

    def day(found: DutyDay) -> DutyDay:
        return Earliest(ends(found.ends)) if isinstance(found, Earliest) else found

    def ends(found: tuple[EndsOn, ...]) -> tuple[EndsOn, ...]:
        return tuple(EndsOn(number(one.node), day(one.day)) for one in found)

    windows = tuple(
        DutyWindow(number(one.under), tuple(map(day, one.starts)), ends(one.ends), tuple(map(day, one.by)))
        for one in row.windows
    )
    owed, inside, ended, waiting = map(number, (row.owed, row.inside, row.ended, row.waiting))
    return replace(row, owed=owed, inside=inside, ended=ended, waiting=waiting, windows=windows)


def as_data(row: DutyRow) -> dict[str, Any]:
    """A row as it is written in the artefact."""
    return {
        "norm": row.norm,
        "bearer": row.bearer,
        "action": row.action,
        "one_of": list(row.one_of),
        "modality": row.modality,
        "owed": row.owed,
        "inside": row.inside,
        "ended": row.ended,
        "waiting": row.waiting,
        "first": row.first,
        "last": row.last,
        "windows": [
            {
                "under": one.under,
                "starts": [_day(found) for found in one.starts],
                "ends": _ends(one.ends),
                "by": [_day(found) for found in one.by],
            }
            for one in row.windows
        ],
    }


def _ends(found: tuple[EndsOn, ...]) -> list[list[Any]]:
    return [[one.node, _day(one.day)] for one in found]


def _day(found: DutyDay) -> Any:
    match found:
        case None:
            return None
        case Earliest(ends):
            return {"earliest": _ends(ends)}
        case DayReached(date_id, month, day, fixed, shift):
            return [date_id, month, day, fixed, shift]


def from_data(data: Any) -> DutyRow:
    """A row as it was written by `as_data`."""
    windows = tuple(
        DutyWindow(one["under"], _read_days(one["starts"]), _read_ends(one["ends"]), _read_days(one["by"]))
        for one in data["windows"]
    )
    fields: dict[str, Any] = {**data, "one_of": tuple(data["one_of"]), "windows": windows}
    return DutyRow(**fields)


def _read_days(data: Any) -> tuple[DutyDay, ...]:
    return tuple(_read_day(one) for one in data)


def _read_ends(data: Any) -> tuple[EndsOn, ...]:
    return tuple(EndsOn(node, _read_day(day)) for node, day in data)


def _read_day(data: Any) -> DutyDay:
    match data:
        case None:
            return None
        case {"earliest": ends}:
            return Earliest(_read_ends(ends))
        case _:
            return DayReached(*data)
