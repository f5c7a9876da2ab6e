"""Tables of other libraries into Polars frames, and answers back into what came in.

Invariant: rows keep their order; a pandas frame keeps its index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

import polars as pl

if TYPE_CHECKING:
    import pandas
    import pyarrow

Frame = pl.DataFrame
T = TypeVar("T")


def to_polars(table: object) -> pl.DataFrame:
    """A table as a Polars frame.

    table: a Polars frame, an Arrow table, a pandas frame, or the path of a Parquet file. Raises TypeError for anything
    else.
    """
    if isinstance(table, pl.DataFrame):
        return table
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    if isinstance(table, str) or hasattr(table, "__fspath__"):
        return pl.read_parquet(cast(str, table))
    match type(table).__module__.partition(".")[0]:
        case "pyarrow":
            return pl.DataFrame(pl.from_arrow(cast("pyarrow.Table", table)))
        case "pandas":
            return _from_pandas(cast("pandas.DataFrame", table))
        case _:
            raise TypeError(
                f"a table is an Arrow table, a pandas or Polars frame, or the path of a Parquet file, not "
                f"{type(table).__module__}.{type(table).__qualname__}"
            )


def _from_pandas(table: pandas.DataFrame) -> pl.DataFrame:
    names = [str(name) for name in table.columns]
    columns = [pl.from_pandas(table.iloc[:, place], nan_to_null=True).alias(name) for place, name in enumerate(names)]
    return pl.DataFrame(columns) if columns else pl.DataFrame({"": pl.repeat(None, len(table), eager=True)}).select([])


def back(found: pl.DataFrame, table: Any) -> Any:
    """Answers as the kind of table that came in; for a path, a Polars frame."""
    match type(table).__module__.partition(".")[0]:
        case "pyarrow":
            return found.to_arrow()
        case "pandas":
            out = found.to_pandas()
            out.index = table.index
            return out
        case _:
            return found.lazy() if isinstance(table, pl.LazyFrame) else found
