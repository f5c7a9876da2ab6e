"""The days of a policy into their changes: a line of a window left out, or its day moved by one.

Invariant: a window that a group gives to its members is one window, and is changed in all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from solon.engine.calendar import FIRST_DAY, LAST_DAY
from solon.model.blocks import Instrument, Window
from solon.model.days import Day, Shifted, say_day
from solon.model.policy import Policy
from solon.mutate.mutant import Changed, Kind, Mutant, instrument_of, with_blocks
from solon.mutate.places import Norms, before, given, put
from solon_dsl.diagnostic import Span

SIDES = ((1, "a day later"), (-1, "a day earlier"))


@dataclass(frozen=True)
class Edit:
    """One change of a window. says: up to the id of the block."""

    kind: Kind
    says: str
    window: Window


def day_mutants(policy: Policy) -> Iterator[Mutant]:
    """Every change of a day or a line of a window: in groups, norms, periods, and for the instruments themselves."""
    for group in policy.groups.values():
        members = [policy.governed[name] for name in group.members]
        if members and group.windows:
            spots = [(member, before(policy, member, group)[1]) for member in members]
            yield from _of_window(policy, group.id, group.span, spots)
    for block in policy.governed.values():
        for number in range(given(policy, block)[1], len(block.windows)):
            yield from _of_window(policy, block.id, block.span, [(block, number)])
    for period in policy.periods.values():
        for edit in _edits(policy, Window(None, period.start, period.ends)):
            changed = replace(period, start=edit.window.start, ends=edit.window.ends)
            yield _mutant(policy, edit, period.id, period.span, [changed])
    for instrument in policy.instruments.values():
        yield from _of_instrument(policy, instrument)


def _of_window(policy: Policy, name: str, span: Span, spots: list[tuple[Norms, int]]) -> Iterator[Mutant]:
    """The changes of a window that stands in several blocks, the same in each but for what "it" means there."""
    found = [list(_edits(policy, block.windows[number])) for block, number in spots]
    for same in zip(*found, strict=True):
        changed: list[Changed] = []
        for (block, number), edit in zip(spots, same, strict=True):
            left = put(block.windows, number, edit.window)
            changed.append(replace(block, windows=tuple(one for one in left if one != Window())))
        yield _mutant(policy, same[0], name, span, changed)


def _edits(policy: Policy, window: Window) -> Iterator[Edit]:
    """Every change of a window, line by line."""

    def line(name: str, day: Day) -> str:
        return f'"{name}: {say_day(day, policy.date_sentences, policy.period_sentences)}"'

    if window.during is not None:
        says = f'"during: {policy.periods[window.during].says}" is left out of'
        yield Edit(Kind.DROP_DAY, says, replace(window, during=None))
    if window.start is not None:
        words = line("from", window.start)
        yield Edit(Kind.DROP_DAY, f"{words} is left out of", replace(window, start=None))
        for by, side in SIDES:
            yield Edit(Kind.SHIFT_DAY, _moves(words, side), replace(window, start=shifted(window.start, by)))
    for place, end in enumerate(window.ends):
        words = line("until", end.day)
        ends = (*window.ends[:place], *window.ends[place + 1 :])
        yield Edit(Kind.DROP_DAY, f"{words} is left out of", replace(window, ends=ends))
        for by, side in SIDES:
            moved = put(window.ends, place, replace(end, day=shifted(end.day, by)))
            yield Edit(Kind.SHIFT_DAY, _moves(words, side), replace(window, ends=moved))
    if window.by is not None:
        words = line("by", window.by)
        yield Edit(Kind.DROP_DAY, f"{words} is left out of", replace(window, by=None))
        for by, side in SIDES:
            yield Edit(Kind.SHIFT_DAY, _moves(words, side), replace(window, by=shifted(window.by, by)))


def _moves(words: str, side: str) -> str:
    return f"{words} is {side} in"


def _of_instrument(policy: Policy, found: Instrument) -> Iterator[Mutant]:
    """The first and the last day in force, moved."""
    for name, day in (("in_force_from", found.in_force_from), ("in_force_until", found.in_force_until)):
        for by, side in SIDES:
            if day is not None and (moved := _inside(day, by)) is not None:
                words = f'"{name.replace("_", " ")}: {day.isoformat()}"'
                edit = Edit(Kind.SHIFT_DAY, _moves(words, side), Window())
                fields: dict[str, Any] = {name: moved}
                yield _mutant(policy, edit, found.id, found.span, [replace(found, **fields)])


def _inside(day: date, by: int) -> date | None:
    """A day moved. The ends of the calendar stay, since no day lies beyond them."""
    return day + timedelta(by) if FIRST_DAY < day < LAST_DAY else None


def _mutant(policy: Policy, edit: Edit, block: str, span: Span, changed: list[Changed]) -> Mutant:
    near = tuple(one.id for one in changed)
    new = with_blocks(policy, changed)
    return Mutant(edit.kind, block, near, instrument_of(policy, block), span, f"{edit.says} {block}", new)


def shifted(day: Day, by: int) -> Day:
    """A day expression some days later."""
    if isinstance(day, Shifted):
        return shifted(day.base, day.days + by)
    return Shifted(day, by) if by else day
