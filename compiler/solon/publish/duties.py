"""A question about deeds with days into the rule on paper: which days to fill in, and what stands from when until when.

Invariant: every norm that can bear on the deeds of the question stands here once; days are said as the policy says
them, from the dates that somebody has to give.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from solon.engine.deontic import Deed
from solon.model.blocks import DateInput, Governed, Period, Question, Window
from solon.model.conditions import DayWithin
from solon.publish.book import Book
from solon.publish.html import Html, Part, el, items, join, pairs, section, sentence
from solon.publish.norms import named_norm
from solon.publish.page import Page, page
from solon.publish.pen import Pen
from solon.publish.places import duties_page
from solon.publish.windows import day, stretch

_INDEX = "duties/index"
_LEAD = (
    "What has to be done when. Fill in the days and count from them. The first and the last day of each stretch count. "
    "Whether a duty stands at all depends on the conditions on its page."
)


def duty_pages(book: Book) -> Iterator[Page]:
    """A page for each question whose deeds have duties with days, and the page that lists these pages."""
    found = list(dated_questions(book))
    if found:
        pen = Pen(book, _INDEX)
        lines = [pen.page_at(duties_page(question.id), question.asks) for question, _ in found]
        lead = el("p", "Duties that have days of their own, question by question.", class_="lead")
        yield page(_INDEX, "Days and duties", "", lead, items(lines, class_="norms"))
        yield from (_duties_page(book, question) for question, _ in found)


def dated_questions(book: Book) -> Iterator[tuple[Question, list[DateInput]]]:
    """The questions whose deeds have duties with days, each with the dates to fill in."""
    for question in book.policy.questions.values():
        norms = _norms(book, question)
        if any(map(_windows, norms)):
            yield question, _rests_on(book, norms)[0]


def _norms(book: Book, question: Question) -> list[Governed]:
    """The norms that can bear on the deeds of a question, in policy order."""
    names = {found.norm for deed in question.about for found in book.bearings.on(Deed(deed.action))}
    return [block for name, block in book.policy.governed.items() if name in names]


def _windows(block: Governed) -> tuple[Window, ...]:
    """The days of a norm, with the periods that its conditions name as a `during:` line would."""
    named = (bullet.content for when in block.when for bullet in when.periods)
    return (*block.windows, *(Window(during=found.period) for found in named if isinstance(found, DayWithin)))


def _duties_page(book: Book, question: Question) -> Page:
    pen = Pen(book, duties_page(question.id))
    norms = _norms(book, question)
    dates, periods = _rests_on(book, norms)
    groups: dict[Html, list[Governed]] = {}
    for block in norms:
        groups.setdefault(_when(pen, block), []).append(block)
    undated = groups.pop(Html(""), [])
    # The script of the page fills this place.
    slot = el("div", id="days-by-computer")
    stretches = [(pen.to(one.id, one.says), stretch(pen, one.start, one.ends)) for one in periods]
    parts: list[Part] = [
        el("p", _LEAD, class_="lead"),
        section(
            "The days to fill in", slot, pairs([(pen.to(one.id, one.asks), _blank(one)) for one in dates], "blanks")
        ),
        section("The stretches of days", pairs(stretches, class_="words")),
        el("h2", "What stands when"),
        *(
            section(found, items((_norm(pen, one) for one in blocks), class_="norms"), level=3)
            for found, blocks in groups.items()
        ),
        section("On any day", items((named_norm(pen, one.id) for one in undated), class_="norms"), level=3),
    ]
    return page(pen.page, question.asks, "Days and duties", *parts, more=(("script", f"{pen.page}.js"),))


def _blank(found: DateInput) -> Html:
    help = el("p", sentence(found.help), class_="quiet") if found.help else None
    return join([el("p", "Day: ", el("span", "\u00a0", class_="blank")), help])


def _rests_on(book: Book, norms: list[Governed]) -> tuple[list[DateInput], list[Period]]:
    """The dates and periods that the days of some norms hang on, in policy order."""
    kinds = {"date", "period"}
    reached: set[str] = set()
    for block in norms:
        waiting = [name for name in book.rests_on[block.id] if name in book.places and book.places[name].kind in kinds]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += [
                    one for one in book.rests_on.get(name, ()) if one in book.places and book.places[one].kind in kinds
                ]
    policy = book.policy
    dates = [found for name, found in policy.dates.items() if name in reached]
    return dates, [found for name, found in policy.periods.items() if name in reached]


def _when(pen: Pen, block: Governed) -> Html:
    """The days of a norm in words, deadlines apart; nothing when it stands on any day."""
    runs = [line for found in _windows(block) if (line := _line(pen, replace(found, by=None)))]
    return join(dict.fromkeys(runs), "; ")


def _line(pen: Pen, window: Window) -> Html:
    """One window as a run of words."""
    during = (
        join(["During ", pen.to(window.during, pen.policy.period_sentences[window.during])]) if window.during else None
    )
    return join([during, stretch(pen, window.start, window.ends)], ", ")


def _norm(pen: Pen, block: Governed) -> Html:
    by = [el("p", "To be done by: ", day(pen, one.by)) for one in _windows(block) if one.by is not None]
    return join([named_norm(pen, block.id), *by])
