"""Sentences that state norms, and lines that cite sources, into what they name.

Invariant: a norm names a declared bearer, one of the six modalities, and a declared action; a citation names a known
paragraph.
"""

from __future__ import annotations

import re

from solon.engine.deontic import Deed, Modality
from solon.model.bind_conditions import unknown_action
from solon.model.blocks import Citation, Norm
from solon.model.names import Names, normal
from solon_dsl.diagnostic import error
from solon_dsl.nearest import nearest
from solon_dsl.syntax import Block, Phrase

RULE_MODALITIES = (Modality.MUST_NOT, Modality.MUST, Modality.SHOULD_NOT, Modality.SHOULD, Modality.MAY)
SWITCHES_OFF = "switches off"
EFFECT_MODALITIES = (Modality.MAY, Modality.NEED_NOT, Modality.SHOULD)


def bind_norm(names: Names, words: Phrase, allowed: tuple[Modality, ...]) -> Norm | None:
    """Read `a member must not post the content`; None after a report."""
    text = normal(words.text)
    bearer = next((b for b in sorted(names.bearers, key=len, reverse=True) if text.startswith(b + " ")), None)
    if bearer is None:
        _unknown_bearer(names, words, text, (SWITCHES_OFF,) if Modality.NEED_NOT in allowed else ())
        return None
    rest = text[len(bearer) + 1 :]
    modality = next(
        (m for m in sorted(Modality, key=len, reverse=True) if rest == m.value or rest.startswith(m.value + " ")), None
    )
    choices = ", ".join(f'"{m.value}"' for m in allowed)
    if modality is None or modality not in allowed:
        written = rest.split(" ")[0] if modality is None else modality.value
        message = f'"{written}" cannot say here how strongly the norm binds.'
        repair = f"Write one of {choices}."
        names.add(error("S308", words.span, message, repair))
        return None
    deed = bind_deed(names, Phrase(rest[len(modality.value) + 1 :], words.span))
    return None if deed is None else Norm(names.bearers[bearer], modality, deed)


def _unknown_bearer(names: Names, words: Phrase, text: str, others: tuple[str, ...]) -> None:
    """Report a norm of nobody. others: sentences that may stand in its place without a bearer."""
    cut = re.split(r" (?:must|should|may|need|shall|cannot|can|will)\b", text, maxsplit=1)
    known = ", ".join(f'"{b}"' for b in sorted(names.bearers)) or "none yet"
    message = f'"{words.text}" does not start with anybody whom a norm can bind.'
    finding = error("S307", words.span, message, f"Start with a declared bearer. There are: {known}.")
    names.miss(finding, cut[0], names.bearers if len(cut) > 1 else others, ("bearer",))


def bind_deed(names: Names, words: Phrase) -> Deed | None:
    """The deed that an action sentence names, or None after a report."""
    deed = names.deeds.get(normal(words.text))
    if deed is None:
        unknown_action(names, words)
    return deed


def bind_citations(names: Names, block: Block, name: str = "cites") -> tuple[Citation, ...]:
    """Every citation of a block."""
    found: list[Citation] = []
    for field in block.all(name):
        for words in _split(names, field.value):
            citation = _citation(names, words)
            if citation is not None:
                found.append(citation)
    return tuple(found)


def _split(names: Names, value: Phrase) -> list[Phrase]:
    """`social_media 15(b), social_media 17` is two citations; `social_media 20, sentence 3` is one."""
    pieces: list[str] = []
    for piece in value.text.split(", "):
        starts = names.kinds.get(piece.split(" ")[0]) == "instrument"
        if starts or not pieces:
            pieces.append(piece)
        else:
            pieces[-1] += ", " + piece
    return [Phrase(piece, value.span) for piece in pieces]


def _citation(names: Names, words: Phrase) -> Citation | None:
    instrument, _, rest = words.text.partition(" ")
    locator, _, part = rest.partition(", ")
    if names.kinds.get(instrument) != "instrument":
        known = [key for key, kind in names.kinds.items() if kind == "instrument"]
        message = f'"{instrument}" is not an instrument.'
        repair = f"Write the instrument, then the paragraph. The instruments are: {', '.join(sorted(known))}."
        finding = error("S305", words.span, message, repair)
        names.miss(finding, instrument, known, ("id of instrument",), 0.5)
        return None
    known_locators = names.sources.locators(instrument)
    if locator not in known_locators and known_locators:
        meant = nearest(locator, known_locators, 0.6)
        repair = f'Did you mean "{instrument} {meant}"? ' if meant else ""
        repair += f'If the paragraph is new, run: solon sources announce {instrument} "{locator}"'
        message = (
            f'The instrument "{instrument}" has no paragraph "{locator}".'
            if locator
            else "The citation names no paragraph."
        )
        names.add(error("S306", words.span, message, repair))
        return None
    return Citation(instrument, locator, part, words.span)
