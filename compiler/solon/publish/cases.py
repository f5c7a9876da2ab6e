"""The test cases made from a norm into a section: how many there are, and what each shows.

Invariant: a case stands on the page of the block that it is about; ids in its words come out as names.
"""

from __future__ import annotations

import re

from solon.engine.deontic import Deed
from solon.fixtures.fixture import Fixture
from solon.publish.html import Html, Part, el, items, join, section
from solon.publish.norms import status_tag
from solon.publish.pen import Pen
from solon.wording import deed_of

_ID = re.compile(r"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b")
_LEAD = "Cases are made from the rules, each with the answer that it must get. Every engine is held to them."


def test_cases(pen: Pen, id: str) -> Html | None:
    """The section "Test cases" of a norm; nothing where no case is about it or asks about it."""
    own = pen.book.cases_about.get(id, ())
    others = pen.book.cases_naming.get(id, 0)
    told: list[str] = []
    if own:
        told.append(f"{len(own)} {'is' if len(own) == 1 else 'are'} about this")
    if others:
        told.append(f"{others} about something else {'says' if others == 1 else 'say'} whether this applies")
    if not told:
        return None
    listed = items(_case(pen, one) for one in own)
    shown = el("details", el("summary", f"What the {len(own)} cases show"), listed, class_="cases") if own else None
    return section("Test cases", el("p", f"{_LEAD} {', and '.join(told)}."), shown)


def _case(pen: Pen, found: Fixture) -> Html:
    why = _ID.sub(lambda word: _name(pen, word[0]), found.why)
    deed = deed_of(pen.policy, found.expect.action) or Deed(found.expect.action)
    status: list[Part] = []
    if found.expect.status is not None and deed.action in pen.policy.actions:
        status = [" ", status_tag(found.expect.status), " ", pen.policy.say_deed(deed)]
    return join([why, *status])


def _name(pen: Pen, word: str) -> str:
    return f"“{pen.name(word)}”" if word in pen.book.places else word.replace("_", " ")
