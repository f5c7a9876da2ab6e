"""An instrument into its page, paragraph by paragraph in the order of the source; all of them into a list.

Invariant: every paragraph has its anchor, and says what it became, why nothing came of it, or that it is not encoded.
"""

from __future__ import annotations

from solon.engine.deontic import Citation
from solon.model.blocks import Block, Context, Exception_, Note, Rule
from solon.model.examples import Example
from solon.publish.book import Book
from solon.publish.connections import KINDS, plural
from solon.publish.coverage import Coverage, coverage_of
from solon.publish.html import Html, Part, el, items, join, pairs, sentence
from solon.publish.norms import norm_words
from solon.publish.official import official
from solon.publish.outline import outline, parts
from solon.publish.page import Page, page
from solon.publish.pen import Pen
from solon.publish.places import locator_words, paragraph_page
from solon.publish.provenance import force_line, issue_line
from solon.publish.standing import standing_mark
from solon.publish.travelling import travelling

_ANNOUNCED = "announced"


def instruments_index(book: Book) -> Page:
    """The page of all instruments."""
    pen = Pen(book, "instruments/index")
    lines = [_listed(pen, name) for name in book.instruments]
    words = "stand beside what they became" if book.beside.texts else "are not repeated here"
    lead = el("p", f"The documents that the rules come from. Their own words {words}.", class_="lead")
    return page("instruments/index", "Instruments", "", lead, items(lines, class_="norms"))


def instrument_page(book: Book, name: str) -> Page:
    """The page of an instrument. name: its id."""
    path = paragraph_page(name)
    pen = Pen(book, path)
    locators = book.locators(name)
    found: list[Part] = [_about(pen, name), travelling(pen, name), el("h2", "Paragraphs", id="paragraphs")]
    found.append(_contents(name, locators))
    below = parts(locators)
    found += [_paragraph(pen, name, one, depth, below.get(one, ())) for one, depth in outline(locators).items()]
    return page(path, book.instrument_title(name), "Instrument", *found)


def _listed(pen: Pen, name: str) -> Html:
    found = pen.policy.instruments.get(name)
    words = f"{issue_line(found)}. {force_line(found)}" if found else "Not yet encoded."
    return join(
        [pen.page_at(paragraph_page(name), pen.book.instrument_title(name)), " ", el("span", words, class_="says")]
    )


def _about(pen: Pen, name: str) -> Html | None:
    found = pen.policy.instruments.get(name)
    if found is None:
        return el("p", "This instrument is not yet encoded.", class_="lead")
    lines: list[tuple[Part, Part]] = [
        ("What it is", sentence(found.kind)),
        ("Issued by", sentence(found.issuer)),
        ("Issued", sentence(found.issued)),
        ("In force", force_line(found)),
        ("Authority", sentence(found.authority)),
        ("Whom to ask", sentence(found.ask)),
    ]
    return pairs(lines, class_="facts")


def _contents(name: str, locators: tuple[str, ...]) -> Html:
    top = [locator for locator, depth in outline(locators).items() if depth == 0]
    links = items((el("a", locator, href=f"#{Citation(name, locator).anchor}") for locator in top), class_="run")
    return el("nav", links, aria_label="Paragraphs")


def _paragraph(pen: Pen, instrument: str, locator: str, depth: int, below: tuple[str, ...]) -> Html:
    anchor = Citation(instrument, locator).anchor
    words = locator_words(locator)
    # The title of the page and "Paragraphs" stand above; HTML knows six levels.
    level = min(3 + depth, 6)
    heading = el(f"h{level}", words[:1].upper() + words[1:], id=anchor)
    blocks = pen.book.cited.get((instrument, locator), ())
    announced = pen.policy.sources.paragraphs.get(instrument, {}).get(locator) == _ANNOUNCED
    found: list[Part] = [
        el("p", "Announced; it is not in the text yet.", class_="quiet") if announced else None,
        _parts(instrument, below),
        official(pen, instrument, locator),
        *_became(pen, instrument, locator, blocks),
        *(_note(pen, block, instrument, locator) for block in blocks if isinstance(block, Note)),
        *(_context(pen, block, instrument, locator, blocks) for block in blocks if isinstance(block, Context)),
    ]
    if coverage_of(pen.book, instrument, locator) is Coverage.OPEN:
        found.append(el("p", "Not yet encoded.", class_="not-yet"))
    return el("section", Html("\n"), join([heading, *found], Html("\n")), Html("\n"), class_=f"paragraph level-{level}")


def _parts(instrument: str, below: tuple[str, ...]) -> Html | None:
    """Links to the parts of a paragraph."""
    links = join((el("a", other, href=f"#{Citation(instrument, other).anchor}") for other in below), ", ")
    return el("p", "Parts: ", links, class_="quiet") if below else None


def _became(pen: Pen, instrument: str, locator: str, blocks: tuple[Block, ...]) -> list[Part]:
    """What cites a paragraph, by kind: norms with their sentence, the rest by name."""
    by_kind: dict[str, list[Block]] = {}
    for block in blocks:
        if not isinstance(block, Note | Context):
            by_kind.setdefault(pen.book.places[block.id].kind, []).append(block)
    lines: list[tuple[Part, Part]] = []
    for kind, found in sorted(by_kind.items(), key=lambda entry: KINDS.index(entry[0])):
        if isinstance(found[0], Example):
            lines.append((plural(kind), pen.row(block.id for block in found)))
        else:
            lines.append((plural(kind), items(_entry(pen, block, instrument, locator) for block in found)))
    about = pen.book.readings_about.get((instrument, locator), ())
    lines.append(("Open questions", pen.list(reading.id for reading in about)))
    return [pairs(lines, class_="became")]


def _entry(pen: Pen, block: Block, instrument: str, locator: str) -> Html:
    part = "; ".join(
        citation.part for citation in block.cites if (citation.instrument, citation.locator) == (instrument, locator)
    )
    says = f": {norm_words(pen, block)}" if isinstance(block, Rule | Exception_) else ""
    where = el("span", f" ({part})", class_="quiet") if part else None
    return join([pen.to(block.id), says, where, standing_mark(pen.policy, block)])


def _context(pen: Pen, context: Context, instrument: str, locator: str, blocks: tuple[Block, ...]) -> Html:
    """Why nothing came of a paragraph or a part of it: in full at the first one that it cites, then by a link."""
    here = [found for found in context.cites if (found.instrument, found.locator) == (instrument, locator)]
    part = f" in {here[0].part}" if here[0].part else " in the rest" if len(blocks) > 1 else ""
    label = el("strong", f"Nothing to decide{part}. ")
    first = context.cites[0]
    if (first.instrument, first.locator) == (instrument, locator):
        return el("p", label, sentence(context.because))
    return el("p", label, "The reason is the same as for ", pen.cite(first, instrument), ".")


def _note(pen: Pen, note: Note, instrument: str, locator: str) -> Html:
    """A note in full at the first paragraph that it cites, a link to it at the others."""
    first = note.cites[0]
    if (first.instrument, first.locator) == (instrument, locator):
        return el("p", el("strong", "Note. "), sentence(note.says), id=f"note-{note.id}", class_="note")
    return el("p", "Note: ", pen.to(note.id), ".")
