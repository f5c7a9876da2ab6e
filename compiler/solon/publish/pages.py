"""A policy and its answers into all pages that are made from them.

Invariant: a function of its arguments: it reads no file, no clock and no environment, and its order is fixed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from solon.engine.decision import Decision
from solon.model.policy import Policy
from solon.publish.actions import action_page, counts_page
from solon.publish.beside import NOTHING, Beside
from solon.publish.book import Book
from solon.publish.changes import changes_page
from solon.publish.coverage import coverage_page
from solon.publish.definitions import definitions_page
from solon.publish.duties import duty_pages
from solon.publish.eithers import either_page
from solon.publish.examples import example_page, examples_index
from solon.publish.exceptions import exception_page
from solon.publish.facts import fact_page
from solon.publish.groups import group_page
from solon.publish.index_az import az_page
from solon.publish.instruments import instrument_page, instruments_index
from solon.publish.moved import moved_pages
from solon.publish.outcomes import outcome_pages
from solon.publish.page import Page
from solon.publish.people import bearer_page, impossible_page
from solon.publish.questions import questions_page
from solon.publish.readings import reading_page, readings_index
from solon.publish.rules import rule_page
from solon.publish.rules_index import rules_index
from solon.publish.search import SCRIPT, search_index, search_page
from solon.publish.terms import period_page, term_page


def pages(policy: Policy, answers: Mapping[str, Decision], beside: Beside = NOTHING) -> dict[str, str]:
    """Every generated page.

    policy: bound without errors. answers: the decision of each example by its id; an example without one says so.
    beside: what else the pages show; what is left out is not shown.
    Returns the text of each page by its path, relative to the folder of pages and ending in `.md`, and the data of each
    script, ending in `.js`; sorted.
    """
    book = Book(policy, answers, beside)
    made = list(_pages(book))
    made += moved_pages(book, {page.path for page in made})
    made.append(changes_page(book, {page.path for page in made}))
    files = {SCRIPT: search_index(book), **{f"{page.path}.md": page.markdown() for page in made}}
    return dict(sorted(files.items()))


def _pages(book: Book) -> Iterator[Page]:
    yield instruments_index(book)
    yield from (instrument_page(book, name) for name in book.instruments)
    yield from _norms(book)
    yield from _definitions(book)
    yield examples_index(book)
    yield from (example_page(book, example) for example in book.policy.examples.values())
    yield from outcome_pages(book)
    yield from duty_pages(book)
    yield readings_index(book)
    yield from (reading_page(book, reading) for reading in book.policy.readings.values())
    yield questions_page(book)
    yield az_page(book)
    yield search_page(book)
    yield coverage_page(book)


def _norms(book: Book) -> Iterator[Page]:
    policy = book.policy
    yield rules_index(book)
    yield from (rule_page(book, rule) for rule in policy.rules.values())
    yield from (exception_page(book, exception) for exception in policy.exceptions.values())
    yield from (either_page(book, either) for either in policy.eithers.values())
    yield from (group_page(book, group) for group in policy.groups.values())


def _definitions(book: Book) -> Iterator[Page]:
    policy = book.policy
    yield definitions_page(book)
    yield from (fact_page(book, found) for found in policy.inputs.values())
    yield from (term_page(book, term) for term in policy.terms.values())
    yield from (period_page(book, period) for period in policy.periods.values())
    yield from (action_page(book, action) for action in policy.actions.values())
    yield from (counts_page(book, counts) for counts in policy.counts.values())
    yield from (bearer_page(book, bearer) for bearer in policy.bearers.values())
    yield from (impossible_page(book, found) for found in policy.impossibles.values())
