"""The worksheets of a question into its page on paper: each answer says which number comes next.

Invariant: every number that an answer leads to stands further down on the same page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from solon.answer.decide import Decider
from solon.engine.deontic import STATUSES
from solon.engine.graph import DayReached, InForce, Variable
from solon.engine.wording import MONTHS, say_date
from solon.model.blocks import Question
from solon.publish.book import Book
from solon.publish.checks.pages import STYLE, check_path
from solon.publish.checks.worksheet import NormRun, Run, Worksheet, worksheet
from solon.publish.html import Html, Part, el, items, join, link, sentence
from solon.publish.norms import norm_words, status_tag
from solon.publish.page import Page
from solon.publish.pen import Pen

GO_ON = "It does not apply. Go on with the next list."


def paper_page(book: Book, decider: Decider, question: Question) -> Page:
    """The page of a question on paper."""
    path = f"{check_path(question.id)}-on-paper"
    lifted_by = {name: norm.lifted_by for name, norm in decider.program.norms.items()}
    sheet = decider.atlas.under({})
    found = [worksheet(sheet, pair, lifted_by) for pair in decider.program.questions[question.id].pairs]
    writer = _Writer(Pen(book, path), decider)
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
                "Begin at the first number of a list. Answer, and go to the number beside your answer.",
                "Where an answer stands in place of a number, the list has ended.",
                "Not sure? Follow each answer. Where all lead to the same end, your doubt does not matter. "
                "Where they do not, ask whoever judges it.",
                "The open questions of the texts are read here as this site reads them.",
            ]
        ),
        *(part for number, one in enumerate(found) for part in writer.deed(number, one)),
        el("h2", "Whom to ask"),
        items(
            join([writer.pen.to(one.id), ": ", sentence(one.ask) or "it names no office of its own to ask."])
            for one in book.policy.instruments.values()
        ),
        el(
            "p",
            "General information, not legal advice. Only these texts were looked at; other law may apply.",
            class_="quiet",
        ),
    ]
    return Page(path, f"{question.asks} On paper", "Check", join(parts, Html("\n")), STYLE)


@dataclass(frozen=True)
class _Writer:
    """Writes the lists of one page."""

    pen: Pen
    decider: Decider
    helped: set[Variable] = field(default_factory=set[Variable])

    def deed(self, number: int, found: Worksheet) -> Iterator[Part]:
        """The lists of one deed."""
        policy, (bearer, deed) = self.pen.policy, found.pair
        letter = _letter(number)
        yield el("h2", f"{letter}. {sentence(f'{policy.bearers[bearer].says}: {policy.say_deed(deed)}')}")
        if found.whole is not None:
            yield self.steps(letter, found.whole, lambda end: status_tag(STATUSES[end]))
            return
        yield el(
            "p",
            "There is one list for each rule, the strongest first. The first rule that applies gives the answer, "
            "and you can stop there. Where no rule applies, these instruments do not forbid it.",
        )
        for place, norm in enumerate(found.norms, 1):
            yield from self.norm(f"{letter}{place}", norm)

    def norm(self, label: str, found: NormRun) -> Iterator[Part]:
        """The lists of one rule: its own, then those of what lifts it."""
        policy = self.pen.policy
        names = [carrier.id for carrier in found.carriers]
        cited = [citation for name in names for citation in policy.governed[name].cites]
        words = sentence(norm_words(self.pen, policy.governed[names[0]]))
        yield el("h3", f"{label}. {words}")
        yield el("p", self.pen.cited(dict.fromkeys(cited)), ". ", self.pen.row(names), class_="quiet")
        applies = join(["It applies: ", status_tag(STATUSES[found.rung]), " Stop here."])
        lifters = [f"{label}{chr(ord('a') + at)}" for at in range(len(found.lifted))]
        after = (
            el("strong", f"It would apply. See whether something lifts it: go to list {lifters[0]}.")
            if lifters
            else applies
        )
        yield self.steps(label, found.run, _either(after, Html(GO_ON)))
        for at, (name, run) in enumerate(found.lifted):
            block = policy.governed[name]
            yield el("h4", f"{lifters[at]}. Exception: {self.pen.name(name)}")
            yield el("p", self.pen.cited(dict.fromkeys(block.cites)), ". ", self.pen.to(name), class_="quiet")
            last = at + 1 == len(lifters)
            no = applies if last else Html(f"It lifts nothing. Go to list {lifters[at + 1]}.")
            yield self.steps(lifters[at], run, _either(Html(f"It lifts the rule. {GO_ON}"), no))

    def steps(self, label: str, run: Run, say: Callable[[int], Html]) -> Part:
        """One list. say: an end in words."""
        if run.start < 0:
            return el("p", "Always: ", say(-1 - run.start))

        def target(goes: int) -> Part:
            if goes < 0:
                return say(-1 - goes)
            return join(["go to ", link(f"#{label}-{goes + 1}", f"{label}.{goes + 1}")])

        rows = [
            el(
                "li",
                el("span", f"{label}.{at + 1} {self.asks(step.variable)}", class_="step"),
                *self.hints(step.variable),
                items(join([f"{words}: ", target(goes)]) for words, goes in self.ways(step.variable, step.goes)),
                id=f"{label}-{at + 1}",
            )
            for at, step in enumerate(run.steps)
        ]
        return el("ol", join(rows, Html("\n")), class_="steps")

    def asks(self, variable: Variable) -> str:
        """A question in words."""
        policy = self.pen.policy
        match variable:
            case DayReached():
                return f"Is it done on or after this day: {self.day(variable)}?"
            case InForce(instrument, first, last):
                until = f" to {say_date(date.fromisoformat(last))}" if last else " on"
                title = policy.instruments[instrument].title
                days = f"from {say_date(date.fromisoformat(first))}{until}"
                return f"Is it done while this text is in force: {title} ({days})?"
            case _:
                return policy.inputs[variable].asks

    def day(self, found: DayReached) -> str:
        """A day in words."""
        if found.date:
            words = self.pen.policy.date_sentences[found.date]
            base = f"{found.day} {MONTHS[found.month - 1]} of the year of {words}" if found.month else words
        else:
            base = say_date(date.fromisoformat(found.fixed))
        if not found.shift:
            return base
        many = abs(found.shift)
        return f"{'the day' if many == 1 else f'{many} days'} {'after' if found.shift > 0 else 'before'} {base}"

    def hints(self, variable: Variable) -> Iterator[Part]:
        """What helps to answer, and who judges it: where a question stands first."""
        if variable in self.helped:
            return
        self.helped.add(variable)
        if isinstance(variable, DayReached) and variable.date:
            yield el("p", "Where that day has not come and none is set: no.", class_="quiet")
        found = self.pen.policy.inputs.get(variable) if isinstance(variable, str) else None
        if found is None:
            return
        presumed = {True: "yes", False: "no"}.get(found.presumed) if found.presumed is not None else None
        words = [
            sentence(found.help),
            sentence(f"Judged by: {found.judged_by}") if found.judged_by else "",
            sentence(f"If you know nothing else, take “{presumed}”: {found.because}") if presumed else "",
        ]
        if kept := " ".join(word for word in words if word):
            yield el("p", kept, class_="quiet")

    def ways(self, variable: Variable, goes: tuple[int, ...]) -> Iterator[tuple[str, int]]:
        """Each answer with where it leads; answers that lead to the same place stand together."""
        values = (
            self.decider.program.graph.values.get(variable, (False, True))
            if isinstance(variable, str)
            else (False, True)
        )
        found: dict[int, list[str]] = {}
        for value, to in sorted(zip(values, goes, strict=True), key=lambda item: item[0] is not True):
            found.setdefault(to, []).append(self.value(variable, value))
        yield from ((" – or: ".join(words), to) for to, words in found.items())

    def value(self, variable: Variable, value: bool | str) -> str:
        """An answer in words."""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        assert isinstance(variable, str)
        return sentence(dict(self.pen.policy.choices[variable].options)[value]).removesuffix(".")


def _either(yes: Html, no: Html) -> Callable[[int], Html]:
    """What the two ends of a list say."""
    return lambda end: yes if end else no


def _letter(number: int) -> str:
    """A, B, ..., Z, AA, AB, ..."""
    more, last = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + last)
