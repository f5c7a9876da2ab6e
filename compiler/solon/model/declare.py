"""Blocks into declared names: ids, and what each sentence will mean.

Invariant: nothing is resolved here, so the order of the files does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.engine.deontic import Deed
from solon.engine.situation import UNKNOWN
from solon.model.conditions import ChoiceIs, FactIs, TermIs
from solon.model.names import Names, normal
from solon_dsl.diagnostic import error
from solon_dsl.named import ID
from solon_dsl.syntax import Block, File, Item, Phrase

# The lines that declare sentences or options, and that every block of a kind has.
_NAMING: dict[str, tuple[str, ...]] = {
    "bearer": ("says",),
    "action": ("says",),
    "fact": ("says", "denies"),
    "choice": ("one of",),
    "date": ("says",),
    "period": ("says",),
    "term": ("says",),
    "reading": ("chosen", "other"),
}


def declare(names: Names, files: tuple[File, ...]) -> Iterator[Block]:
    """Declare the ids and sentences of every block; yields the top-level blocks whose ids are their own."""
    for file in files:
        names.begin(file)
        for block in file.blocks:
            if _declare(names, block):
                yield block


def _declare(names: Names, block: Block) -> bool:
    _note_unread(names, block)
    if not names.declare_id(block):
        names.void.update(_sentences(block))
        return False
    for inner in block.blocks:
        _declare(names, inner)
    says, denies = (found.value if (found := block.first(name)) else None for name in ("says", "denies"))
    match block.kind:
        case "fact":
            _condition(names, says, FactIs(block.id.text, True), "fact")
            _condition(names, denies, FactIs(block.id.text, False), "fact")
        case "term":
            when = block.first("when")
            names.bullets[block.id.text] = tuple(_bullets(when.items)) if when else ()
            _condition(names, says, TermIs(block.id.text, True), "term")
            _condition(names, denies, TermIs(block.id.text, False), "term")
        case "choice":
            _choice(names, block)
        case "date":
            _plain(names, says, names.dates, block.id.text, "date")
        case "period":
            _plain(names, says, names.periods, block.id.text, "period")
        case "bearer":
            _plain(names, says, names.bearers, block.id.text, "bearer")
        case "action":
            instead = block.first("instead")
            for phrase, opposite in ((says, False), (instead.value if instead else None, True)):
                key = names.declare_sentence(phrase, "action", block.id.text) if phrase else None
                if key is not None:
                    names.deeds[key] = Deed(block.id.text, opposite)
        case "reading":
            _reading(names, block)
        case "instrument" if block.id.text not in names.sources.paragraphs:
            message = f'No paragraphs of "{block.id.text}" are known: it is not in sources.lock.'
            repair = "Run: solon sources lock DIR, with the folder of the official texts."
            names.add(error("S414", block.span, message, repair))
            names.unread.add("id of instrument")
            names.torn.add(block.id.text)
        case _:
            pass
    return True


def _note_unread(names: Names, block: Block) -> None:
    """Note when a block may declare a name that could not be read: that was reported where it stands."""
    if not block.id.text:
        names.unread.add(f"id of {block.kind}")
    needed = _NAMING.get(block.kind)
    if needed is not None and not (block.whole and all(block.first(name) for name in needed)):
        names.unread.add(block.kind)
        names.torn.add(block.id.text)


def _sentences(block: Block) -> Iterator[str]:
    """The sentences that a block would declare, in their normal form."""
    for name in ("says", "denies", "instead"):
        yield from (normal(found.value.text) for found in block.all(name))
    for found in block.all("one of"):
        yield from (normal(item.value.text) for item in found.items if item.value)


def _bullets(items: tuple[Item, ...]) -> Iterator[str]:
    """The sentences of a list and of the lists inside it."""
    for item in items:
        if item.connective:
            yield from _bullets(item.items)
        else:
            yield item.phrase.text if item.value is None else f"{item.phrase.text}: {item.value.text}"


def _condition(names: Names, phrase: Phrase | None, atom: FactIs | ChoiceIs | TermIs, what: str) -> None:
    owner = atom.fact if isinstance(atom, FactIs) else atom.choice if isinstance(atom, ChoiceIs) else atom.term
    key = names.declare_sentence(phrase, what, owner) if phrase else None
    if key is not None:
        names.conditions[key] = atom


def _plain(names: Names, phrase: Phrase | None, table: dict[str, str], name: str, what: str) -> None:
    key = names.declare_sentence(phrase, what, name) if phrase else None
    if key is not None:
        table[key] = name


def _reading(names: Names, block: Block) -> None:
    """The options of a reading: each has an id of its own."""
    seen: dict[str, None] = {}
    for field in (field for name in ("chosen", "other") for field in block.all(name)):
        if field.key in seen:
            message = f'Two options of this reading have the id "{field.key}".'
            names.add(error("S321", field.span, message, "Give each an id of its own."))
        seen[field.key] = None
    names.options[block.id.text] = tuple(seen)


def _choice(names: Names, block: Block) -> None:
    """The options of a choice: an id and a sentence each, and at least two of them."""
    field = block.first("one of")
    if field is None:
        return
    seen: set[str] = set()
    for item in field.items:
        name = item.phrase.text
        if item.value is None or not ID.match(name) or name in seen or name == UNKNOWN:
            message = f'"{name}" is not an option of this choice.'
            repair = "Write an id and a sentence: - job: the reference is for a job with the City"
            if name == UNKNOWN:
                repair = "Whoever does not know the answer says that it is unknown. Choose another id."
            elif name in seen:
                message, repair = f'Two options of this choice have the id "{name}".', "Give each an id of its own."
            names.add(error("S321", item.phrase.span, message, repair))
            names.void.add(normal((item.value or item.phrase).text))
            names.void.add(normal(name.partition(" ")[2]))
            continue
        seen.add(name)
        _condition(names, item.value, ChoiceIs(block.id.text, name), "option")
    if len(field.items) == 1:
        message = f'The choice "{block.id.text}" has only one option.'
        names.add(error("S321", block.span, message, "Add the other answers, or make it a fact."))
