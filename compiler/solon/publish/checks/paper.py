"""The worksheet of a question into its page on paper: first all questions to answer, then the lists to work out.

Invariant: every question stands once; every row leads to a row further down its list, or to an answer.
"""

from __future__ import annotations

from solon.answer.decide import Decider
from solon.model.blocks import Question
from solon.publish.book import Book
from solon.publish.checks.asking import Asking
from solon.publish.checks.lists import Lists, labelled
from solon.publish.checks.pages import STYLE, check_path
from solon.publish.checks.questions import numbered, questions_part
from solon.publish.checks.worksheet import worksheet
from solon.publish.html import Html, Part, el, items, join, link, sentence
from solon.publish.page import Page
from solon.publish.pen import Pen


def paper_page(book: Book, decider: Decider, question: Question) -> Page:
    """The page of a question on paper."""
    path = f"{check_path(question.id)}-on-paper"
    pen = Pen(book, path)
    found = worksheet(decider.atlas.under({}), decider.program.questions[question.id].pairs)
    asking = Asking(book.policy, {name: pen.name(name) for name in book.policy.exceptions})
    labels = labelled(found)
    bearings = decider.program.graph.bearings
    texts = {one.instrument for deed in found.deeds for one in bearings.get((deed.pair[0], deed.pair[1].id), ())}
    numbers = numbered(found)
    parts: list[Part] = [
        el("h1", el("span", "Check on paper", class_="kind"), " ", question.asks),
        el(
            "p",
            "This is the whole check, for a pen instead of a browser. It asks more than the ",
            link(f"{check_path(question.id).rpartition('/')[2]}.html", "check in the browser"),
            ", which leaves out what cannot matter any more, and which needs JavaScript.",
        ),
        el("h2", "How to use it"),
        items(
            [
                "Part 1: answer each question once. Where it says for which lists a question is, and you do not need "
                "these lists, leave it out.",
                "Part 2: begin each list at its first row. Look up your answers by their numbers, and go where the "
                "row sends you. “R” and a number is a result: work it out once, in the list of that name.",
                "Not sure? Follow each answer. Where all lead to the same end, your doubt does not matter. "
                "Where they do not, ask whoever judges it.",
                "“Permitted” means that these texts do not forbid it. Their open questions are read as this site "
                "reads them.",
            ]
        ),
        el("h2", "Part 1: your answers"),
        questions_part(asking, found, numbers, labels),
        el("h2", "Part 2: the lists"),
        *Lists(pen, asking, numbers, labels).parts(found),
        el("h2", "Whom to ask"),
        items(
            join([pen.to(one.id), ": ", sentence(one.ask) or "it names no office of its own to ask."])
            for one in book.policy.instruments.values()
            if one.id in texts or not texts
        ),
        el(
            "p",
            "General information, not legal advice. Only these texts were looked at; other law may apply.",
            class_="quiet",
        ),
    ]
    return Page(path, f"{question.asks} On paper", "Check", join(parts, Html("\n")), STYLE)
