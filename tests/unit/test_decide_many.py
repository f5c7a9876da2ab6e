"""`decide_many` against answers to single situations; kinds of tables; and everything that can be wrong with one."""

from __future__ import annotations

from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

pl: Any = pytest.importorskip("polars", reason="Polars is not installed: pip install -e '.[test]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install -e '.[test]'")

import pyarrow as pa  # noqa: E402
from tests.reading_room import HEAD, LOCK  # noqa: E402
from tests.tables import NEVER, Row, answers, built, differences, drawn, frame, situation  # noqa: E402

from solon import pipeline  # noqa: E402
from solon.bulk.faults import UnknownFact, WrongFact, WrongTable  # noqa: E402
from solon.cli.files import read_policies  # noqa: E402

ROOT = Path(__file__).parents[2]
DAYS = [date(2018, month, 1) for month in range(1, 13)] + [date(2018, 10, 22), date(2011, 4, 20), date(2016, 9, 30)]
SOME = ("member_runs", "voting_day", "reply", "who_asks", "content_promotes_third_party")
POST = "member__post_the_content"


@pytest.fixture(scope="module")
def real() -> pipeline.Build:
    """The policies of this checkout. Formulas are proved for every table, however small."""
    found = pipeline.checked(*read_policies(ROOT / "policies"))
    found.tables.few = 0
    return found


def wrong(build: pipeline.Build, rows: list[Row], on: Any, **more: Any) -> list[str]:
    """Where the answers to some rows differ from those to single situations. on: `column` for the day of each row."""
    table = frame(build.rules.inputs, rows, on_day=on == "column")
    found = build.tables.decide_many(table, None if on == "column" else on)
    wanted = []
    for row in rows:
        day = row.get("on_day") if on == "column" else on
        asked = situation(row, day if isinstance(day, date) else None, left_out=on is None, **more)
        wanted.append(answers(build.decider, asked))
    return differences(found, wanted)


@pytest.mark.parametrize("on", ["column", date(2018, 5, 1), "unknown", None], ids=str)
def test_each_row_gets_the_answer_to_its_situation(real: pipeline.Build, on: Any) -> None:
    rows = drawn(real.rules.inputs.values(), DAYS, seed=7, count=40, empty=0.4)
    assert not wrong(real, rows, on)


def test_a_small_table_is_left_to_the_engine(real: pipeline.Build) -> None:
    build = pipeline.Build(real.policy, ())
    rows = drawn(build.rules.inputs.values(), DAYS, seed=11, count=40, empty=0.4)
    assert not wrong(build, rows, "column")
    assert not vars(build).get("_prepared")


@pytest.mark.prove
@pytest.mark.parametrize("on", ["column", None], ids=str)
def test_columns_that_are_not_there(real: pipeline.Build, on: Any) -> None:
    rows = drawn((real.rules.inputs[name] for name in SOME), DAYS, seed=8, count=40, empty=0.3)
    assert not wrong(real, rows, on)


def test_complete_rows_are_answered_without_a_proof(real: pipeline.Build) -> None:
    build = pipeline.Build(real.policy, ())
    rows = drawn(build.rules.inputs.values(), DAYS, seed=9, count=60, empty=0.0)
    assert not wrong(build, rows, "column")
    assert not vars(build).get("_prepared")


def test_a_table_of_nothing_but_its_rows(real: pipeline.Build) -> None:
    found = real.tables.decide_many(pl.DataFrame({"case": [1, 2, 3]}), date(2018, 5, 1), keep=["case"])
    wanted = answers(real.decider, situation({}, date(2018, 5, 1), left_out=False))
    assert found.height == 3
    assert found["case"].to_list() == [1, 2, 3]
    assert not differences(found, [wanted] * 3)


def test_an_empty_table(real: pipeline.Build) -> None:
    found = real.tables.decide_many(frame(real.rules.inputs, [{"member_runs": True}]).clear(), "unknown")
    assert found.height == 0
    assert POST in found.columns


