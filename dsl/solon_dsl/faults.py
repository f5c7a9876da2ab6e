"""What is wrong with one file, collected while it is read, and what that leaves uncertain.

Invariant: a fault is added once; a line whose words are not the ones that were meant is reported once and then left
alone; the number of findings and of suggestions of one file is bounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from solon_dsl.diagnostic import Diagnostic, Span, error
from solon_dsl.nearest import nearest

MAX_FINDINGS = 100


@dataclass
class Faults:
    """The findings of one file.

    silent: lines that an earlier stage could not keep as they were written; nothing more is said about them.
    doubtful: lines about which the later stages should say nothing.
    whole: False when something was left unread that may declare names.
    """

    findings: list[Diagnostic]
    silent: frozenset[int] = frozenset()
    doubtful: set[int] = field(default_factory=set[int])
    whole: bool = True

    def add(self, code: str, span: Span, message: str, help: str) -> None:
        """Keep a finding, unless its line is silent."""
        if span.line not in self.silent:
            self.findings.append(error(code, span, message, help))

    def nearest(self, word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
        """The known word closest to a mistyped one, as long as there are not too many faults already."""
        return nearest(word, known, cutoff) if len(self.findings) <= MAX_FINDINGS else None

    def in_order(self) -> tuple[Diagnostic, ...]:
        """The findings by place; when there are too many, the first of them and a word about the others."""
        found = sorted(self.findings, key=lambda finding: finding.sort_key)
        if len(found) > MAX_FINDINGS:
            message = f"This file has {len(found)} mistakes; only the first {MAX_FINDINGS} are shown."
            repair = "Mend those first. If there are no policies in this file, move it to another folder."
            found[MAX_FINDINGS:] = [error("S111", found[MAX_FINDINGS].span, message, repair)]
        return tuple(found)
