"""Why not: the stronger norms that come closest to applying, and which of their own conditions fail.

Invariant: a norm is near by what it says itself; a condition counts as failing only when no completion meets it. What
an exception lifts is not near but defeated, and is told apart.
"""

from __future__ import annotations

from solon.engine.decision import NearMiss
from solon.engine.deontic import RUNG_OF, STATUSES, Pair, Status
from solon.engine.program import Joined, Words
from solon.engine.scene import Scene


def nearest(scene: Scene, pair: Pair, status: Status) -> tuple[NearMiss, ...]:
    """The norms that would have given a stronger status and fail in the fewest of their conditions."""
    if status is Status.UNDETERMINED:
        return ()
    found: dict[str, NearMiss] = {}
    sheet, world = scene.sheet, scene.world
    for place, carrier in enumerate(sheet.carriers(pair)):
        if RUNG_OF[carrier.modality] < STATUSES.index(status) and world.never(carrier.diagram):
            parts = scene.program.parts(pair, place)
            wanting = tuple(
                dict.fromkeys(_said(scene, words) for words, node in parts if world.never(sheet.node(node)))
            )
            old = found.get(carrier.id)
            if wanting and (old is None or len(wanting) < len(old.wanting)):
                cites = scene.program.norms[carrier.id].citations
                found[carrier.id] = NearMiss(carrier.id, carrier.modality, cites, wanting)
    fewest = min((len(one.wanting) for one in found.values()), default=0)
    return tuple(one for one in found.values() if len(one.wanting) == fewest)


def _said(scene: Scene, words: Words) -> str:
    """The words of a condition, without those that stand under other readings."""
    if not isinstance(words, Joined):
        return words
    kept = (inner for inner, reading, option in words.of if not reading or scene.sheet.selects(reading, option))
    return words.join.join(_said(scene, inner) for inner in kept)
