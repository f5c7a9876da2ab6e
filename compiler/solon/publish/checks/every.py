"""A policy into every file of its checks: pages as Markdown, and scripts.

Invariant: a function of its arguments; the order is that of the policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from solon.answer.decide import Decider
from solon.fixtures.fixture import Fixture
from solon.model.policy import Policy
from solon.publish.book import Book
from solon.publish.checks.pages import check_page, check_scripts, checks_index, day_scripts
from solon.publish.checks.paper import paper_page
from solon.publish.checks.scripts import Modules
from solon.publish.checks.verifying import PATH as VERIFY
from solon.publish.checks.verifying import verify_page, verify_script
from solon.publish.page import Page


def check_files(
    policy: Policy, decider: Decider, tables: Mapping[str, Any], fixtures: Iterable[Fixture], modules: Modules
) -> dict[str, str]:
    """The files of all checks by path, relative to the folder of pages; nothing for a policy without questions.

    decider: of the same policy. tables: its artefact. fixtures: what the page for verifying tries beside the examples.
    """
    if not policy.questions:
        return {}
    book, tried = Book(policy, {}), tuple(fixtures)
    found = {f"{page.path}.md": page.markdown() for page in _pages(book, decider, tried)}
    verifying = verify_script(policy, tables, tried, modules)
    asking = {**dict(check_scripts(book, tables, modules)), **dict(day_scripts(book, tables, modules))}
    scripts = {**asking, f"{VERIFY}.js": verifying}
    return dict(sorted({**found, **scripts}.items()))


def _pages(book: Book, decider: Decider, fixtures: tuple[Fixture, ...]) -> Iterator[Page]:
    yield checks_index(book)
    yield verify_page(book.policy, fixtures)
    for question in book.policy.questions.values():
        yield check_page(book, question)
        yield paper_page(book, decider, question)
