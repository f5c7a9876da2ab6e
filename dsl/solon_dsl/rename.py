"""A policy file with one id changed for another, wherever an id stands.

Invariant: only ids change: sentences and prose stay as they are, even when they contain the same word.
"""

from __future__ import annotations

import re

from solon_dsl.lines import Line, read_lines
from solon_dsl.table import BY_KEYWORD, FORMER, Shape
from solon_dsl.text import read_source

# Lines whose value is made of ids.
_OF_IDS = frozenset({"to", "restates", "travels with", "under reading", FORMER})
# Sentences and expected answers that name ids.
_IN_BULLET = (
    r"^(?:rule|exception) (?P<id>[a-z0-9_]+) (?:applies|does not apply)$",
    r"^nothing but (?P<id>[a-z0-9_, ]+?) forbids ",
    r", (?:by|for want of) (?P<id>[a-z0-9_]+(?:(?:,| and) ?(?:and )?[a-z0-9_]+)*)(?=$|, )",
)


def rename_id(file: str, data: bytes | str, old: str, new: str) -> str | None:
    """The text with `old` changed to `new`, and a line `was:` in the block itself; None when nothing changes.

    The file must be free of errors.
    """
    source, _ = read_source(file, data)
    lines, _ = read_lines(source)
    text = list(source.lines)
    added: dict[int, str] = {}
    for line in lines:
        _block(line, old, new, text, added)
    if tuple(text) == source.lines and not added:
        return None
    out: list[str] = []
    for number, written in enumerate(text, 1):
        out.append(written)
        if number in added:
            out.append(added[number])
    return "\n".join(out) + "\n"


def _block(line: Line, old: str, new: str, text: list[str], added: dict[int, str]) -> None:
    words = line.text.split()
    kind = BY_KEYWORD.get(words[0].lower()) if words else None
    if kind is None:
        return
    number = line.span.line
    if len(words) == 2 and words[1] == old:
        text[number - 1] = _swap(text[number - 1], old, new)
        indent = " " * (line.span.column + 1)
        former = next((child for child in line.children if child.name.lower() == FORMER), None)
        if former is None:
            added[number] = f"{indent}{FORMER}: {old}"
        else:
            text[former.span.line - 1] += f", {old}"
    for child in line.children:
        if child.kind == "head" and child.text.split()[0].lower() in kind.inside:
            _block(child, old, new, text, added)
            continue
        entry = kind.entry(" ".join(child.name.lower().split()))
        if entry is not None and entry.shape in (Shape.PROSE, Shape.KEYED):
            continue
        _line(child, old, new, text, ids=child.name.lower() in _OF_IDS)


def _line(line: Line, old: str, new: str, text: list[str], ids: bool) -> None:
    """A line of a block, and the bullets below it. ids: whether its value, or its bullets, are ids."""
    number = line.span.line - 1
    if line.name.lower() in _OF_IDS:
        head, colon, value = text[number].partition(":")
        if line.name.lower() != FORMER:
            text[number] = head + colon + _swap(value, old, new)
    elif line.mark and ids:
        text[number] = _swap(text[number], old, new)
    elif line.mark:
        for pattern in _IN_BULLET:
            for found in reversed(list(re.finditer(pattern, line.text))):
                start = line.span.column - 1 + found.start("id")
                stop = line.span.column - 1 + found.end("id")
                written = text[number]
                text[number] = written[:start] + _swap(written[start:stop], old, new) + written[stop:]
    for child in line.children:
        _line(child, old, new, text, ids)


def _swap(words: str, old: str, new: str) -> str:
    return re.sub(rf"(?<![a-z0-9_]){re.escape(old)}(?![a-z0-9_])", new, words)
