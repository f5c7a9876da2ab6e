"""A table of situations into a table of answers of the same kind.

Invariant: an error is never an answer. A row that cannot be gets the status `impossible`, and the blocks that say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Literal, TypeVar

import polars as pl

from solon.backends.plan import On, Table
from solon.backends.prepare import Preparations
from solon.backends.rules import rules_of
from solon.bulk.answers import Progress, Work, answered
from solon.bulk.columns import checked
from solon.bulk.exact import Exact, Key, exact_by
from solon.bulk.expressions import ON_DAY
from solon.bulk.faults import WrongTable
from solon.bulk.kinds import back, to_polars
from solon.engine.calendar import FIRST_DAY, LAST_DAY
from solon.engine.decide import Decider
from solon_dsl.nearest import did_you_mean

FEW = 10_000
T = TypeVar("T")


class Tables:
    """Answers tables under one set of rules.

    preparations: makes the formulas for a set of readings and some deeds, which takes a second or two. exact: what is
    asked about rows in doubt. few: up to how many answers with unknowns are left to the engine at once instead.
    """

    def __init__(self, preparations: Preparations, exact: Exact, few: int = FEW) -> None:
        self.rules = preparations.rules
        self.few = few
        self.prepared = preparations.of
        self.exact = exact

    def decide_many(
        self,
        table: T,
        on: date | Literal["unknown"] | None = None,
        *,
        readings: Mapping[str, str] | None = None,
        everything_else_no: bool = False,
        keep: Iterable[str] = (),
        asked: Iterable[Key] | None = None,
        rules: bool = True,
        progress: Progress | None = None,
    ) -> T:
        """The statuses of all deeds for each row of a table, and the norm that decides each.

        table: an Arrow table, a pandas or Polars frame, or the path of a Parquet file, with a column for each fact that
        is known of some rows. Facts are true or false, choices the ids of their options, dates days (9999-12-31 for one
        that never comes). Nothing in a row is unknown; a column that is left out is presumed as the rules say, else
        unknown. on: the day of every act; where it is left out, the column `on_day`, or, without one, no day: every
        instrument is taken to be in force. everything_else_no: facts without a column are "no". keep: columns that are
        no facts, and are passed on. asked: (bearer, deed) to answer; all if left out. rules: whether the deciding norm
        is wanted. progress: called with how many of the rows that need a closer look are done, and how many there are.

        Returns a table of the same kind (for a path, a Polars frame), row by row: what is kept; `impossible`, with the
        blocks that rule the row out; `BEARER__DEED` with the status; `BEARER__DEED__rule` with the norm that decides.
        Raises UnknownFact and WrongFact with everything that is wrong with the columns, ValueError for what else was
        asked for, TypeError for another kind of table, and TooLarge when a row needs too many steps.
        """
        kept, chosen = tuple(keep), dict(readings or {})
        wanted = None if asked is None else frozenset(asked)
        self.check(on, chosen, kept, wanted)
        frame = to_polars(table)
        found = checked(self.rules, frame, kept, has_day=on is None)
        day: On = on if on is not None else "column" if found.names.has_day else "left out"
        form = Table(found.names.inputs, day, everything_else_no, chosen)
        work = Work(self.rules, partial(self.prepared, chosen), self.exact, wanted, self.few, rules, progress)
        answers = answered(work, found, form)
        twice = sorted({*kept} & {*answers.columns})
        if twice:
            raise ValueError(f'The column "{twice[0]}" would stand beside an answer of the same name. Rename it.')
        out: T = back(pl.concat([frame.select(kept), answers], how="horizontal") if kept else answers, table)
        return out

    def check(
        self,
        on: date | Literal["unknown"] | None,
        readings: Mapping[str, str],
        keep: tuple[str, ...],
        asked: frozenset[Key] | None,
    ) -> None:
        """Make sure that what is asked for fits the rules. Raises WrongTable with everything that does not."""
        faults: list[str] = []
        if isinstance(on, date) and not FIRST_DAY <= on <= LAST_DAY:
            faults.append(f"The day of the act, {on}, is out of range. Days are from {FIRST_DAY} to {LAST_DAY}.")
        for name, option in readings.items():
            options = self.rules.options.get(name)
            if options is None:
                faults.append(f'There is no reading "{name}". {did_you_mean(name, self.rules.options, 0.6)}'.rstrip())
            elif option not in options:
                faults.append(f'The reading "{name}" has no option "{option}". Its options are: {", ".join(options)}.')
        known = {f"{deed.bearer} {deed.action}" for deed in self.rules.deeds}
        for bearer, action in sorted(asked or ()):
            words = f"{bearer} {action}"
            if words not in known:
                faults.append(f'No rule is about "{words}". {did_you_mean(words, known, 0.6)}'.rstrip())
        for name in keep:
            if name == ON_DAY and on is None:
                faults.append(f'"{ON_DAY}" is the day of the act, so it cannot be a column to keep as well.')
        if faults:
            raise WrongTable(faults)


def tables_of(decider: Decider) -> Tables:
    """What answers tables under the policy of a decider."""
    return Tables(Preparations(rules_of(decider.program)), exact_by(decider))
