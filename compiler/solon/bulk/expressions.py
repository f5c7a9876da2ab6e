"""A plan into Polars expressions, layer by layer.

Invariant: the same three values as in SQL: null is unknown, and `&`, `|` and `~` are Kleene's.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from solon.backends.doubt import Doubt
from solon.backends.layers import layers
from solon.backends.plan import Plan, PlannedDeed
from solon.backends.rules import STATUSES, WEAK
from solon.backends.steps import Filled, Implied, Unknown
from solon.engine.calendar import FIRST_DAY, LAST_DAY
from solon.engine.graph import AllOf, AnyOf, Constant, DayReached, Deny, InForce, InputIs

ON_DAY = "on_day"
EPOCH = date(1970, 1, 1)
UNDETERMINED, IMPOSSIBLE = "undetermined", "impossible"
WORDS = pl.Enum([*STATUSES, UNDETERMINED, IMPOSSIBLE])


def given(name: str) -> str:
    """The name of the column of an input while a table is worked on; no step can have it."""
    return f"i_{name}"


class Expressions:
    """Writes the steps of one plan. columns: the steps that stand in a column already."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.columns: set[int] = set()
        self.written: dict[int, pl.Expr] = {}

    def worked_out(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """A frame with a column for every step that is used more than once."""
        for layer in layers(self.plan):
            frame = frame.with_columns([self.of(number).alias(f"n{number}") for number in layer])
            self.columns.update(layer)
        return frame

    def of(self, number: int) -> pl.Expr:
        """A step: its column, or written out."""
        if number in self.columns:
            return pl.col(f"n{number}")
        step = self.plan.steps[number]
        match step:
            case Constant(value):
                return pl.lit(value)
            case Unknown():
                return pl.lit(None, pl.Boolean)
            case Filled(name, must, cannot):
                forced = pl.when(self.of(must)).then(True).when(self.of(cannot)).then(False)
                return pl.coalesce(pl.col(given(name)), forced) if name else forced
            case InputIs(name, value):
                return pl.col(given(name)) if value is True else pl.col(given(name)) == value
            case InForce(_, first, last):
                return self.in_force(first, last)
            case DayReached():
                return self.reached(step)
            case Implied(first, second):
                return implied(first, second)
            case AllOf(inputs):
                return pl.all_horizontal([self.of(part) for part in inputs])
            case AnyOf(inputs):
                return pl.any_horizontal([self.of(part) for part in inputs])
            case Deny(source):
                return ~self.of(source)
            case _:
                raise TypeError(f"readings are put in before: {step}")

    def in_force(self, first: str, last: str) -> pl.Expr:
        """An instrument is in force on the day in the column."""
        start = pl.col(ON_DAY) >= date.fromisoformat(first)
        return start & (pl.col(ON_DAY) <= date.fromisoformat(last)) if last else start

    def reached(self, step: DayReached) -> pl.Expr:
        """The day of the act is not before a day."""
        on = self.plan.table.on
        if isinstance(on, date):
            day = on - timedelta(days=step.shift)
            # Written so that the date stands alone on its side.
            return pl.col(given(step.date)) <= (_latest(day, step) if step.month else day)
        # Days as numbers: arithmetic on dates themselves is many times slower.
        shifted = pl.col(ON_DAY).to_physical() - step.shift
        if step.fixed:
            return shifted >= (date.fromisoformat(step.fixed) - EPOCH).days
        found = pl.col(given(step.date))
        if not step.month:
            return shifted >= found.to_physical()
        return _in_year(step, found)


def _latest(day: date, step: DayReached) -> date:
    """The last day that a date may be, for a day and month in its year to be reached on a day."""
    year = day.year if (day.month, day.day) >= (step.month, step.day) else day.year - 1
    return date(year, 12, 31)


def _in_year(step: DayReached, found: pl.Expr) -> pl.Expr:
    """The day of the act is not before a day and month in the year of a date, some days later."""
    on, shift, year = pl.col(ON_DAY), step.shift, found.dt.year()
    ends = [date(year, step.month, step.day) + timedelta(days=shift) for year in (2001, 2004)]
    later = [(end.year - year, end.month, end.day) for end, year in zip(ends, (2001, 2004), strict=True)]
    if later[0] == later[1]:
        # The same day in leap years and others, so the shift can be taken off the day once and for all.
        more, month, day = later[0]
        year = year + more
    else:
        on, month, day = (on.to_physical() - shift).cast(pl.Date), step.month, step.day
    if (month, day) == (1, 1):
        return on.dt.year() >= year
    if day == 1:
        return on.dt.year() * 12 + on.dt.month() >= year * 12 + month
    return on.dt.year() * 10_000 + on.dt.month().cast(pl.Int32) * 100 + on.dt.day() >= year * 10_000 + month * 100 + day


def implied(first: DayReached, second: DayReached) -> pl.Expr:
    """The first comparison with a date makes the second hold, as in `backends/sql/formula.py`."""
    early = _last_year(first) < FIRST_DAY.year if first.month else _last_day(first) < FIRST_DAY
    late = _last_year(second) >= LAST_DAY.year if second.month else _last_day(second) >= LAST_DAY
    if first.month and second.month:
        order = _last_year(first) <= _last_year(second)
    elif second.month:
        order = _last_day(first).dt.year() <= _last_year(second)
    elif first.month:
        order = _last_year(first) < _earlier(second.shift - 1).dt.year()
    else:
        order = _last_day(first) <= _last_day(second)
    return order | early | late


def _earlier(days: int) -> pl.Expr:
    """The day so many days before the day of the act."""
    return (pl.col(ON_DAY).to_physical() - days).cast(pl.Date) if days else pl.col(ON_DAY)


def _last_day(step: DayReached) -> pl.Expr:
    """The last day that a date may be for its comparison to hold."""
    return _earlier(step.shift)


def _last_year(step: DayReached) -> pl.Expr:
    """The last year in which a date may be for a comparison with a day and month in its year to hold."""
    day = _last_day(step)
    number = day.dt.month().cast(pl.Int32) * 100 + day.dt.day()
    return day.dt.year() - (number < step.month * 100 + step.day).cast(pl.Int32)


def in_doubt(doubt: Doubt) -> pl.Expr:
    """The rows in doubt."""
    if doubt.always:
        return pl.lit(True)
    parts = [pl.col(ON_DAY).is_null()] if doubt.without_day else []
    if doubt.empty:
        parts.append(pl.all_horizontal([pl.col(given(name)).is_null() for name in doubt.empty]))
    return pl.any_horizontal(parts) if parts else pl.lit(False)


def status(deed: PlannedDeed, steps: Expressions, complete: bool) -> pl.Expr:
    """The status of a deed; unknown stops at `undetermined`, and goes on to no weaker status.

    Where only "permitted" is open it says "permitted", which is right wherever there is no doubt. complete: nothing is
    unknown in any row.
    """
    unknown, chain = pl.lit(UNDETERMINED, WORDS), pl.lit(STATUSES[-1], WORDS)
    for rung in reversed(deed.rungs):
        holds, word = steps.of(rung.node), pl.lit(STATUSES[rung.status], WORDS)
        chain = pl.when(holds).then(word).otherwise(chain)
        if not complete:
            # `when` takes null for "no", so what is unknown is looked for by itself.
            chain = pl.when(holds.is_null()).then(word if rung.status == WEAK else unknown).otherwise(chain)
    return chain


def rule(deed: PlannedDeed, steps: Expressions, complete: bool) -> pl.Expr:
    """The first norm that is known to apply, of those that give the status; null where there is none."""
    words = pl.Enum(sorted({norm.norm for rung in deed.rungs for norm in rung.norms}))
    chain = nothing = pl.lit(None, words)
    for rung in reversed(deed.rungs):
        if complete:
            for norm in reversed(rung.norms):
                chain = pl.when(steps.of(norm.node)).then(pl.lit(norm.norm, words)).otherwise(chain)
            continue
        holds = steps.of(rung.node)
        # Where a status is certain and none of its norms is, no weaker norm decides.
        first = nothing
        for norm in reversed(rung.norms):
            first = pl.when(steps.of(norm.node)).then(pl.lit(norm.norm, words)).otherwise(first)
        chain = pl.when(holds.is_null()).then(nothing).otherwise(pl.when(holds).then(first).otherwise(chain))
    return chain


def asks(deed: PlannedDeed, steps: Expressions) -> pl.Expr:
    """The rows in which the first norm that is not known not to apply is itself unknown."""
    chain = pl.lit(False)
    for rung in reversed(deed.rungs):
        for norm in reversed(rung.norms):
            holds = steps.of(norm.node)
            chain = pl.when(holds.is_null()).then(True).otherwise(pl.when(holds).then(False).otherwise(chain))
    return chain
