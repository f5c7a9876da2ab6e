"""Is there an exception with nothing to lift?

Invariant: exact, under the chosen readings and under each other option alone.
"""

from __future__ import annotations

from solon.check.standing import bites, stands
from solon.check.subject import Subject
from solon.check.undecided import undecided
from solon.wording import quoted
from solon_dsl.diagnostic import Diagnostic, error


def never_bites(subject: Subject) -> list[Diagnostic]:
    """One error for each exception that can hold, but never while one of its rules would apply."""
    policy = subject.policy
    out: list[Diagnostic] = []
    for name, known in subject.once(bites).items():
        exception = policy.exceptions[name]
        if (
            known is False
            and subject.once(stands)[name]
            and any(subject.once(stands)[target] for target in exception.to)
        ):
            words = quoted(exception.to)
            none = f"{words} would not" if len(exception.to) == 1 else f"none of {words} would"
            message = f'"{name}" never bites: whenever it holds, {none} apply anyway.'
            repair = "Change its conditions or what it bears on, or take it out."
            out.append(error("S419", exception.span, message, repair))
    names = [
        name for name, known in subject.once(bites).items() if known is None and subject.once(stands)[name] is not None
    ]
    return [*out, *undecided(subject, names, "whether {} can ever bite")]
