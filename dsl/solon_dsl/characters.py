"""What is wrong with a character, and what stands in for it while the rest of the file is read.

Invariant: a character without a fault is visible, and nobody can mistake it for another one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0" + "".join(chr(code) for code in range(0xFE00, 0xFE10)))
SEPARATORS = frozenset("\v\f\x1c\x1d\x1e\x1f\x85")
ORDINALS = frozenset("\u00aa\u00ba")
# Letters of other alphabets, and signs, that look like those of the keyboard.
LOOK_ALIKE = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0458\u0455\u0501\u04bb\u051b\u051d"
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405"
        "\u03bf\u03bd\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
        "\u2010\u2011\u2012\u2212\ufe63\u2236\ua789\ufe55",
        "aeopcxyijsdhqwABEKMHOPCTXIJSovABEZHIKMNOPTYX----" + "-:::",
        strict=True,
    )
)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a character.

    stand_in: what is read in its place. certain: whether the stand-in is surely what was meant.
    """

    code: str
    message: str
    help: str
    stand_in: str
    certain: bool = True


@lru_cache(maxsize=4096)
def fault_of(character: str) -> Fault | None:
    """What is wrong with a character, or None."""
    if character == "\t":
        return Fault("S104", "There is a tab here", "Use spaces: two for each level.", "  ")
    if character.isascii() and character.isprintable():
        return None
    name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
    category = unicodedata.category(character)
    if character in BIDIRECTIONAL:
        message = f"There is a hidden character that changes the direction of text ({name}) here"
        return Fault("S105", message, "Delete it, or type the line again.", "")
    if category in ("Co", "Cn", "Cs"):
        message = f"There is a character that belongs to no alphabet ({name}) here"
        return Fault("S106", message, "Delete it, or type the line again.", "")
    if category in ("Zs", "Zl", "Zp") or character in SEPARATORS:
        message = f"There is an invisible character ({name}) here"
        return Fault("S106", message, "Replace it with an ordinary space, or type the line again.", " ")
    if category.startswith("C") or character in INVISIBLE:
        message = f"There is an invisible character ({name}) here"
        return Fault("S106", message, "Delete it, or type the line again.", "")
    return _look_alike(character, name, category)


def _look_alike(character: str, name: str, category: str) -> Fault | None:
    """A letter or digit of another alphabet, or a sign that looks like one of the keyboard."""
    plain = LOOK_ALIKE.get(character) or unicodedata.normalize("NFKC", character)
    known = plain.isascii() and plain.isprintable()
    full_width = 0xFF01 <= ord(character) <= 0xFF5E
    if category.startswith("L") or category == "Nd":
        if _is_latin(character, name) or character in ORDINALS:
            return None
        kind = "digit" if category == "Nd" else "letter"
        message = f'The {kind} "{character}" ({name}) is from another alphabet'
        repair = "Type the word again with Latin letters and ordinary digits: some look alike."
        return Fault("S107", message, repair, plain if known else "?", known)
    if character in LOOK_ALIKE or full_width:
        message = f'The sign "{character}" ({name}) only looks like "{plain}"'
        return Fault("S107", message, f'Type "{plain}" again on the keyboard.', plain)
    return None


def _is_latin(character: str, name: str) -> bool:
    """Whether a letter is one that names in Latin writing are spelt with; phonetic signs and ligatures are not."""
    ordinary = ord(character) < 0x250 or 0x1E00 <= ord(character) < 0x1F00
    return ordinary and name.startswith("latin") and unicodedata.normalize("NFKC", character) == character
