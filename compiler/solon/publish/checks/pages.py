"""The questions of a policy into the pages of its checks, each with its script.

Invariant: a page says what it needs before it needs it: without JavaScript it leads to its worksheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from solon.backends.javascript.pack import packed
from solon.backends.javascript.pieces import in_pieces
from solon.backends.javascript.slice import sliced
from solon.model.blocks import Question
from solon.publish.book import Book
from solon.publish.checks.scripts import Modules, Tables, page_code, page_script
from solon.publish.duties import dated_questions
from solon.publish.html import Html, Part, el, items, join, link, sentence
from solon.publish.names import id_words, proper_words
from solon.publish.page import Page
from solon.publish.pen import Pen
from solon.publish.places import duties_page

STYLE = (("style", "check"),)


def check_path(question: str) -> str:
    """The path of the page of a check, without its ending."""
    # `index` and `verify` belong to pages of their own.
    return f"check/{question}_" if question in ("index", "verify") else f"check/{question}"


def check_page(book: Book, question: Question) -> Page:
    """The page of one check."""
    path = check_path(question.id)
    name = path.rpartition("/")[2]
    pen = Pen(book, path)
    parts: list[Part] = [
        el("h1", question.asks, tabindex="-1"),
        el("p", "Answer one question after the other. You see at once what these rules say, and why.", class_="lead"),
        el(
            "p",
            "This check runs in your browser and needs JavaScript, which is off here. ",
            link(f"{name}-on-paper.html", "The same check on paper"),
            " needs nothing but a pen.",
            id="no-script",
        ),
        items(
            [
                "Only what can still change the answer is asked. You can always say that you are not sure.",
                "You can go back and change an answer. Later answers that still apply are kept.",
                "Your answers stay in your browser. Nothing is sent, and nothing is stored.",
            ]
        ),
        el("p", el("button", "Start", type="button", id="begin", class_="go", hidden="hidden")),
        el("h2", "What it is about"),
        items(sentence(book.policy.say_deed(deed)) for deed in question.about),
        el("p", "It looks at these texts and at no other law:"),
        items(pen.to(name) for name in book.policy.instruments),
        el(
            "p",
            link(f"{name}-on-paper.html", "This check on paper"),
            ". ",
            pen.page_at("check/verify", "Verify in your own browser that it answers as its rules say"),
            ".",
        ),
        el("p", "General information, not legal advice.", class_="quiet"),
    ]
    body = join(
        [
            el("div", join(parts, Html("\n")), id="check-start"),
            el("div", id="check"),
            el("script", src=f"{name}.js"),
        ],
        Html("\n"),
    )
    return Page(path, question.asks, "Check", body, (*STYLE, ("paper", f"{name}-on-paper.html")))


def checks_index(book: Book) -> Page:
    """The page that lists all checks."""
    listed = [link(f"{check_path(one.id)[6:]}.html", one.asks) for one in book.policy.questions.values()]
    body = join(
        [
            el("h1", "Check"),
            el(
                "p", "Each question is answered step by step, with reasons. Nothing leaves your browser.", class_="lead"
            ),
            items(listed, class_="checks"),
            el("h2", "Trust it"),
            items(
                [link("verify.html", "Verify it yourself"), "Each check also stands on paper, at the foot of its page."]
            ),
        ],
        Html("\n"),
    )
    return Page("check/index", "Check", "", body, STYLE)


def check_scripts(book: Book, tables: Mapping[str, Any], modules: Modules) -> Iterator[tuple[str, str]]:
    """The path and the text of the script of each check. tables: the artefact of the policy."""
    code = page_code("check", modules)
    for question in book.policy.questions.values():
        part = _part(tables, question)
        others = [
            [check_path(other.id)[6:], other.asks]
            for other in book.policy.questions.values()
            if other.id != question.id
        ]
        page = {"id": question.id, "asks": question.asks, "names": _names(book, part), "others": others}
        yield f"{check_path(question.id)}.js", _script(part, code, page)


def day_scripts(book: Book, tables: Mapping[str, Any], modules: Modules) -> Iterator[tuple[str, str]]:
    """The path and the text of the script of each page of duties with days."""
    code = page_code("planning", modules)
    for question, dates in dated_questions(book):
        part = _part(tables, question)
        page = {"id": question.id, "dates": [one.id for one in dates], "names": _names(book, part)}
        yield f"{duties_page(question.id)}.js", _script(part, code, page)


def _script(part: Mapping[str, Any], code: str, page: Mapping[str, Any]) -> str:
    core, told = packed(part)
    told, pieces = in_pieces(told)
    return page_script(Tables(part["revision"], core, told), code, {**page, "pieces": pieces})


def _part(tables: Mapping[str, Any], question: Question) -> dict[str, Any]:
    """The tables that a question rests on."""
    deeds = next(row["deeds"] for row in tables["questions"] if row["id"] == question.id)
    return sliced(tables, [(bearer, deed) for bearer, deed in deeds])


def _names(book: Book, part: Mapping[str, Any]) -> dict[str, str]:
    """The words for norms that are not just their ids."""
    large = proper_words(book.policy)
    return {row["id"]: words for row in part["norms"] if (words := id_words(large, row["id"])) != _plain(row["id"])}


def _plain(name: str) -> str:
    """What the browser makes of an id by itself."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
