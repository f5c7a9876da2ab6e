"""A finding into text for a terminal: what, where, the line itself, and what to do.

Invariant: the drawing adds nothing to the finding; the same finding and source always give the same text. What a file
or its name holds cannot steer the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from solon_dsl.diagnostic import Diagnostic, Severity

EXCERPT_WIDTH = 100
Paint = Callable[[str, str], str]


def plain(text: str, role: str) -> str:
    """No colour: the painter for files and pipes."""
    return text


def render(finding: Diagnostic, lines: Mapping[str, Sequence[str]], paint: Paint = plain) -> str:
    """Draw one finding.

    finding: what was found. lines: the lines of each file, by name. paint: gives (text, role) a colour, where the
    role is `error`, `warning`, `remark`, `place` or `help`.
    """
    head = paint(f"{finding.severity.value} {finding.code}", finding.severity.value)
    parts = [f"{head}: {visible(finding.message)}"]
    span = finding.span
    if span.file:
        parts.append(paint(f"  --> {visible(span.file)}:{span.line}:{span.column}", "place"))
        written = lines.get(span.file, ())
        if 0 < span.line <= len(written):
            parts += _excerpt(written[span.line - 1], span.line, span.column, span.length, paint, finding.severity)
    if finding.witness:
        parts.append("  Take this situation:")
        parts += [f"    - {visible(sentence)}" for sentence in finding.witness]
    if finding.help:
        parts.append(f"  {paint('help:', 'help')} {visible(finding.help)}")
    return "\n".join(parts)


def visible(text: str) -> str:
    """A text with a sign in place of each character that cannot be seen."""
    return text if text.isprintable() else "".join(one if one.isprintable() else "�" for one in text)


def _excerpt(line: str, number: int, column: int, length: int, paint: Paint, severity: Severity) -> list[str]:
    """The line with a mark below the place; a long line is cut around it."""
    start = max(0, column - 1 - EXCERPT_WIDTH // 2) if len(line) > EXCERPT_WIDTH else 0
    shown = visible(line[start : start + EXCERPT_WIDTH].replace("\t", " "))
    room = max(1, len(shown) - (column - 1 - start))
    marks = " " * (column - 1 - start) + "^" * max(1, min(length, room))
    gutter = " " * len(str(number))
    return [f"  {gutter} |", f"  {number} | {shown}", f"  {gutter} | {paint(marks, severity.value)}"]
