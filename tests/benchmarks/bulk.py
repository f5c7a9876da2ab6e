"""How long tables of a million situations take: `decide_many`, the same rules as Polars written by hand, and DuckDB.

Run it: python tests/benchmarks/bulk.py [ROWS]
The rows are drawn with a fixed seed, a third of the facts is yes. Medians are printed, with rows a second, and as
ratios against the rules by hand. OpenFisca's recorded figure is 7 million rows a second, on 42 columns of yes and no.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "dsl"), str(ROOT / "compiler")]

from tests.benchmarks import by_hand_polars  # noqa: E402

from solon import pipeline  # noqa: E402
from solon.backends.plan import Table  # noqa: E402
from solon.backends.rules import Given  # noqa: E402
from solon.backends.sql.text import sql_text  # noqa: E402
from solon.cli.files import read_policies  # noqa: E402

SEED = 20161001
ROUNDS = 7
FIRST = date(2018, 1, 1)
DAY = date(2018, 6, 1)
OPENFISCA = 7.0


def main() -> None:
    """Print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    built = pipeline.checked(*read_policies(ROOT / "policies"))
    start = time.perf_counter()
    ready = built.preparations.of({})
    print(f"{rows:,} rows, {len(built.rules.inputs)} columns, {len(built.rules.deeds)} deeds")
    print(f"formulas proved in {time.perf_counter() - start:.1f} s: "
          f"{sum(trust.exact for trust in ready.sure.values())} deeds exact\n")  # fmt: skip
    table = situations(built, rows)
    by_hand = lambda: by_hand_polars.statuses(table)  # noqa: E731
    hand = row("by hand, statuses", by_hand, rows)
    tables = built.tables
    fixed = table.drop("on_day")
    row("decide_many, statuses", lambda: tables.decide_many(table, rules=False), rows, hand, "1.5")
    row("decide_many, statuses and norms", lambda: tables.decide_many(table), rows, hand)
    row("decide_many, one day for all rows, statuses", lambda: tables.decide_many(fixed, DAY, rules=False), rows, hand)
    for share in (0.01, 1 / 3):
        holes = emptied(table, share)
        words = f"{share:.0%} unknown, exact"
        row(f"decide_many, {words}, statuses", lambda t=holes: tables.decide_many(t, rules=False), rows, hand, rounds=1)
    duck(built, table, rows, hand)


def duck(built: pipeline.Build, table: pl.DataFrame, rows: int, hand: float) -> None:
    """The generated SQL on DuckDB, with all its columns."""
    try:
        import duckdb
    except ImportError:
        print("DuckDB is not installed: pip install -e '.[test]'")
        return
    text = sql_text(built.preparations.of({}), Table(frozenset(built.rules.inputs)))
    with duckdb.connect() as connection:
        connection.register("situations", table.to_arrow())
        work = lambda: connection.execute(f"CREATE OR REPLACE TEMP TABLE answers AS {text}")  # noqa: E731
        row("SQL on DuckDB, statuses, norms, and what to ask again", work, rows, hand, rounds=1)


def situations(built: pipeline.Build, rows: int) -> pl.DataFrame:
    """Random situations in which everything is known, and none is impossible."""
    draw = np.random.default_rng(SEED)
    columns = {name: drawn(found, draw, rows) for name, found in built.rules.inputs.items()}
    table = pl.DataFrame({**columns, "on_day": days(draw, rows)})
    apart = pl.col("account_is_election_account") & pl.col("has_separate_election_account")
    return table.with_columns(
        made_to_body=pl.col("made_to_body") & ~pl.col("private_conversation"), account_is_election_account=apart
    )


def drawn(found: Given, draw: np.random.Generator, rows: int) -> pl.Series:
    """A column."""
    match found.kind:
        case "fact":
            return pl.Series(draw.random(rows) < 1 / 3)
        case "choice":
            return pl.Series(np.array(found.options)[draw.integers(0, len(found.options), rows)], dtype=pl.String)
        case "date":
            return days(draw, rows)


def days(draw: np.random.Generator, rows: int) -> pl.Series:
    """Days of two years."""
    return pl.Series(np.datetime64(FIRST) + draw.integers(0, timedelta(730).days, rows)).cast(pl.Date)


def emptied(table: pl.DataFrame, share: float) -> pl.DataFrame:
    """The same with a share of all values unknown, but for the day of the act."""
    draw = np.random.default_rng(SEED)
    names = [name for name in table.columns if name != "on_day"]
    return table.with_columns(
        pl.when(pl.Series(draw.random(table.height) >= share)).then(pl.col(name)).alias(name) for name in names
    )


def row(
    words: str, work: Callable[[], object], rows: int, hand: float = 0.0, target: str = "", rounds: int = ROUNDS
) -> float:
    """Print a line; returns the median of the seconds."""
    if rounds > 1:
        work()
    taken: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    median = statistics.median(taken)
    rate = rows / median / 1e6
    ratio = f"{median / hand:6.2f}x" + (f" (at most {target})" if target else "") if hand else ""
    print(f"{words:<58}{median * 1e3:>9.0f} ms {rate:>6.1f} M rows/s, {rate / OPENFISCA:>5.2f}x OpenFisca {ratio}")
    return median


if __name__ == "__main__":
    main()