def test_kinds_go_in_and_come_out(real: pipeline.Build, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed: pip install -e '.[test]'")
    rows = drawn((real.rules.inputs[name] for name in SOME), DAYS, seed=10, count=20, empty=0.3)
    table = frame(real.rules.inputs, rows, on_day=True)
    expected = real.tables.decide_many(table).cast(pl.String)
    assert real.tables.decide_many(table.lazy()).collect().cast(pl.String).equals(expected)
    arrow = real.tables.decide_many(table.to_arrow())
    assert isinstance(arrow, pa.Table)
    assert pl.DataFrame(arrow).cast(pl.String).equals(expected)
    here = table.to_pandas().set_index(pandas.Index(range(100, 120)))
    found = real.tables.decide_many(here)
    assert list(found.index) == list(here.index)
    assert pl.from_pandas(found).cast(pl.String).equals(expected)
    path = tmp_path / "situations.parquet"
    table.write_parquet(path)
    assert real.tables.decide_many(path).cast(pl.String).equals(expected)
    assert real.tables.decide_many(str(path)).cast(pl.String).equals(expected)
    with pytest.raises(TypeError, match=r"not builtins\.list"):
        real.tables.decide_many([{"member_runs": True}])


def test_only_what_is_asked(real: pipeline.Build) -> None:
    table = frame(real.rules.inputs, [{"member_runs": None}])
    found = real.tables.decide_many(table, "unknown", asked=[("member", "post_the_content")], rules=False)
    assert found.columns == ["impossible", POST]
    whole = real.tables.decide_many(table, "unknown")
    assert found[POST].to_list() == whole[POST].to_list()


def test_everything_else_no_and_readings(real: pipeline.Build) -> None:
    row: Row = {"content_promotes_candidate": True, "post_is_occasional": True}
    readings = {"candidates_under_17": "can"}
    found = real.tables.decide_many(
        frame(real.rules.inputs, [row]), date(2018, 5, 1), readings=readings, everything_else_no=True
    )
    asked = situation(row, date(2018, 5, 1), left_out=False, rest_is_no=True, readings=readings)
    assert not differences(found, [answers(real.decider, asked)])


def test_a_day_that_never_comes(real: pipeline.Build) -> None:
    rows: list[Row] = [{"voting_day": NEVER, "member_runs": True}, {"voting_day": None, "member_runs": True}]
    found = real.tables.decide_many(frame(real.rules.inputs, rows), date(2018, 5, 1), everything_else_no=True)
    assert found["member__keep_separate_account"].to_list() == ["not_regulated", "undetermined"]


def test_rows_in_doubt_are_asked_once_if_they_look_the_same(real: pipeline.Build) -> None:
    told: list[tuple[int, int]] = []
    table = pl.concat([frame(real.rules.inputs, [{"member_runs": None}])] * 1_000)
    found = real.tables.decide_many(table, None, progress=lambda done, left: told.append((done, left)))
    assert not differences(found, [answers(real.decider, situation({"member_runs": None}, None, True))] * 1_000)
    assert told[-1][0] == told[-1][1] == len(told) < 200


def test_a_row_that_cannot_be(real: pipeline.Build) -> None:
    rows: list[Row] = [{"private_conversation": True, "made_to_body": value} for value in (True, False, None)]
    found = real.tables.decide_many(frame(real.rules.inputs, rows), date(2018, 5, 1))
    assert found["impossible"].to_list() == ["private_and_to_the_body", None, None]
    statuses = found.select(pl.all().exclude("impossible", "^.*__rule$"))
    assert set(statuses.row(0)) == {"impossible"}
    assert "impossible" not in statuses.row(1) + statuses.row(2)


# What can be wrong


def faults(build: pipeline.Build, kind: type[WrongTable], table: Any, on: Any = None, **more: Any) -> tuple[str, ...]:
    """What is wrong with a table."""
    with pytest.raises(kind) as caught:
        build.tables.decide_many(table, on, **more)
    assert type(caught.value) is kind
    assert str(caught.value).count("\n") == len(caught.value.faults) - 1
    return tuple(map(str, caught.value.faults))


def test_unknown_columns_are_named_with_everything_else_that_is_wrong(real: pipeline.Build) -> None:
    table = pl.DataFrame({"member_run": [True], "zzz": [1], "reply": ["own_replyy"], "voting_day": ["2018-05-01"]})
    found = faults(real, UnknownFact, table, date(2018, 5, 1), keep=["case"])
    assert found == (
        'There is no column "case" to keep.',
        'There is no fact "member_run". Did you mean "member_runs"?',
        'There is no fact "zzz". If it is no fact, name it in `keep`.',
        'The column "voting_day" must hold days, and nothing where it is unknown; it holds String.',
        '"own_replyy" is not an answer to "reply" (1 row). Did you mean "own_reply"?',
    )


def test_wrong_types_and_values(real: pipeline.Build) -> None:
    table = pl.DataFrame(
        {
            "member_runs": ["yes", "no", None],
            "reply": [1, 2, None],
            "who_asks": ["x' OR '1'='1", "<b>", "<b>"],
            "voting_day": [date(1066, 10, 14), NEVER, date(3000, 1, 1)],
            "nomination_day": [datetime(2018, 5, 1, 13), None, datetime(2018, 5, 1)],
            "on_day": [NEVER, None, date(2018, 5, 1)],
        }
    )
    found = faults(real, WrongFact, table)
    assert (
        'The column "member_runs" must hold true or false, and nothing where it is unknown; it holds String.' in found
    )
    assert 'The column "reply" must hold text, and nothing where it is unknown; it holds Int64.' in found
    assert any(one.startswith('"<b>" is not an answer to "who_asks" (2 rows).') for one in found)
    assert any(one.startswith("\"x' OR '1'='1\" is not an answer") for one in found)
    assert 'The column "nomination_day" has times of day (1 row). Give days.' in found
    text = "Days are from 1900-01-01 to 2199-12-31"
    assert (
        f'1066-10-14 in "voting_day" is out of range (1 row). {text}, or 9999-12-31 for a day that never comes.'
        in found
    )
    assert f'9999-12-31 in "on_day" is out of range (1 row). {text}.' in found
    assert len(found) == 8


def test_mixed_values_of_pandas(real: pipeline.Build) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed: pip install -e '.[test]'")
    (found,) = faults(real, WrongFact, pandas.DataFrame({"member_runs": [True, "yes", 3]}))
    assert found.startswith('The column "member_runs" must hold true or false')
    table = pandas.DataFrame([[True, False]], columns=["member_runs", "member_runs"])
    with pytest.raises(ValueError, match='several columns called "member_runs"'):
        real.tables.decide_many(table)


def test_what_else_is_asked_for_is_checked_at_once(real: pipeline.Build) -> None:
    found = faults(
        real,
        WrongTable,
        pl.DataFrame({"member_runs": [True]}),
        date(2500, 1, 1),
        readings={"candidates_under_18": "can", "likes": "maybe"},
        asked=[("member", "post_content")],
    )
    assert len(found) == 4
    assert 'There is no reading "candidates_under_18". Did you mean "candidates_under_17"?' in found
    assert 'No rule is about "member post_content". Did you mean "member post_the_content"?' in found


def test_the_day_of_the_act_stands_in_one_place(real: pipeline.Build) -> None:
    table = pl.DataFrame({"on_day": [date(2018, 5, 1)]})
    (found,) = faults(real, UnknownFact, table, date(2018, 5, 1))
    assert "given already" in found


def test_columns_to_keep_may_be_called_anything_but_an_answer(real: pipeline.Build) -> None:
    name = "a \"b'; DROP TABLE x; --\n<script>"
    table = pl.DataFrame({name: ["'; --"], "member_runs": [True]})
    found = real.tables.decide_many(table, "unknown", keep=[name])
    assert found[name].to_list() == ["'; --"]
    with pytest.raises(ValueError, match="beside an answer of the same name"):
        real.tables.decide_many(pl.DataFrame({POST: [1]}), "unknown", keep=[POST])


def test_a_fact_may_be_called_as_it_was_before() -> None:
    text = HEAD.replace("fact rare\n", "fact rare\n  was: scarce\n") + (
        "\nrule r\n  cites: rules 1\n  a visitor must not borrow the book\n  when all of:\n    - the book is rare\n"
    )
    build = built(text, LOCK)
    found = build.tables.decide_many(pl.DataFrame({"scarce": [True, False, None]}), date(2022, 1, 1))
    assert found["visitor__borrow"].to_list() == ["prohibited", "not_regulated", "undetermined"]
    (fault,) = faults(build, WrongFact, pl.DataFrame({"scarce": [True], "rare": [True]}))
    assert fault == 'The columns "scarce" and "rare" are the same fact. Leave one of them out.'


def test_what_ties_facts_together_is_asked_with_them() -> None:
    """Of two facts that cannot both be true, one settles the other, though no rule speaks of it."""
    text = HEAD + (
        "\nimpossible both\n  because: a test\n  when all of:\n    - the book is rare\n    - the book is old\n"
        "\nimpossible neither\n  because: a test\n  when all of:\n    - the book is new\n    - the visit is early\n"
        "\nrule r\n  cites: rules 1\n  a visitor must not borrow the book\n  when all of:\n    - the book is rare\n"
    )
    table = pl.DataFrame({"rare": [None, None, None], "old": [True, None, None], "late": [None, False, True]})
    for few, on in product((0, 10_000), (date(2022, 1, 1), "unknown")):
        build = built(text, LOCK)
        build.tables.few = few
        found = build.tables.decide_many(table.cast(pl.Boolean), on)
        assert found["visitor__borrow"].to_list() == ["not_regulated", "not_regulated", "undetermined"]
