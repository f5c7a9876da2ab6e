"""An example into its page: its story, its facts, and the expected answer beside the computed one.

Invariant: the story and the expectation are the policy's own; the computed answer is never used to fill them.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.engine.decision import Duty
from solon.engine.deontic import Citation
from solon.engine.situation import Value
from solon.model.examples import Example, Expectation
from solon.publish.answers import answer
from solon.publish.book import Book
from solon.publish.html import Html, Part, el, items, join, section, sentence
from solon.publish.norms import status_tag
from solon.publish.page import Page, page
from solon.publish.pen import Pen, pen_for
from solon.wording import say_date, say_value


def example_page(book: Book, example: Example) -> Page:
    """The page of an example."""
    place = book.places[example.id]
    pen = pen_for(book, place.page, _cited(book, example))
    cited = el("p", "It tests ", pen.cited(example.cites), ".", class_="quiet")
    parts: list[Part] = [
        el("p", sentence(example.story), class_="lead"),
        cited if example.cites else None,
        section("The facts", *_facts(pen, example)),
        _conclusions(book, example),
        section("The answer", *(_answer(pen, example, expected) for expected in example.expect)),
        _assumptions(pen, example),
    ]
    return page(place.page, place.name, "Example", *parts)


def examples_index(book: Book) -> Page:
    """The page of all examples: those with a published conclusion first."""
    pen = Pen(book, "examples/index")
    published = [_line(pen, example) for example in book.policy.examples.values() if example.published]
    own = [_line(pen, example) for example in book.policy.examples.values() if not example.published]
    lead = "Short stories with the answer that the rules must give. The computed answer stands beside the expected one."
    return page(
        "examples/index",
        "Examples",
        "",
        el("p", lead, class_="lead"),
        section("With a published conclusion", items(published, class_="norms")),
        section("Written for these rules", items(own, class_="norms")),
    )


def _cited(book: Book, example: Example) -> Iterator[Citation]:
    """Every paragraph that the page of an example names."""
    yield from example.cites
    for expected in example.expect:
        verdict = book.answer(example, expected)
        for norm in verdict.norms if verdict is not None else ():
            yield from norm.citations


def _line(pen: Pen, example: Example) -> Html:
    tags = join((status_tag(status) for status in dict.fromkeys(expected.status for expected in example.expect)), " ")
    return join([pen.to(example.id), " ", tags])


def _facts(pen: Pen, example: Example) -> list[Part]:
    given = items(pen.to(name, _given(pen, name, value)) for name, value in example.given)
    unknown = pen.list(example.unknown)
    rest = "Every other yes/no question is answered “no”." if example.rest_is_no else "Everything else is unknown."
    readings = [
        join([pen.to(name), f" Read as: {dict(pen.policy.readings[name].options)[option]}."])
        for name, option in example.readings
    ]
    return [
        el("p", f"The day: {say_date(example.on)}.") if example.on else None,
        given,
        join([el("p", "Not known:"), unknown]) if unknown else None,
        el("p", rest, class_="quiet"),
        join([el("p", "Under another reading than usual:"), items(readings)]) if readings else None,
    ]


def _given(pen: Pen, name: str, value: Value) -> str:
    return say_value(pen.policy, name, value)


def _conclusions(book: Book, example: Example) -> Html | None:
    """The published conclusion beside the computed statuses; nothing where none was published."""
    if not example.published:
        return None
    computed: list[Part] = []
    for expected in example.expect:
        verdict = book.answer(example, expected)
        if verdict is not None:
            computed.append(join([status_tag(verdict.status), " ", book.policy.say_deed(expected.deed)]))
    left = el("div", el("h3", "Published, in our words"), el("p", sentence(example.published)))
    right = el("div", el("h3", "Computed"), items(computed) or el("p", "Not computed."))
    return section("The conclusion", el("div", left, right, class_="columns"))


def _answer(pen: Pen, example: Example, expected: Expectation) -> Part:
    decision = pen.book.answers.get(example.id)
    wanted = (expected.bearer, expected.deed.id)
    days: tuple[Duty, ...] = ()
    if decision is not None and (expected.first or expected.due or expected.last):
        days = tuple(duty for duty in decision.duties if (duty.bearer, duty.action) == wanted)
    given = frozenset(name for name, _ in example.given)
    return answer(pen, expected, pen.book.answer(example, expected), days, given)


def _assumptions(pen: Pen, example: Example) -> Html | None:
    """What was assumed for a reason of its own, and the notes that travel with the answer."""
    decision = pen.book.answers.get(example.id)
    if decision is None:
        return None
    facts = pen.policy.facts
    assumed = [
        join(
            [
                pen.to(one.fact, say_value(pen.policy, one.fact, one.value)),
                ". ",
                el("span", sentence(one.why), class_="quiet"),
            ]
        )
        for one in decision.assumptions
        if one.fact in facts and facts[one.fact].presumed is not None
    ]
    caveats = [join([sentence(says), " ", pen.to(name, f"Note: {pen.name(name)}")]) for name, says in decision.caveats]
    return join([section("What was assumed", items(assumed)), section("To be read with it", items(caveats))])
