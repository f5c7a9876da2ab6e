"""The generated SQL against answers to single situations, on DuckDB: unknowns, days, what cannot be, hostile values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.duck import answered
from tests.tables import Answers, Row, answers, built, drawn, frame, situation

from solon import pipeline
from solon.backends.plan import On, Table
from solon.backends.sql.text import sql_text
from solon.cli.files import read_policies
from solon.model.sources import Sources, write_lock

sqlglot = pytest.importorskip("sqlglot", reason="sqlglot is not installed: pip install -e '.[test]'")

ROOT = Path(__file__).parents[2]
DIALECTS = ("duckdb", "spark", "postgres", "bigquery", "snowflake", "trino")
LOCK = write_lock(Sources({name: dict.fromkeys(("1", "2"), "announced") for name in ("rules", "later", "gone")}))
HEAD = """instrument rules
  title: The rules
  kind: policy
  issuer: The office
  issued: January 2000
  in force from: 2000-01-01
  authority: none

bearer member
  says: a member

action speak
  says: speak

fact select
  says: the member selects
  denies: the member does not select
  asks: Does the member select?

fact order
  says: there is an order
  denies: there is no order
  asks: Is there an order?

date vote
  says: the day of the vote
  asks: When is the vote?

choice where
  asks: Where?
  one of:
    - hall: in the hall
    - yard: in the yard
"""
EITHER_WAY = """
rule either_way
  cites: rules 1
  a member must not speak
  when any of:
    - the member selects
    - the member does not select
"""
WEAKER = """
rule strong
  cites: rules 1
  a member must not speak
  when all of:
    - the member selects
    - there is an order

rule weak
  cites: rules 2
  a member should speak
  when all of:
    - there is an order
"""


@pytest.fixture(scope="module")
def real() -> pipeline.Build:
    """The policies of this checkout."""
    return pipeline.checked(*read_policies(ROOT / "policies"))


def one(build: pipeline.Build, row: Row, on: On = date(2018, 5, 1)) -> Answers:
    """The answers to one row."""
    rules = build.rules
    table = Table(frozenset(name for name in row if name != "on_day"), on)
    (found,) = answered(build, frame(rules.inputs, [row], on == "column"), table).to_dicts()
    return found


@pytest.mark.prove
def test_it_parses_in_several_dialects(real: pipeline.Build) -> None:
    text = sql_text(real.preparations.of({}), Table(frozenset(real.rules.inputs)))
    for dialect in DIALECTS:
        (statement,) = sqlglot.parse(text, dialect=dialect)
        assert statement.key == "select", dialect
        assert len(statement.selects) == 2 + 3 * len(real.rules.deeds), dialect


def test_no_word_of_a_policy_needs_quotes() -> None:
    """Facts may be called like words of SQL; their columns are only named after a dot."""
    build = built(HEAD + WEAKER, LOCK)
    found = one(build, {"select": True, "order": True})
    assert found["member__speak"] == "prohibited"
    assert found["member__speak__rule"] == "strong"


def test_unknown_never_goes_on_to_a_weaker_status() -> None:
    build = built(HEAD + WEAKER, LOCK)
    assert one(build, {"select": None, "order": True})["member__speak"] == "undetermined"
    assert one(build, {"select": False, "order": True})["member__speak"] == "advised"
    assert one(build, {"select": None, "order": None})["member__speak"] == "undetermined"
    # A column that is not there is as unknown as an empty one.
    assert one(build, {"order": True})["member__speak"] == "undetermined"


def test_what_holds_either_way_is_determined() -> None:
    """Kleene's logic alone does not know that a fact or its denial holds."""
    build = built(HEAD + EITHER_WAY, LOCK)
    found = one(build, {"select": None})
    assert found["member__speak"] == "prohibited"
    assert found["member__speak__rule"] == "either_way"
    assert found["member__speak__ask_again"] is False


def test_permitted_and_not_regulated_do_not_disagree() -> None:
    rule = "\nrule r\n  cites: rules 1\n  a member may speak\n  when all of:\n    - there is an order\n"
    build = built(HEAD + rule, LOCK)
    wanted = {True: ("permitted", "r"), False: ("not_regulated", None), None: ("permitted", None)}
    for value, answer in wanted.items():
        found = one(build, {"order": value})
        assert (found["member__speak"], found["member__speak__rule"]) == answer


