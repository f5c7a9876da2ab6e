"""Why a norm applies: a smallest set of the known facts that makes it apply whatever else is true (a prime implicant).

Invariant: subset-minimal. Facts are tried for leaving out from the last in policy order to the first: early ones stay.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.engine.atlas import IMPOSSIBLE
from solon.engine.decision import Reason
from solon.engine.graph import DayReached
from solon.engine.scene import Scene
from solon.engine.situation import ON
from solon.engine.store import OPEN, YES
from solon.engine.wording import plain_value, say_value


def reasons(scene: Scene, diagram: int) -> tuple[Reason, ...]:
    """The facts that make a yes/no diagram hold, in policy order. The known facts must settle it so."""
    return tuple(reason(scene, name) for name in smallest(scene, diagram))


def smallest(scene: Scene, diagram: int) -> tuple[str, ...]:
    """The ids of a smallest set of known facts that makes a yes/no diagram hold."""
    direct = asked(scene, diagram)
    # What `impossible` blocks tie to these facts is looked at only where the facts themselves do not settle it.
    kept = sorted(direct & scene.settled, key=lambda name: scene.order[name])
    if not _settles(scene, kept, diagram):
        tied = frozenset(name for found in scene.sheet.possible for name in asked(scene, found))
        kept = sorted((direct | tied) & scene.settled, key=lambda name: scene.order[name])
    for name in reversed(kept.copy()):
        fewer = [other for other in kept if other != name]
        if _settles(scene, fewer, diagram):
            kept = fewer
    return tuple(kept)


def _settles(scene: Scene, names: Iterable[str], diagram: int) -> bool:
    """Whether some of the known facts make a diagram hold in every possible completion."""
    world = scene.knowing(names)
    return world.store.ends(world.within(diagram)) <= {YES, world.store.end(IMPOSSIBLE)}


def asked(scene: Scene, diagram: int) -> frozenset[str]:
    """The inputs, and the day of the act, that a diagram asks when nothing is known."""
    values = [OPEN] * scene.sheet.store.bottom
    for level, place in scene.in_force.items():
        values[level] = place
    found: set[str] = set()
    for level in scene.sheet.support(scene.sheet.store.put(diagram, values)):
        match scene.atlas.order[level]:
            case str(name):
                found.add(name)
            case DayReached(name) if name:
                found |= {ON, name}
            case _:
                found.add(ON)
    return frozenset(found)


def reason(scene: Scene, name: str) -> Reason:
    """A known fact as a reason."""
    value = scene.facts.on if name == ON else scene.facts.values[name]
    assert value is not None
    return Reason(name, plain_value(value), say_value(scene.program.inputs, name, value))
