"""Is there a window in which no day lies?

Invariant: exact; a window is reported only when no dates at all leave a day in it, under any reading that is tried.
"""

from __future__ import annotations

from solon.check.standing import has_days
from solon.check.subject import Subject
from solon.check.undecided import undecided
from solon_dsl.diagnostic import Diagnostic, error


def windows(subject: Subject) -> list[Diagnostic]:
    """One error for each period, and each block with windows, that no day can be in."""
    policy = subject.policy
    out: list[Diagnostic] = []
    for name, days in subject.once(has_days).items():
        block = policy.governed.get(name)
        periods = [window.during for window in block.windows if window.during] if block else []
        if days is False and not any(subject.once(has_days)[period] is False for period in periods):
            message = f'No day can lie in the window of "{name}": it ends before it starts.'
            out.append(error("S406", policy.blocks[name].span, message, "Look at its from, until and during lines."))
    names = [name for name, days in subject.once(has_days).items() if days is None]
    return [*out, *undecided(subject, names, "whether a day can lie in the window of {}")]
