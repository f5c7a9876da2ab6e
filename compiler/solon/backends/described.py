"""An input of a policy into lines that tell a programmer what it asks and what each value means.

Invariant: every sentence comes from a policy file; one line each, whatever the texts hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.engine.program import Input


def described(found: Input) -> tuple[str, ...]:
    """What a programmer has to know of an input, below its question: help, values, who judges and who changes it."""
    return tuple(" ".join(line.split()) for line in _lines(found))


def asked(found: Input) -> str:
    """The question that an input asks, on one line."""
    return " ".join(found.asks.split())


def _lines(found: Input) -> Iterator[str]:
    if found.help:
        yield found.help
    match found.kind:
        case "fact":
            yield f"true: {found.says}"
            yield f"false: {found.denies}"
            if found.presumed is not None:
                yield f"Presumed {str(found.presumed).lower()} when it is left out: {found.because}"
        case "choice":
            yield from (f"{option}: {says}" for option, says in found.options)
        case _:
            yield f"In the rules: {found.says}"
    if found.judged_by:
        yield f"Judged by: {found.judged_by}"
    if found.changed_by:
        yield f"Changed by: {found.changed_by}"
