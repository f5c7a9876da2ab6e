"""A policy file into its one canonical text: two spaces a level, one blank line between blocks, fields in order.

Invariant: idempotent; every comment is kept; the syntax tree stays the same.
"""

from __future__ import annotations

from solon_dsl.diagnostic import Diagnostic, has_errors
from solon_dsl.lines import Line, read_lines
from solon_dsl.parse import parse
from solon_dsl.table import BY_KEYWORD, Entry, Kind, Norm, Shape
from solon_dsl.text import read_source

WIDTH = 110
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


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
    """The lines of a block, its comments left to the caller."""
    pad = "  " * depth
    kind = BY_KEYWORD[line.text.split()[0].lower()]
    out = [pad + " ".join(line.text.lower().split())]
    children = sorted(line.children, key=lambda child: _place(kind, child))
    for position, child in enumerate(children):
        if _is_block(kind, child) and position:
            out.append("")
        out += [f"{pad}  {comment}" for comment in _comments(kind, child)]
        out += _block(child, depth + 1) if _is_block(kind, child) else _line(kind, child, depth + 1)
    return out


def _comments(kind: Kind, line: Line) -> list[str]:
    """The comments before a line; those between lines of prose move before it, since the prose is wrapped anew."""
    entry = _entry(kind, line)
    prose = entry is not None and entry.shape in (Shape.PROSE, Shape.KEYED)
    return [*line.comments, *(_all_comments(line.children) if prose else [])]


def _all_comments(lines: tuple[Line, ...]) -> list[str]:
    return [text for line in lines for text in (*line.comments, *_all_comments(line.children))]


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
    pad = "  " * depth
    entry = _entry(kind, line)
    if entry is None and kind.norm is Norm.OPTIONS and line.kind == "opening":
        return [pad + _words(line.name) + ":", *_bullets(line.children, depth + 1)]
    if entry is None:
        return [pad + _words(line.text)]
    name = " ".join(line.name.lower().split())
    if entry.shape in (Shape.PROSE, Shape.KEYED):
        words = f"{name}: {line.value} {_prose(line.children)}".split()
        return _wrap(words, pad)
    if line.kind == "opening":
        return [f"{pad}{name}:", *_bullets(line.children, depth + 1)]
    return [f"{pad}{name}: {_words(line.value)}"]


def _bullets(lines: tuple[Line, ...], depth: int) -> list[str]:
    pad = "  " * depth
    out: list[str] = []
    for line in lines:
        out += [pad + comment for comment in line.comments]
        mark = f"{line.mark} " if line.mark else ""
        if line.kind == "opening":
            out.append(f"{pad}{mark}{' '.join(line.name.lower().split())}:")
        elif line.kind == "field":
            out.append(f"{pad}{mark}{_words(line.name)}: {_words(line.value)}")
        else:
            out.append(f"{pad}{mark}{_words(line.text)}")
        out += _bullets(line.children, depth + 1)
    return out


def _words(text: str) -> str:
    return " ".join(text.split()).translate(STRAIGHT)


def _prose(lines: tuple[Line, ...]) -> str:
    return " ".join(f"{line.mark} {line.text} {_prose(line.children)}" for line in lines)


def _wrap(words: list[str], pad: str) -> list[str]:
    """Prose in lines of at most WIDTH characters; no line starts with `#`, which would make it a comment."""
    out = [pad + words[0]]
    for word in words[1:]:
        if len(out[-1]) + 1 + len(word) > WIDTH and not word.startswith("#"):
            out.append(f"{pad}    {word}")
        else:
            out[-1] += " " + word
    return out
