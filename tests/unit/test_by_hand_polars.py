"""The rules written by hand for the benchmark say what the policies say, on 20,000 random situations."""

from __future__ import annotations

from pathlib import Path

import pytest

pl = pytest.importorskip("polars", reason="Polars is not installed: pip install -e '.[test]'")

from tests.benchmarks import bulk, by_hand_polars  # noqa: E402
from tests.tables import answers, differences, situation  # noqa: E402

from solon import pipeline  # noqa: E402
from solon.cli.files import read_policies  # noqa: E402

ROOT = Path(__file__).parents[2]


@pytest.mark.prove
def test_the_rules_by_hand_are_those_of_the_policies() -> None:
    built = pipeline.checked(*read_policies(ROOT / "policies"))
    table = bulk.situations(built, 20_000)
    found = built.tables.decide_many(table, rules=False)
    assert found["impossible"].null_count() == found.height
    hand = by_hand_polars.statuses(table)
    wrong = [
        name for name in hand.columns if hand[name].cast(pl.String).to_list() != found[name].cast(pl.String).to_list()
    ]
    assert not wrong
    assert set(hand.columns) == set(found.columns) - {"impossible"}
    # What both are held against answers one situation at a time.
    few = table.head(50)
    wanted = [
        answers(built.decider, situation(dict(row), row["on_day"], left_out=False)) for row in few.iter_rows(named=True)
    ]
    kept = [{name: value for name, value in one.items() if not name.endswith("__rule")} for one in wanted]
    assert not differences(hand.head(50).with_columns(impossible=pl.lit(None)), kept)
