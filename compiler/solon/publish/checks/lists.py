"""The lists of a worksheet into tables: each row asks about answers by their numbers, and says where to go.

Invariant: a list ends in an answer, or sends on to the next list of its deed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from solon.engine.deontic import STATUSES, Status
from solon.engine.graph import Variable
from solon.publish.checks.asking import Asking, letter
from solon.publish.checks.rows import Branch, Row, Run, Test
from solon.publish.checks.worksheet import Deed, Worksheet
from solon.publish.html import Html, Part, el, join, link, sentence
from solon.publish.norms import norm_words, status_tag
from solon.publish.pen import Pen

# R is for results.
LETTERS = "ABCDEFGHIJKLMNOPQSTUVWXYZ"
Say = Callable[[int], Html]


@dataclass(frozen=True)
class Labels:
    """What each list is called. results: by name. deeds: in order."""

    results: Mapping[str, str]
    deeds: tuple[str, ...]

    def runs(self, found: Worksheet) -> Iterator[tuple[str, Run]]:
        """Each list with its label."""
        for name, run in found.results.items():
            yield self.results[name], run
        for label, deed in zip(self.deeds, found.deeds, strict=True):
            if deed.whole is not None:
                yield label, deed.whole
            for place, norm in enumerate(deed.norms, 1):
                yield f"{label}{place}", norm.run


def labelled(found: Worksheet) -> Labels:
    """Results are R1, R2 and so on; deeds are A, B, C."""
    results = {name: f"R{place}" for place, name in enumerate(found.results, 1)}
    return Labels(results, tuple(_capital(place) for place in range(len(found.deeds))))


@dataclass(frozen=True)
class Lists:
    """Writes the lists of one page. numbers: of the questions."""

    pen: Pen
    asking: Asking
    numbers: Mapping[Variable, int]
    labels: Labels

    def parts(self, found: Worksheet) -> Iterator[Part]:
        """All lists: what several use, then one deed after the other."""
        if found.results:
            yield el("h3", "Results")
            yield el("p", "Work out a result when a list asks for it, and tick it here.")
            yield _table(self.result(name, run) for name, run in found.results.items())
        for label, deed in zip(self.labels.deeds, found.deeds, strict=True):
            yield from self.deed(label, deed)

    def result(self, name: str, run: Run) -> Html:
        """The list of one result, with boxes for it."""
        label = self.labels.results[name]
        ticks = join(el("span", words, class_="tick") for words in ("Yes", "No", "Not sure"))
        head = join([el("strong", sentence(self.asking.says(name, True))), " ", el("span", ticks, class_="ticks")])
        return self.body(label, head, run, lambda end: Html(f"{label} is {'yes' if end else 'no'}."))

    def deed(self, label: str, found: Deed) -> Iterator[Part]:
        """The lists of one deed."""
        policy, (bearer, deed) = self.pen.policy, found.pair
        yield el("h3", f"{label}. {sentence(f'{policy.bearers[bearer].says}: {policy.say_deed(deed)}')}", id=label)
        if found.whole is not None:
            if found.whole.start < 0:
                yield el("p", "Always: ", _status(-1 - found.whole.start))
            else:
                yield _table([self.body(label, None, found.whole, _status)])
            return
        yield el(
            "p",
            "Each rule has its list, the strongest rules first. The first rule that applies gives the answer, "
            "and you can stop there. Where no rule applies, these instruments do not forbid it.",
        )
        yield _table(self.norms(label, found))

    def norms(self, label: str, found: Deed) -> Iterator[Html]:
        """The lists of the norms of a deed, each of which leads to the next one."""
        policy = self.pen.policy
        for place, norm in enumerate(found.norms, 1):
            names = [carrier.id for carrier in norm.carriers]
            cited = dict.fromkeys(citation for name in names for citation in policy.governed[name].cites)
            own = f"{label}{place}"
            words = sentence(norm_words(self.pen, policy.governed[names[0]]))
            source = el("span", self.pen.cited(cited), ". ", self.pen.row(names), ".", class_="quiet")
            last = place == len(found.norms)
            after = _status(STATUSES.index(Status.PERMITTED)) if last else _go(f"{label}{place + 1}")
            applies = join([_status(norm.rung), " Stop."])
            yield self.body(own, join([el("strong", words), " ", source]), norm.run, _either(applies, after))

    def body(self, label: str, head: Html | None, run: Run, say: Say) -> Html:
        """The rows of one list. head: what it is about, where its table has several. say: an end in words."""
        if run.start < 0:
            cells = el("td", head, el("p", "Always.")), el("td", say(-1 - run.start))
            return el("tbody", el("tr", el("th", label, scope="row"), *cells, id=label))

        def target(goes: int) -> Html:
            return say(-1 - goes) if goes < 0 else _go(names[goes])

        # A list of one row is called like the list, and says itself what it is about.
        names = [label if len(run.rows) == 1 else f"{label}.{at}" for at in range(1, len(run.rows) + 1)]
        above = names[0] != label and head
        listed = [el("tr", el("th", label, scope="row"), el("td", head, colspan="2"), id=label)] if above else []
        for name, row in zip(names, run.rows, strict=True):
            asks, *ways = self.cells(row, target)
            first = head if name == label and head else None
            own = name if name != label or head else None
            listed.append(el("tr", el("th", name, scope="row"), el("td", first, asks), el("td", *ways), id=own))
        return el("tbody", join(listed, Html("\n")), class_="own" if head else None)

    def cells(self, row: Row | Branch, target: Say) -> Iterator[Html]:
        """What a row asks, then each answer with where it leads to."""
        if isinstance(row, Branch):
            yield el("p", self.number(row.variable), " ", self.asking.asks(row.variable))
            places: dict[int, list[str]] = {}
            for at, goes in enumerate(row.goes):
                places.setdefault(goes, []).append(letter(at))
            yield from (_way(" or ".join(found), target(goes)) for goes, found in places.items())
            return
        if len(row.tests) == 1:
            yield el("p", self.test(row.tests[0]))
            ways = ("So", "Not so") if self.asking.options(row.tests[0].variable) else ("Yes", "No")
        else:
            head = el("p", "All of these:" if row.every else "Any of these:")
            yield join([head, el("ul", join((el("li", self.test(test)) for test in row.tests), Html("\n")))])
            ways = ("All", "Not all") if row.every else ("Any", "None")
        yield _way(ways[0], target(row.yes))
        yield _way(ways[1], target(row.no))

    def test(self, test: Test) -> Html:
        """A question by its number, with the answer that is looked for."""
        return join([self.number(test.variable), f" {self.asking.answer(test)}: {self.asking.means(test)}"])

    def number(self, variable: Variable) -> Html:
        """A link to a question or a result."""
        if variable in self.numbers:
            return link(f"#q{self.numbers[variable]}", str(self.numbers[variable]))
        label = self.labels.results[str(variable)]
        return link(f"#{label}", label)


def _table(bodies: Iterator[Html] | list[Html]) -> Html:
    head = el("thead", el("tr", *(el("th", words, scope="col") for words in ("Row", "Your answers", "Then"))))
    return el("table", head, Html("\n"), join(bodies, Html("\n")), Html("\n"), class_="sheet")


def _status(end: int) -> Html:
    return status_tag(STATUSES[end])


def _go(label: str) -> Html:
    return join(["go to ", link(f"#{label}", label)])


def _way(when: str, to: Html) -> Html:
    return el("p", f"{when}: ", to)


def _either(yes: Html, no: Html) -> Say:
    return lambda end: yes if end else no


def _capital(number: int) -> str:
    more, last = divmod(number, len(LETTERS))
    return (_capital(more - 1) if more else "") + LETTERS[last]
