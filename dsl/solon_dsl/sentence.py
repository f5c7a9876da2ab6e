"""Words as they are kept in the syntax tree: single spaces and straight quotes.

Invariant: two texts that differ only in spaces and in the style of quotes give the same words.
"""

from __future__ import annotations

STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})


def sentence(text: str) -> str:
    """A sentence, a day, an id or a citation as it is kept."""
    return " ".join(text.split()).translate(STRAIGHT)


def with_article(word: str) -> str:
    """`a rule`, `an exception`."""
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"


def quoted(text: str, limit: int = 60) -> str:
    """Some words in quote marks for a message, cut when they are long."""
    return f'"{text if len(text) <= limit else text[: limit - 1].rstrip() + "…"}"'
