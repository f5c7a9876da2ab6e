"""Do two instruments speak of one deed with different strength, in one and the same situation?

Invariant: every finding comes with a situation in which one instrument says "must" or "must not" of a deed, and the
strongest that the other says in that direction is "should" or "should not".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product

from solon.check.subject import Subject
from solon.check.undecided import undecided
from solon.diagram.from_graph import policy_of
from solon.diagram.witness import in_words, witness
from solon.engine.atlas import Carrier
from solon.engine.deontic import Modality, Pair
from solon.engine.store import TooLarge
from solon.engine.world import World
from solon_dsl.diagnostic import Diagnostic, remark

DIRECTIONS = ((Modality.MUST_NOT, Modality.SHOULD_NOT), (Modality.MUST, Modality.SHOULD))
Norms = Sequence[Carrier]


def strength(subject: Subject) -> list[Diagnostic]:
    """One remark for each deed on which two instruments differ; two norms that were named once are not named again."""
    out: list[Diagnostic] = []
    unsure: list[str] = []
    seen: set[tuple[str, str]] = set()
    for pair in subject.pairs:
        if len({found.instrument for found in subject.bearings(pair)}) > 1:
            for sides in _sides(subject.carriers(subject.chosen, pair, unsure)):
                try:
                    found = subject.ask(partial(_difference, subject.chosen, pair, *sides))
                except TooLarge:
                    unsure += [carrier.id for side in sides for carrier in side]
                    continue
                if found is not None and found[0] not in seen:
                    seen.add(found[0])
                    out.append(found[1])
    return [*out, *undecided(subject, unsure, "whether another instrument is stronger or weaker than {}")]


def _sides(carriers: Norms) -> Iterator[tuple[Norms, Norms, Norms]]:
    """For each direction and two instruments: what is strong in one, weak in the other, and strong in the other."""
    instruments = sorted({carrier.instrument for carrier in carriers})
    for strong, weak in DIRECTIONS:
        by = {
            (name, modality): [one for one in carriers if (one.instrument, one.modality) == (name, modality)]
            for name in instruments
            for modality in (strong, weak)
        }
        for one, other in product(instruments, instruments):
            if one != other and by[one, strong] and by[other, weak]:
                yield by[one, strong], by[other, weak], by[other, strong]


def _difference(
    world: World, pair: Pair, strong: Norms, weak: Norms, stronger: Norms
) -> tuple[tuple[str, str], Diagnostic] | None:
    """Two norms of different strength, with what to say about them. stronger: norms that would make them equal."""
    store = world.store
    apart = store.deny(store.any_of([one.diagram for one in stronger]))
    for one, other in product(strong, weak):
        met = store.all_of([one.diagram, other.diagram, apart])
        if world.can(met):
            found = witness(world, met)
            assert found is not None
            policy = policy_of(world.sheet.atlas)
            sides = (f'"{side.id}" of {side.instrument} says "{side.modality.value}"' for side in (one, other))
            message = f'On "{policy.say_deed(pair[1])}", {" and ".join(sides)}.'
            repair = "The stronger of the two heads the answer. If the texts differ so, nothing is to be done."
            span = policy.governed[other.id].span
            return (one.id, other.id), remark("S421", span, message, repair, in_words(policy, found))
    return None
