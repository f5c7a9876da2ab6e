"""The verdicts of a letter about many deeds into an order that can be read: what binds first, the rest in few lines.

Invariant: nothing is left out but why no rule reaches a deed, and what would change each of many answers. Each open
question stands once, and facts that were just given as reasons are not repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from solon.engine.decision import Missing, Reason, Verdict
from solon.engine.deontic import Status

MANY = 6
FIRST = (
    Status.PROHIBITED,
    Status.REQUIRED,
    Status.ADVISED_AGAINST,
    Status.ADVISED,
    Status.UNDETERMINED,
    Status.PERMITTED,
    Status.NOT_REGULATED,
)
SAME = (Reason("", "", "the same facts as for the one before"),)


@dataclass(frozen=True)
class Arranged:
    """in_full: the verdicts to explain one by one. missing: what several of them wait for. unreached: only to name."""

    in_full: tuple[Verdict, ...]
    missing: tuple[Missing, ...] = ()
    unreached: tuple[Verdict, ...] = ()


def arranged(verdicts: Sequence[Verdict]) -> Arranged:
    """The order in which to write about some verdicts; a few stay as they are."""
    if len(verdicts) <= MANY:
        return Arranged(tuple(verdicts))
    unreached = [found for found in verdicts if found.status is Status.NOT_REGULATED and not found.norms]
    named = sorted((found for found in verdicts if found not in unreached), key=lambda found: FIRST.index(found.status))
    missing = dict.fromkeys(one for found in named for one in found.missing)
    return Arranged(_shortened(named), tuple(missing), tuple(unreached))


def _shortened(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Verdicts without what each waits for, and without reasons that are those of the norm before."""
    out: list[Verdict] = []
    before: tuple[Reason, ...] = ()
    for found in verdicts:
        norms = list(found.norms)
        for place, norm in enumerate(norms):
            if norm.because and norm.because == before:
                norms[place] = replace(norm, because=SAME)
            before = norm.because
        out.append(replace(found, missing=(), norms=tuple(norms), near=(), changes=None, no_matter=()))
    return tuple(out)
