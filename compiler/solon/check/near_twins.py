"""Do two sentences look so alike that one may be written for the other?

Invariant: a warning only; sentences are never matched by likeness.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from solon.model.blocks import Choice, Fact
from solon.model.policy import Policy
from solon_dsl.diagnostic import Diagnostic, Span, warning

TOO_ALIKE = 0.94
MAX_SENTENCES = 1_500


def near_twins(policy: Policy) -> list[Diagnostic]:
    """One warning for each pair of sentences of different blocks that are nearly the same."""
    sentences = sorted(set(_sentences(policy)), key=lambda found: found[0])
    out: list[Diagnostic] = []
    if len(sentences) > MAX_SENTENCES:
        return out
    matcher = SequenceMatcher(autojunk=False)
    for place, (text, name, span) in enumerate(sentences):
        matcher.set_seq2(text)
        for other, other_name, _ in sentences[:place]:
            if name == other_name or abs(len(text) - len(other)) > 4:
                continue
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() > TOO_ALIKE and matcher.quick_ratio() > TOO_ALIKE:
                if matcher.ratio() > TOO_ALIKE:
                    message = f'"{text}" is nearly the same sentence as "{other}" ({other_name}).'
                    repair = "If they mean the same, keep one of them; if not, word one differently."
                    out.append(warning("S404", span, message, repair))
    return out


def _sentences(policy: Policy) -> Iterator[tuple[str, str, Span]]:
    for found in policy.inputs.values():
        match found:
            case Fact(says=says, denies=denies):
                yield says, found.id, found.span
                yield denies, found.id, found.span
            case Choice(options=options):
                yield from ((sentence, found.id, found.span) for _, sentence in options)
            case _:
                pass
    for term in policy.terms.values():
        yield term.says, term.id, term.span
        if term.denies:
            yield term.denies, term.id, term.span
