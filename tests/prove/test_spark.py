"""Spark for real, on this machine: the same SQL text as on DuckDB, and the same answers as `decide_many`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result
from tests.duck import answered
from tests.tables import drawn, frame

from solon import pipeline
from solon.backends.plan import Table
from solon.backends.sql.text import sql_text
from solon.cli.files import read_policies
from solon.cli.main import main

pytest.importorskip("pyspark", reason="Spark is not installed: pip install -e '.[prove]'")
pytestmark = pytest.mark.prove

ROOT = Path(__file__).parents[2]
DAYS = [date(2018, month, 1) for month in range(1, 13)] + [date(2018, 10, 22), date(2011, 4, 20), date(2016, 9, 30)]
HOSTILE = "a `b` \"c\" 'd'; DROP TABLE x; --"


@pytest.fixture(scope="module")
def real() -> pipeline.Build:
    """The policies of this checkout."""
    found = pipeline.checked(*read_policies(ROOT / "policies"))
    found.tables.few = 0
    return found


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A session on this machine."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    # The workers find the code of this checkout as this process does.
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "dsl"), str(ROOT / "compiler")])
    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    made.sparkContext.setLogLevel("ERROR")
    yield made
    made.stop()


def batch(*words: str | Path) -> Result:
    """What `solon batch --engine spark` says and does."""
    return CliRunner().invoke(
        main, ["--policies", str(ROOT / "policies"), "batch", "--engine", "spark", *map(str, words)]
    )


def rows_of(path: Path | str) -> pl.DataFrame:
    """Answers as text, in the order of their numbers."""
    return pl.read_parquet(path).cast(pl.String).sort("case")


@pytest.fixture(scope="module")
def table(real: pipeline.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random situations with unknowns, numbered."""
    path = tmp_path_factory.mktemp("spark") / "in.parquet"
    rows = drawn(real.rules.inputs.values(), DAYS, seed=21, count=400, empty=0.35)
    made = frame(real.rules.inputs, rows, on_day=True)
    made.with_columns(case=pl.int_range(made.height), **{HOSTILE: pl.lit("'; --")}).write_parquet(path)
    return path


def test_the_same_text_says_the_same_on_spark_and_duckdb(
    real: pipeline.Build, spark: Any, table: Path, tmp_path: Path
) -> None:
    form = Table(frozenset(real.rules.inputs))
    spark.read.parquet(str(table)).createOrReplaceTempView("situations")
    spark.sql(sql_text(real.preparations.of({}), form, keep=["case"])).write.parquet(str(tmp_path / "out"))
    here = answered(real, pl.read_parquet(table), form, keep=["case"])
    assert rows_of(f"{tmp_path}/out/*.parquet").equals(here.cast(pl.String).sort("case"))


def test_batch_answers_on_spark_as_in_this_process(
    real: pipeline.Build, spark: Any, table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = batch(table, out, "--keep", "case", "--keep", HOSTILE)
    assert done.exit_code == 1
    assert "400 rows" in done.stderr
    wanted = real.tables.decide_many(pl.read_parquet(table), keep=["case", HOSTILE])
    assert f"{wanted['impossible'].drop_nulls().len()} rows cannot be" in done.stderr
    assert rows_of(f"{out}/*.parquet").equals(wanted.cast(pl.String).sort("case"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
    again = batch(table, out, "--keep", "case", "--keep", HOSTILE)
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_without_a_day_and_for_some_deeds(real: pipeline.Build, spark: Any, table: Path, tmp_path: Path) -> None:
    some = pl.read_parquet(table).select(
        "case", "member_runs", "content_promotes_third_party", "account_has_city_email"
    )
    some.write_parquet(tmp_path / "in.parquet")
    asked = ("--asked", "member post_the_content", "--asked", "member title_on_account")
    done = batch(tmp_path / "in.parquet", tmp_path / "out", "--keep", "case", *asked, "--require-determined")
    assert done.exit_code == 4
    deeds = [("member", "post_the_content"), ("member", "title_on_account")]
    wanted = real.tables.decide_many(some, keep=["case"], asked=deeds)
    found = rows_of(f"{tmp_path}/out/*.parquet")
    assert found.select(sorted(found.columns)).equals(wanted.cast(pl.String).sort("case").select(sorted(found.columns)))


def test_faults_are_said_at_once_and_nothing_is_written(spark: Any, table: Path, tmp_path: Path) -> None:
    bad = pl.DataFrame(
        {
            "member_run": [True],
            "member_runs": ["yes"],
            "reply": ["x' OR TRUE --"],
            "voting_day": [date(1066, 10, 14)],
            "on_day": [date(9999, 12, 31)],
        }
    )
    bad.write_parquet(tmp_path / "in.parquet")
    done = batch(tmp_path / "in.parquet", tmp_path / "out")
    assert done.exit_code == 3
    assert done.stderr.splitlines()[-6:] == [
        'There is no fact "member_run". Did you mean "member_runs"?',
        'The column "member_runs" must hold true or false, and nothing where it is unknown; it holds string.',
        '"x\' OR TRUE --" is not an answer to "reply" (1 row). '
        "Its answers are: none, form_letter_to_all, form_letter_to_some, own_reply.",
        '1066-10-14 in "voting_day" is out of range (1 row). '
        "Days are from 1900-01-01 to 2199-12-31, or 9999-12-31 for a day that never comes.",
        '9999-12-31 in "on_day" is out of range (1 row). Days are from 1900-01-01 to 2199-12-31.',
        "Nothing was written.",
    ]
    assert batch(tmp_path / "none.parquet", tmp_path / "out").exit_code == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.parquet"]


def test_a_run_that_fails_on_a_worker_leaves_nothing(
    spark: Any, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solon.cli.spark.exact_by", None)
    monkeypatch.setattr("solon.cli.spark.Engine", Broken)
    done = batch(table, tmp_path / "out", "--keep", "case", "--keep", HOSTILE)
    assert done.exit_code == 3
    assert "Nothing was written." in done.stderr
    assert list(tmp_path.iterdir()) == []


class Broken:
    """An engine that no worker can make."""

    def __init__(self, *_: object) -> None:
        self.said = "broken"

    def __call__(self) -> None:
        raise RuntimeError(self.said)
