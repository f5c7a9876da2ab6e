"""A policy file into its one canonical text: two spaces a level, one blank line between blocks, fields in order.

Invariant: idempotent; every comment is kept; the syntax tree stays the same.
"""

from __future__ import annotations

import re

from solon_dsl.bullets import READING
from solon_dsl.diagnostic import Diagnostic, has_errors
from solon_dsl.lines import Line, read_lines
from solon_dsl.named import starts_line
from solon_dsl.parse import parse
from solon_dsl.sentence import sentence
from solon_dsl.table import BY_KEYWORD, Entry, Kind, Norm, Shape
from solon_dsl.text import read_source

WIDTH = 110
_MARK = re.compile(r"(#|-\Z|\([0-9a-z]{1,6}\)\Z)")


def format_source(file: str, data: bytes | str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Format one policy file.

    Returns the canonical text, or None with the findings when the file has errors: what is not understood is not moved.
    """
    _, findings = parse(file, data)
    if has_errors(findings):
        return None, findings
    source, _ = read_source(file, data)
    lines, last = read_lines(source)
    parts = ["\n".join([*line.comments, *_block(line, 0)]) for line in lines]
    if last:
        parts.append("\n".join(last))
    return "\n\n".join(parts) + "\n" if parts else "", findings


def _block(line: Line, depth: int) -> list[str]:
    """The lines of a block, the comments before it left to the caller."""
    pad = "  " * depth
    kind = BY_KEYWORD[line.text.split()[0].lower()]
    out = [pad + " ".join(line.text.lower().split())]
    children = sorted(line.children, key=lambda child: _place(kind, child))
    for position, child in enumerate(children):
        if _is_block(kind, child):
            out += [""] if position else []
            out += [f"{pad}  {comment}".rstrip() for comment in child.comments]
            out += _block(child, depth + 1)
        else:
            out += _line(kind, child, depth + 1)
    return [*out, *_comments(line.after, pad)]


def _comments(comments: tuple[str, ...], pad: str) -> list[str]:
    """The comments beside a line inside a block, where blank lines do not count."""
    return [pad + comment for comment in comments if comment]


def _within(lines: tuple[Line, ...], pad: str) -> list[str]:
    """The comments between lines of prose: they move before it, since the prose is wrapped anew."""
    return [text for line in lines for text in (*_comments(line.comments, pad), *_within(line.children, pad))]


def _behind(lines: tuple[Line, ...], pad: str) -> list[str]:
    """The comments behind lines of prose."""
    return [text for line in lines for text in (*_behind(line.children, pad), *_comments(line.after, pad))]


def _is_block(kind: Kind, line: Line) -> bool:
    return line.kind == "head" and line.text.split()[0].lower() in kind.inside


def _place(kind: Kind, line: Line) -> int:
    """Where a line stands in its block: in the order of the table, the norm before conditions and windows."""
    if _is_block(kind, line):
        return 1000
    norm_place = 10 * next((i for i, entry in enumerate(kind.entries) if entry.name in ("because", "when")), 0) - 5
    entry = _entry(kind, line)
    if entry is not None:
        return 10 * kind.entries.index(entry)
    if line.text.lower() == "always":
        return 10 * next((i for i, entry in enumerate(kind.entries) if entry.name == "when"), 0)
    return norm_place


def _entry(kind: Kind, line: Line) -> Entry | None:
    name = " ".join(line.name.lower().split())
    if not name:
        return None
    if name in ("when all of", "when any of"):
        return kind.entry("when")
    return kind.entry(name) or kind.entry(name.split()[0])


def _line(kind: Kind, line: Line, depth: int) -> list[str]:
    """A line of a block with its comments and all that stands below it."""
    pad = "  " * depth
    entry = _entry(kind, line)
    name = " ".join(line.name.lower().split())
    if entry is not None and entry.shape in (Shape.PROSE, Shape.KEYED):
        words = f"{name}: {line.value} {_prose(line.children)}".split()
        before = [*_comments(line.comments, pad), *_within(line.children, pad)]
        return [*before, *_wrap(kind, words, pad), *_behind(line.children, pad), *_comments(line.after, pad)]
    if entry is None and kind.norm is Norm.OPTIONS and line.kind == "opening":
        out = [f"{pad}{sentence(line.name)}:", *_bullets(line.children, depth + 1)]
    elif entry is None:
        out = [pad + ("always" if line.text.lower() == "always" else sentence(line.text))]
    elif line.kind == "opening":
        out = [f"{pad}{name}:", *_bullets(line.children, depth + 1)]
    else:
        out = [f"{pad}{name}: {sentence(line.value)}"]
    return [*_comments(line.comments, pad), *out, *_comments(line.after, pad)]


def _bullets(lines: tuple[Line, ...], depth: int) -> list[str]:
    pad = "  " * depth
    out: list[str] = []
    for line in lines:
        out += _comments(line.comments, pad)
        mark = f"{line.mark} " if line.mark else ""
        name = " ".join(line.name.lower().split())
        if line.kind == "opening":
            out.append(f"{pad}{mark}{name}:")
        elif line.kind == "field":
            out.append(f"{pad}{mark}{name if name == READING else sentence(line.name)}: {sentence(line.value)}")
        else:
            out.append(f"{pad}{mark}{sentence(line.text)}")
        out += _bullets(line.children, depth + 1)
        out += _comments(line.after, pad)
    return out


def _prose(lines: tuple[Line, ...]) -> str:
    return " ".join(f"{line.mark} {line.text} {_prose(line.children)}" for line in lines)


def _wrap(kind: Kind, words: list[str], pad: str) -> list[str]:
    """Prose in lines of at most WIDTH characters; none starts with words that would make it another kind of line."""
    out = [pad + words[0]]
    for place, word in enumerate(words[1:], 1):
        fits = len(out[-1]) + 1 + len(word) <= WIDTH
        if fits or _MARK.match(word) or starts_line(kind, " ".join(words[place : place + 4])):
            out[-1] += " " + word
        else:
            out.append(f"{pad}    {word}")
    return out
