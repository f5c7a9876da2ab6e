"""Windows and days into words.

Invariant: first and last days count; a deadline moves neither of them.
"""

from __future__ import annotations

from solon.engine.wording import MONTHS
from solon.model.blocks import End, Window
from solon.model.days import Day, DayInYear, DayOf, FirstDayOf, FixedDay, LastDayOf, Shifted
from solon.publish.conditions import conditions
from solon.publish.html import Html, Part, el, items, join, text
from solon.publish.pen import Pen
from solon.wording import say_date


def windows(pen: Pen, listed: tuple[Window, ...]) -> Html | None:
    """The days on which something stands, or None when it stands on all days."""
    lines = [line for window in listed for line in _window(pen, window)]
    if not lines:
        return None
    return join([items(lines), el("p", "The first and the last day count.", class_="quiet")])


def stretch(pen: Pen, start: Day | None, ends: tuple[End, ...]) -> Html | None:
    """From one day to another, in words; None when neither is set."""
    if start is None and not ends:
        return None
    opening = join(["From ", day(pen, start)]) if start is not None else None
    return join([opening, _until(pen, ends, opening is not None)])


def day(pen: Pen, found: Day) -> Html:
    """A day in words, with links to the date or period that it hangs on."""
    match found:
        case FixedDay(fixed):
            return text(say_date(fixed))
        case DayOf(date_id):
            return pen.to(date_id, pen.policy.date_sentences[date_id])
        case DayInYear(month, number, date_id):
            return join(
                [f"{number} {MONTHS[month - 1]} of the year of ", pen.to(date_id, pen.policy.date_sentences[date_id])]
            )
        case Shifted(base, days):
            side = "after" if days > 0 else "before"
            count = "the day" if abs(days) == 1 else f"{abs(days)} days"
            return join([f"{count} {side} ", day(pen, base)])
        case FirstDayOf(period):
            return join(["the first day of ", pen.to(period, pen.policy.period_sentences[period])])
        case LastDayOf(period):
            return join(["the last day of ", pen.to(period, pen.policy.period_sentences[period])])


def _window(pen: Pen, window: Window) -> list[Part]:
    lines: list[Part] = []
    if window.during is not None:
        lines.append(join(["During ", pen.to(window.during, pen.policy.period_sentences[window.during])]))
    lines.append(stretch(pen, window.start, window.ends))
    if window.by is not None:
        lines.append(join(["To be done by ", day(pen, window.by), ", and kept up until the last day"]))
    return [line for line in lines if line]


def _until(pen: Pen, ends: tuple[End, ...], continued: bool) -> Html | None:
    word = " until " if continued else "Until "
    match ends:
        case ():
            return text(" on") if continued else None
        case (End(day=last, when=None),):
            return join([word, day(pen, last)])
        case _:
            listed = [join([day(pen, end.day), conditions(pen, end.when, "if") if end.when else None]) for end in ends]
            return join([f"{word}the earliest of these days:", items(listed)])
