"""One step of a plan into a boolean SQL expression.

Invariant: the same text means the same on DuckDB and Spark. `NULL` is unknown; a comparison with it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from solon.backends.plan import Plan
from solon.backends.steps import Filled, Implied, Unknown
from solon.engine.calendar import FIRST_DAY, LAST_DAY
from solon.engine.graph import AllOf, AnyOf, Constant, DayReached, Deny, InForce, InputIs

# Parsers of SQL read "a AND b AND c" as nested pairs, and give up where these are too many.
WIDE = 50
ON_DAY = "on_day"
NULL = "CAST(NULL AS BOOLEAN)"


def literal(text: str) -> str:
    """Text as an SQL string. Ids of options are plain words; a quote is doubled all the same."""
    return "'" + text.replace("'", "''") + "'"


def day_literal(day: date) -> str:
    """A day as an SQL date."""
    return f"DATE '{day.isoformat()}'"


class Formulas:
    """Writes the steps of one plan. columns: the steps that stand in a column of an earlier layer."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.columns: set[int] = set()

    def of(self, number: int) -> str:
        """A step: the name of its column, or written out."""
        return f"n{number}" if number in self.columns else self.written(number)

    def written(self, number: int) -> str:
        """A step, written out."""
        step = self.plan.steps[number]
        match step:
            case Constant(value):
                return "TRUE" if value else "FALSE"
            case Unknown():
                return NULL
            case InputIs(name, value):
                return f"i_{name}" if value is True else f"(i_{name} = {literal(str(value))})"
            case Filled(name, must, cannot):
                given = f"WHEN i_{name} IS NOT NULL THEN i_{name} " if name else ""
                return f"CASE {given}WHEN {self.of(must)} THEN TRUE WHEN {self.of(cannot)} THEN FALSE END"
            case InForce(_, first, last):
                start = f"(on_day >= DATE '{first}')"
                return f"({start} AND (on_day <= DATE '{last}'))" if last else start
            case DayReached():
                return f"({self.reached(step)})"
            case Implied(first, second):
                return implied(first, second)
            case AllOf(inputs):
                return joined([self.of(part) for part in inputs], " AND ")
            case AnyOf(inputs):
                return joined([self.of(part) for part in inputs], " OR ")
            case Deny(source):
                return f"NOT ({self.of(source)})"
            case _:
                raise TypeError(f"readings are put in before: {step}")

    def reached(self, step: DayReached) -> str:
        """The day of the act is not before a day: the shift is taken off the day of the act, which is never far off."""
        on = self.plan.table.on
        if isinstance(on, date):
            day = on - timedelta(days=step.shift)
            shifted, number = day_literal(day), str(day.year * 10_000 + day.month * 100 + day.day)
        else:
            shifted = shift_of("on_day", step.shift)
            number = (
                f"{part_of('YEAR', shifted)} * 10000 + {part_of('MONTH', shifted)} * 100 + {part_of('DAY', shifted)}"
            )
        if step.fixed:
            return f"{shifted} >= DATE '{step.fixed}'"
        if not step.month:
            return f"{shifted} >= i_{step.date}"
        return f"{number} >= {part_of('YEAR', f'i_{step.date}')} * 10000 + {step.month * 100 + step.day}"


def implied(first: DayReached, second: DayReached) -> str:
    """The first comparison makes the second hold: the last day that the date may be for the first is no later.

    Where it lies before all days that a date can be, or that of the second after them, so it is as well.
    """
    early = (
        f"{_last_year(first)} < {FIRST_DAY.year}" if first.month else f"{_last_day(first)} < {day_literal(FIRST_DAY)}"
    )
    late = (
        f"{_last_year(second)} >= {LAST_DAY.year}"
        if second.month
        else f"{_last_day(second)} >= {day_literal(LAST_DAY)}"
    )
    if first.month and second.month:
        order = f"{_last_year(first)} <= {_last_year(second)}"
    elif second.month:
        order = f"{part_of('YEAR', _last_day(first))} <= {_last_year(second)}"
    elif first.month:
        # The last day of a year has come when the next day is in a later one.
        order = f"{_last_year(first)} < {part_of('YEAR', shift_of(ON_DAY, second.shift - 1))}"
    else:
        order = f"{_last_day(first)} <= {_last_day(second)}"
    return f"({order} OR {early} OR {late})"


def _last_day(step: DayReached) -> str:
    """The last day that a date may be for its comparison to hold."""
    return shift_of(ON_DAY, step.shift)


def _last_year(step: DayReached) -> str:
    """The last year in which a date may be for a comparison with a day and month in its year to hold."""
    day = _last_day(step)
    number = f"{part_of('MONTH', day)} * 100 + {part_of('DAY', day)}"
    return f"({part_of('YEAR', day)} - CASE WHEN {number} < {step.month * 100 + step.day} THEN 1 ELSE 0 END)"


def shift_of(column: str, days: int) -> str:
    """A day so many days earlier."""
    return column if not days else f"{column} - {days}" if days > 0 else f"{column} + {-days}"


def part_of(part: str, day: str) -> str:
    """The year, month or day of a date."""
    return f"EXTRACT({part} FROM {day})"


def joined(found: Iterable[str], word: str) -> str:
    """Many parts joined by a word, in groups of groups where they are very many."""
    texts = list(found)
    while len(texts) > WIDE:
        texts = ["(" + word.join(texts[at : at + WIDE]) + ")" for at in range(0, len(texts), WIDE)]
    return "(" + word.join(texts) + ")"
