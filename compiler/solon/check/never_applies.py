"""Is there a rule, an exception or a definition that can never come to anything?

Invariant: exact, under the chosen readings and under each other option alone; what follows from another finding is not
reported again.
"""

from __future__ import annotations

from functools import partial

from solon.check.grounds import Applying, exclude, grounds, lifting, ruled_out_by, say
from solon.check.standing import bites, has_days, stands
from solon.check.subject import Subject, required
from solon.check.undecided import undecided
from solon.engine.store import TooLarge
from solon.engine.world import World
from solon.model.blocks import Term
from solon.wording import quoted
from solon_dsl.diagnostic import Diagnostic, error


def never_applies(subject: Subject) -> list[Diagnostic]:
    """One error for each block that can never apply or hold, with the nearest reason."""
    policy = subject.policy
    blocks: dict[str, Applying] = {**policy.terms, **policy.counts, **policy.governed}
    out: list[Diagnostic] = []
    for name, known in subject.once(stands).items():
        if known is False and subject.once(has_days).get(name) is not False:
            block = blocks[name]
            try:
                reason = subject.ask(partial(_reason, subject, block))
            except TooLarge:
                reason = "why takes too many steps to say."
            if reason:
                verb = "hold" if isinstance(block, Term) else "apply"
                message = f'"{name}" can never {verb}: {reason}'
                out.append(error("S417", block.span, message, "Change its conditions, or take it out."))
    names = [name for name, known in subject.once(stands).items() if known is None]
    return [*out, *undecided(subject, names, "whether {} can ever apply")]


def _reason(subject: Subject, block: Applying) -> str:
    """Why a block can never apply, in words; nothing when another finding says so already."""
    world = next(subject.tried(required(subject.policy, block.id), _node(subject, block)), None)
    if world is None:
        return "it asks for two answers to one reading."
    found = exclude(world, grounds(subject.changed(world), block))
    if not found:
        return _lifted(world, block.id)
    if len(found) == 1 and any(subject.once(known).get(found[0].of) is False for known in (stands, bites, has_days)):
        return ""
    return say(found, ruled_out_by(world, found))


def _node(subject: Subject, block: Applying) -> str:
    policy = subject.policy
    kind = "term" if block.id in policy.terms else "counts" if block.id in policy.counts else "would apply"
    return f"{kind} {block.id}"


def _lifted(world: World, name: str) -> str:
    found = lifting(world, name)
    if len(found) == 1:
        return f'"{found[0]}" lifts it whenever it would.'
    return f"between them, {quoted(found)} lift it whenever it would."
