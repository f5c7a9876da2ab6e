"""What a line of a block is called: the words before its colon, also where the colon is missing.

Invariant: the parser and the formatter agree on which words look like a line of a block.
"""

from __future__ import annotations

import re
from dataclasses import replace

from solon_dsl.faults import Faults
from solon_dsl.lines import Line
from solon_dsl.sentence import with_article
from solon_dsl.table import FORMER, Kind, Norm, Shape

ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
HEADERS = {"when all of": "all", "when any of": "any"}
DO_ONE_OF = "do one of"
# Words that tell how strongly a norm binds, among them those that people write and the language does not have.
FORCE = re.compile(r"\b(must|should|may|need|shall|can|cannot|will|ought to|has to|have to)\b|n't\b")
_SHORT = ("to", "by", "on", "from")  # these also begin ordinary sentences


def line_names(kind: Kind) -> tuple[str, ...]:
    """The names that may stand before a colon in a block of this kind."""
    names = tuple(entry.name for entry in kind.entries if entry.shape is not Shape.CONDITIONS)
    return (*names, *HEADERS) if kind.conditions != "none" else names


def starts_line(kind: Kind, text: str) -> bool:
    """Whether words that run on in a line of their own would look like another line of the block."""
    if text.startswith("- "):
        return True
    name, colon, _ = text.partition(":")
    words = " ".join(name.lower().split())
    first, _, key = words.partition(" ")
    entry = kind.entry(first)
    keyed = entry is not None and entry.shape is Shape.KEYED and bool(ID.match(key))
    return bool(colon) and (words in line_names(kind) or keyed)


def with_colon(kind: Kind, line: Line, faults: Faults) -> Line:
    """The line itself, or as it was meant when only the colon of its name is missing or stuck to the next word."""
    if line.kind in ("opening", "field"):
        return line
    text = line.text.lower()
    forceful = kind.norm is not Norm.NONE and FORCE.search(text)
    if kind.norm is Norm.OPTIONS and forceful and text.endswith(" one of"):
        faults.add("S205", line.span, f'A colon is missing behind "{line.text}".', f'Write "{line.text}:".')
        return replace(line, kind="opening", name=line.text)
    starts = (name for name in line_names(kind) if text.startswith(name) and text[len(name) : len(name) + 1] in " :")
    found = max((name for name in starts if not (forceful and name in _SHORT)), key=len, default=None)
    if found is None:
        return line
    rest = line.text[len(found) :]
    if rest.strip(": ") and not rest.strip(": .;,"):
        message = f'"{found}:" ends with its colon; no other sign stands behind it.'
        faults.add("S216", line.span, message, f'Write "{found}:".')
        return replace(line, kind="opening", name=found)
    entry = kind.entry(found)
    name, value = found, rest.lstrip(": ")
    if entry is not None and entry.shape is Shape.KEYED:
        key, _, value = value.partition(" ")
        name = f"{found} {key.rstrip(':')}"
    message = (
        f'A space is missing behind "{name}:".' if rest.startswith(":") else f'A colon is missing behind "{name}".'
    )
    faults.add("S205", replace(line.span, length=len(found)), message, f'Write "{name}:{" ..." if value else ""}".')
    column = line.span.column + len(line.text) - len(value)
    span = replace(line.span, column=column, length=max(1, len(value)))
    return replace(line, kind="field" if value else "opening", name=name, value=value, value_span=span)


def what_may_stand(kind: Kind) -> str:
    """The lines that a block of this kind takes, for a message."""
    names = [f"{name}:" for name in line_names(kind) if name != FORMER]
    if kind.conditions != "none":
        names.append("always")
    if kind.norm is not Norm.NONE:
        names.append("a sentence that states the norm" if kind.norm is Norm.SENTENCE else f"a member must {DO_ONE_OF}:")
    return f"{with_article(kind.keyword).capitalize()} block takes: {', '.join(names)}."
