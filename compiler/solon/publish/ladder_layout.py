"""A circuit into boxes and wires with places: the current runs from the top to the bottom.

Invariant: no two boxes share a place, and the boxes stand in the order of the circuit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from solon.publish.circuit import Circuit, Contact, Parallel, Series

WIDTH = 560
LINE, PAD, GAP, RUNG, RAIL = 21, 7, 14, 9, 18
_SLASH = 34
# A guess at the width of letters, on the safe side: no font is known when the page is made.
_NARROW, _WIDE = frozenset("ijlt.,:;'’|()[]!f "), frozenset("mwMW@%&")
_LETTER = 9.6


@dataclass(frozen=True)
class Box:
    """A contact at its place, its words in lines."""

    contact: Contact
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]

    @property
    def indent(self) -> int:
        """Where its words begin; a closed contact has its stroke before them."""
        return _SLASH if self.contact.closed else 12


@dataclass(frozen=True)
class Placed:
    """A part at its place. left, right: at which height the current comes in and goes out at the sides."""

    bottom: int
    left: int
    right: int
    boxes: tuple[Box, ...] = ()
    wires: tuple[str, ...] = field(default=())


def lay_out(part: Circuit, top: int) -> Placed:
    """A whole circuit below a height; it begins and ends in the middle."""
    return _place(part, 0, top, WIDTH, True, True)


def box(contact: Contact, x: int, y: int, width: int) -> Box:
    """A contact as a box that is as high as its words need."""
    lines = tuple(_wrapped(contact.words, width - 12 - (_SLASH if contact.closed else 12)))
    return Box(contact, x, y, width, len(lines) * LINE + 2 * PAD, lines)


def _place(part: Circuit, x: int, y: int, width: int, above: bool, below: bool) -> Placed:
    """above, below: whether the current comes from above and goes on below, in the middle."""
    match part:
        case Contact():
            made = box(part, x, y, width)
            middle = y + made.height // 2
            return Placed(y + made.height, middle, middle, (made,))
        case Series(parts):
            return _stack(parts, x, y, width, above, below)
        case Parallel(parts):
            return _rungs(parts, x, y, width, above, below)


def _stack(parts: tuple[Circuit, ...], x: int, y: int, width: int, above: bool, below: bool) -> Placed:
    placed: list[Placed] = []
    wires: list[str] = []
    for index, part in enumerate(parts):
        if index:
            wires.append(f"M{x + width // 2} {y}v{GAP}")
            y += GAP
        placed.append(_place(part, x, y, width, above or index > 0, below or index < len(parts) - 1))
        y = placed[-1].bottom
    left, right = (placed[0].left, placed[-1].right) if placed else (y, y)
    return Placed(y, left, right, *_together(placed, wires))


def _rungs(parts: tuple[Circuit, ...], x: int, y: int, width: int, above: bool, below: bool) -> Placed:
    top, middle, end = y, x + width // 2, x + width
    y += RUNG if above else 0
    placed: list[Placed] = []
    wires: list[str] = []
    for part in parts:
        placed.append(_place(part, x + RAIL, y, width - 2 * RAIL, False, False))
        wires.append(f"M{x} {placed[-1].left}h{RAIL}M{end - RAIL} {placed[-1].right}h{RAIL}")
        y = placed[-1].bottom + RUNG
    bottom = y if below else y - RUNG
    start = f"M{middle} {top}H{x}" if above else f"M{x} {placed[0].left}"
    wires.append(
        f"{start}V{placed[-1].left}M{end} {placed[0].right}V"
        + (f"{bottom}H{middle}" if below else str(placed[-1].right))
    )
    return Placed(bottom, placed[0].left, placed[-1].right, *_together(placed, wires))


def _together(placed: list[Placed], wires: list[str]) -> tuple[tuple[Box, ...], tuple[str, ...]]:
    boxes = tuple(made for one in placed for made in one.boxes)
    return boxes, (*(wire for one in placed for wire in one.wires), *wires)


def _wrapped(words: str, width: int) -> Iterator[str]:
    """Words in lines that fit; a word that is too long by itself is cut."""
    line = ""
    for word in words.split():
        while _long(word) > width:
            fits = max(1, int(len(word) * width / _long(word)) - 1)
            if line:
                yield line
                line = ""
            yield word[:fits]
            word = word[fits:]
        if line and _long(f"{line} {word}") > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line


def _long(words: str) -> float:
    return sum(5.7 if one in _NARROW else 14.5 if one in _WIDE else _LETTER if one.islower() else 11.8 for one in words)
