"""Which of two days that rest on one date comes first: in Python, SQL and Polars, against all days of the date."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import polars as pl
import pytest
from tests.duck import duckdb

from solon.backends.calendar import implies
from solon.backends.sql.formula import implied as in_sql
from solon.backends.steps import Implied
from solon.bulk.expressions import implied as in_polars
from solon.engine.graph import DayReached

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
DAYS = (
    DayReached("vote", 0, 0, "", 0),
    DayReached("vote", 0, 0, "", 46),
    DayReached("vote", 0, 0, "", -10),
    DayReached("vote", 1, 1, "", 0),
    DayReached("vote", 5, 1, "", 0),
    DayReached("vote", 12, 31, "", 1),
    DayReached("vote", 3, 1, "", -1),
    DayReached("vote", 2, 28, "", 400),
)
ACTS = tuple(
    day + timedelta(days=step)
    for day in (
        FIRST,
        LAST,
        *(date(year, *end) for year in (2019, 2020) for end in ((1, 1), (2, 28), (5, 1), (12, 31))),
    )
    for step in (-47, -1, 0, 1, 45)
    if FIRST <= day + timedelta(days=step) <= LAST
)
PAIRS = tuple(Implied(one, two) for one, two in permutations(DAYS, 2))


def holds(step: DayReached, on: date, vote: date) -> bool:
    """A comparison, as it is said."""
    base = date(vote.year, step.month, step.day) if step.month else vote
    return on >= base + timedelta(days=step.shift)


def by_trying(pair: Implied, on: date) -> bool:
    """Whether no day of the date makes the first hold and not the second; a date that never comes makes none hold."""
    low, high = max(FIRST, on - timedelta(days=900)) if on.year > 1903 else FIRST, LAST
    high = min(LAST, on + timedelta(days=500)) if on.year < 2197 else LAST
    votes = (low + timedelta(days=number) for number in range((high - low).days + 1))
    return not any(holds(pair.first, on, vote) and not holds(pair.second, on, vote) for vote in votes)


@pytest.mark.parametrize(
    "pair", PAIRS[::4], ids=lambda p: f"{p.first.month}+{p.first.shift}-{p.second.month}+{p.second.shift}"
)
def test_what_a_comparison_implies(pair: Implied) -> None:
    wanted = [by_trying(pair, on) for on in ACTS]
    assert [implies(pair, on) for on in ACTS] == wanted
    table = pl.DataFrame({"on_day": ACTS})
    assert table.select(in_polars(pair.first, pair.second)).to_series().to_list() == wanted
    with duckdb.connect() as connection:
        connection.register("days", table.to_arrow())
        found = connection.sql(f"SELECT {in_sql(pair.first, pair.second)} FROM days").fetchall()
    assert [value for (value,) in found] == wanted


def test_an_unknown_day_of_the_act_leaves_it_unknown() -> None:
    table = pl.DataFrame({"on_day": pl.Series([None], dtype=pl.Date)})
    for pair in PAIRS:
        assert table.select(in_polars(pair.first, pair.second)).item() is None
        with duckdb.connect() as connection:
            connection.register("days", table.to_arrow())
            ((value,),) = connection.sql(f"SELECT {in_sql(pair.first, pair.second)} FROM days").fetchall()
        assert value is None
