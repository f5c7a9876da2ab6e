"""A rule into its page.

Invariant: the page says everything that decides whether the rule applies, in the order in which a reader asks.
"""

from __future__ import annotations

from solon.model.blocks import Rule
from solon.publish.applicability import applicability
from solon.publish.book import Book
from solon.publish.cases import test_cases
from solon.publish.changes import history
from solon.publish.conditions import under_reading
from solon.publish.connections import connections
from solon.publish.html import Html, Part, el, items, join, section, sentence
from solon.publish.norms import force_tag, norm_sentence, norm_words
from solon.publish.open_questions import open_questions
from solon.publish.page import Page, page
from solon.publish.pen import Pen, pen_for
from solon.publish.provenance import provenance
from solon.publish.seen_in import seen_in
from solon.publish.travelling import travelling


def rule_page(book: Book, rule: Rule) -> Page:
    """The page of a rule."""
    place = book.places[rule.id]
    pen = pen_for(book, place.page, rule.cites)
    norm = rule.norm
    restates = pen.to(rule.restates) if rule.restates else None
    parts: list[Part] = [
        el("p", force_tag(norm.modality)),
        norm_sentence(pen, norm.bearer, norm.modality, norm.deed),
        provenance(pen, rule, ("Says again what is said in", restates)),
        el("p", sentence(rule.because)) if rule.because else None,
        applicability(pen, rule, norm.bearer, norm_words(pen, rule)),
        section("What also counts", _covered(pen, rule)),
        open_questions(pen, rule),
        connections(pen, rule.id),
        seen_in(pen, rule.id),
        test_cases(pen, rule.id),
        history(pen, rule.id),
        travelling(pen, rule.id, *rule.groups, instrument=rule.instrument),
    ]
    return page(place.page, place.name, "Rule", *parts)


def _covered(pen: Pen, rule: Rule) -> Html | None:
    """The actions that fall under a rule because they count as what it is about."""
    lines: list[Part] = []
    for name in pen.book.bearings.covered(rule.norm):
        counts = pen.policy.counts[name]
        does = pen.to(counts.doing.action, f"To {pen.policy.say_deed(counts.doing)}")
        reading = under_reading(pen, counts.reading) if counts.reading else None
        lines.append(join([does, " can count as this: ", pen.to(name), ".", reading]))
    return items(lines)
