"""An action, or an action that counts as another, into its page.

Invariant: an action's page names every norm that can bear on it, also through what it counts as.
"""

from __future__ import annotations

from solon.engine.deontic import Deed
from solon.model.blocks import Action, Counts
from solon.publish.applicability import condition_lists
from solon.publish.bearing import Bearing
from solon.publish.book import Book
from solon.publish.cases import test_cases
from solon.publish.changes import history
from solon.publish.circuit import circuit_of
from solon.publish.conditions import under_reading
from solon.publish.connections import connections
from solon.publish.html import Html, Part, el, items, join, section, sentence
from solon.publish.ladder import ladder
from solon.publish.norms import named_norm
from solon.publish.open_questions import open_questions
from solon.publish.page import Page, page
from solon.publish.pen import Pen, pen_for
from solon.publish.places import outcome_page
from solon.publish.provenance import provenance


def action_page(book: Book, action: Action) -> Page:
    """The page of an action."""
    place = book.places[action.id]
    pen = Pen(book, place.page)
    opposite = el("p", "Its opposite: ", sentence(action.instead)) if action.instead else None
    found = book.bearings.on(Deed(action.id))
    return page(
        place.page,
        place.name,
        "Action",
        opposite,
        section("Rules about it", bearings(pen, found)),
        section("Every outcome", _outcomes(pen, action.id)),
        connections(pen, action.id),
    )


def _outcomes(pen: Pen, action: str) -> Html | None:
    if action not in pen.book.beside.outcomes:
        return None
    where = pen.page_at(outcome_page(action), "every answer that can come out, and all ways to it")
    return el("p", "See ", where, ".")


def bearings(pen: Pen, found: tuple[Bearing, ...]) -> Html | None:
    """A list of norms, each with the way by which it reaches the action."""
    return items((_bearing(pen, one) for one in found), class_="norms")


def counts_page(book: Book, counts: Counts) -> Page:
    """The page of an action that counts as another."""
    place = book.places[counts.id]
    pen = pen_for(book, place.page, counts.cites)
    does, done = (pen.to(deed.action, book.policy.say_deed(deed)) for deed in (counts.doing, counts.counts_as))
    reading = under_reading(pen, counts.reading) if counts.reading else None
    passing = "What forbids the second forbids the first then, and what advises against it advises against the first."
    parts: list[Part] = [
        el("p", "Whoever does the first of these does the second: ", does, " counts as: ", done, ".", class_="norm"),
        el("p", passing, class_="quiet"),
        provenance(pen, counts),
        section("When it counts", reading, *condition_lists(pen, counts.when)),
        ladder(circuit_of(pen, counts), f"it counts as: {book.policy.say_deed(counts.counts_as)}"),
        open_questions(pen, counts),
        connections(pen, counts.id),
        test_cases(pen, counts.id),
        history(pen, counts.id),
    ]
    return page(place.page, place.name, "Action that counts as another", *parts)


def _bearing(pen: Pen, found: Bearing) -> Html:
    through = join((pen.to(name) for name in found.through), ", then ")
    return join([named_norm(pen, found.norm), el("p", "Through: ", through, class_="quiet") if found.through else None])
