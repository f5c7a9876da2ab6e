"""Which questions about a policy need too many steps to be decided?

Invariant: what was not decided is named, once; it is never passed over in silence, and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.check.subject import Subject
from solon.model.policy import Policy
from solon.wording import quoted
from solon_dsl.diagnostic import Diagnostic, Span, remark


def too_large(subject: Subject) -> list[Diagnostic]:
    """One remark that names the blocks whose diagrams are too large, so that nothing is proved about them."""
    return _finding(subject, subject.unknown, "all that is asked about {}")


def undecided(subject: Subject, names: Iterable[str], what: str) -> list[Diagnostic]:
    """One remark that names the blocks for which a question was not decided; none when there are none.

    what: the question, such as `whether {} can ever apply`. Blocks of which nothing at all is known are left out.
    """
    return _finding(subject, [name for name in dict.fromkeys(names) if name not in subject.unknown], what)


def _finding(subject: Subject, names: Iterable[str], what: str) -> list[Diagnostic]:
    found = tuple(names)
    if not found:
        return []
    message = f"Not decided, because it takes too many steps: {what.format(quoted(found))}."
    repair = "Look at these blocks by hand. Smaller terms and fewer conditions in one block make it easier."
    return [remark("S416", _span(subject.policy, found[0]), message, repair)]


def _span(policy: Policy, name: str) -> Span:
    if name in policy.blocks:
        return policy.blocks[name].span
    return policy.impossibles[name].span if name in policy.impossibles else policy.readings[name].span
