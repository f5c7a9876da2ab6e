"""Random edits of a policy text: what a person might change in one place, from a seed.

Invariant: the same seed gives the same edit. An edit may leave a policy with errors; such pairs are not compared.
"""

from __future__ import annotations

import random
import re

MODALITIES = ("must not", "must", "should not", "should", "may")
BLOCK = re.compile(r"^(?:rule|exception|counts|impossible|term) \w+\n(?:  .*\n)*", flags=re.M)


def edited(text: str, seed: int, sentences: tuple[str, ...]) -> str:
    """The text with two to four edits. sentences: that bullets can use."""
    draw = random.Random(f"edit {seed}")
    for edit in draw.sample(EDITS, draw.randint(2, 4)):
        text = edit(text, draw, sentences)
    return text


def _one(text: str, draw: random.Random, pattern: str) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text, flags=re.M))
    return draw.choice(found) if found else None


def _put(text: str, found: re.Match[str] | None, new: str) -> str:
    return text if found is None else text[: found.start()] + new + text[found.end() :]


def _connective(text: str, draw: random.Random, _: tuple[str, ...]) -> str:
    found = _one(text, draw, r"\b(all|any) of:$")
    return _put(text, found, "" if found is None else {"all": "any of:", "any": "all of:"}[found[1]])


def _bullet(text: str, draw: random.Random, sentences: tuple[str, ...]) -> str:
    """Another sentence in a bullet."""
    found = _one(text, draw, r"^(    +- )(f\d|t\d|in the|on the|the day).*$")
    return _put(text, found, "" if found is None else found[1] + draw.choice(sentences))


def _gone(text: str, draw: random.Random, _: tuple[str, ...]) -> str:
    """A bullet less, where another stands above it."""
    found = _one(text, draw, r"(?<=so\n)( +- f\d is(?: not)? so\n)")
    return _put(text, found, "")


def _modality(text: str, draw: random.Random, _: tuple[str, ...]) -> str:
    found = _one(text, draw, r"^  a member (must not|must|should not|should|may) ")
    return _put(text, found, f"  a member {draw.choice(MODALITIES)} ")


def _block_gone(text: str, draw: random.Random, _: tuple[str, ...]) -> str:
    found = list(BLOCK.finditer(text))
    return _put(text, draw.choice(found) if found else None, "")


def _impossible(text: str, draw: random.Random, sentences: tuple[str, ...]) -> str:
    """Another combination that cannot occur."""
    plain = [one for one in sentences if one.startswith("f")]
    bullets = "".join(f"    - {one}\n" for one in draw.sample(plain, 2))
    return f"{text}\nimpossible added_{draw.randint(0, 10**6)}\n  because: a test\n  when all of:\n{bullets}"


def _day(text: str, draw: random.Random, _: tuple[str, ...]) -> str:
    found = _one(text, draw, r"\b(1 May|10 days|31 December) (?=of|after)")
    return _put(
        text,
        found,
        {"1 May": "2 May ", "10 days": "11 days ", "31 December": "30 December "}.get(found[1], "") if found else "",
    )


def _reading(text: str, draw: random.Random, _: tuple[str, ...]) -> str:
    """A bullet that is there under one reading only."""
    found = _one(text, draw, r"^( +)- (?:f\d|t\d|in the|on the).*\n(?! +under reading)")
    option = draw.choice(("yes", "no", "no"))
    return _put(text, found, "" if found is None else f"{found[0]}{found[1]}  under reading: narrow = {option}\n")


def _option(text: str, draw: random.Random, _: tuple[str, ...]) -> str:
    """Another answer to a choice, in front of the others."""
    return text.replace("  one of:\n", "  one of:\n    - field: in the field\n")


EDITS = (
    _connective,
    _connective,
    _bullet,
    _bullet,
    _gone,
    _modality,
    _block_gone,
    _impossible,
    _day,
    _reading,
    _option,
)
