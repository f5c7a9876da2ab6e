"""The committed fixtures as tables: `decide_many`, and the SQL on DuckDB, answer as each fixture expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from tests.duck import answered
from tests.tables import Row, frame

from solon import pipeline
from solon.backends.plan import On, Table
from solon.cli.files import read_policies
from solon.fixtures import Fixture, from_yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "fixtures"
Form = tuple[tuple[tuple[str, str], ...], str, frozenset[str]]


@cache
def real() -> pipeline.Build:
    """The policies of this checkout."""
    return pipeline.checked(*read_policies(ROOT / "policies"))


@cache
def fixtures() -> tuple[Fixture, ...]:
    """All of them; "already" and "not yet" have no place in a column of days."""
    paths = sorted(FOLDER.rglob("*.yaml"))
    found = [one for path in paths for one in from_yaml(path.relative_to(FOLDER).as_posix(), path.read_text("utf-8"))]
    return tuple(one for one in found if not {"already", "not yet"} & {value for _, value in one.case.facts})


def by_form() -> Iterator[tuple[tuple[tuple[str, str], ...], str, list[Fixture]]]:
    """Fixtures that can stand in one table: with the same readings, and a day in each row, or in none."""
    groups: dict[tuple[tuple[tuple[str, str], ...], str], list[Fixture]] = {}
    for one in fixtures():
        on = "left out" if one.case.on is None else "column"
        groups.setdefault((one.case.readings, on), []).append(one)
    for (readings, on), found in groups.items():
        yield readings, on, found


def table_of(found: Iterable[Fixture], with_day: bool) -> pl.DataFrame:
    """Fixtures as rows. What a fixture leaves out is presumed, or "no", or unknown; it says so in each row."""
    rules = real().rules
    rows: list[Row] = []
    listed = list(found)
    named = {name for one in listed for name in (*dict(one.case.facts), *one.case.unknown)}
    for one in listed:
        facts = dict(one.case.facts)
        row: Row = {}
        for name in named:
            given = rules.inputs[name]
            left_out = (given.presumed or False) if given.kind == "fact" else None
            row[name] = None if name in one.case.unknown else facts.get(name, left_out)  # type: ignore[assignment]
        row["on_day"] = one.case.on if isinstance(one.case.on, date) else None
        rows.append(row)
    return frame(rules.inputs, rows, on_day=with_day)


def wrong(one: Fixture, status: str, rule: str | None, blocks: str | None) -> list[str]:
    """Where an answer differs from what a fixture expects."""
    expect = one.expect
    if expect.cannot_occur or blocks is not None:
        named = set((blocks or "").split(", "))
        return [] if set(expect.cannot_occur) <= named and expect.cannot_occur else [f"{one.id}: {blocks}"]
    out = []
    if expect.status is not None and status != expect.status.value:
        out.append(f"{one.id}: {status} instead of {expect.status.value}")
    if rule is not None and rule in (*expect.does_not_apply, *expect.open_norms):
        out.append(f"{one.id}: {rule} does not apply for certain")
    return out


@pytest.mark.prove
def test_decide_many_answers_as_every_fixture_expects() -> None:
    faults: list[str] = []
    for readings, on, found in by_form():
        table = table_of(found, on == "column")
        asked = {(one.expect.bearer, one.expect.action) for one in found}
        out = real().tables.decide_many(table, readings=dict(readings), everything_else_no=True, asked=asked)
        for one, row in zip(found, out.iter_rows(named=True), strict=True):
            name = f"{one.expect.bearer}__{one.expect.action}"
            faults += wrong(one, row[name], row[f"{name}__rule"], row["impossible"])
    assert len(fixtures()) > 1_000
    assert not faults


@pytest.mark.parametrize("on", ["column", "left out"])
def test_sql_answers_as_every_fixture_expects_or_says_that_it_does_not_know(on: On) -> None:
    faults: list[str] = []
    doubtful = 0
    for readings, form, found in by_form():
        if form != on or readings:
            continue
        situations = table_of(found, on == "column")
        columns = frozenset(situations.columns) - {"on_day"}
        out = answered(real(), situations, Table(columns, on, rest_is_no=True))
        for one, row in zip(found, out.iter_rows(named=True), strict=True):
            name = f"{one.expect.bearer}__{one.expect.action}"
            if row[f"{name}__ask_again"] and row[name] == "undetermined":
                doubtful += 1
                continue
            faults += wrong(one, row[name], row[f"{name}__rule"], row["fault_in"])
    assert not faults
    assert doubtful < len(fixtures()) / 10
