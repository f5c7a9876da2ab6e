"""Blocks into places: what each is called on the site, and on which page and anchor it stands.

Invariant: no two blocks share a place; a place depends on ids alone, so that links last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from solon.engine.deontic import Citation
from solon.model.blocks import Choice, DateInput, Fact
from solon.model.policy import Policy
from solon.publish.html import plain
from solon.publish.names import id_words, proper_words


@dataclass(frozen=True)
class Place:
    """Where a block stands. page: path without its ending. anchor: empty for the whole page."""

    id: str
    kind: str
    name: str
    page: str
    anchor: str = ""


def places(policy: Policy) -> Mapping[str, Place]:
    """The place of every block that has one, by id, in policy order of each kind."""
    return {place.id: place for place in _places(policy)}


def page_of(place: Place) -> str:
    """The path of a place on the site, with its ending and anchor."""
    return f"{place.page}.html" + (f"#{place.anchor}" if place.anchor else "")


def paragraph_page(instrument: str) -> str:
    """The page on which the paragraphs of an instrument stand."""
    return f"instruments/{_file(instrument)}"


def outcome_page(action: str) -> str:
    """The page on which the outcomes of an action stand."""
    return f"outcomes/{_file(action)}"


def duties_page(question: str) -> str:
    """The page on which the days and duties of a question stand."""
    return f"duties/{_file(question)}"


def relative(source: str, target: str, anchor: str = "") -> str:
    """The link from one page to another, both without their endings; it also works from a folder on a disk."""
    if source == target:
        return f"#{anchor}" if anchor else f"{target.rsplit('/', 1)[-1]}.html"
    here, there = source.split("/")[:-1], target.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "../" * len(here) + "/".join(there) + ".html" + (f"#{anchor}" if anchor else "")


def locator_words(locator: str) -> str:
    """A locator in words: `16(f)` is `paragraph 16(f)`; one that is words already stays."""
    return f"paragraph {locator}" if locator[:1].isdigit() else locator


def citation_words(citation: Citation) -> str:
    """The place in an instrument that a citation names, without the instrument."""
    return locator_words(citation.locator) + (f", {citation.part}" if citation.part else "")


def _places(policy: Policy) -> Iterator[Place]:
    large = proper_words(policy)
    for instrument in policy.instruments.values():
        yield Place(instrument.id, "instrument", instrument.title, paragraph_page(instrument.id))
    kinds = (
        ("rule", policy.rules), ("exception", policy.exceptions), ("choice of duties", policy.eithers),
        ("group of rules", policy.groups),
    )  # fmt: skip
    for kind, blocks in kinds:
        for name in blocks:
            # A group is often called after the paragraph that it encodes; its name says which of the two is meant.
            ending = " (group)" if kind == "group of rules" else ""
            yield Place(name, kind, id_words(large, name) + ending, f"rules/{_file(name)}")
    for name in policy.examples:
        yield Place(name, "example", id_words(large, name), f"examples/{_file(name)}")
    for reading in policy.readings.values():
        yield Place(reading.id, "reading", reading.question, f"readings/{_file(reading.id)}")
    for note in policy.notes.values():
        page, anchor = (paragraph_page(note.cites[0].instrument), f"note-{note.id}") if note.cites else ("coverage", "")
        yield Place(note.id, "note", id_words(large, note.id), page, anchor)
    for question in policy.questions.values():
        yield Place(question.id, "question", question.asks, "questions", f"question-{question.id}")
    for name, kind, says in _definitions(policy, large):
        yield Place(name, kind, _capital(says), f"definitions/{_file(name)}")


def _definitions(policy: Policy, large: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The id, kind and name of every block that the definitions hold."""
    for term in policy.terms.values():
        yield term.id, "defined term", term.says
    for found in policy.inputs.values():
        match found:
            case Fact(says=says):
                yield found.id, "fact", says
            case Choice(asks=asks):
                yield found.id, "choice", asks
            case DateInput(says=says):
                yield found.id, "date", says
            case _:
                pass
    for period in policy.periods.values():
        yield period.id, "period", period.says
    for action in policy.actions.values():
        yield action.id, "action", action.says
    for bearer in policy.bearers.values():
        yield bearer.id, "person", bearer.says
    for name in policy.counts:
        yield name, "action that counts as another", id_words(large, name)
    for name in policy.impossibles:
        yield name, "combination that cannot occur", id_words(large, name)


def _capital(words: str) -> str:
    kept = plain(words)
    return kept[:1].upper() + kept[1:]


def _file(name: str) -> str:
    """The file name of a block; `index` belongs to the page that lists the others."""
    return "index_" if name == "index" else name
