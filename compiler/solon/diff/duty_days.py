"""The windows and deadlines of the norms of two versions into those whose days are written otherwise.

Invariant: days are compared as they are worked out, with periods put in; how a day is written does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.diff.content import conditions_content, day_content
from solon.diff.result import DutyDays
from solon.engine.deontic import Modality
from solon.model.blocks import Either, Rule, Window
from solon.model.days import Day, FirstDayOf, LastDayOf, Shifted, say_day
from solon.model.policy import Policy

DUTIES = frozenset((Modality.MUST, Modality.SHOULD, Modality.MUST_NOT, Modality.SHOULD_NOT))


def duty_days(old: Policy, new: Policy) -> Iterator[DutyDays]:
    """The duties of both versions whose days differ, in the order of the new one."""
    for name in (*new.rules, *new.eithers):
        before, now = _block(old, name), _block(new, name)
        if before is None or now is None or _modality(now) not in DUTIES:
            continue
        if _content(old, before.windows) != _content(new, now.windows):
            yield DutyDays(name, tuple(_lines(old, before.windows)), tuple(_lines(new, now.windows)))


def _block(policy: Policy, name: str) -> Rule | Either | None:
    return policy.rules.get(name) or policy.eithers.get(name)


def _modality(block: Rule | Either) -> Modality:
    return block.norm.modality if isinstance(block, Rule) else block.modality


def _content(policy: Policy, windows: tuple[Window, ...]) -> frozenset[object]:
    """Every day that a window rests on, with what it does there."""
    found: set[object] = set()
    for kind, day, when in _days(policy, windows):
        found.add((kind, _resolved(policy, day), when))
    return frozenset(found)


def _days(policy: Policy, windows: tuple[Window, ...]) -> Iterator[tuple[str, Day, object]]:
    for window in windows:
        period = policy.periods[window.during] if window.during else None
        for start in (period.start if period else None, window.start):
            if start is not None:
                yield "from", start, None
        for end in (*(period.ends if period else ()), *window.ends):
            yield "until", end.day, conditions_content(end.when)
        if window.by is not None:
            yield "by", window.by, None


def _resolved(policy: Policy, day: Day, shift: int = 0) -> object:
    """A day without periods."""
    match day:
        case Shifted(base, days):
            return _resolved(policy, base, shift + days)
        case FirstDayOf(period):
            start = policy.periods[period].start
            return None if start is None else _resolved(policy, start, shift)
        case LastDayOf(period):
            ends = policy.periods[period].ends
            return frozenset((_resolved(policy, end.day, shift), conditions_content(end.when)) for end in ends)
        case _:
            return day_content(day, shift)


def _lines(policy: Policy, windows: tuple[Window, ...]) -> Iterator[str]:
    for kind, day, when in _days(policy, windows):
        yield f"{kind}: {_say(policy, day)}" + (", under conditions" if when is not None else "")


def _say(policy: Policy, day: Day) -> str:
    """A day in words, with the days that a period stands for."""
    words = say_day(day, policy.date_sentences, policy.period_sentences)
    base = day
    while isinstance(base, Shifted):
        base = base.base
    match base:
        case FirstDayOf(period):
            inner = [end for end in (policy.periods[period].start,) if end is not None]
        case LastDayOf(period):
            inner = [end.day for end in policy.periods[period].ends]
        case _:
            return words
    return f"{words} ({'; or '.join(_say(policy, one) for one in inner)})" if inner else words
