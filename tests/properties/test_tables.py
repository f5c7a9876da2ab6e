"""Tables under random policies: every row is answered like its situation by the reference interpreter.

The rows are all that three values of each fact give, with dates on the edges of windows. `decide_many` must be exact;
the SQL on DuckDB must be exact or say that it is not.
"""

from __future__ import annotations

import random
from datetime import date
from itertools import product

import pytest
from tests.duck import answered
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds
from tests.tables import NEVER, Answers, Row, answers, differences, frame, situation

from solon import pipeline
from solon.backends.plan import On, Table
from solon.reference.decide import Decider

VOTE = date(2018, 5, 3)
VOTES = (VOTE, date(2018, 1, 1), date(2010, 5, 31), date(2017, 12, 31), NEVER, None)
DAYS = (
    date(2009, 1, 1),
    date(2010, 5, 31),
    date(2010, 6, 1),
    date(2018, 4, 30),
    date(2018, 5, 1),
    date(2018, 5, 3),
    date(2018, 5, 13),
    date(2018, 5, 14),
    date(2018, 12, 31),
    date(2019, 1, 1),
    None,
)
ROWS = 240


def small(seed: int) -> pipeline.Build | None:
    """A random policy with a date, or None when it has a circle."""
    built = pipeline.checked({"random.solon": RandomPolicy(seed, 3, date=True).text.encode()}, LOCK)
    if not built.sound:
        return None
    built.tables.few = 0
    return built


def rows_of(built: pipeline.Build, seed: int) -> list[Row]:
    """Some of all rows."""
    names = [*built.policy.facts, "place", "vote", "on_day"]
    values = [*[(True, False, None)] * len(built.policy.facts), ("hall", "yard", "road", None), VOTES, DAYS]
    every = [dict(zip(names, found, strict=True)) for found in product(*values)]
    return random.Random(seed).sample(every, ROWS)


def wanted(built: pipeline.Build, rows: list[Row], on: On, readings: dict[str, str]) -> list[Answers]:
    """What the reference interpreter answers, one situation after the other."""
    decider = Decider(built.policy, explain=False)
    out: list[Answers] = []
    for row in rows:
        day = row.get("on_day") if on == "column" else on
        asked = situation(row, day if isinstance(day, date) else None, on == "left out", readings=readings)
        out.append(answers(decider, asked))
    return out


@pytest.mark.parametrize("seed", seeds(700))
def test_decide_many_is_exact(seed: int) -> None:
    built = small(seed)
    if built is None:
        return
    rows = rows_of(built, seed)
    forms: tuple[On, ...] = ("column", date(2018, 5, 13), "unknown", "left out")
    on = forms[seed % len(forms)]
    readings = {"narrow": "no"} if seed % 3 == 0 else {}
    table = frame(built.rules.inputs, rows, on_day=on == "column")
    day = None if on in ("column", "left out") else on
    found = built.tables.decide_many(table, day, readings=readings)  # type: ignore[arg-type]
    assert not differences(found, wanted(built, rows, on, readings))


@pytest.mark.parametrize("seed", seeds(800))
def test_sql_is_exact_or_says_that_it_is_not(seed: int) -> None:
    built = small(seed)
    if built is None:
        return
    rows = rows_of(built, seed)
    forms: tuple[On, ...] = ("column", date(2018, 5, 13), "left out")
    on = forms[seed % len(forms)]
    table = Table(frozenset(built.rules.inputs), on)
    found = answered(built, frame(built.rules.inputs, rows, on_day=on == "column"), table)
    for row, expected in zip(found.to_dicts(), wanted(built, rows, on, {}), strict=True):
        if expected["impossible"] is not None:
            assert {row[f"{d.bearer}__{d.action}"] for d in built.rules.deeds} <= {
                "impossible",
                "undetermined",
            }
            assert row["fault_in"] == expected["impossible"] or all(
                row[f"{d.bearer}__{d.action}__ask_again"] for d in built.rules.deeds
            )
            continue
        assert row["fault"] is None
        for deed in built.rules.deeds:
            name = f"{deed.bearer}__{deed.action}"
            if row[f"{name}__ask_again"]:
                # Whatever is said in spite of that is right.
                assert row[name] in ("undetermined", expected[name])
                continue
            assert row[name] == expected[name], (row, expected)
            assert row[f"{name}__rule"] == expected[f"{name}__rule"]
