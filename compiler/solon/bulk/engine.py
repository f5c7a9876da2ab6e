"""Rows that formulas leave in doubt into answers of the engine.

Invariant: rows that look the same to a deed are asked about once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from solon.backends.plan import Plan, PlannedDeed
from solon.bulk.asked import Asked
from solon.bulk.exact import Exact, Key, Row
from solon.bulk.expressions import IMPOSSIBLE, ON_DAY, given

ROW, BLOCKS, UNCLEAR = "row", "impossible", "unclear"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Open:
    """What formulas leave open. frame: the table. made: the formulas. deeds: those in doubt in some row.

    unclear: whether it is open of some rows that they can be at all; then a column says of which.
    """

    asked: Asked
    frame: pl.DataFrame
    made: Plan
    deeds: tuple[PlannedDeed, ...]
    unclear: bool


@dataclass(frozen=True)
class _Group:
    """Deeds that look at the same columns. where: the columns that say in which rows they are asked about."""

    columns: tuple[str, ...]
    deeds: tuple[PlannedDeed, ...]
    where: tuple[str, ...]


def closed(exact: Exact, left: Open, found: pl.DataFrame, progress: Progress | None) -> pl.DataFrame:
    """The answers, with those of the engine put in, and without the columns that say what is open."""
    groups = [group for group in _groups(left) if found.select(pl.any_horizontal(group.where).any()).item()]
    waiting = {group: _rows(left, group, found) for group in groups}
    total, done = sum(rows[1].height for rows in waiting.values()), 0
    for group, (rows, different) in waiting.items():
        answers: list[Mapping[str, str | None]] = []
        for values in different.iter_rows(named=True):
            answers.append(_answer(exact(_row(left.made, values), [deed.key for deed in group.deeds]), group))
            done += 1
            if progress is not None:
                progress(done, total)
        found = _put_in(found, group, rows, different, answers)
    kept = [column for column in found.columns if column != UNCLEAR and not column.endswith("__ask")]
    return found.select(kept)


def _groups(left: Open) -> Iterable[_Group]:
    """The deeds by the columns that they look at. Rows that may not be at all are asked about whole, and last."""
    nodes = {deed.key: [bears.node for bears in deed.norms] for deed in left.asked.rules.deeds}
    by_columns: dict[tuple[str, ...], list[PlannedDeed]] = {}
    for deed in left.deeds:
        by_columns.setdefault(_present(left, left.asked.tied(nodes[deed.key])), []).append(deed)
    for columns, deeds in by_columns.items():
        yield _Group(columns, tuple(deeds), tuple(f"{deed.column}__ask" for deed in deeds))
    if left.unclear:
        yield _Group(_present(left, left.asked.rules.inputs), left.made.deeds, (UNCLEAR,))


def _present(left: Open, names: Iterable[str]) -> tuple[str, ...]:
    """The columns of some inputs that the table has, with that of the day."""
    wanted = {ON_DAY, *map(given, names)}
    return tuple(column for column in left.frame.columns if column in wanted)


def _rows(left: Open, group: _Group, found: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that a group is asked about, with their numbers, and those of them that differ."""
    asked = found.select(pl.any_horizontal(group.where).fill_null(False).alias(ROW))[ROW]
    rows = left.frame.with_row_index(ROW).filter(asked).select(ROW, *group.columns)
    return rows, rows.unique(group.columns, keep="first", maintain_order=True) if group.columns else rows.head(1)


def _row(made: Plan, values: Mapping[str, bool | str | date | None]) -> Row:
    day = values.get(ON_DAY)
    table = made.table
    on = table.on if isinstance(table.on, date) else day if isinstance(day, date) else None
    names = {given(name): name for name in made.rules.inputs}
    facts = {names[column]: value for column, value in values.items() if column in names}
    return Row(on, table.on == "left out", facts, table.readings, table.rest_is_no)


def _answer(answers: Mapping[Key, tuple[str, str | None]] | tuple[str, ...], group: _Group) -> dict[str, str | None]:
    out: dict[str, str | None] = {BLOCKS: ", ".join(answers) if isinstance(answers, tuple) else None}
    for deed in group.deeds:
        status, norm = (IMPOSSIBLE, None) if isinstance(answers, tuple) else answers[deed.key]
        out[deed.column] = status
        out[f"{deed.column}__rule"] = norm
    return out


def _put_in(
    found: pl.DataFrame,
    group: _Group,
    rows: pl.DataFrame,
    different: pl.DataFrame,
    answers: list[Mapping[str, str | None]],
) -> pl.DataFrame:
    """The answers of a group in the rows that it was asked about."""
    columns = [column for deed in group.deeds for column in (deed.column, f"{deed.column}__rule")]
    columns = [BLOCKS, *(column for column in columns if column in found.columns)]
    types = {f"new_{column}": found.schema[column] for column in columns}
    new = pl.DataFrame(
        {f"new_{column}": [answer[column] for answer in answers] for column in columns}, schema=types, strict=True
    )
    if group.columns:
        new = pl.concat([different.drop(ROW), new], how="horizontal")
        placed = rows.join(new, on=list(group.columns), how="left", nulls_equal=True).drop(group.columns)
    else:
        placed = rows.select(ROW).join(new, how="cross")
    whole = found.with_row_index(ROW).join(placed.with_columns(asked=True), on=ROW, how="left", maintain_order="left")
    put = pl.col("asked").is_not_null()
    return whole.with_columns(
        pl.when(put).then(pl.col(f"new_{column}")).otherwise(pl.col(column)).alias(column) for column in columns
    ).select(found.columns)
