"""A Spark table of situations into one of answers: the same SQL as elsewhere, and the engine for the rows in doubt.

Invariant: the answers are those of `decide_many`. Each worker makes its own engine, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from importlib import import_module
from typing import Any

from solon.backends.plan import Table
from solon.backends.prepare import Prepared
from solon.backends.sql.formula import ON_DAY
from solon.backends.sql.text import FAULTS, sql_text
from solon.bulk.exact import Exact, Key, Row

VIEW = "solon_situations"
ASK, RULE, IMPOSSIBLE = "__ask_again", "__rule", "impossible"
Maker = Callable[[], Exact]


@dataclass(frozen=True)
class Job:
    """What a worker needs to answer a row as the engine does.

    engine: makes it; equal ones make the same, and Spark can send it to workers. names: the inputs that the table has.
    """

    engine: Maker
    table: Table
    names: tuple[str, ...]
    deeds: tuple[Key, ...]


def answered(
    frame: Any, ready: Prepared, table: Table, keep: tuple[str, ...], deeds: tuple[Key, ...], engine: Maker
) -> Any:
    """The answers for a Spark table, as `decide_many` gives them, in no order.

    frame: it has been checked, see `spark_columns`. ready: the formulas. table: what the frame looks like. keep:
    columns to pass on. deeds: to answer. engine: makes what answers the rows in doubt, on the workers.
    """
    functions: Any = import_module("pyspark.sql.functions")
    # Names that people gave never stand in the text: what is kept has a number while it is worked on.
    kept = {f"kept_{place}": name for place, name in enumerate(keep)}
    names = tuple(name for name in ready.rules.inputs if name in table.columns)
    names += (ON_DAY,) if table.on == "column" else ()
    # What the engine may have to look at again is passed on as well.
    passed = {f"in_{name}": name for name in names}
    columns = {**kept, **{name: name for name in names}, **passed}
    source = frame.select([functions.col(quoted(name)).alias(new) for new, name in columns.items()])
    source.createOrReplaceTempView(VIEW)
    whole = frame.sparkSession.sql(sql_text(ready, table, VIEW, (*kept, *passed), frozenset(deeds)))
    answers = [name for key in deeds for name in (column(key), f"{column(key)}{RULE}")]
    wanted = [*kept, FAULTS[1], *answers]
    # All rows pass by the workers. To split them by what is in doubt would make Spark write every formula out in full.
    found = whole.mapInArrow(_AskedAgain(Job(engine, table, names, deeds), tuple(wanted)), whole.select(wanted).schema)
    renamed = {**kept, FAULTS[1]: IMPOSSIBLE}
    return found.select([functions.col(name).alias(renamed.get(name, name)) for name in wanted])


def column(key: Key) -> str:
    """The column of a deed."""
    return f"{key[0]}__{key[1]}"


def quoted(name: str) -> str:
    """The name of a column as Spark reads it."""
    return "`" + name.replace("`", "``") + "`"


@lru_cache(maxsize=4)
def _engine(maker: Maker) -> Exact:
    """The engine of this worker."""
    return maker()


@dataclass(frozen=True)
class _AskedAgain:
    """Puts the answers of the engine into rows that are in doubt. wanted: the columns to give back."""

    job: Job
    wanted: tuple[str, ...]

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        arrow: Any = import_module("pyarrow")
        compute: Any = import_module("pyarrow.compute")
        asks = [f"{column(key)}{ASK}" for key in self.job.deeds]
        for batch in batches:
            doubt: Any = reduce(compute.or_, [batch.column(name) for name in asks])
            found = batch.select(list(self.wanted))
            if doubt.true_count:
                new = self._answers(batch.filter(doubt))
                columns = [compute.replace_with_mask(found.column(name), doubt, new[name]) for name in self.wanted]
                found = arrow.RecordBatch.from_arrays(columns, schema=found.schema)
            yield found

    def _answers(self, batch: Any) -> dict[str, Any]:
        """The columns of rows in doubt, with the answers of the engine."""
        arrow: Any = import_module("pyarrow")
        exact = _engine(self.job.engine)
        columns = {name: batch.column(name).to_pylist() for name in batch.schema.names}
        for at in range(batch.num_rows):
            self._row(exact, columns, at)
        return {name: arrow.array(columns[name], batch.schema.field(name).type) for name in self.wanted}

    def _row(self, exact: Exact, columns: dict[str, list[bool | str | date | None]], at: int) -> None:
        job = self.job
        values = {name: columns[f"in_{name}"][at] for name in job.names}
        on = values.pop(ON_DAY, None) if job.table.on == "column" else job.table.on
        day = on if isinstance(on, date) else None
        row = Row(day, job.table.on == "left out", values, job.table.readings, job.table.rest_is_no)
        asked = [key for key in job.deeds if columns[f"{column(key)}{ASK}"][at]]
        answers = exact(row, asked)
        if isinstance(answers, tuple):
            columns[FAULTS[1]][at] = ", ".join(answers)
        for key in job.deeds if isinstance(answers, tuple) else asked:
            status, norm = (IMPOSSIBLE, None) if isinstance(answers, tuple) else answers[key]
            columns[column(key)][at], columns[f"{column(key)}{RULE}"][at] = status, norm
