"""Do two sentences look so alike that one may be written for the other?

Invariant: a warning only; sentences are never matched by likeness.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from solon.check.likeness import alike
from solon.model.blocks import Choice, Fact
from solon.model.policy import Policy
from solon_dsl.diagnostic import Diagnostic, Span, warning

TOO_ALIKE = 0.94
LONGER_BY = 4  # letters; sentences whose lengths differ by more are told apart at a glance


def near_twins(policy: Policy) -> list[Diagnostic]:
    """One warning for each pair of sentences of different blocks that are nearly the same."""
    sentences = sorted(set(_sentences(policy)), key=lambda found: found[0])
    out: list[Diagnostic] = []
    for place, other in alike([text for text, _, _ in sentences], TOO_ALIKE, LONGER_BY):
        (text, name, span), (other_text, other_name, _) = sentences[place], sentences[other]
        if name != other_name and SequenceMatcher(None, other_text, text, autojunk=False).ratio() > TOO_ALIKE:
            message = f'"{text}" is nearly the same sentence as "{other_text}" ({other_name}).'
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
