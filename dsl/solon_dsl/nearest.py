"""The nearest known word or sentence to a mistyped one, for "did you mean".

Invariant: a suggestion is only ever shown to a person. Nothing is bound by likeness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

LONGEST = 200  # characters; what is longer was not mistyped, and would take long to compare


def nearest(word: str, known: Iterable[str], cutoff: float = 0.72) -> str | None:
    """The known text closest to `word`, or None when none is close (Ratcliff and Obershelp's measure)."""
    if len(word) > LONGEST:
        return None
    found = get_close_matches(word, sorted(set(known)), n=1, cutoff=cutoff)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.72, shown: Mapping[str, str] | None = None) -> str:
    """`Did you mean "…"?`, or nothing. shown: how a known text is written, where it differs."""
    found = nearest(word, known, cutoff)
    return f'Did you mean "{(shown or {}).get(found, found)}"?' if found else ""
