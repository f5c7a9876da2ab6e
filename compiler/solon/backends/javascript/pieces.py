"""The texts of tables into shorter ones: a piece that stands in them again and again is written once, and has a letter.

Invariant: `browser/pieces.js` makes the very same texts of them again. A letter that stands for a piece is in no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, TypeAlias

# Letters of two bytes; no text that reads from right to left begins before the last of them.
LETTERS = range(0xC0, 0x590)
MOST = 512
COST = 2
# What a piece costs in the list of pieces beside its own length.
LISTED = 3
WORDS = re.compile(r" ?[^ ]+| ")
Units = tuple[str, ...]
Table: TypeAlias = "str | int | list[Table]"


def in_pieces(tables: list[Any]) -> tuple[list[Any], list[Any]]:
    """The tables with shorter texts; then the number of the first letter, and the pieces in the order of the letters.

    A piece can hold the letters of pieces before it. Without enough letters that no text uses, nothing is shortened.
    """
    texts = dict.fromkeys(_texts(tables))
    used = {ord(letter) for text in texts for letter in text}
    starts = range(LETTERS.start, LETTERS.stop - MOST)
    first = next((one for one in starts if used.isdisjoint(range(one, one + MOST))), None)
    if first is None:
        return tables, [0]
    rows = {text: tuple(WORDS.findall(text)) for text in texts}
    count = Counter(_texts(tables))
    pieces: list[Units] = []
    while found := _worth(rows, count, MOST - len(pieces)):
        letters = {one: chr(first + len(pieces) + at) for at, one in enumerate(found)}
        pieces += found
        rows = {text: _shorter(row, letters) for text, row in rows.items()}
    short = {text: "".join(row) for text, row in rows.items()}
    return [_with(part, short) for part in tables], [first, *("".join(one) for one in pieces)]


def _texts(table: Table) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, list):
        for part in table:
            yield from _texts(part)


def _with(table: Table, short: dict[str, str]) -> Table:
    match table:
        case str():
            return short[table]
        case list():
            return [_with(part, short) for part in table]
        case _:
            return table


def _worth(rows: dict[str, Units], count: Counter[str], room: int) -> list[Units]:
    """The pieces that shorten most, of one unit or two, and none that has a unit in common with a better one."""
    stand: Counter[Units] = Counter()
    for text, row in rows.items():
        for units in (*zip(row, strict=True), *_pairs(row)):
            stand[units] += count[text]
    gains = {units: _gain(units, many) for units, many in stand.items() if many > 1}
    best = sorted((one for one in gains if gains[one] > 0), key=lambda one: (-gains[one], one))
    taken: set[str] = set()
    found: list[Units] = []
    for units in best[:room]:
        # Much worse ones wait until the better ones are in their place.
        if 2 * gains[units] >= gains[best[0]] and taken.isdisjoint(units):
            found.append(units)
            taken.update(units)
    return found


def _pairs(row: Units) -> Iterator[Units]:
    """Each two that follow each other; of three alike only one pair."""
    before: Units = ()
    for pair in pairwise(row):
        if pair == before:
            before = ()
        else:
            yield pair
            before = pair


def _gain(units: Units, many: int) -> int:
    size = sum(len(unit.encode("utf-8", "surrogatepass")) for unit in units)
    return many * (size - COST) - size - LISTED


def _shorter(row: Units, letters: dict[Units, str]) -> Units:
    out: list[str] = []
    at = 0
    while at < len(row):
        two, one = letters.get(row[at : at + 2]), letters.get(row[at : at + 1])
        out.append(two or one or row[at])
        at += 2 if two else 1
    return tuple(out)
