"""The pages of outcomes and of readings show the whole lists, stated here by hand for the small policy."""

from __future__ import annotations

from collections.abc import Callable

from tests.site.walked import Walked

Words = Callable[[str], str]


def test_each_status_with_its_ways(words: Words) -> None:
    page = words("outcomes/enter.html")
    assert "A visitor: enter the shop" in page
    # A guide dog that barks cannot occur, so the exception that the rule asks about never applies.
    assert "A visitor should not enter the shop. It is so in one way: the day is not within the sale [A]" in page
    assert "By Advice on entry." in page
    assert "a visitor, enter the shop. It is so in one way: the day is within the sale [B]" in page


def test_what_the_letters_stand_for(small: Walked, words: Words) -> None:
    page = words("outcomes/bring_dog.html")
    assert "What the letters stand for" in page
    ids = small.pages["outcomes/bring_dog.html"].ids
    assert "means-a" in ids
    first = "It is so in any of these 2 ways: the errand is bread the day is not before closing day"
    assert first in words("outcomes/enter.html")
    assert "prohibited-1" in ids


def test_an_action_leads_to_its_outcomes(small: Walked) -> None:
    links = {link.href for link in small.pages["definitions/enter.html"].links}
    assert "../outcomes/enter.html" in links


def test_what_another_reading_changes(words: Words) -> None:
    page = words("readings/growling.html")
    assert "What would change" in page
    assert "If the answer were: yes, every sound A visitor: bring a dog" in page
    assert "Not regulated would become Permitted For example: the day is 4 March 2001; the dog barks; it rains;" in page


def test_every_real_reading_says_what_would_change(real: Walked) -> None:
    pages = [name for name in real.pages if name.startswith("readings/") and name != "readings/index.html"]
    assert len(pages) > 40
    assert [name for name in pages if "would become" not in real.pages[name].words] == []
