"""The columns of a table into the facts that they are, or everything that is wrong with them.

Invariant: what comes out has a column for each input given, of one type for each kind, under names that no step has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from solon.backends.rules import Given, Rules
from solon.bulk.expressions import ON_DAY, given
from solon.bulk.names import NEVER, Names, mistyped, names_of, not_an_answer, out_of_range, refuse, rows
from solon.engine.calendar import FIRST_DAY, LAST_DAY

SHOWN = 3


@dataclass(frozen=True)
class Checked:
    """A table of which everything is understood: its columns as the formulas name them."""

    frame: pl.DataFrame
    names: Names


def checked(rules: Rules, frame: pl.DataFrame, keep: tuple[str, ...], has_day: bool) -> Checked:
    """Understand the columns of a table; keep, has_day: as for their names.

    Raises UnknownFact or WrongFact, with everything that is wrong.
    """
    named = names_of(rules, frame.columns, keep, has_day)
    wrong = list(named.wrong)
    found: dict[str, pl.Series] = {}
    choices: dict[str, Given] = {}
    for name, known in named.names.known.items():
        if known == ON_DAY:
            found[ON_DAY] = _day(ON_DAY, frame[name], None, wrong)
            continue
        column = found[given(known)] = _column(rules.inputs[known], name, frame[name], wrong)
        if rules.inputs[known].kind == "choice" and column.dtype == pl.String:
            choices[name] = rules.inputs[known]
    wrong += _options(frame.select(pl.col(name).cast(pl.String) for name in choices), choices)
    refuse(named.unknown, wrong)
    return Checked(_frame(found, frame.height), named.names)


def _options(columns: pl.DataFrame, choices: Mapping[str, Given]) -> Iterator[str]:
    """What is wrong with the values of choices. They are looked at side by side, since there may be millions."""
    others = {
        name: ~pl.any_horizontal([pl.col(name) == option for option in found.options])
        for name, found in choices.items()
    }
    some = columns.select(where.any().alias(name) for name, where in others.items())
    for name in some.columns:
        if some[name].item():
            where = columns.select(others[name]).to_series()
            for value, number in _counted(columns[name], where):
                yield not_an_answer(name, value, number, choices[name].options)


def _frame(found: dict[str, pl.Series], height: int) -> pl.DataFrame:
    """The columns as a table, which knows its length even without columns."""
    return pl.DataFrame(found) if found else pl.DataFrame({"": pl.repeat(None, height, dtype=pl.Boolean, eager=True)})


def _column(found: Given, name: str, series: pl.Series, wrong: list[str]) -> pl.Series:
    """A column as its kind wants it; what is wrong with it is added to the list."""
    if series.dtype == pl.Null:
        kinds = {"fact": pl.Boolean(), "choice": pl.String(), "date": pl.Date()}
        return series.cast(kinds[found.kind])
    match found.kind:
        case "fact":
            if series.dtype != pl.Boolean:
                wrong.append(mistyped("fact", name, str(series.dtype)))
            return series
        case "choice":
            if not isinstance(series.dtype, pl.String | pl.Categorical | pl.Enum):
                wrong.append(mistyped("choice", name, str(series.dtype)))
                return series
            return series.cast(pl.String)
        case "date":
            return _day(name, series, NEVER, wrong)


def _day(name: str, series: pl.Series, never: date | None, wrong: list[str]) -> pl.Series:
    """A column of days. never: the day that stands for one that does not come."""
    if series.dtype == pl.Null:
        return series.cast(pl.Date)
    if isinstance(series.dtype, pl.Datetime):
        days = series.cast(pl.Date)
        late = (days.cast(series.dtype) != series).sum()
        if late:
            wrong.append(f'The column "{name}" has times of day ({rows(int(late))}). Give days.')
        series = days
    if series.dtype != pl.Date:
        wrong.append(mistyped("date", name, str(series.dtype)))
        return series
    ends = (series.min(), series.max())
    if all(end is None or (isinstance(end, date) and FIRST_DAY <= end <= LAST_DAY) for end in ends):
        return series
    outside = (series < FIRST_DAY) | (series > LAST_DAY)
    if never is not None:
        outside &= series != never
    for value, number in _counted(series, outside):
        wrong.append(out_of_range(name, value, number, never is not None))
    return series


def _counted(series: pl.Series, where: pl.Series) -> Iterator[tuple[str, int]]:
    """The most frequent few of the values of some rows, each with how many rows have it."""
    if where.any():
        counts = series.filter(where.fill_null(False)).cast(pl.String).value_counts(sort=True, name="rows")
        yield from counts.head(SHOWN).iter_rows()
        if counts.height > SHOWN:
            yield "...", int(counts["rows"][SHOWN:].sum())
