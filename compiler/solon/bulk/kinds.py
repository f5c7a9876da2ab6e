"""Tables of other libraries into Polars frames, and answers back into what came in.

Invariant: rows keep their order; a pandas frame keeps its index.
"""

from __future__ import annotations

from typing import Any, cast

import polars as pl


def to_polars(table: Any) -> pl.DataFrame:
    """A table as a Polars frame.

    table: a Polars frame, an Arrow table, a pandas frame, or the path of a Parquet file. Raises TypeError for anything
    else.
    """
    if isinstance(table, pl.DataFrame):
        return table
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    if isinstance(table, str) or hasattr(table, "__fspath__"):
        return pl.read_parquet(table)
    match _library(table):
        case "pyarrow":
            return pl.DataFrame(table)
        case "pandas":
            return _from_pandas(table)
        case _:
            kind = f"{type(table).__module__}.{type(table).__qualname__}"
            raise TypeError(
                f"a table is an Arrow table, a pandas or Polars frame, or the path of a Parquet file, not {kind}"
            )


def back(found: pl.DataFrame, table: Any) -> Any:
    """Answers as the kind of table that came in; for a path, a Polars frame."""
    # The libraries that it is given to need not be installed, so their types are not looked at.
    answers = cast(Any, found)
    match _library(table):
        case "pyarrow":
            return answers.to_arrow()
        case "pandas":
            return answers.to_pandas().set_axis(table.index)
        case _:
            return found.lazy() if isinstance(table, pl.LazyFrame) else found


def _library(table: object) -> str:
    """The library that a table is of. It is not imported here: who has such a table has it."""
    return type(table).__module__.partition(".")[0]


def _from_pandas(table: Any) -> pl.DataFrame:
    # Column by column, so that two of one name are seen, and no number can stand for a name.
    names = [str(name) for name in table.columns]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f'The table has several columns called "{twice[0]}".')
    columns: dict[str, pl.Series] = {name: _column(table.iloc[:, place]) for place, name in enumerate(names)}
    return pl.DataFrame(columns) if columns else pl.DataFrame(height=len(table))


def _column(values: Any) -> pl.Series:
    try:
        return cast(pl.Series, pl.from_pandas(values))
    except ValueError:
        # Values of several types; what is wrong with them is said together with all else.
        return pl.Series(values=list(values), dtype=pl.Object)
