"""What a verdict says beyond its reasons, in words: what is near, what would change it, and which doubts do not matter.

Invariant: plain text; each change carries its citation; what is left out for brevity is counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.engine.decision import ChangeSet, Missing, NearMiss, Verdict
from solon.engine.deontic import Modality, Status
from solon.letter.lines import cites, wrap
from solon.model.policy import Policy

SHOWN = 4
INLINE = 2
CLOSEST = 2
WORDS = {
    Modality.MUST_NOT: "forbidding it",
    Modality.MUST: "requiring it",
    Modality.SHOULD_NOT: "advising against it",
    Modality.SHOULD: "advising it",
    Modality.MAY: "permitting it",
    Modality.NEED_NOT: "making it free",
}


def advice(policy: Policy, verdict: Verdict) -> Iterator[str]:
    """The lines, indented below the verdict."""
    for near in verdict.near[:CLOSEST]:
        yield from wrap(_near(near), "  ")
    changes = verdict.changes
    if changes is None:
        return
    who = policy.bearers[verdict.bearer].says
    if changes.undecided:
        yield from wrap("What would change this answer could not be worked out: there are too many ways.", "  ")
    if changes.better:
        yield from wrap(_heading(verdict), "  ")
        yield from _sets(changes.better)
    for way in changes.in_the_way:
        fails = "makes sure of a better answer" if verdict.status is Status.UNDETERMINED else "changes this answer"
        yield from wrap(f"Nothing in the hands of {who} {fails}. It would take this: {_set(way)}.", "  ")
    if changes.worse:
        yield from wrap(f"What would spoil this answer, in the hands of {who}:", "  ")
        yield from _sets(changes.worse)


def doubts(verdict: Verdict) -> Iterator[str]:
    """The doubts given that do not matter, with who judges them."""
    if verdict.no_matter:
        yield from wrap("These doubts do not matter to this answer:", "  ")
        for doubt in verdict.no_matter:
            yield from wrap(f"- {doubt.asks}{_judge(doubt)} [{doubt.fact}]", "    ")
    elif verdict.whoever:
        yield from wrap(f"It holds whatever {' or '.join(verdict.whoever)} decides about what is still open.", "  ")


def _judge(doubt: Missing) -> str:
    return f" (it holds whatever {doubt.judged_by} decides)" if doubt.judged_by else ""


def _near(near: NearMiss) -> str:
    wanting = "; ".join(near.wanting)
    more = "this is" if len(near.wanting) == 1 else "these are"
    return f"{cites(near.citations)} comes closest to {WORDS[near.modality]}, but {more} wanting: {wanting}."


def _heading(verdict: Verdict) -> str:
    if verdict.status is Status.UNDETERMINED:
        worst = "prohibited" if Status.PROHIBITED in verdict.possible else "advised against"
        return f"What would make sure that it is not {worst}, each line by itself:"
    return "What would change this answer, each line by itself:"


def _sets(found: tuple[ChangeSet, ...]) -> Iterator[str]:
    """Sets that change the same known facts stand together, with the shortest way in which the open ones have to be."""
    groups: dict[ChangeSet, list[ChangeSet]] = {}
    for way in found:
        known = tuple(one for one in way if one.before is not None)
        groups.setdefault(known, []).append(tuple(one for one in way if one.before is None))
    for known, ways in list(groups.items())[:SHOWN]:
        yield from _group(known, ways)
    if len(groups) > SHOWN:
        yield from wrap(f"- and {len(groups) - SHOWN} more (all of them with --format json)", "    ")


def _group(known: ChangeSet, ways: list[ChangeSet]) -> Iterator[str]:
    shortest = ways[0]
    if len(ways) == 1 and len(shortest) <= INLINE:
        yield from wrap(f"- {_set((*known, *shortest))}", "    ")
        return
    many = f" There are {len(ways)} ways; the shortest is this:" if len(ways) > 1 else ""
    lead = (
        f"{_set(known)}. What is not known yet has to be so, too." if known else "What is not known yet has to be so."
    )
    yield from wrap(f"- {lead}{many}", "    ")
    for one in shortest:
        yield from wrap(f"- {_set((one,))}", "        ")


def _set(way: ChangeSet) -> str:
    return ", and ".join(f"{one.says} ({cites(one.citations)})" if one.citations else one.says for one in way)
