"""Why not: the stronger norms that come closest to applying, and which of their own conditions fail.

Invariant: a norm is near by what it says itself; a condition counts as failing only when no completion meets it. What
an exception lifts is not near but defeated, and is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.answer.scene import Scene
from solon.decision import NearMiss
from solon.diagram.build import Diagrams
from solon.diagram.from_graph import RUNG_OF, STATUSES, Carrier, Pair
from solon.graph.from_model import Compiler
from solon.letter.readback import say_window
from solon.model.blocks import Either, Exception_, Status
from solon.model.conditions import Bullet, Conditions, NormApplies, NothingForbids

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
    compiler = Compiler(policy, Diagrams(sheet))
    block = policy.governed[carrier.id]
    lists = [when for name in carrier.chain for when in policy.counts[name].when] + list(block.when)
    bearer = block.bearer if isinstance(block, Either) else block.norm.bearer if block.norm else None
    if bearer is not None and (who := policy.bearers[bearer].who) is not None:
        lists.insert(0, who)
    for when in lists:
        if when.connective == "all":
            yield from ((_say(scene, one), compiler.bullet(one, in_all=True)) for one in when.bullets)
        else:
            yield " or ".join(_said(scene, when.bullets)), compiler.conditions(when)
    if isinstance(block, Exception_):
        lifted = [sheet.named(f"would apply {target}") for target in block.to]
        targets = "; ".join(str(policy.governed[target].cites[0]) for target in block.to)
        yield f"{targets} would apply otherwise", sheet.store.any_of(lifted)
    for found in block.windows:
        yield f"the day is {', '.join(say_window(policy, found))}", compiler.window(found)


def _said(scene: Scene, bullets: tuple[Bullet, ...]) -> list[str]:
    """The bullets of a list in words, those of other readings left out."""
    there = (one for one in bullets if one.reading is None or scene.sheet.selects(one.reading))
    return [_say(scene, one) for one in there]


def _say(scene: Scene, found: Bullet) -> str:
    """A bullet in one sentence; a list inside it joined by "and" or "or"."""
    match found.content:
        case Conditions(connective, bullets):
            return (" and " if connective == "all" else " or ").join(_said(scene, bullets))
        case NormApplies(norm, value):
            cites = "; ".join(map(str, scene.policy.governed[norm].cites[:1]))
            return f"{cites} {'applies' if value else 'does not apply'}"
        case NothingForbids():
            return "nothing else forbids it"
        case _:
            return found.sentence
