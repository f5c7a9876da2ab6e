"""`solon batch`: a Parquet file of situations into one of answers, here or on Spark.

Invariant: the answers appear whole or not at all; they are written beside their place first, and then renamed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from solon.bulk.names import rows
from solon.cli.tables import Tally, Task
from solon.cli.targets import TargetFault, wishes_of
from solon.cli.terminal import DONE, INVALID, OPEN, PROBLEMS, USAGE, load, stop
from solon.pipeline import Build

ROWS = 200_000
EVERY = 10.0
EXTRAS = {"polars": ("batch", ("polars", "pyarrow")), "spark": ("spark", ("pyspark", "pyarrow"))}


@click.command(short_help="Answer a table of situations.")
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option(
    "--engine",
    type=click.Choice(list(EXTRAS)),
    default="polars",
    show_default=True,
    help="Where it is worked out: in this process, or on Spark.",
)
@click.option("--on", default="", help='The day of every act, or "unknown". Else the column on_day, or no day.')
@click.option("--reading", "readings", multiple=True, metavar="ID=OPTION", help="Another reading.")
@click.option("--keep", multiple=True, metavar="COLUMN", help="A column that is no fact, to pass on.")
@click.option("--asked", multiple=True, metavar='"BEARER ACTION"', help="What to answer; everything if left out.")
@click.option("--everything-else-no", "rest_is_no", is_flag=True, help='Facts without a column are "no".')
@click.option("--require-determined", is_flag=True, help="Exit 4 when an answer is still undetermined.")
@click.pass_obj
def batch(
    policies: Path,
    source: str,
    target: str,
    engine: str,
    on: str,
    readings: tuple[str, ...],
    keep: tuple[str, ...],
    asked: tuple[str, ...],
    rest_is_no: bool,
    require_determined: bool,
) -> None:
    """Answer every row of a Parquet file IN, and write the answers to OUT.

    A column for each fact: true or false, the id of an option, or a day (9999-12-31 for one that never comes). Nothing
    in a row means unknown. For each deed there is a column with its status, and one with the norm that decides.
    """
    extra, packages = EXTRAS[engine]
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        stop(f"This needs {' and '.join(missing)}. Install: pip install 'solon[{extra}]'", USAGE)
    built, _ = load(policies)
    task = _task(built, source, target, on, readings, keep, asked, rest_is_no)
    if engine == "spark":
        from solon.cli.spark import on_spark

        tally = on_spark(built, policies, task)
    else:
        tally = _here(built, task)
    click.echo(f"{target}: {rows(tally.rows)}.", err=True)
    if tally.impossible:
        click.echo(f"{rows(tally.impossible)} cannot be, and have no answers; see the column impossible.", err=True)
    code = PROBLEMS if tally.impossible else OPEN if require_determined and tally.open else DONE
    raise click.exceptions.Exit(code)


def _task(
    built: Build,
    source: str,
    target: str,
    on: str,
    readings: tuple[str, ...],
    keep: tuple[str, ...],
    asked: tuple[str, ...],
    rest_is_no: bool,
) -> Task:
    try:
        wishes = wishes_of(built, readings, on or "column", None, keep)
    except TargetFault as fault:
        stop(str(fault), USAGE)
    if wishes.on == "left out":
        stop('Write --on with a day such as 2018-05-01, or "unknown"; or leave it out.', USAGE)
    day = None if wishes.on == "column" else wishes.on
    wanted = tuple((words.partition(" ")[0], words.partition(" ")[2].strip()) for words in asked)
    return Task(source, target, day, wishes, rest_is_no, wanted)


def _here(built: Build, task: Task) -> Tally:
    """Answer a file in this process, some rows at a time."""
    from solon.bulk.faults import WrongTable

    if Path(task.target).is_dir():
        stop(f'"{task.target}" is a folder. Name a file for the answers. Nothing was written.', USAGE)
    parquet: Any = import_module("pyarrow.parquet")
    arrow_faults: Any = import_module("pyarrow").lib.ArrowException
    tally = Tally()
    try:
        with parquet.ParquetFile(task.source) as file, _beside(Path(task.target)) as temporary:
            progress = Progress(file.metadata.num_rows)
            writer: Any = None
            try:
                for piece in _pieces(file):
                    answers = _answers(built, task, piece, progress, tally.rows)
                    writer = writer or parquet.ParquetWriter(temporary, answers.schema)
                    writer.write_table(answers)
                    progress.say(_count(tally, answers))
            finally:
                if writer is not None:
                    writer.close()
    except WrongTable as fault:
        stop(f"{fault}\nNothing was written.", INVALID)
    except OSError as fault:
        words = fault.strerror or str(fault)
        stop(f'"{task.source}" cannot be answered into "{task.target}": {words}. Nothing was written.', USAGE)
    except arrow_faults as fault:
        stop(f'"{task.source}" is no Parquet file that can be read: {fault}. Nothing was written.', INVALID)
    progress.done()
    return tally


def _pieces(file: Any) -> Generator[Any]:
    """The rows of a file as Arrow tables, some at a time; an empty table when it has none."""
    arrow: Any = import_module("pyarrow")
    if not file.metadata.num_rows:
        yield file.schema_arrow.empty_table()
    for found in file.iter_batches(batch_size=ROWS):
        yield arrow.Table.from_batches([found])


def _answers(built: Build, task: Task, piece: Any, progress: Progress, before: int) -> Any:
    return built.tables.decide_many(
        piece,
        task.on,
        readings=task.wishes.readings,
        everything_else_no=task.rest_is_no,
        keep=task.wishes.keep,
        asked=task.asked or None,
        progress=lambda done, left: progress.say(before, f"; {done:,} of {left:,} looked at one by one"),
    )


def _count(tally: Tally, answers: Any) -> int:
    """Add what came out to the tally; returns the rows so far."""
    tally.rows += answers.num_rows
    tally.impossible += answers.num_rows - answers.column("impossible").null_count
    for name in answers.column_names:
        if "__" in name and not name.endswith("__rule"):
            counts = answers.column(name).value_counts().to_pylist()
            tally.open += sum(one["counts"] for one in counts if one["values"] == "undetermined")
    return tally.rows


@contextmanager
def _beside(path: Path) -> Generator[str]:
    """A temporary file that takes its place when all went well, and is gone otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    try:
        yield temporary
        with open(temporary, "rb") as written:
            os.fsync(written.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.unlink(temporary)


class Progress:
    """Says how far it is: on a terminal all the time, elsewhere a line every few seconds."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.watched = sys.stderr.isatty()
        self.last = time.monotonic()

    def say(self, rows: int, more: str = "") -> None:
        """So many rows are done."""
        now = time.monotonic()
        if now - self.last < (0.2 if self.watched else EVERY):
            return
        self.last = now
        text = f"{rows:,} of {self.total:,} rows{more}"
        click.echo(f"\r\033[K{text}" if self.watched else text, err=True, nl=not self.watched)

    def done(self) -> None:
        """Take away what stands on the terminal."""
        if self.watched:
            click.echo("\r\033[K", err=True, nl=False)
