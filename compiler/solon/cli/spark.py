"""`solon batch --engine spark`: Parquet in and out on Spark.

Invariant: the folder of answers appears when everything is in it.
"""

from __future__ import annotations

import os
import sys
import uuid
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from solon import pipeline
from solon.backends.plan import On, Table
from solon.bulk.exact import Exact, exact_by
from solon.cli.files import read_policies
from solon.cli.tables import Tally, Task
from solon.cli.terminal import INVALID, USAGE, stop


@dataclass(frozen=True)
class Engine:
    """Makes an engine from policy files, wherever it is called."""

    files: tuple[tuple[str, bytes], ...]
    lock: str

    def __call__(self) -> Exact:
        return exact_by(pipeline.checked(dict(self.files), self.lock).decider)


def on_spark(built: pipeline.Build, policies: Path, task: Task) -> Tally:
    """Answer Parquet on Spark: on the session that is there, or one on this machine."""
    sessions: Any = import_module("pyspark.sql").SparkSession
    spark_faults: Any = import_module("pyspark.errors").PySparkException
    # Without a cluster the workers run beside this process, with the same Python.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = sessions.builder.appName("solon batch").getOrCreate()
    place = _Place(spark, task.target)
    if place.taken:
        stop(f'"{task.target}" is there already. Take it away, or write somewhere else. Nothing was written.', USAGE)
    try:
        answers = _answers(spark, built, policies, task)
        answers.write.parquet(place.temporary)
        tally = _count(spark.read.parquet(place.temporary))
        place.keep()
    except spark_faults as fault:
        stop(f"Spark could not do it: {str(fault).splitlines()[0]}. Nothing was written.", INVALID)
    finally:
        place.clean()
    return tally


def _answers(spark: Any, built: pipeline.Build, policies: Path, task: Task) -> Any:
    from solon.bulk.faults import WrongTable
    from solon.bulk.spark import answered
    from solon.bulk.spark_columns import checked

    try:
        built.tables.check(task.on, task.wishes.readings, task.wishes.keep, frozenset(task.asked))
        frame, names = checked(built.rules, spark.read.parquet(task.source), task.wishes.keep, has_day=task.on is None)
    except WrongTable as fault:
        stop(f"{fault}\nNothing was written.", INVALID)
    day: On = task.on if task.on is not None else "column" if names.has_day else "left out"
    table = Table(names.inputs, day, task.rest_is_no, task.wishes.readings)
    deeds = tuple(deed.key for deed in built.rules.deeds if not task.asked or deed.key in task.asked)
    files, lock = read_policies(policies)
    engine = Engine(tuple(files.items()), lock)
    return answered(frame, built.preparations.of(task.wishes.readings, deeds), table, task.wishes.keep, deeds, engine)


def _count(answers: Any) -> Tally:
    functions: Any = import_module("pyspark.sql.functions")
    columns = [name for name in answers.columns if "__" in name and not name.endswith("__rule")]
    left = [functions.count_if(functions.col(name) == "undetermined") for name in columns]
    whole = functions.lit(0)
    for one in left:
        whole = whole + one
    row = answers.agg(functions.count("*"), functions.count("impossible"), whole).collect()[0]
    return Tally(int(row[0]), int(row[1]), int(row[2]))


class _Place:
    """The folder of answers on whatever file system Spark writes to, and a temporary one beside it."""

    def __init__(self, spark: Any, target: str) -> None:
        # The file systems of Spark are reached through its Java side.
        java, context = spark._jvm, spark._jsparkSession
        self.path = java.org.apache.hadoop.fs.Path(target)
        self.temporary = f"{self.path.getParent() or '.'!s}/.{self.path.getName()}.{uuid.uuid4().hex}"
        self.beside = java.org.apache.hadoop.fs.Path(self.temporary)
        self.system = self.path.getFileSystem(context.sessionState().newHadoopConf())

    @property
    def taken(self) -> bool:
        """Whether something is there already."""
        return bool(self.system.exists(self.path))

    def keep(self) -> None:
        """Put the temporary folder in its place."""
        if not self.system.rename(self.beside, self.path):
            raise OSError(f"{self.temporary} cannot be renamed to {self.path}")

    def clean(self) -> None:
        """Take the temporary folder away, if it is still there."""
        self.system.delete(self.beside, True)
