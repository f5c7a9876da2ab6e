"""Two policies into a situation in which they give different answers, or the proof that there is none.

Invariant: exact. Situations that `impossible` blocks or the calendar rule out do not count; the chosen readings are
looked at, and every other answer to one reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from solon.diagram.from_graph import Atlas
from solon.engine.atlas import Sheet
from solon.engine.calendar import Span
from solon.engine.completions import Completions
from solon.engine.days import Days, span_of
from solon.engine.graph import DayReached
from solon.engine.situation import Known
from solon.engine.store import YES
from solon.engine.world import World
from solon.mutate.duties import NOT_OWED, Owed, owed
from solon.mutate.numbering import Numbered
from solon.mutate.sights import POSSIBLE, Change, Sight
from solon.mutate.witness import witness
from solon.reference.completions import calendar_of

Readings = Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """Where two policies differ. sight: what they show otherwise, such as `("norm", bearer, deed, ...)`.

    readings: those under which they do, the chosen ones left out. witness: sentences of a situation.
    """

    sight: Sight
    readings: tuple[tuple[str, str], ...]
    witness: tuple[str, ...]

    @property
    def about(self) -> str:
        """What differs, in words."""
        match self.sight:
            case ("norm", bearer, deed, norm, modality, *_):
                return f"whether {norm} ({modality}) bears on {bearer} {deed}"
            case ("lifted", bearer, deed, norm, exception, *_):
                return f"whether {exception} lifts {norm} on {bearer} {deed}"
            case ("one of", bearer, deed, norm, modality):
                return f"whether {bearer} {deed} is one way to meet {norm} ({modality})"
            case ("duty", norm):
                return f"when {norm} is owed"
            case _:
                return "whether the situation can occur"


def joint(base: Numbered, other: Numbered, known: Known) -> Completions:
    """The completions of what is known, as two policies together can tell them apart."""
    found: dict[str, dict[Span, None]] = {}
    for atom in (*base.atoms, *other.atoms):
        listed = [span_of(atom)] if isinstance(atom, DayReached) else _edges(atom.first, atom.last)
        for one in listed:
            found.setdefault(one.date_id, {})[one] = None
    spans = {name: tuple(listed) for name, listed in found.items()}
    return Completions(replace(calendar_of(base.policy), spans=spans), known)


def _edges(first: str, last: str) -> list[Span]:
    """The first day in force, and the first day after."""
    start = span_of(DayReached("", 0, 0, first, 0))
    return [start, span_of(DayReached("", 0, 0, last, 1))] if last else [start]


class Prover:
    """Compares a policy with others. whole: the atlas of all their nodes. base: the policy itself."""

    def __init__(self, whole: Atlas, base: Numbered) -> None:
        self.whole = whole
        self.base = base
        self.known_atoms = frozenset(base.atoms)
        self.same_days = self._days(base)
        self._base_owed: dict[tuple[tuple[str, str], ...], tuple[dict[str, Owed], frozenset[str]]] = {}

    def difference(self, other: Numbered, found: tuple[Change, ...]) -> Difference | None:
        """A difference from another policy, or None: then no situation gets another answer. Raises TooLarge.

        found: the sights that may differ, all that differ among them.
        """
        days = self.same_days if self.known_atoms.issuperset(other.atoms) else self._days(other)
        nodes = [self.base.possible, *(node for change in found for node in (*(change.old or ()), *(change.new or ())))]
        for readings in self._readings(name for node in nodes for name in self.whole.readings_of[node]):
            sheet = self.whole.under(readings)
            worlds = [World(sheet, one, {}) for one in days]
            for change in found:
                if apart := self._apart(change, sheet, worlds):
                    return apart
        return self._duties(other, days)

    def _days(self, other: Numbered) -> tuple[Days, ...]:
        """The days of a situation of which nothing is known: with the day of the act open, and left out."""
        atoms = tuple((self.whole.level[atom], atom) for atom in dict.fromkeys((*self.base.atoms, *other.atoms)))
        return tuple(Days(joint(self.base, other, Known(None, left_out, {})), atoms) for left_out in (False, True))

    def _readings(self, touched: Iterable[str]) -> Iterator[Readings]:
        """The chosen readings, then each other answer to one of those that can make a difference."""
        yield {}
        known = frozenset(touched)
        for name, reading in self.base.policy.readings.items():
            if name in known:
                yield from ({name: option} for option, _ in reading.options[1:])

    def _apart(self, change: Change, sheet: Sheet, worlds: list[World]) -> Difference | None:
        old, new = change.diagrams(sheet)
        if old == new:
            return None
        apart = sheet.store.choose(old, sheet.store.deny(new), new)
        return self._possible(change.sight, apart, sheet, worlds)

    def _possible(self, sight: Sight, apart: int, sheet: Sheet, worlds: list[World]) -> Difference | None:
        """A possible situation in which a diagram holds."""
        for world in worlds:
            # What is possible is itself compared among all days of the calendar.
            where = world.timed(world.put(apart)) if sight == POSSIBLE else world.within(apart)
            if YES in sheet.store.ends(where):
                return Difference(sight, tuple(sheet.readings.items()), witness(sheet.atlas, where))
        return None

    def _owed(self, sheet: Sheet) -> tuple[dict[str, Owed], frozenset[str]]:
        key = tuple(sheet.readings.items())
        if key not in self._base_owed:
            self._base_owed[key] = owed(self.base.policy, sheet)
        return self._base_owed[key]

    def _duties(self, other: Numbered, days: tuple[Days, ...]) -> Difference | None:
        first = self.whole.under({})
        touched = self._owed(first)[1] | owed(other.policy, first)[1]
        for readings in self._readings(touched):
            sheet = self.whole.under(readings)
            worlds = [World(sheet, one, {}) for one in days]
            old, new = self._owed(sheet)[0], owed(other.policy, sheet)[0]
            for name in dict.fromkeys((*old, *new)):
                one, two = old.get(name, NOT_OWED), new.get(name, NOT_OWED)
                if one == two:
                    continue
                apart = sheet.store.choose(one.holds, sheet.store.deny(two.holds), two.holds)
                if one.days != two.days:
                    apart = sheet.store.any_of((one.holds, two.holds))
                if found := self._possible(("duty", name), apart, sheet, worlds):
                    return found
        return None