def test_a_presumption_stands_for_a_column_that_is_not_there_but_not_for_an_empty_place() -> None:
    text = HEAD.replace("  asks: Is there an order?", "  asks: Is there an order?\n  presumed: no\n  because: it is so")
    build = built(text + WEAKER, LOCK)
    assert one(build, {"select": True})["member__speak"] == "not_regulated"
    assert one(build, {"select": True, "order": None})["member__speak"] == "undetermined"


def test_a_row_that_cannot_be_gets_no_answer() -> None:
    block = "\nimpossible both\n  because: a test\n  when all of:\n    - the member selects\n    - there is an order\n"
    build = built(HEAD + block + WEAKER, LOCK)
    found = one(build, {"select": True, "order": True})
    assert (found["fault"], found["fault_in"], found["member__speak"]) == ("impossible", "both", "impossible")
    assert found["member__speak__rule"] is None
    # What cannot be settles what is unknown: with an order, the member does not select.
    found = one(build, {"select": None, "order": True})
    assert (found["fault"], found["member__speak"], found["member__speak__rule"]) == (None, "advised", "weak")


def test_a_value_that_no_rule_knows_is_data_and_gets_no_answer() -> None:
    build = built(HEAD + WEAKER, LOCK)
    for value in ("attic", "Hall", "hall' OR TRUE --", "hall;DROP TABLE situations", '"', "", "NULL"):
        found = one(build, {"select": True, "order": True, "where": value})
        assert (found["fault"], found["fault_in"], found["member__speak"]) == ("invalid", "where", "invalid"), value
    found = one(build, {"select": True, "order": True, "vote": date(1066, 10, 14)})
    assert (found["fault"], found["fault_in"]) == ("invalid", "vote")


def test_several_faults_are_all_named() -> None:
    found = one(built(HEAD + WEAKER, LOCK), {"where": "x", "vote": date(2500, 1, 1)})
    assert found["fault_in"] == "vote, where"


def test_columns_to_keep_and_their_names() -> None:
    build = built(HEAD + WEAKER, LOCK)
    table = Table(frozenset(("order",)), date(2018, 5, 1))
    rows = frame(build.rules.inputs, [{"order": True}]).with_columns(case_id=7)
    assert answered(build, rows, table, ["case_id"]).to_dicts()[0]["case_id"] == 7
    for name in ('x"', "a b", "x;--", "é", "1x", "fault", "Member__Speak"):
        with pytest.raises(ValueError, match=r"rename|name of letters"):
            sql_text(build.preparations.of({}), table, keep=[name])
    with pytest.raises(ValueError, match="name of letters"):
        sql_text(build.preparations.of({}), table, source="x; DROP TABLE y")


def test_windows_on_their_edges() -> None:
    rule = """
rule r
  cites: rules 1
  a member must speak
  from: 1 May of the year of the day of the vote
  until: 10 days after the day of the vote
  always
"""
    build = built(HEAD + rule, LOCK)
    vote = date(2020, 5, 20)
    wanted = {
        date(2020, 4, 30): "not_regulated",
        date(2020, 5, 1): "required",
        date(2020, 5, 30): "required",
        date(2020, 5, 31): "not_regulated",
    }
    rows: list[Row] = [{"vote": vote, "on_day": day} for day in wanted]
    rows += [{"vote": date(9999, 12, 31), "on_day": date(2020, 5, 20)}]
    table = Table(frozenset(("vote",)))
    found = answered(build, frame(build.rules.inputs, rows, on_day=True), table)
    assert found["member__speak"].to_list() == [*wanted.values(), "not_regulated"]
    for day, status in wanted.items():
        assert one(build, {"vote": vote}, day)["member__speak"] == status


