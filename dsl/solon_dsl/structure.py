"""The line tree into blocks: where each begins, what it is called, and whether it is complete.

Invariant: one mistake gives one report, and what one mistake hides from view gives none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from solon_dsl.entries import Draft, read_entries
from solon_dsl.faults import Faults
from solon_dsl.lines import Line
from solon_dsl.named import DO_ONE_OF, ID
from solon_dsl.sentence import quoted
from solon_dsl.syntax import Block, Field, Phrase
from solon_dsl.table import BY_KEYWORD, Norm, Shape

MAX_BLOCKS = 5_000


def read_blocks(lines: tuple[Line, ...], faults: Faults) -> tuple[Block, ...]:
    """Read the blocks of one file; what is wrong with them goes to `faults`."""
    blocks: list[Block] = []
    left: tuple[str, ...] = ()  # what may have been moved out of the empty group above
    for count, head in enumerate(lines, 1):
        if count > MAX_BLOCKS:
            message = f"This file has more than {MAX_BLOCKS:,} blocks."
            faults.add("S110", head.span, message, "Split it into several files.")
            faults.whole = False
            break
        keyword = head.text.split()[0].lower()
        left = left if keyword in left else ()
        found = _block(head, bool(left), faults)
        blocks += found
        if found and not found[0].blocks:
            left = BY_KEYWORD[found[0].kind].inside or left
    return tuple(blocks)


def _block(line: Line, grouped: bool, faults: Faults) -> list[Block]:
    """A block, and after it those that stand inside it by mistake.

    grouped: whether it stands in a group, which may hold its conditions.
    """
    words = line.text.split()
    keyword = words[0].lower().rstrip(":")
    if keyword not in BY_KEYWORD:
        meant = faults.nearest(keyword, BY_KEYWORD, 0.7)
        repair = (
            f'Did you mean "{meant}"?' if meant else f"A block starts with one of: {', '.join(sorted(BY_KEYWORD))}."
        )
        faults.add(
            "S201", replace(line.span, length=len(words[0])), f"{quoted(words[0])} is not a kind of block.", repair
        )
        if meant is None:
            faults.whole = False
            return []
        keyword = meant
    identifier = _id(line, words, keyword, faults)
    strays: list[Block] = []

    def read_inner(inner: Line, within: bool) -> Block | None:
        found = _block(inner, within, faults)
        strays.extend(found[1:])
        return found[0] if found else None

    draft = Draft(BY_KEYWORD[keyword], read_inner)
    read_entries(draft, line.children, faults)
    order = {entry.name: place for place, entry in enumerate(draft.kind.entries)}
    block = Block(
        keyword,
        identifier,
        tuple(sorted(draft.fields, key=lambda found: order[found.name])),
        draft.norm,
        draft.options,
        draft.always,
        tuple(draft.blocks),
        line.span,
        draft.whole,
    )
    if draft.whole:
        _check_complete(block, draft.names, grouped, faults)
    return [block, *draft.strays, *strays]


def _id(line: Line, words: list[str], keyword: str, faults: Faults) -> Phrase:
    written = " ".join(words[1:])
    if ID.match(written) and not words[0].endswith(":"):
        return Phrase(written, line.span)
    tidy = re.sub(r"[^a-z0-9]+", "_", written.lower()).strip("_")
    tidy = tidy if ID.match(tidy) else ""
    repair = f'Write for example "{keyword} {tidy or "my_first_one"}".'
    message = f"This {keyword} needs an id: small letters and digits, words joined by underscores."
    if ":" in line.text and ID.match(tidy):
        message, repair = "The first line of a block has no colon.", f'Write "{keyword} {tidy}".'
    faults.add("S202", line.span, message, repair)
    return Phrase(tidy, line.span)


def _check_complete(block: Block, names: set[str], grouped: bool, faults: Faults) -> None:
    """Report what the block still needs."""
    kind = BY_KEYWORD[block.kind]
    what = f"{kind.keyword} {block.id.text}".strip()
    missing = [
        f'"{entry.name}{" ..." if entry.shape is Shape.KEYED else ""}:"'
        for entry in kind.entries
        if entry.required and entry.name not in names
    ]
    if missing:
        listed = " and no ".join(missing)
        message = f'The block "{what}" has no {listed} line.'
        repair = f"Add {'it' if len(missing) == 1 else 'them'} below the first line of the block."
        faults.add("S221", block.span, message, repair)
    if kind.norm is not Norm.NONE and block.norm is None:
        sample = "a member must not post the content" if kind.norm is Norm.SENTENCE else f"a member must {DO_ONE_OF}:"
        message = f'The block "{what}" does not say who must or may do what.'
        faults.add("S222", block.span, message, f'Add a line such as "{sample}".')
    when: Field | None = block.first("when")
    if kind.conditions == "required" and not grouped and when is None and not block.always:
        message = f'The block "{what}" does not say when it applies.'
        repair = 'Add "when all of:" with bullets below it, or a line "always".'
        faults.add("S223", block.span, message, repair)
    if when is not None and block.always:
        message = f'The block "{what}" says "always" and has conditions as well.'
        faults.add("S224", block.span, message, 'Remove "always", or remove the list.')
    if kind.inside and not block.blocks:
        message = f'The group "{block.id.text}" has no rule inside it.'
        faults.add("S225", block.span, message, "Indent its rules by two spaces, or remove the group.")
