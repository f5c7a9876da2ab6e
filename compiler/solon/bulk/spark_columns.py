"""The columns of a Spark table into the facts that they are, or everything that is wrong with them.

Invariant: the messages are those for other tables. The values are looked at in one pass.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from solon.backends.rules import Given, Rules
from solon.backends.sql.formula import ON_DAY
from solon.bulk.names import NEVER, Names, mistyped, names_of, not_an_answer, out_of_range, refuse
from solon.bulk.spark import quoted
from solon.engine.calendar import FIRST_DAY, LAST_DAY

TYPES = {"fact": "boolean", "choice": "string", "date": "date"}


def checked(rules: Rules, frame: Any, keep: tuple[str, ...], has_day: bool) -> tuple[Any, Names]:
    """Understand the columns of a Spark table: the table with its facts under the names they have now.

    keep, has_day: as for other tables. Raises UnknownFact or WrongFact, with everything that is wrong.
    """
    named = names_of(rules, frame.columns, keep, has_day)
    found = named.names
    types = {field.name: field.dataType.typeName() for field in frame.schema.fields}
    kinds = {name: _kind(rules, known) for name, known in found.known.items()}
    bad = {name for name, kind in kinds.items() if types[name] not in (TYPES[kind], "void")}
    wrong = [mistyped(kinds[name], name, types[name]) for name in kinds if name in bad]
    wrong += _values(rules, frame, Names({name: known for name, known in found.known.items() if name not in bad}))
    refuse(named.unknown, (*named.wrong, *wrong))
    for name, known in found.known.items():
        frame = frame.withColumnRenamed(name, known)
    return frame, found


def _kind(rules: Rules, known: str) -> str:
    return "date" if known == ON_DAY else rules.inputs[known].kind


def _values(rules: Rules, frame: Any, found: Names) -> list[str]:
    """What is wrong with values, for each column with how many rows and one of the values."""
    functions: Any = import_module("pyspark.sql.functions")
    asked: list[tuple[str, str, Any]] = []
    for name, known in found.known.items():
        given = rules.inputs.get(known)
        wrong = _outside(functions.col(quoted(name)), given)
        if wrong is not None:
            asked.append((name, known, wrong))
    if not asked:
        return []
    counts = [functions.count_if(wrong) for _, _, wrong in asked]
    samples = [functions.min(functions.when(wrong, functions.col(quoted(name)))) for name, _, wrong in asked]
    row = frame.agg(*[one.alias(f"c{place}") for place, one in enumerate((*counts, *samples))]).collect()[0]
    out: list[str] = []
    for place, (name, known, _) in enumerate(asked):
        number, value = int(row[place]), str(row[place + len(asked)])
        if number:
            given = rules.inputs.get(known)
            options = given.options if given is not None else ()
            if given is not None and given.kind == "choice":
                out.append(not_an_answer(name, value, number, options))
            else:
                out.append(out_of_range(name, value, number, never=known != ON_DAY))
    return out


def _outside(values: Any, given: Given | None) -> Any:
    """Where a column has a value that it cannot have; None where its type sees to that."""
    if given is not None and given.kind == "fact":
        return None
    if given is not None and given.kind == "choice":
        return ~values.isin(list(given.options))
    outside = ~values.between(FIRST_DAY, LAST_DAY)
    return outside if given is None else outside & (values != NEVER)
