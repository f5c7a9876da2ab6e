"""Texts into the pairs of them that may be nearly the same, without comparing each with each.

Invariant: no pair is lost whose likeness (Ratcliff and Obershelp's) exceeds the measure; others may be among the pairs.

If two texts are that much alike, few letters of the two have no partner in the other. Each such letter breaks at most
one of some pieces of a text that do not overlap. So of one piece more than there are such letters, one stands whole in
the other text. The rarest pieces of each text are looked up in those that are not longer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

PIECE = 4  # letters; a text must hold enough pieces that do not overlap
SLOTS, SLOT = 32, 12  # how many kinds of letters are told apart, and how many of each are counted


def alike(texts: Sequence[str], measure: float, longer_by: int) -> list[tuple[int, int]]:
    """The places of pairs of texts that may be alike, the greater place first, sorted.

    measure: the likeness that a pair has to exceed, at least 0.94. longer_by: by how many letters lengths may differ.
    """
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    letters = [_letters(texts[place]) for place in order]
    rarity = Counter(piece for text in texts for piece in _pieces(text))
    holding: dict[str, list[int]] = {}  # by piece: the texts so far that hold it, as numbers in that order
    out: list[tuple[int, int]] = []
    shortest = 0
    for number, place in enumerate(order):
        size, own, pieces = len(texts[place]), letters[number], _pieces(texts[place])
        while len(texts[order[shortest]]) < size - longer_by:
            shortest += 1
        odd = int((1 - measure) * 2 * size + 1e-9)  # how many letters of the two can have no partner
        looked_up = (holding.get(piece, []) for piece in _rarest(pieces, rarity, odd + 1))
        met = set[int]().union(*(found[bisect_left(found, shortest) :] for found in looked_up))
        near = (order[other] for other in met if (own ^ letters[other]).bit_count() <= odd)
        out += [(max(place, other), min(place, other)) for other in near]
        for piece in set(pieces):
            holding.setdefault(piece, []).append(number)
    return sorted(out)


def _pieces(text: str) -> list[str]:
    return [text[start : start + PIECE] for start in range(max(1, len(text) - PIECE + 1))]


def _rarest(pieces: list[str], rarity: Counter[str], wanted: int) -> list[str]:
    """The rarest pieces that do not overlap: as many as are wanted."""
    free = set(range(len(pieces)))
    out: list[str] = []
    for start in sorted(free, key=lambda start: rarity[pieces[start]]):
        if start in free:
            out.append(pieces[start])
            if len(out) == wanted:
                return out
            free.difference_update(range(start - PIECE + 1, start + PIECE))
    # They left gaps too short for another piece; side by side there is room for enough.
    return pieces[::PIECE]


def _letters(text: str) -> int:
    """The letters of a text in unary: two texts differ in at least as many letters as these in bits."""
    counts = Counter(ord(letter) % SLOTS for letter in text)
    return sum(((1 << min(count, SLOT)) - 1) << (SLOT * slot) for slot, count in counts.items())
