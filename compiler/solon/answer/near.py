"""Why not: the stronger norms that come closest to applying, and which of their own conditions fail.

Invariant: a norm is near by what it says itself; a condition counts as failing only when no completion meets it. What
an exception lifts is not near but defeated, and is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.answer.scene import Scene
from solon.decision import NearMiss
from solon.diagram.from_conditions import bullet, conditions, selected, window
from solon.diagram.from_graph import RUNG_OF, STATUSES, Carrier, Pair
from solon.letter.readback import say_window
from solon.model.blocks import Either, Exception_, Status
from solon.model.conditions import Bullet, Conditions, NormApplies, NothingForbids
from solon.model.policy import Policy

Part = tuple[str, int]


def nearest(scene: Scene, pair: Pair, status: Status) -> tuple[NearMiss, ...]:
    """The norms that would have given a stronger status and fail in the fewest of their conditions."""
    if status is Status.UNDETERMINED:
        return ()
    found: dict[str, NearMiss] = {}
    for carrier in scene.sheet.carriers(pair):
        if RUNG_OF[carrier.modality] < STATUSES.index(status) and scene.world.never(carrier.diagram):
            wanting = tuple(
                dict.fromkeys(says for says, diagram in _parts(scene, carrier) if scene.world.never(diagram))
            )
            old = found.get(carrier.id)
            if wanting and (old is None or len(wanting) < len(old.wanting)):
                cites = scene.policy.governed[carrier.id].cites
                found[carrier.id] = NearMiss(carrier.id, carrier.modality, cites, wanting)
    fewest = min((len(one.wanting) for one in found.values()), default=0)
    return tuple(one for one in found.values() if len(one.wanting) == fewest)


def _parts(scene: Scene, carrier: Carrier) -> Iterator[Part]:
    """What a norm asks for, in its own words, one diagram a part."""
    sheet, policy = scene.sheet, scene.policy
    block = policy.governed[carrier.id]
    lists = [when for name in carrier.chain for when in policy.counts[name].when] + list(block.when)
    bearer = block.bearer if isinstance(block, Either) else block.norm.bearer if block.norm else None
    if bearer is not None and (who := policy.bearers[bearer].who) is not None:
        lists.insert(0, who)
    for when in lists:
        kept = [one for one in when.bullets if selected(sheet, one.reading)]
        if when.connective == "all":
            yield from ((say(policy, one), bullet(sheet, one)) for one in kept)
        else:
            yield " or ".join(say(policy, one) for one in kept), conditions(sheet, when)
    if isinstance(block, Exception_):
        lifted = [sheet.named(f"would apply {target}") for target in block.to]
        targets = "; ".join(str(policy.governed[target].cites[0]) for target in block.to)
        yield f"{targets} would apply otherwise", sheet.store.any_of(lifted)
    for found in block.windows:
        yield f"the day is {', '.join(say_window(policy, found))}", window(sheet, found)


def say(policy: Policy, found: Bullet) -> str:
    """A bullet in one sentence; a list inside it joined by "and" or "or"."""
    match found.content:
        case Conditions(connective, bullets):
            return (" and " if connective == "all" else " or ").join(say(policy, one) for one in bullets)
        case NormApplies(norm, value):
            cites = "; ".join(map(str, policy.governed[norm].cites[:1]))
            return f"{cites} {'applies' if value else 'does not apply'}"
        case NothingForbids():
            return "nothing else forbids it"
        case _:
            return found.sentence
