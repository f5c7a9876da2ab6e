"""Checked tables into answers: by formulas on all rows at once, and by the engine for the few that they leave in doubt.

Invariant: every answer is that of a decision for the row alone.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from solon.backends.doubt import Doubt, doubt
from solon.backends.plan import Plan, Table, plan
from solon.backends.prepare import NEVER, Prepared, Trust
from solon.backends.rules import Rules
from solon.bulk.asked import Asked
from solon.bulk.columns import Checked
from solon.bulk.engine import Open, closed
from solon.bulk.exact import Exact, Key
from solon.bulk.expressions import IMPOSSIBLE, ON_DAY, WORDS, Expressions, asks, given, in_doubt, rule, status

BLOCKS, UNCLEAR = "impossible", "unclear"
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
    formulas = _formulas(work, checked, table)
    made = plan(formulas.rules, table)
    unclear = doubt(made, formulas.possible) if made.impossibles else Doubt()
    steps = Expressions(made)
    frame = steps.worked_out(checked.frame.lazy())
    blocks = {f"b_{name}": steps.of(node) for name, node in made.impossibles}
    columns = dict(blocks)
    if not unclear.never:
        columns[UNCLEAR] = pl.any_horizontal([block.is_null() for block in blocks.values()]) & in_doubt(unclear)
    for deed in made.deeds:
        complete = deed.key in formulas.complete
        columns[deed.column] = status(deed, steps, complete)
        if work.with_rules:
            columns[f"{deed.column}__rule"] = rule(deed, steps, complete)
        rows = doubt(made, formulas.sure[deed.key])
        if not rows.never:
            columns[f"{deed.column}__ask"] = in_doubt(rows) & asks(deed, steps)
    # Joined to the table before they are taken out of it, so that what is the same for all rows stands in each.
    found = _without_answers(frame.with_columns(**columns).select(list(columns)).collect(), made)
    deeds = tuple(deed for deed in made.deeds if f"{deed.column}__ask" in found.columns)
    left = Open(formulas.asked, checked.frame, made, deeds, UNCLEAR in found.columns)
    return closed(work.exact, left, found, work.progress)


@dataclass(frozen=True)
class _Formulas:
    """The formulas for a table. sure, possible: what is trusted. complete: deeds of which nothing can be unknown."""

    asked: Asked
    rules: Rules
    sure: Mapping[Key, Trust]
    possible: Trust
    complete: frozenset[Key]


def _formulas(work: Work, checked: Checked, table: Table) -> _Formulas:
    """The formulas for a table: those as written where nothing can be unknown."""
    asked = Asked(work.rules)
    present = checked.names.inputs
    known = {name for name in present if not checked.frame[given(name)].null_count()}
    known |= {name for name in work.rules.inputs if name not in present and _settled(work.rules, table, name)}
    day = (table.on == "column" and not checked.frame[ON_DAY].null_count()) or not isinstance(table.on, str)
    wanted = tuple(deed for deed in work.rules.deeds if work.asked is None or deed.key in work.asked)

    def complete(nodes: Iterable[int]) -> bool:
        roots = list(nodes)
        return asked.inputs(roots) <= known and (day or not asked.looks_at_day(roots))

    plain = frozenset(deed.key for deed in wanted if complete(bears.node for bears in deed.norms))
    seen = complete(node for _, node in work.rules.impossibles)
    left = {deed.key for deed in wanted} - plain
    trusted = dict.fromkeys(plain, EXACT)
    if len(left) * checked.frame.height <= work.few:
        # To ask the engine takes less time than to prove what need not be asked.
        sure = trusted | dict.fromkeys(left, NEVER)
        return _Formulas(asked, replace(work.rules, deeds=wanted), sure, EXACT if seen else NEVER, plain)
    ready = work.prepared(left).for_day(table.on)
    exact = {deed.key: deed for deed in ready.rules.deeds}
    rules = replace(ready.rules, deeds=tuple(exact[deed.key] if deed.key in left else deed for deed in wanted))
    sure = trusted | {key: ready.sure[key] for key in left}
    return _Formulas(asked, rules, sure, EXACT if seen else ready.possible, plain)


def _settled(rules: Rules, table: Table, name: str) -> bool:
    found = rules.inputs[name]
    return found.kind == "fact" and (found.presumed is not None or table.rest_is_no)


def _without_answers(found: pl.DataFrame, made: Plan) -> pl.DataFrame:
    """The answers, without any for rows that cannot be: these get the names of the blocks that rule them out."""
    blocks = [f"b_{name}" for name, _ in made.impossibles]
    if not any(found[block].any() for block in blocks):
        return found.select(pl.lit(None, pl.String).alias(BLOCKS), pl.all().exclude(blocks))
    fault = pl.any_horizontal([pl.col(block).fill_null(False) for block in blocks])
    names = [pl.when(pl.col(f"b_{name}")).then(pl.lit(name)) for name, _ in made.impossibles]
    columns = [pl.when(fault).then(pl.concat_str(names, separator=", ", ignore_nulls=True)).alias(BLOCKS)]
    for name, kind in found.schema.items():
        if name not in blocks:
            nothing = (
                pl.lit(IMPOSSIBLE, WORDS) if kind == WORDS else pl.lit(False if kind == pl.Boolean else None, kind)
            )
            columns.append(pl.when(fault).then(nothing).otherwise(pl.col(name)).alias(name))
    return found.select(columns)
