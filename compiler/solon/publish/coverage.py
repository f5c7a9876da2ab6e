"""Each paragraph of each instrument into what came of it, with counts.

Invariant: every paragraph of the source stands here once, also one of which nothing came.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from solon.engine.deontic import Citation
from solon.model.blocks import Block, Context, Note
from solon.model.examples import Example
from solon.publish.book import Book
from solon.publish.html import Html, Part, el, join, section, sentence
from solon.publish.page import Page, page
from solon.publish.pen import Pen
from solon.publish.places import locator_words, paragraph_page, relative

PAGE = "coverage"


class Coverage(StrEnum):
    """What came of a paragraph: the first of these that is true of it."""

    ENCODED = "Encoded"
    CONTEXT = "Nothing to decide"
    EXAMPLE = "Example only"
    NOTE = "Note only"
    OPEN = "Not yet encoded"


def coverage_of(book: Book, instrument: str, locator: str) -> Coverage:
    """What came of a paragraph."""
    blocks = book.cited.get((instrument, locator), ())
    if any(not isinstance(block, Example | Note | Context) for block in blocks):
        return Coverage.ENCODED
    whole = Citation(instrument, locator)
    if any(isinstance(block, Context) and whole in block.cites for block in blocks):
        return Coverage.CONTEXT
    for kind, found in ((Example, Coverage.EXAMPLE), (Note, Coverage.NOTE), (Context, Coverage.CONTEXT)):
        if any(isinstance(block, kind) for block in blocks):
            return found
    return Coverage.OPEN


def coverage_page(book: Book) -> Page:
    """The page of coverage."""
    pen = Pen(book, PAGE)
    lead = (
        "Every paragraph of every instrument, and what came of it. “Encoded” means that a rule, an exception or a "
        "definition cites it. It does not mean that nothing was lost."
    )
    counts = section("Counts", _counts(book), el("p", _whole(book)))
    details = (section(book.instrument_title(name), _paragraphs(pen, name)) for name in book.instruments)
    return page(PAGE, "Coverage", "", el("p", lead, class_="lead"), counts, *details)


def _counts(book: Book) -> Html:
    heads = [el("th", "Instrument", scope="col"), *(el("th", found.value, scope="col") for found in Coverage)]
    heads.append(el("th", "All paragraphs", scope="col"))
    rows = [el("tr", *heads)]
    for name in book.instruments:
        found = [coverage_of(book, name, locator) for locator in book.locators(name)]
        cells = [el("td", str(found.count(one)), data_label=one.value) for one in Coverage]
        total = el("td", str(len(found)), data_label="All paragraphs")
        rows.append(el("tr", el("th", book.instrument_title(name), scope="row"), *cells, total))
    sums = _sums(book)
    all_of = len(sums)
    cells = [el("td", str(sums.count(one)), data_label=one.value) for one in Coverage]
    total = el("td", str(all_of), data_label="All paragraphs")
    rows.append(el("tr", el("th", "All instruments", scope="row"), *cells, total))
    if all_of:
        parts = shares([sums.count(one) for one in Coverage])
        cells = [el("td", f"{part} %", data_label=one.value) for one, part in zip(Coverage, parts, strict=True)]
        rows.append(el("tr", el("th", "Share", scope="row"), *cells, el("td", "100 %", data_label="All paragraphs")))
    table = el("table", el("thead", rows[0]), el("tbody", *rows[1:]))
    return el("div", table, class_="wide", role="region", tabindex="0", aria_label="Counts by instrument")


def _sums(book: Book) -> list[Coverage]:
    """What came of each paragraph of all instruments."""
    return [coverage_of(book, name, locator) for name in book.instruments for locator in book.locators(name)]


def _whole(book: Book) -> str:
    """Whether every paragraph is accounted for."""
    found = _sums(book)
    left = found.count(Coverage.OPEN)
    if left:
        return f"{left} of {len(found)} paragraphs {'is' if left == 1 else 'are'} not yet encoded."
    return f"All {len(found)} paragraphs are accounted for. Where no rule came of one, the reason stands beside it."


def shares(counts: Sequence[int]) -> list[int]:
    """Counts in hundredths that add up to a hundred: rounded down, then the largest remainders up. Not all are 0."""
    total = sum(counts)
    found = [100 * count // total for count in counts]
    by_rest = sorted(range(len(counts)), key=lambda place: (-(100 * counts[place] % total), place))
    for place in by_rest[: 100 - sum(found)]:
        found[place] += 1
    return found


def _why(blocks: tuple[Block, ...], found: Coverage) -> Html | None:
    """Why no rule came of a paragraph."""
    if found is Coverage.CONTEXT:
        reasons = dict.fromkeys(sentence(block.because) for block in blocks if isinstance(block, Context))
        return el("span", " ".join(reasons), class_="says")
    if found is Coverage.EXAMPLE:
        return el("span", "It tells a case and sets no rule. The case is kept as an example.", class_="says")
    if found is Coverage.NOTE:
        return el(
            "span", "It gives information that no fact turns on. It travels with the answers as a note.", class_="says"
        )
    return None


def _paragraphs(pen: Pen, instrument: str) -> Html:
    rows: list[Part] = []
    for locator in pen.book.locators(instrument):
        blocks = pen.book.cited.get((instrument, locator), ())
        found = coverage_of(pen.book, instrument, locator)
        anchor = Citation(instrument, locator).anchor
        of = el("span", f" of {pen.book.instrument_title(instrument)}", class_="unseen")
        where = el("a", locator_words(locator), of, href=relative(PAGE, paragraph_page(instrument), anchor))
        state = el("span", found.value, class_=f"state state-{found.name.lower()}")
        rows.append(el("li", where, " ", state, " ", _by(pen, blocks), _why(blocks, found)))
    return el("ul", join(rows, Html("\n")), class_="coverage", role="list")


def _by(pen: Pen, blocks: tuple[Block, ...]) -> Html:
    named = [block.id for block in blocks if not isinstance(block, Example | Context)]
    examples = sum(isinstance(block, Example) for block in blocks)
    counted = f"{examples} example" + ("" if examples == 1 else "s") if examples else ""
    return join([pen.row(named), counted], "; ") if named or counted else Html("")
