"""Blocks into declared names: ids, and what each sentence will mean.

Invariant: nothing is resolved here, so the order of the files does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.model.blocks import Deed
from solon.model.conditions import Atom, ChoiceIs, FactIs, TermIs
from solon.model.names import Names
from solon_dsl.diagnostic import error
from solon_dsl.structure import ID
from solon_dsl.syntax import Block, File, Phrase


def declare(names: Names, files: tuple[File, ...]) -> Iterator[Block]:
    """Declare the ids and sentences of every block; yields the top-level blocks whose ids are their own."""
    for file in files:
        for block in file.blocks:
            if _declare(names, block):
                yield block


def _declare(names: Names, block: Block) -> bool:
    if not names.declare_id(block):
        return False
    for inner in block.blocks:
        _declare(names, inner)
    says, denies = block.first("says"), block.first("denies")
    match block.kind:
        case "fact":
            _condition(names, says and says.value, FactIs(block.id.text, True), "fact")
            _condition(names, denies and denies.value, FactIs(block.id.text, False), "fact")
        case "term":
            _condition(names, says and says.value, TermIs(block.id.text, True), "term")
            _condition(names, denies and denies.value, TermIs(block.id.text, False), "term")
        case "choice":
            _choice(names, block)
        case "date":
            _plain(names, says and says.value, names.dates, block.id.text, "date")
        case "period":
            _plain(names, says and says.value, names.periods, block.id.text, "period")
        case "bearer":
            _plain(names, says and says.value, names.bearers, block.id.text, "bearer")
        case "action":
            for field, instead in ((says, False), (block.first("instead"), True)):
                key = names.declare_sentence(field.value, "action") if field else None
                if key is not None:
                    names.deeds[key] = Deed(block.id.text, instead)
        case "reading":
            options = (field.key for name in ("chosen", "other") for field in block.all(name))
            names.options[block.id.text] = tuple(options)
        case "instrument" if block.id.text not in names.sources.paragraphs:
            message = f'No paragraphs of "{block.id.text}" are known: it is not in sources.lock.'
            repair = "Run: solon sources lock DIR, with the folder of the official texts."
            names.add(error("S414", block.span, message, repair))
        case _:
            pass
    return True


def _condition(names: Names, phrase: Phrase | None, atom: Atom, what: str) -> None:
    key = names.declare_sentence(phrase, what) if phrase else None
    if key is not None:
        names.conditions[key] = atom


def _plain(names: Names, phrase: Phrase | None, table: dict[str, str], name: str, what: str) -> None:
    key = names.declare_sentence(phrase, what) if phrase else None
    if key is not None:
        table[key] = name


def _choice(names: Names, block: Block) -> None:
    """The options of a choice: an id and a sentence each, and at least two of them."""
    field = block.first("one of")
    if field is None:
        return
    seen: set[str] = set()
    for item in field.items:
        name = item.phrase.text
        if item.value is None or not ID.match(name) or name in seen:
            message = f'"{name}" is not an option of this choice.'
            repair = "Write an id of its own and a sentence: - job: the reference is for a job with the City"
            names.add(error("S321", item.phrase.span, message, repair))
            continue
        seen.add(name)
        _condition(names, item.value, ChoiceIs(block.id.text, name), "option")
    if len(field.items) < 2:
        message = f'The choice "{block.id.text}" has fewer than two options.'
        names.add(error("S321", block.span, message, "Add the other answers, or make it a fact."))
