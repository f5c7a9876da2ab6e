"""No address of the site is ever lost: the committed list of pages and anchors only grows."""

from __future__ import annotations

from tests.site.anchors import LIST, addresses, read
from tests.site.walked import Walked


def test_no_address_is_lost(real: Walked) -> None:
    """A page that goes leaves one behind: `solon rename` keeps the old address; a removed rule needs a page by hand."""
    there = read("\n".join(addresses(real)))
    lost = read(LIST.read_text("utf-8")) - there
    assert lost == set(), f"addresses that somebody may have kept: {sorted(lost)}"


def test_every_address_is_listed(real: Walked) -> None:
    new = read("\n".join(addresses(real))) - read(LIST.read_text("utf-8"))
    assert new == set(), "add them with: python -m tests.site.anchors"


def test_the_list_knows_paragraphs_and_pages() -> None:
    listed = read(LIST.read_text("utf-8"))
    assert {("instruments/social_media.html", "16-f"), ("rules/best_approach.html", "")} <= listed
