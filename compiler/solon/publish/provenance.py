"""What a block cites into the box that says where it comes from, by whom and of what date.

Invariant: the authority of an instrument is repeated as the policy states it, never judged here.
"""

from __future__ import annotations

from solon.model.blocks import Block, Instrument
from solon.publish.html import Html, Part, el, items, join, pairs, sentence
from solon.publish.pen import Pen
from solon.wording import say_date


def provenance(pen: Pen, block: Block, *more: tuple[Part, Part]) -> Html:
    """The box beside a block. more: further lines for this kind of block."""
    names = dict.fromkeys(citation.instrument for citation in block.cites)
    lines: list[tuple[Part, Part]] = []
    for name in names:
        cited = [citation for citation in block.cites if citation.instrument == name]
        lines.append(("Instrument", instrument_line(pen, name)))
        lines.append(("Where", pen.cites(cited, within=name)))
    lines.append(("Law outside these instruments", items(block.outside)))
    listed = pairs([*lines, *more], class_="box-lines")
    return el("section", el("h2", "Where it comes from", id="source"), listed, class_="box", aria_labelledby="source")


def instrument_line(pen: Pen, name: str) -> Html:
    """An instrument with its kind, its issuer and its dates."""
    found = pen.policy.instruments.get(name)
    if found is None:
        return pen.page_at(f"instruments/{name}", pen.book.instrument_title(name))
    authority = el("span", sentence(found.authority), class_="quiet") if found.authority else None
    return join(
        [pen.to(name), " ", el("span", f"{issue_line(found)}. {force_line(found)}", class_="quiet"), " ", authority]
    )


def issue_line(instrument: Instrument) -> str:
    """What an instrument is, who issued it and when: `Memorandum, the Registrar, 20 April 2011`."""
    known = [part for part in (instrument.kind, instrument.issuer, instrument.issued) if part]
    return sentence(", ".join(known)).removesuffix(".")


def force_line(instrument: Instrument) -> str:
    """The days on which an instrument is in force."""
    until = f" until {say_date(instrument.in_force_until)}" if instrument.in_force_until else ""
    return f"In force from {say_date(instrument.in_force_from)}{until}."
