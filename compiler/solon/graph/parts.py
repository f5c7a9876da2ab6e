"""A norm into what it asks for itself, in its own words: one node of the graph for each of its conditions.

Invariant: what an exception lifts is no condition of the norm; the answers tell the two apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.engine.program import Joined, Part, Words
from solon.graph.from_model import Compiler
from solon.letter.readback import say_window
from solon.model.blocks import Exception_, bearer_of
from solon.model.conditions import Bullet, Conditions, NormApplies, NothingForbids
from solon.model.policy import Policy


def parts_of(compiler: Compiler, name: str, chain: tuple[str, ...]) -> Iterator[Part]:
    """The conditions of a norm, as it is reached by the counts blocks in `chain`."""
    policy = compiler.policy
    block = policy.governed[name]
    lists = [when for counts in chain for when in policy.counts[counts].when] + list(block.when)
    bearer = bearer_of(block)
    if bearer is not None and (who := policy.bearers[bearer].who) is not None:
        lists.insert(0, who)
    for when in lists:
        if when.connective == "all":
            yield from ((_words(policy, one), compiler.bullet(one, in_all=True)) for one in when.bullets)
        else:
            yield _joined(policy, " or ", when.bullets), compiler.conditions(when)
    if isinstance(block, Exception_):
        lifted = [compiler.would_apply(policy.governed[target]) for target in block.to]
        targets = "; ".join(str(policy.governed[target].cites[0]) for target in block.to)
        yield f"{targets} would apply otherwise", compiler.build.any_of(lifted)
    for found in block.windows:
        yield f"the day is {', '.join(say_window(policy, found))}", compiler.window(found)


def _joined(policy: Policy, join: str, bullets: tuple[Bullet, ...]) -> Joined:
    """The bullets of a list in words; each may stand under an option of a reading."""
    return Joined(
        join,
        tuple(
            (
                _words(policy, one),
                "" if one.reading is None else one.reading.reading,
                "" if one.reading is None else one.reading.option,
            )
            for one in bullets
        ),
    )


def _words(policy: Policy, found: Bullet) -> Words:
    """A bullet in one sentence; a list inside it joined by "and" or "or"."""
    match found.content:
        case Conditions(connective, bullets):
            return _joined(policy, " and " if connective == "all" else " or ", bullets)
        case NormApplies(norm, value):
            cites = "; ".join(map(str, policy.governed[norm].cites[:1]))
            return f"{cites} {'applies' if value else 'does not apply'}"
        case NothingForbids():
            return "nothing else forbids it"
        case _:
            return found.sentence
