"""A plan into one SELECT that answers every row of a table.

Invariant: a row is never answered more weakly than what is known of it allows. A rung of which it is unknown whether it
applies stops the row at `undetermined`; what cannot be, or has a value that no rule knows, gets no status at all.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import date

from solon.backends.doubt import Doubt, doubt
from solon.backends.layers import layers
from solon.backends.plan import Plan, PlannedDeed, Table, plan
from solon.backends.prepare import Prepared
from solon.backends.rules import STATUSES, WEAK
from solon.backends.sql.formula import ON_DAY, Formulas, day_literal, joined, literal
from solon.engine.calendar import FIRST_DAY, LAST_DAY

NEVER = "9999-12-31"
FAULTS = ("fault", "fault_in")
PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def sql_text(
    prepared: Prepared,
    table: Table,
    source: str = "situations",
    keep: Iterable[str] = (),
    asked: Container[tuple[str, str]] | None = None,
) -> str:
    """The text of the query.

    table: its form, with the readings for which the rules were prepared. source: its name. keep: columns to pass on,
    which must be plain words. asked: the deeds to answer; None for all. Raises ValueError where a name would not stand
    in SQL as it is.
    """
    ready = prepared.for_day(table.on)
    deeds = tuple(deed for deed in ready.rules.deeds if asked is None or deed.key in asked)
    made = plan(replace(ready.rules, deeds=deeds), table)
    kept = tuple(keep)
    _check_names(made, source, kept)
    formulas = Formulas(made)
    unclear = doubt(made, ready.possible) if made.impossibles else Doubt()
    text = [*_head(made, source), "WITH given AS (", "  SELECT", *_listed(_given(made, source, kept))]
    text += [f"  FROM {source}"]
    last = "given"
    for place, layer in enumerate(layers(made), 1):
        rows = [f"    {formulas.written(number)} AS n{number}" for number in layer]
        text += [f"), layer_{place} AS (", "  SELECT *,", *_listed(rows, [made.names.get(n, "") for n in layer])]
        text += [f"  FROM {last}"]
        last = f"layer_{place}"
        formulas.columns.update(layer)
    text += ["), checked AS (", "  SELECT *,", *_listed([f"    {row}" for row in _faults(made, formulas, unclear)])]
    columns = [*(f"k_{name} AS {name}" for name in kept), *FAULTS]
    for deed in made.deeds:
        columns += _answers(deed, formulas, doubt(made, ready.sure[deed.key]), not unclear.never)
    return "\n".join(
        [*text, f"  FROM {last}", ")", "SELECT", *_listed([f"  {row}" for row in columns]), "FROM checked", ""]
    )


def _head(plan: Plan, source: str) -> list[str]:
    """What the query is, for a person who opens the file."""
    on = plan.table.on
    day = {"column": f"in the column {ON_DAY}", "unknown": "unknown", "left out": "not asked: all instruments in force"}
    said = on.isoformat() if isinstance(on, date) else day[on]
    readings = ", ".join(f"{name} = {option}" for name, option in sorted(plan.table.readings.items()))
    return [
        f"-- Statuses of all deeds for each row of {source}; made by solon compile. Revision {plan.rules.revision}",
        f"-- Day of the act: {said}. Other readings: {readings or 'none'}.",
        f"-- NULL is unknown. A date that never comes is {NEVER}. {FAULTS[0]}: why a row has no answer.",
        f"-- {FAULTS[1]}: the columns with values that no rule knows, or the blocks that rule the row out.",
        "-- ..__rule: the norm that decides. ..__ask_again: the rules may say more; ask the engine about this row.",
    ]


def _listed(rows: list[str], notes: list[str] | None = None) -> list[str]:
    """Rows of a list with commas, each with a note behind it."""
    out: list[str] = []
    for place, (row, note) in enumerate(zip(rows, notes or [""] * len(rows), strict=True)):
        comma = "," if place < len(rows) - 1 else ""
        out.append(f"{row}{comma}" + (f" -- {note}" if note else ""))
    return out


def _given(plan: Plan, source: str, kept: tuple[str, ...]) -> list[str]:
    """The columns of the table under names that no dialect keeps for itself."""
    # After a dot any word may be the name of a column, so that nothing needs quotes, which differ between dialects.
    rows = [f"    {source}.{name} AS k_{name}" for name in kept]
    rows += [f"    {source}.{ON_DAY} AS {ON_DAY}"] if plan.table.on == "column" else []
    rows += [f"    {source}.{found.id} AS i_{found.id}" for found in plan.inputs]
    return rows or [f"    {source}.*"]


def _faults(plan: Plan, formulas: Formulas, unclear: Doubt) -> list[str]:
    """Why a row has no answer, and whether that is open."""
    found = [("invalid", name, condition) for name, condition in _invalid(plan)]
    found += [("impossible", name, formulas.of(node)) for name, node in plan.impossibles]
    if not found:
        return [
            f"CAST(NULL AS VARCHAR(10)) AS {FAULTS[0]}",
            f"CAST(NULL AS VARCHAR(10)) AS {FAULTS[1]}",
            "FALSE AS unclear",
        ]
    kinds = "".join(f" WHEN {condition} THEN {literal(kind)}" for kind, _, condition in found)
    names = ", ".join(f"CASE WHEN {condition} THEN {literal(name)} END" for _, name, condition in found)
    open_ = joined([f"{formulas.of(node)} IS NULL" for _, node in plan.impossibles], " OR ")
    rows = "FALSE" if unclear.never else f"({open_} AND {_rows(unclear)})"
    return [
        f"CASE{kinds} END AS {FAULTS[0]}",
        f"NULLIF(CONCAT_WS(', ', {names}), '') AS {FAULTS[1]}",
        f"{rows} AS unclear",
    ]


def _invalid(plan: Plan) -> Iterator[tuple[str, str]]:
    """For each column whose type cannot keep other values out, the condition that it has one."""
    first, last = day_literal(FIRST_DAY), day_literal(LAST_DAY)
    if plan.table.on == "column":
        yield ON_DAY, f"{ON_DAY} NOT BETWEEN {first} AND {last}"
    for found in plan.inputs:
        if found.kind == "choice":
            yield found.id, f"i_{found.id} NOT IN ({', '.join(map(literal, found.options))})"
        elif found.kind == "date":
            yield found.id, f"i_{found.id} NOT BETWEEN {first} AND {last} AND i_{found.id} <> DATE '{NEVER}'"


def _rows(doubt: Doubt) -> str:
    """The condition that a row is in doubt."""
    if doubt.always:
        return "TRUE"
    parts = [f"{ON_DAY} IS NULL"] if doubt.without_day else []
    if doubt.empty:
        parts.append(joined([f"i_{name} IS NULL" for name in doubt.empty], " AND "))
    return joined(parts, " OR ") if parts else "FALSE"


def _answers(deed: PlannedDeed, formulas: Formulas, doubt: Doubt, unclear: bool) -> Iterator[str]:
    """The columns of a deed: its status, the norm that decides, and whether the engine may say more.

    doubt: when the engine may know what is unknown here. unclear: whether it may be open that a row can be at all.
    """
    fault, guard = FAULTS[0], " WHEN unclear THEN {}" if unclear else ""
    status, rule, ask = guard.format("'undetermined'"), guard.format("NULL"), guard.format("TRUE")
    rows = _rows(doubt)
    ask += "" if doubt.always else f" WHEN NOT {rows} THEN FALSE"
    for rung in deed.rungs:
        node, word = formulas.of(rung.node), literal(STATUSES[rung.status])
        unknown = "'undetermined'"
        if rung.status == WEAK and not doubt.always:
            # Permitted and not regulated do not disagree, where both are possible.
            unknown = word if doubt.never else f"CASE WHEN {rows} THEN 'undetermined' ELSE {word} END"
        # Unknown stops here: a CASE would go on to weaker statuses.
        status += f" WHEN {node} IS NULL THEN {unknown} WHEN {node} THEN {word}"
        rule += f" WHEN {node} IS NULL THEN NULL"
        for norm in rung.norms:
            column = formulas.of(norm.node)
            rule += f" WHEN {column} THEN {literal(norm.norm)}"
            ask += f" WHEN {column} IS NULL THEN TRUE WHEN {column} THEN FALSE"
        # Where a status is certain and none of its norms is, no weaker norm decides.
        rule += f" WHEN {node} THEN NULL"
    asked = f"CASE WHEN {fault} IS NOT NULL THEN FALSE{ask} ELSE FALSE END" if unclear or not doubt.never else "FALSE"
    yield f"CASE WHEN {fault} IS NOT NULL THEN {fault}{status} ELSE {literal(STATUSES[-1])} END AS {deed.column}"
    yield f"CASE WHEN {fault} IS NOT NULL THEN CAST(NULL AS VARCHAR(10)){rule} END AS {deed.column}__rule"
    yield f"{asked} AS {deed.column}__ask_again"


def _check_names(plan: Plan, source: str, kept: tuple[str, ...]) -> None:
    """Refuse names that SQL would not take as they are, or that mean two things."""
    answers = [*FAULTS, *(f"{deed.column}{end}" for deed in plan.deeds for end in ("", "__rule", "__ask_again"))]
    for name in (source, *kept):
        if not PLAIN.fullmatch(name):
            raise ValueError(f'"{name}" cannot stand in SQL as it is; give it a name of letters, digits and "_".')
    for name in kept:
        if name.lower() in answers:
            raise ValueError(f'The column "{name}" would stand beside an answer of the same name; rename it.')
    if ON_DAY in plan.table.columns:
        raise ValueError(f'A fact is called "{ON_DAY}", which is the column for the day of the act; rename it.')
