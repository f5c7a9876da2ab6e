"""Cases and a mutant into the first case that notices it.

Invariant: a case that is not asked cannot notice: nothing that it could see is changed in its situation.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.answer.decide import Decider
from solon.answer.scene import Calendars, Scene
from solon.decision import Decision
from solon.diagram.from_graph import Atlas
from solon.diagram.store import TooLarge
from solon.mutate.cases import Case, PairKey
from solon.mutate.mutant import Mutant
from solon.mutate.numbering import Beside, Numbered
from solon.mutate.sights import Change


class Judge:
    """Asks cases of one of the policies. whole: the atlas of the nodes of all of them."""

    def __init__(self, whole: Atlas, own: Numbered) -> None:
        self.whole = whole
        self.own = own
        self._decider: Decider | None = None

    @property
    def decider(self) -> Decider:
        """What decides under the policy, made when it is first needed."""
        if self._decider is None:
            atlas = Beside(self.whole, self.own)
            self._decider = Decider(atlas.graph, explain=False, atlas=atlas)
        return self._decider

    def meets(self, case: Case) -> bool:
        """Whether a case is possible and gets what it expects. False as well where that takes too many steps."""
        try:
            return self.content(case)
        except TooLarge:
            return False

    def content(self, case: Case) -> bool:
        """Whether a case is possible and gets what it expects. Raises TooLarge."""
        decider = self.decider
        scene = decider.scene(case.situation)
        blocked = decider.impossible(case.situation) if scene.world.empty or case.may_be_impossible else ()
        if (occurs := case.occurs(blocked)) is not None:
            return occurs
        verdicts = tuple(decider.verdict(scene, pair) for pair in decider.pairs if pair in case.situation.asked)
        listed = decider.duties(scene) if case.timed else ()
        return case.content(Decision("", case.situation.on, verdicts, listed, (), (), ()))


class Watch:
    """The cases that can notice something. cases: those whose expectation the policy itself meets."""

    def __init__(self, whole: Atlas, cases: list[Case]) -> None:
        self.whole = whole
        self.policy = whole.policy
        self.cases = cases
        calendars = Calendars(whole)
        self.values = [Scene(whole, calendars, case.situation).world.values for case in cases]
        self.by_pair: dict[PairKey, list[int]] = {}
        for number, case in enumerate(cases):
            for pair in case.pairs:
                self.by_pair.setdefault(pair, []).append(number)

    def first(self, mutant: Mutant, found: tuple[Change, ...], judge: Judge) -> str:
        """The name of the first case that notices a mutant, the nearest tried first, or nothing. Raises TooLarge."""
        glance = Glance(self.whole, found)
        for number in self._candidates(mutant, found):
            case = self.cases[number]
            seen = self._days_differ(case, mutant) or glance.sees(case, self.values[number])
            if seen and not judge.content(case):
                return case.name
        return ""

    def _candidates(self, mutant: Mutant, found: tuple[Change, ...]) -> list[int]:
        """The cases that ask about what changes, the nearest first."""
        if any(change.pair is None for change in found):
            numbers: Iterable[int] = range(len(self.cases))
        else:
            pairs = {change.pair for change in found if change.pair is not None}
            numbers = {number for pair in pairs for number in self.by_pair.get(pair, ())}
            numbers |= {number for number, case in enumerate(self.cases) if case.timed}
        return sorted(numbers, key=lambda number: (_far(self.cases[number], mutant), number))

    def _days_differ(self, case: Case, mutant: Mutant) -> bool:
        """Whether a case that expects days of duties may see others: when a duty that it asks about is changed."""
        if not case.timed:
            return False
        if mutant.policy.periods is not self.policy.periods:
            return True
        norms = {bearing.norm for pair in case.pairs for bearing in self.whole.graph.bearings.get(pair, ())}
        return any(mutant.policy.governed[name] != self.policy.governed[name] for name in norms)


def _far(case: Case, mutant: Mutant) -> int:
    if case.block in mutant.near:
        return 0
    return 1 if any(name in case.name for name in mutant.near) else 2


class Glance:
    """Looks whether some changes can be seen from a case, without deciding it."""

    def __init__(self, whole: Atlas, found: tuple[Change, ...]) -> None:
        self.whole = whole
        self.found = found
        self._sides: dict[tuple[int, tuple[tuple[str, str], ...]], tuple[int, int]] = {}

    def sees(self, case: Case, values: list[int]) -> bool:
        """Whether what is left of a change that a case asks about differs. values: what the case knows, by level."""
        store = self.whole.store
        readings = tuple(case.situation.readings.items())
        for place, change in enumerate(self.found):
            if change.pair is not None and change.pair not in case.pairs:
                continue
            key = (place, readings)
            if key not in self._sides:
                self._sides[key] = change.diagrams(self.whole.under(dict(readings)))
            old, new = self._sides[key]
            if old != new and (case.timed or store.put(old, values) != store.put(new, values)):
                return True
        return False
