"""Lines that stand at another level than the lines that they belong with, put where they belong before they are read.

Invariant: no line is lost and none is read twice; what was plainly misplaced is reported once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from solon_dsl.faults import Faults
from solon_dsl.lines import Line
from solon_dsl.named import FORCE, line_names
from solon_dsl.table import BY_KEYWORD, Kind


def keyword_of(line: Line) -> str:
    """The first word of a line, as the kind of a block is written."""
    return line.text.split()[0].lower().rstrip(":")


def name_of(line: Line) -> str:
    """The words before the colon, as names are written."""
    return " ".join(line.name.lower().split())


def is_misplaced(inside: Collection[str], line: Line) -> bool:
    """Whether a line starts a block of another kind than those that may stand inside here."""
    keyword = keyword_of(line)
    return line.kind == "head" and not line.mark and keyword in BY_KEYWORD and keyword not in inside


def with_misplaced(inside: Collection[str], lines: Iterable[Line]) -> Iterator[Line]:
    """The same lines; the first line of a misplaced block that has none below it takes those that follow."""
    rest = iter(lines)
    for line in rest:
        if is_misplaced(inside, line) and not line.children:
            yield replace(line, children=tuple(rest))
        else:
            yield line


def with_inner(kind: Kind, lines: Iterable[Line], faults: Faults) -> list[Line]:
    """The lines of a block; those that belong to the block inside it just above are given to that one.

    That is so when only that one can take them, or when it has no lines of its own.
    """
    out: list[Line] = []
    for line in lines:
        inner = out[-1] if out and out[-1].kind == "head" and keyword_of(out[-1]) in kind.inside else None
        if (
            inner is None
            or line.mark
            or keyword_of(line) in BY_KEYWORD
            or (inner.children and not _only_inside(kind, line))
        ):
            out.append(line)
            continue
        if not inner.moved:
            message = "This line is not indented like the other lines of its block."
            faults.add("S108", line.span, message, "Indent it by two more spaces.")
        here = (line,) if line.kind == "opening" else (replace(line, children=()), *line.children)
        out[-1] = replace(inner, children=(*inner.children, *here), moved=True)
    return out


def _only_inside(kind: Kind, line: Line) -> bool:
    if line.kind in ("opening", "field"):
        return name_of(line) not in line_names(kind) and any(
            name_of(line) in line_names(BY_KEYWORD[inner]) for inner in kind.inside
        )
    return bool(FORCE.search(line.text.lower())) or line.text.lower() == "always"


def with_loose(lines: Iterable[Line]) -> Iterator[tuple[Line | None, tuple[Line, ...]]]:
    """Each line with the bullets that follow it at its own level; None before bullets at the start."""
    current: Line | None = None
    loose: list[Line] = []
    for line in lines:
        if line.mark:
            loose += _one_level(line)
            continue
        if current is not None or loose:
            yield current, tuple(loose)
        current, loose = line, []
    if current is not None or loose:
        yield current, tuple(loose)


def _one_level(bullet: Line) -> list[Line]:
    """A bullet that stands too far left, and the bullets after it that do not."""
    if bullet.kind == "opening":
        return [bullet]
    own = tuple(line for line in bullet.children if not line.mark)
    return [replace(bullet, children=own), *(line for line in bullet.children if line.mark)]


def with_rest(bullets: tuple[Line, ...]) -> Iterator[Line]:
    """The same bullets; a list header that has none takes those that follow."""
    rest = iter(bullets)
    for bullet in rest:
        empty = bullet.kind == "opening" and not bullet.children
        yield replace(bullet, children=tuple(rest)) if empty else bullet


def with_own_bullets(lines: tuple[Line, ...], below: Collection[str], faults: Faults) -> tuple[Line, ...]:
    """The bullets of a list. What belongs below one of them, and is not deeper than it, is put there.

    below: the names of the lines that may stand below a bullet. A list header without bullets takes those of another
    style of mark that follow it.
    """
    out: list[Line] = []
    for line in lines:
        above = out[-1] if out and out[-1].mark else None
        if above is not None and not line.mark and name_of(line) in below:
            message = "This line belongs to the bullet above it, but it is not deeper than that."
            faults.add("S108", line.span, message, "Indent it by two more spaces.")
            out[-1] = replace(above, children=(*above.children, line))
        elif above is not None and _takes(above, line):
            if not above.moved:
                message = "This bullet is not deeper than the header of its list."
                repair = "Indent it by two more spaces, with those that follow it."
                faults.add("S209", line.mark_span, message, repair)
            out[-1] = replace(above, children=(*above.children, line), moved=True)
        else:
            out.append(line)
    return tuple(out)


def _takes(header: Line, line: Line) -> bool:
    """Whether a bullet beside a list header is of the header's own list."""
    empty = not header.children or header.moved
    return header.kind == "opening" and empty and bool(line.mark) and (line.mark == "-") != (header.mark == "-")
