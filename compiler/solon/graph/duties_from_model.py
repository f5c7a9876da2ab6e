"""The policy into the flat table of its duties.

Invariant: the nodes and days of a row are those of `reference/duties.py`, with nothing known yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from solon.engine.deontic import Modality
from solon.engine.duty_table import DutyDay, DutyRow, DutyWindow, Earliest, EndsOn
from solon.engine.graph import DayReached
from solon.model.blocks import Either, End, Period, Rule, Window
from solon.model.conditions import DayWithin, UnderReading
from solon.model.days import Day, DayInYear, DayOf, FirstDayOf, FixedDay, LastDayOf, Shifted

if TYPE_CHECKING:
    from solon.graph.from_model import Compiler

DUTIES = (Modality.MUST, Modality.SHOULD)
STRICT = (Modality.MUST_NOT, Modality.SHOULD_NOT)
There = tuple[UnderReading | None, Window]


def duty_rows(compiler: Compiler) -> tuple[DutyRow, ...]:
    """A row for every rule and either that can be a duty, in policy order. A prohibition is one if it has days."""
    policy = compiler.policy
    blocks: tuple[Rule | Either, ...] = (*policy.rules.values(), *policy.eithers.values())
    rows = _Rows(compiler)
    return tuple(
        rows.row(block, modality)
        for block in blocks
        if (modality := _modality(block)) in DUTIES or (modality in STRICT and any(_windows(block)))
    )


def _modality(block: Rule | Either) -> Modality:
    return block.norm.modality if isinstance(block, Rule) else block.modality


def _windows(block: Rule | Either) -> Iterator[There]:
    """The windows of a block, and the periods that its conditions name as a `during:` line would."""
    yield from ((None, window) for window in block.windows)
    for when in block.when:
        for bullet in when.periods:
            if isinstance(bullet.content, DayWithin):
                yield bullet.reading, Window(during=bullet.content.period)


class _Rows:
    """Makes the rows of one policy, and the nodes that they need."""

    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler
        self.policy = compiler.policy
        self.build = compiler.build

    def row(self, block: Rule | Either, modality: Modality) -> DutyRow:
        """The row of one block."""
        windows = tuple(_windows(block))
        instrument = self.policy.instruments[block.instrument]
        return DutyRow(
            norm=block.id,
            bearer=block.norm.bearer if isinstance(block, Rule) else block.bearer,
            action=block.norm.deed.id if isinstance(block, Rule) else "",
            one_of=() if isinstance(block, Rule) else tuple(option.id for option in block.options),
            modality=modality.value,
            owed=self.compiler.named(f"owed {block.id}", lambda: self.compiler.owed(block)),
            inside=self.compiler.named(f"inside {block.id}", lambda: self.inside(windows)),
            ended=self.compiler.named(f"ended {block.id}", lambda: self.ended(windows)),
            waiting=self.compiler.named(f"waiting {block.id}", lambda: self.waiting(windows)),
            first=instrument.in_force_from.isoformat(),
            last=instrument.in_force_until.isoformat() if instrument.in_force_until else "",
            windows=tuple(self.window(reading, window) for reading, window in windows),
        )

    def inside(self, windows: Iterable[There]) -> int:
        """The day of the act is in all windows; one of another reading is not asked for."""
        return self.build.all_of([
            self.build.any_of((self.build.deny(self.compiler.reading(reading)), self.compiler.window(window)))
            for reading, window in windows
        ])  # fmt: skip

    def ended(self, windows: Iterable[There]) -> int:
        """The day of the act is after an end of some window."""
        return self.build.any_of([
            self.build.all_of((self.compiler.reading(reading), self.compiler.ended(end, 1)))
            for reading, window in windows
            for part in self.parts(window)
            for end in part.ends
        ])  # fmt: skip

    def waiting(self, windows: Iterable[There]) -> int:
        """The day of the act is before the start of some window."""
        return self.build.any_of([
            self.build.all_of((self.compiler.reading(reading), self.build.deny(self.compiler.day(part.start))))
            for reading, window in windows
            for part in self.parts(window)
            if part.start is not None
        ])  # fmt: skip

    def parts(self, window: Window) -> tuple[Period | Window, ...]:
        """A window, after the period that it names."""
        return (window,) if window.during is None else (self.policy.periods[window.during], window)

    def window(self, reading: UnderReading | None, window: Window) -> DutyWindow:
        """The days of a window."""
        parts = self.parts(window)
        return DutyWindow(
            self.compiler.reading(reading),
            tuple(self.day(part.start) for part in parts if part.start is not None),
            self.ends(end for part in parts for end in part.ends),
            () if window.by is None else (self.day(window.by),),
        )

    def ends(self, found: Iterable[End], shift: int = 0) -> tuple[EndsOn, ...]:
        """Days that end a window, with the nodes of their conditions."""
        return tuple(EndsOn(self.compiler.conditions(end.when), self.day(end.day, shift)) for end in found)

    def day(self, day: Day, shift: int = 0) -> DutyDay:
        """A day expression, `shift` days later, with the edges of periods put in."""
        match day:
            case Shifted(base, days):
                return self.day(base, shift + days)
            case FirstDayOf(period):
                start = self.policy.periods[period].start
                return None if start is None else self.day(start, shift)
            case LastDayOf(period):
                return Earliest(self.ends(self.policy.periods[period].ends, shift))
            case FixedDay(fixed):
                return DayReached("", 0, 0, fixed.isoformat(), shift)
            case DayOf(date_id):
                return DayReached(date_id, 0, 0, "", shift)
            case DayInYear(month, number, date_id):
                return DayReached(date_id, month, number, "", shift)