def test_instruments_that_are_never_in_force_together() -> None:
    """Without a day all instruments are in force: what days rule out must not be used then."""
    text = HEAD + "".join(
        f"""
instrument {name}
  title: {name}
  kind: policy
  issuer: The office
  issued: January 2000
  in force from: {start}
{until}  authority: none
"""
        for name, start, until in (
            ("later", "2010-01-01", ""),
            ("gone", "2001-01-01", "  in force until: 2005-01-01\n"),
        )
    )
    text += """
rule a
  cites: gone 1
  a member should not speak
  when any of:
    - the member selects
    - there is an order

rule b
  cites: later 1
  a member must not speak
  when all of:
    - rule a applies
    - the member selects
"""
    build = built(text, LOCK)
    row: Row = {"select": True, "order": None}
    wanted = answers(build.decider, situation(row, None, left_out=True))
    found = one(build, row, "left out")
    assert wanted["member__speak"] == "prohibited"
    assert found["member__speak"] == "prohibited" or found["member__speak__ask_again"]
    assert one(build, row, date(2003, 1, 1))["member__speak"] == "advised_against"
    assert one(build, row, date(2018, 1, 1))["member__speak"] == "not_regulated"


@pytest.mark.prove
def test_it_is_never_weaker_than_an_answer_to_the_situation(real: pipeline.Build) -> None:
    days = [date(2018, month, 1) for month in range(1, 13)] + [date(2018, 10, 22), date(2011, 4, 20), date(2016, 9, 30)]
    rows = drawn(real.rules.inputs.values(), days, seed=5, count=60, empty=0.4)
    found = answered(real, frame(real.rules.inputs, rows, on_day=True), Table(frozenset(real.rules.inputs)))
    asked = 0
    for row, result in zip(rows, found.to_dicts(), strict=True):
        day = row["on_day"]
        wanted = answers(real.decider, situation(row, day if isinstance(day, date) else None, left_out=False))
        assert result["fault_in"] == wanted["impossible"]
        for deed in real.rules.deeds if wanted["impossible"] is None else ():
            name = f"{deed.bearer}__{deed.action}"
            if result[f"{name}__ask_again"]:
                asked += 1
                assert result[name] in ("undetermined", wanted[name])
            else:
                assert (result[name], result[f"{name}__rule"]) == (wanted[name], wanted[f"{name}__rule"])
    assert asked < len(rows) * len(real.rules.deeds) / 10


def test_all_deeds_of_the_policies_are_proved_exact(real: pipeline.Build) -> None:
    ready = real.preparations.of({})
    assert [deed.action for deed in real.rules.deeds if not ready.sure[deed.key].exact] == []
    assert ready.possible.exact


def test_the_text_is_the_same_every_time(real: pipeline.Build) -> None:
    table = Table(frozenset(real.rules.inputs))
    again = pipeline.Build(real.policy, ())
    assert sql_text(real.preparations.of({}), table) == sql_text(again.preparations.of({}), table)


def test_a_weaker_norm_never_decides_a_status_that_stands_without_it() -> None:
    """One of two rules forbids it, whichever it is; a third one only advises against it."""
    rules = "".join(
        f"\nrule {name}\n  cites: rules 1\n  a member {force} speak\n  when all of:\n    - {condition}\n"
        for name, force, condition in (
            ("one", "must not", "the member selects"),
            ("other", "must not", "the member does not select"),
            ("weaker", "should not", "there is an order"),
        )
    )
    found = one(built(HEAD + rules, LOCK), {"select": None, "order": True})
    assert (found["member__speak"], found["member__speak__rule"]) == ("prohibited", None)


def test_the_engine_is_told_what_is_tied_to_a_fact() -> None:
    """Without a day a formula with a window is not trusted, and the engine is asked, about no more than is needed."""
    text = HEAD + (
        "\nimpossible both\n  because: a test\n  when all of:\n    - the member selects\n    - there is an order\n"
        "\nrule r\n  cites: rules 1\n  a member must not speak\n  when all of:\n    - the member selects\n"
        "  from: the day of the vote\n"
    )
    build = built(text, LOCK)
    build.tables.few = 0
    rows: list[Row] = [{"select": None, "order": True, "vote": None}, {"select": None, "order": None, "vote": None}]
    found = build.tables.decide_many(frame(build.rules.inputs, rows))
    assert found["member__speak"].to_list() == ["not_regulated", "undetermined"]
