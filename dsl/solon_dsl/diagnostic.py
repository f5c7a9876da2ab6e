"""What a finding is: data, never a log line. The wording and the drawing live elsewhere.

Invariant: every finding names its code, its place, what is wrong, and what to do about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an `error` stops the compiler, a `warning` and a `remark` do not."""

    ERROR = "error"
    WARNING = "warning"
    REMARK = "remark"


@dataclass(frozen=True, order=True)
class Span:
    """A place in a file. Lines and columns count from 1; `length` is in characters and stays on the line."""

    file: str
    line: int
    column: int
    length: int = 1


NOWHERE = Span("", 0, 0, 0)


@dataclass(frozen=True)
class Diagnostic:
    """One finding.

    code: the stable code, such as `S301`; each has a page in `site/pages/errors/`.
    span: where it is; `NOWHERE` when it belongs to no line.
    message: what is wrong, in one sentence.
    help: what to do, in an officer's words.
    witness: sentences of a situation that shows the finding, where there is one.
    """

    code: str
    severity: Severity
    span: Span
    message: str
    help: str = ""
    witness: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The order in which findings are shown: by place, then by code."""
        return (self.span.file, self.span.line, self.span.column, self.code, self.message)


def error(code: str, span: Span, message: str, help: str = "", witness: tuple[str, ...] = ()) -> Diagnostic:
    """A finding that stops the compiler."""
    return Diagnostic(code, Severity.ERROR, span, message, help, witness)


def warning(code: str, span: Span, message: str, help: str = "", witness: tuple[str, ...] = ()) -> Diagnostic:
    """A finding that deserves a look, and stops nothing."""
    return Diagnostic(code, Severity.WARNING, span, message, help, witness)


def remark(code: str, span: Span, message: str, help: str = "", witness: tuple[str, ...] = ()) -> Diagnostic:
    """A finding that is only worth knowing."""
    return Diagnostic(code, Severity.REMARK, span, message, help, witness)


def has_errors(findings: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    """Whether any finding stops the compiler."""
    return any(finding.severity is Severity.ERROR for finding in findings)
