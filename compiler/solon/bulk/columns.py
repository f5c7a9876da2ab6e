"""The columns of a table into the facts that they are, or everything that is wrong with them.

Invariant: what comes out has a column for each input given, of one type for each kind, under names that no step has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from solon.backends.rules import Given, Rules
from solon.bulk.expressions import ON_DAY, given
from solon.bulk.faults import UnknownFact, WrongFact
from solon.model.days import FIRST_DAY, LAST_DAY
from solon_dsl.nearest import did_you_mean

NEVER = date(9999, 12, 31)
WORDS = {"fact": "true or false", "choice": "text", "date": "days"}


@dataclass(frozen=True)
class Checked:
    """A table whose columns are understood. columns: the inputs that it has. has_day: whether it has the day of the act."""

    frame: pl.DataFrame
    columns: frozenset[str]
    has_day: bool


def checked(rules: Rules, frame: pl.DataFrame, keep: tuple[str, ...], has_day: bool) -> Checked:
    """Understand the columns of a table.

    keep: columns that are no facts, and are passed on. has_day: whether a column for the day of the act may be there.
    Raises UnknownFact or WrongFact, with everything that is wrong.
    """
    unknown: list[str] = []
    wrong: list[str] = []
    found: dict[str, pl.Series] = {}
    for name in keep:
        if name not in frame.columns:
            unknown.append(f'There is no column "{name}" to keep. {did_you_mean(name, frame.columns, 0.65)}'.rstrip())
    for name in frame.columns:
        if name in keep:
            continue
        if name == ON_DAY and has_day:
            found[ON_DAY] = _day(ON_DAY, frame[name], None, wrong)
            continue
        known = rules.former.get(name, name)
        if known not in rules.inputs:
            unknown.append(_unknown(rules, name))
        elif given(known) in found:
            wrong.append(f'The columns "{name}" and "{known}" are the same fact. Leave one of them out.')
        else:
            found[given(known)] = _column(rules.inputs[known], name, frame[name], wrong)
    if unknown:
        raise UnknownFact([*unknown, *wrong])
    if wrong:
        raise WrongFact(wrong)
    columns = frozenset(name for name in rules.inputs if given(name) in found)
    return Checked(_frame(found, frame.height), columns, ON_DAY in found)


def _frame(found: dict[str, pl.Series], height: int) -> pl.DataFrame:
    """The columns as a table, which knows its length even without columns."""
    return pl.DataFrame(found) if found else pl.DataFrame({"": pl.repeat(None, height, dtype=pl.Boolean, eager=True)})


def _unknown(rules: Rules, name: str) -> str:
    if name == ON_DAY:
        return f'The day of the act is given already, so the table cannot have a column "{ON_DAY}".'
    repair = did_you_mean(name, rules.inputs, 0.65) or "If it is no fact, name it in `keep`."
    return f'There is no fact "{name}". {repair}'


def _column(found: Given, name: str, series: pl.Series, wrong: list[str]) -> pl.Series:
    """A column as its kind wants it; what is wrong with it is added to the list."""
    if series.dtype == pl.Null:
        kinds = {"fact": pl.Boolean(), "choice": pl.Enum(found.options), "date": pl.Date()}
        return series.cast(kinds[found.kind])
    match found.kind:
        case "fact":
            if series.dtype != pl.Boolean:
                wrong.append(_mistyped(found, name, series))
            return series
        case "choice":
            return _choice(found, name, series, wrong)
        case "date":
            return _day(name, series, NEVER, wrong)


def _mistyped(found: Given, name: str, series: pl.Series) -> str:
    return f'The column "{name}" must hold {WORDS[found.kind]}, and nothing where it is unknown; it holds {series.dtype}.'


def _choice(found: Given, name: str, series: pl.Series, wrong: list[str]) -> pl.Series:
    if series.dtype not in (pl.String, pl.Categorical, pl.Enum):
        wrong.append(_mistyped(found, name, series))
        return series
    words = pl.Enum(found.options)
    try:
        return series.cast(words)
    except pl.exceptions.PolarsError:
        text = series.cast(pl.String)
        for value, number in _counted(text, ~text.is_in(list(found.options))):
            repair = did_you_mean(value, found.options, 0.6) or f"Its answers are: {', '.join(found.options)}."
            wrong.append(f'"{value}" is not an answer to "{name}" ({_rows(number)}). {repair}')
        return series


def _day(name: str, series: pl.Series, never: date | None, wrong: list[str]) -> pl.Series:
    """A column of days. never: the day that stands for one that does not come."""
    if series.dtype == pl.Null:
        return series.cast(pl.Date)
    if isinstance(series.dtype, pl.Datetime):
        days = series.cast(pl.Date)
        late = (days.cast(series.dtype) != series).sum()
        if late:
            wrong.append(f'The column "{name}" has times of day ({_rows(late)}). Give days.')
        series = days
    if series.dtype != pl.Date:
        wrong.append(f'The column "{name}" must hold days, and nothing where one is unknown; it holds {series.dtype}.')
        return series
    outside = (series < FIRST_DAY) | (series > LAST_DAY)
    if never is not None:
        outside &= series != never
    for value, number in _counted(series.cast(pl.String), outside):
        more = f", or {never} for a day that never comes" if never else ""
        wrong.append(
            f'{value} in "{name}" is out of range ({_rows(number)}). Days are from {FIRST_DAY} to {LAST_DAY}{more}.'
        )
    return series


def _counted(text: pl.Series, where: pl.Series) -> Iterator[tuple[str, int]]:
    """The first few values of some rows, each with how many rows have it."""
    counts = text.filter(where.fill_null(False)).value_counts(sort=True, name="rows").head(3)
    for value, number in counts.iter_rows():
        yield value[:80], number


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"
