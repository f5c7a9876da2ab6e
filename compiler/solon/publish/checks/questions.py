"""The questions of a worksheet into a table to tick answers in, in the order in which they are first needed.

Invariant: each question stands once, with every answer that it can have, and with “Not sure”.
"""

from __future__ import annotations

from collections.abc import Mapping

from solon.engine.graph import Variable
from solon.publish.checks.asking import Asking, letter
from solon.publish.checks.lists import Labels
from solon.publish.checks.worksheet import Worksheet, asked
from solon.publish.html import Html, Part, el, join, sentence

FEW = 3


def numbered(found: Worksheet) -> Mapping[Variable, int]:
    """The number of each question."""
    order: dict[Variable, int] = {}

    def look(names: tuple[Variable, ...]) -> None:
        for name in names:
            if name in found.results:
                look(asked(found.results[str(name)]))
            else:
                order.setdefault(name, len(order) + 1)

    for deed in found.deeds:
        for run in deed.runs:
            look(asked(run))
    return order


def questions_part(asking: Asking, found: Worksheet, numbers: Mapping[Variable, int], labels: Labels) -> Part:
    """The table of all questions."""
    if not numbers:
        return el("p", "There is nothing to answer.")
    uses: dict[Variable, list[str]] = {}
    for label, run in labels.runs(found):
        for variable in asked(run):
            uses.setdefault(variable, []).append(label)
    head = el("thead", el("tr", *(el("th", words, scope="col") for words in ("No.", "Question", "Answer"))))
    every = len(list(labels.runs(found)))
    rows = [_row(asking, number, one, uses[one] if every > 1 else []) for one, number in numbers.items()]
    body = el("tbody", Html("\n"), join(rows, Html("\n")), Html("\n"))
    return el("table", head, body, class_="sheet asked")


def _row(asking: Asking, number: int, variable: Variable, uses: list[str]) -> Html:
    options = asking.options(variable)
    hints = [words for words in asking.hints(variable) if words]
    if len(uses) <= FEW and uses:
        hints.append(f"For {' and '.join([', '.join(uses[:-1]), uses[-1]] if uses[1:] else uses)}.")
    says: list[Part] = [el("strong", asking.asks(variable))]
    if hints:
        says += [" ", el("span", " ".join(hints), class_="quiet")]
    if options:
        lettered = [
            el("li", tick(letter(at)), " ", sentence(words).removesuffix(".")) for at, words in enumerate(options)
        ]
        says.append(el("ul", join(lettered)))
    ticks = [tick("Not sure")] if options else [tick("Yes"), " ", tick("No"), " ", tick("Not sure")]
    return el("tr", el("th", str(number), scope="row"), el("td", *says), el("td", *ticks), id=f"q{number}")


def tick(words: str) -> Html:
    """A box to tick, with what it means; the style sheet draws the box."""
    return el("span", words, class_="tick")
