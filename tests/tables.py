"""Situations as tables, and what must come out of them: answers of an engine that knows nothing of tables.

Invariant: the reference interpreter and the decider are asked about one situation at a time.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from solon import pipeline
from solon.backends.rules import Given
from solon.engine.decision import Verdict
from solon.engine.situation import Situation

NEVER = date(9999, 12, 31)
ORDER = ("prohibited", "required", "advised_against", "advised", "permitted")
RUNGS = {
    "must not": "prohibited",
    "must": "required",
    "should not": "advised_against",
    "should": "advised",
    "may": "permitted",
    "need not": "permitted",
}
Row = dict[str, bool | str | date | None]
Answers = dict[str, str | None]


def built(text: str, lock: str) -> pipeline.Build:
    """A policy that can be asked."""
    found = pipeline.checked({"small.solon": text.encode()}, lock)
    assert found.sound, found.findings
    return found


def frame(inputs: Mapping[str, Given], rows: Sequence[Row], on_day: bool = False) -> pl.DataFrame:
    """Rows as a table with a column of its kind for every input that some row has."""
    kinds = {"fact": pl.Boolean, "choice": pl.String, "date": pl.Date}
    names = [name for name in inputs if any(name in row for row in rows)]
    columns: dict[str, Any] = {
        name: pl.Series([row.get(name) for row in rows], dtype=kinds[inputs[name].kind]) for name in names
    }
    if on_day:
        columns["on_day"] = pl.Series([row.get("on_day") for row in rows], dtype=pl.Date)
    return pl.DataFrame(columns)


def situation(row: Row, on: date | None, left_out: bool, **more: Any) -> Situation:
    """The situation of a row: what is empty is said to be unknown, and what it does not have is left out."""
    facts = {name: value for name, value in row.items() if name != "on_day"}
    return Situation(
        on=on,
        day_left_out=left_out,
        given={name: value for name, value in facts.items() if value is not None},
        unknown=frozenset(name for name, value in facts.items() if value is None),
        **more,
    )


def answers(decider: Any, asked: Situation) -> Answers:
    """The columns that a row must come out with. decider: the reference interpreter, or the decider by diagrams."""
    blocked = decider.impossible(asked)
    if blocked:
        return {"impossible": ", ".join(blocked)}
    found: Answers = {"impossible": None}
    for verdict in decider.decide(asked).verdicts:
        name = f"{verdict.bearer}__{verdict.action}"
        found[name] = verdict.status.value
        found[f"{name}__rule"] = decides(verdict)
    return found


def decides(verdict: Verdict) -> str | None:
    """The first norm that is certain to apply, of those that give the status."""
    status = verdict.status.value
    norms = (norm.rule for norm in verdict.norms if not norm.one_of and RUNGS[norm.modality.value] == status)
    return next(norms, None)


def differences(found: pl.DataFrame, wanted: Sequence[Answers]) -> list[str]:
    """Where a table of answers is otherwise than wanted; of a row that cannot be only that is compared."""
    out: list[str] = []
    for place, (row, expected) in enumerate(zip(found.to_dicts(), wanted, strict=True)):
        out += [
            f"row {place}: {name} is {row[name]} instead of {value}"
            for name, value in expected.items()
            if row[name] != value
        ]
        if expected["impossible"] is not None:
            statuses = {value for name, value in row.items() if "__" in name and not name.endswith("__rule")}
            out += [] if statuses == {"impossible"} else [f"row {place}: answered although it cannot be"]
    return out


def drawn(inputs: Iterable[Given], days: Sequence[date], seed: int, count: int, empty: float) -> list[Row]:
    """Random rows; dates fall on some days, or never. empty: how often a value is unknown."""
    draw = random.Random(seed)
    out: list[Row] = []
    for _ in range(count):
        row: Row = {}
        for found in inputs:
            match found.kind:
                case "fact":
                    value: bool | str | date = draw.random() < 0.4
                case "choice":
                    value = draw.choice(found.options)
                case "date":
                    value = draw.choice((*days, NEVER))
            row[found.id] = None if draw.random() < empty else value
        row["on_day"] = None if draw.random() < empty / 4 else draw.choice(days)
        out.append(row)
    return out
