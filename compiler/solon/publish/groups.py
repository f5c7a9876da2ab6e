"""A group of rules (conditions and days that its rules share) into its page.

Invariant: a group binds nobody by itself; its page leads to the rules that do.
"""

from __future__ import annotations

from solon.model.blocks import Group
from solon.publish.applicability import condition_lists
from solon.publish.book import Book
from solon.publish.changes import history
from solon.publish.circuit import circuit
from solon.publish.connections import connections
from solon.publish.html import Part, el, items, section
from solon.publish.ladder import ladder
from solon.publish.norms import named_norm
from solon.publish.open_questions import open_questions
from solon.publish.page import Page, page
from solon.publish.pen import pen_for
from solon.publish.provenance import provenance
from solon.publish.travelling import travelling
from solon.publish.windows import windows


def group_page(book: Book, group: Group) -> Page:
    """The page of a group."""
    place = book.places[group.id]
    pen = pen_for(book, place.page, group.cites)
    when = [group.when] if group.when else []
    members = items((named_norm(pen, name) for name in group.members if name in book.policy.governed), class_="norms")
    parts: list[Part] = [
        el("p", "The rules below share these conditions. Each may set more of its own.", class_="lead"),
        provenance(pen, group),
        section("Shared conditions", *condition_lists(pen, when, "No condition is shared.")),
        ladder(circuit(pen, when), "the shared conditions hold") if when else None,
        section("Shared days", windows(pen, group.windows)),
        section("In this group", members),
        open_questions(pen, group),
        travelling(pen, group.id),
        connections(pen, group.id),
        history(pen, group.id),
    ]
    return page(place.page, place.name, "Group of rules", *parts)
