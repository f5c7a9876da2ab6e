"""The questions that people have into one page, each with the rules that answer it.

Invariant: a question leads to every norm that can bear on its actions.
"""

from __future__ import annotations

from solon.engine.deontic import Deed
from solon.model.blocks import Question
from solon.publish.actions import bearings
from solon.publish.book import Book
from solon.publish.html import Part, el, join, section, sentence
from solon.publish.page import Page, page
from solon.publish.pen import Pen


def questions_page(book: Book) -> Page:
    """The page of all questions."""
    pen = Pen(book, "questions")
    lead = el("p", "Questions that people ask, and the rules that bear on the answer.", class_="lead")
    parts = [_question(pen, question) for question in book.policy.questions.values()]
    return page("questions", "Start with a question", "", lead, *parts)


def _question(pen: Pen, question: Question) -> Part:
    parts = [part for deed in question.about for part in _deed(pen, deed)]
    return section(question.asks, *parts, id=f"question-{question.id}")


def _deed(pen: Pen, deed: Deed) -> list[Part]:
    title = sentence(pen.policy.say_deed(deed)).removesuffix(".")
    found = bearings(pen, pen.book.bearings.on(deed))
    return [join([el("h3", pen.to(deed.action, title)), found or el("p", "No rule is about this.")])]
