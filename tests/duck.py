"""The generated SQL on DuckDB."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
import pytest

from solon import pipeline
from solon.backends.plan import Table
from solon.backends.sql.text import sql_text

duckdb: Any = pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install -e '.[test]'")


def answered(built: pipeline.Build, situations: pl.DataFrame, table: Table, keep: Iterable[str] = ()) -> pl.DataFrame:
    """What the SQL for a table of this form says about some rows."""
    text = sql_text(built.preparations.of(table.readings), table, keep=keep)
    with duckdb.connect() as connection:
        connection.register("situations", situations.to_arrow())
        return pl.DataFrame(connection.sql(text).to_arrow_table())
