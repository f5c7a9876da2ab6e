"""`solon compile --target`: what each target makes of a build, as the text of one file or the files of a folder.

Invariant: a target is one entry of `TARGETS`; it writes nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from solon.model.days import DayFault, parse_iso
from solon.pipeline import Build
from solon_dsl.nearest import did_you_mean

Day = date | Literal["column", "unknown", "left out"]


class TargetFault(Exception):
    """What was asked for cannot be made; the text says what to do."""


@dataclass(frozen=True)
class Wishes:
    """What a person asked of a target.

    readings: options other than the chosen ones. on: the day of every act, or where it stands. columns: the inputs that
    tables have; None for all. keep: other columns to pass on.
    """

    readings: Mapping[str, str] = field(default_factory=dict[str, str])
    on: Day = "column"
    columns: tuple[str, ...] | None = None
    keep: tuple[str, ...] = ()


def sql(built: Build, wishes: Wishes) -> str:
    """One SELECT for DuckDB, Spark and others. Raises TargetFault."""
    from solon.backends.plan import Table
    from solon.backends.sql.text import sql_text

    columns = frozenset(built.policy.inputs) if wishes.columns is None else frozenset(wishes.columns)
    table = Table(columns, wishes.on, readings=wishes.readings)
    try:
        return sql_text(built.prepared(wishes.readings), table, keep=wishes.keep)
    except ValueError as fault:
        raise TargetFault(str(fault)) from fault


TARGETS: Mapping[str, Callable[[Build, Wishes], str | Mapping[str, str]]] = {"sql": sql}


def wishes_of(built: Build, readings: Iterable[str], on: str, columns: str | None, keep: Iterable[str]) -> Wishes:
    """What the options of the command say. Raises TargetFault with everything that is wrong."""
    faults: list[str] = []
    chosen: dict[str, str] = {}
    for text in readings:
        name, _, option = text.partition("=")
        reading = built.policy.readings.get(built.policy.current(name))
        options = [] if reading is None else [word for word, _ in reading.options]
        if reading is None:
            faults.append(f'There is no reading "{name}". {did_you_mean(name, built.policy.readings, 0.6)}'.rstrip())
        elif option not in options:
            faults.append(f'The reading "{name}" has no option "{option}". Its options are: {", ".join(options)}.')
        else:
            chosen[reading.id] = option
    found = None
    if columns is not None:
        found = tuple(built.policy.current(word) for word in columns.replace(",", " ").split())
        for name in found:
            if name not in built.policy.inputs:
                faults.append(f'There is no fact "{name}". {did_you_mean(name, built.policy.inputs, 0.65)}'.rstrip())
    day = _day(on, faults)
    if faults:
        raise TargetFault("\n".join(faults))
    return Wishes(chosen, day, found, tuple(keep))


def _day(on: str, faults: list[str]) -> Day:
    match on:
        case "column" | "unknown" | "left out":
            return on
        case _:
            try:
                return parse_iso(on)
            except DayFault as fault:
                faults.append(f'{fault} Write --on 2018-05-01, "column", "unknown" or "left out".')
                return "column"
