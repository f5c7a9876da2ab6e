"""Checked tables into answers: by formulas on all rows at once, and by the engine for the few that they leave in doubt.

Invariant: every answer is that of a decision for the row alone.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, replace

import polars as pl

from solon.backends.doubt import Doubt, doubt
from solon.backends.plan import Plan, PlannedDeed, Table, plan
from solon.backends.prepare import NEVER, Prepared, Trust
from solon.backends.rules import Deed, Rules
from solon.bulk.asked import Asked
from solon.bulk.columns import Checked
from solon.bulk.engine import Open, closed
from solon.bulk.exact import Exact, Key
from solon.bulk.expressions import ON_DAY, Expressions, asks, given, in_doubt, rule, status

BLOCKS, FAULT, UNCLEAR = "impossible", "fault", "unclear"
EXACT = Trust(exact=True, by_day=False)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Work:
    """How a table is to be answered.

    prepared: the formulas for rows with unknowns, made when they are first needed. asked: the deeds wanted; None for
    all. few: up to how many answers with unknowns are left to the engine at once. with_rules: whether the deciding
    norms are wanted too. progress: told how many of the rows in doubt are done.
    """

    rules: Rules
    prepared: Callable[[Container[Key]], Prepared]
    exact: Exact
    asked: frozenset[Key] | None = None
    few: int = 0
    with_rules: bool = True
    progress: Progress | None = None


def answered(work: Work, checked: Checked, table: Table) -> pl.DataFrame:
    """A row of answers for every row of a table.

    Columns: `impossible`, the blocks that rule a row out; for each deed its status, and the norm that decides in a
    column that ends in `__rule`. Raises TooLarge when the engine needs too many steps for a row.
    """
    rules, sure, possible = _formulas(work, checked, table)
    made = plan(rules, table)
    doubts = {deed.column: doubt(made, sure[deed.key]) for deed in made.deeds}
    unclear = doubt(made, possible) if made.impossibles else Doubt()
    steps = Expressions(made)
    frame = steps.worked_out(checked.frame.lazy())
    blocks = {name: steps.of(node) for name, node in made.impossibles}
    fault = pl.any_horizontal([block.fill_null(False) for block in blocks.values()]) if blocks else None
    columns = {f"b_{name}": block for name, block in blocks.items()}
    if not unclear.never:
        columns[UNCLEAR] = _some_open(blocks) & in_doubt(unclear)
    for deed in made.deeds:
        columns |= _columns(work, deed, steps, fault, doubts[deed.column])
    # Joined to the table before they are taken out of it, so that what is the same for all rows stands in each.
    found = _named(frame.with_columns(**columns).select(list(columns)).collect(), made)
    return closed(work.exact, _open(work, checked, made, found), found, work.progress)


def _formulas(work: Work, checked: Checked, table: Table) -> tuple[Rules, dict[Key, Trust], Trust]:
    """The formulas for a table, with what is trusted of them: those as written where nothing can be unknown."""
    asked = Asked(work.rules)
    complete = {name for name in checked.names.inputs if not checked.frame[given(name)].null_count()}
    complete |= {
        name for name in work.rules.inputs if name not in checked.names.inputs and _settled(work.rules, table, name)
    }
    day = (table.on == "column" and not checked.frame[ON_DAY].null_count()) or not isinstance(table.on, str)
    wanted = [deed for deed in work.rules.deeds if work.asked is None or deed.key in work.asked]

    def known(nodes: list[int]) -> bool:
        return asked.inputs(nodes) <= complete and (day or not asked.looks_at_day(nodes))

    plain = {deed.key for deed in wanted if known([bears.node for bears in deed.norms])}
    seen = known([node for _, node in work.rules.impossibles])
    if seen and len(plain) == len(wanted):
        return replace(work.rules, deeds=tuple(wanted)), dict.fromkeys(plain, EXACT), EXACT
    left = {deed.key for deed in wanted} - plain
    if len(left) * checked.frame.height <= work.few:
        # To ask the engine takes less time than to prove what need not be asked.
        sure = {deed.key: EXACT if deed.key in plain else NEVER for deed in wanted}
        return replace(work.rules, deeds=tuple(wanted)), sure, EXACT if seen else NEVER
    ready = work.prepared(left).for_day(table.on)
    deeds: list[Deed] = []
    for written, exact in zip(work.rules.deeds, ready.rules.deeds, strict=True):
        if work.asked is None or written.key in work.asked:
            deeds.append(written if written.key in plain else exact)
    sure = {deed.key: EXACT if deed.key in plain else ready.sure[deed.key] for deed in deeds}
    return replace(ready.rules, deeds=tuple(deeds)), sure, EXACT if seen else ready.possible


def _settled(rules: Rules, table: Table, name: str) -> bool:
    found = rules.inputs[name]
    return found.kind == "fact" and (found.presumed is not None or table.rest_is_no)


def _columns(
    work: Work, deed: PlannedDeed, steps: Expressions, fault: pl.Expr | None, doubt: Doubt
) -> dict[str, pl.Expr]:
    columns = {deed.column: status(deed, steps, fault)}
    if work.with_rules:
        columns[f"{deed.column}__rule"] = rule(deed, steps, fault)
    if not doubt.never:
        ask = in_doubt(doubt) & asks(deed, steps)
        columns[f"{deed.column}__ask"] = ask if fault is None else ask & ~fault
    return columns


def _some_open(blocks: dict[str, pl.Expr]) -> pl.Expr:
    return pl.any_horizontal([block.is_null() for block in blocks.values()])


def _named(found: pl.DataFrame, made: Plan) -> pl.DataFrame:
    """The answers with the names of the blocks that rule a row out, instead of a column for each of them."""
    columns = [f"b_{name}" for name, _ in made.impossibles]
    names: pl.Expr = pl.lit(None, pl.String)
    if any(found[column].any() for column in columns):
        parts = [pl.when(pl.col(f"b_{name}")).then(pl.lit(name)) for name, _ in made.impossibles]
        text = pl.concat_str(parts, separator=", ", ignore_nulls=True)
        names = pl.when(pl.any_horizontal(pl.col(column).fill_null(False) for column in columns)).then(text)
    return found.select(names.alias(BLOCKS), pl.all().exclude(columns))


def _open(work: Work, checked: Checked, made: Plan, found: pl.DataFrame) -> Open:
    """What the formulas leave to the engine."""
    deeds = tuple(deed for deed in made.deeds if f"{deed.column}__ask" in found.columns)
    return Open(Asked(work.rules), checked.frame, made, deeds, UNCLEAR in found.columns)
