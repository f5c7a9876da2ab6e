"""Can one deed be both required and prohibited, or both advised and advised against?

Invariant: every conflict comes with a situation that shows it; one that only another reading makes is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import product

from solon.check.subject import Subject
from solon.check.undecided import undecided
from solon.diagram.from_graph import policy_of
from solon.diagram.witness import in_words, witness
from solon.engine.atlas import Carrier
from solon.engine.deontic import Deed, Modality, Pair
from solon.engine.situation import Value
from solon.engine.store import TooLarge
from solon.engine.world import World
from solon_dsl.diagnostic import Diagnostic, error, remark, warning

Clash = tuple[str, str]
CLASHES = (
    (Modality.MUST, Modality.MUST_NOT, "S408"),
    (Modality.SHOULD, Modality.SHOULD_NOT, "S409"),
    (Modality.MUST, Modality.SHOULD_NOT, "S409"),
    (Modality.SHOULD, Modality.MUST_NOT, "S409"),
)


def conflicts(subject: Subject) -> list[Diagnostic]:
    """One finding for each pair of norms that can clash on one bearer and deed."""
    search = _Search(subject)
    out = list(search.clashes({}, subject.pairs))
    for reading in subject.policy.readings.values():
        touched = subject.touched.get(reading.id, ())
        for option, _ in reading.options:
            if option != reading.chosen:
                out += search.clashes({reading.id: option}, touched)
    return [*out, *undecided(subject, search.unsure, "with what {} can clash")]


class _Search:
    """Looks for clashes. seen: those that were found. unsure: norms for which that was not decided."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.seen: set[Clash] = set()
        self.unsure: list[str] = []

    def clashes(self, readings: dict[str, str], pairs: Iterable[Pair]) -> Iterator[Diagnostic]:
        """The clashes under some readings that have not been seen yet."""
        world, chosen = self.subject.world(readings), self.subject.chosen
        for pair in pairs:
            modalities = {Modality(found.modality) for found in self.subject.bearings(pair)}
            met = [(one, other, code) for one, other, code in CLASHES if {one, other} <= modalities]
            carriers = self.subject.carriers(world, pair, self.unsure) if met else []
            before = (
                {one.diagram for one in self.subject.carriers(chosen, pair, [])} if readings and met else set[int]()
            )
            for one, other, code in met:
                left = [found for found in carriers if found.modality is one]
                right = [found for found in carriers if found.modality is other]
                for a, b in product(left, right):
                    # What this reading does not touch was tried under the chosen ones.
                    if {a.diagram, b.diagram} <= before and world.sheet.possible == chosen.sheet.possible:
                        continue
                    yield from self._clash(world, a, b, pair[1], code)

    def _clash(self, world: World, left: Carrier, right: Carrier, deed: Deed, code: str) -> Iterator[Diagnostic]:
        first, second = sorted((left.id, right.id))
        if (first, second) in self.seen:
            return
        try:
            found = self.subject.ask(partial(_situation, world, left, right))
        except TooLarge:
            self.unsure += [left.id, right.id]
            return
        if found is not None:
            self.seen.add((first, second))
            yield _finding(world, left, right, deed, code, in_words(self.subject.policy, found))


def _situation(world: World, left: Carrier, right: Carrier) -> dict[str, Value] | None:
    both = world.store.both(left.diagram, right.diagram)
    return witness(world, both) if world.can(both) else None


def _finding(
    world: World, left: Carrier, right: Carrier, deed: Deed, code: str, sentences: tuple[str, ...]
) -> Diagnostic:
    policy = policy_of(world.sheet.atlas)
    span = policy.governed[left.id].span
    words = policy.say_deed(deed)
    message = f'On "{words}", "{left.id}" ({left.modality.value}) and "{right.id}" ({right.modality.value}) can clash.'
    for reading, option in world.sheet.readings.items():
        message += f" This happens only under {reading} = {option}."
        return warning("S411", span, message, "Settle it before that reading is chosen.", sentences)
    if code == "S408":
        repair = "Add an exception to one of the two, or settle the question with a reading."
        return error("S408", span, message, repair, sentences)
    return remark(code, span, message, "The stronger of the two heads the answer.", sentences)
