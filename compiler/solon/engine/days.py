"""What a situation says about days, as values of the day variables: settled ones, and the patterns of the open ones.

Invariant: exact. The day of the act falls into classes, and each open date into intervals, inside which no rule can
tell one day from another; a pattern is what all comparisons come to for one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from solon.engine.calendar import HIGH, Span, day_number, days_of, days_of_act
from solon.engine.completions import Completions
from solon.engine.graph import DayAtom, DayReached, InForce
from solon.engine.store import NO, YES, Store

Pattern = tuple[tuple[int, int], ...]


class Days:
    """The days of one situation.

    completions: the values that days can take. atoms: the day variables with their levels. constant: variables that no
    day can change. fixed: those that the day of the act settles. of_date: those of each open date. levels: all that are
    open.
    """

    def __init__(self, completions: Completions, atoms: Iterable[tuple[int, DayAtom]]) -> None:
        self.completions = completions
        self.on = completions.on
        self.constant: dict[int, int] = {}
        self.fixed: list[tuple[int, InForce | Span]] = []
        self.of_date: dict[str, list[tuple[int, Span]]] = {}
        self._settled: dict[int, dict[int, int]] = {}
        self._patterns: dict[tuple[str, int], tuple[Pattern, ...]] = {}
        self._looks: dict[tuple[str, int, int], frozenset[tuple[Pattern, Pattern]]] = {}
        self._worlds: dict[tuple[frozenset[int], int | None, str], int] = {}
        self._classes: dict[frozenset[int], tuple[tuple[int, int], ...]] = {}
        for level, atom in atoms:
            if isinstance(atom, InForce):
                if completions.known.all_in_force:
                    self.constant[level] = YES
                else:
                    self.fixed.append((level, atom))
                continue
            found = span_of(atom)
            if found.date_id in completions.inputs or not found.date_id:
                self.fixed.append((level, found))
            else:
                self.of_date.setdefault(found.date_id, []).append((level, found))
        self.levels = frozenset(level for level, _ in self.fixed if self.on is None)
        self.levels |= frozenset(level for found in self.of_date.values() for level, _ in found)
        self.date_of = {level: name for name, found in self.of_date.items() for level, _ in found}

    @cached_property
    def classes(self) -> tuple[int, ...]:
        """The days of the act that can be told apart; the day itself where it is known."""
        return tuple(int(day) for day in self.completions.days) if self.on is None else (self.on,)

    def told_apart(self, levels: frozenset[int]) -> tuple[int, ...]:
        """The days of the act that some of the variables can tell apart; there are few, however many the policy has."""
        return tuple(first for first, _ in self._classes_by(levels))

    def apart(self, levels: frozenset[int]) -> tuple[int, ...]:
        """Days of the act to compare with one another: two of one class can see the same date from two sides."""
        return tuple(sorted({day for ends in self._classes_by(levels) for day in ends}))

    def _classes_by(self, levels: frozenset[int]) -> tuple[tuple[int, int], ...]:
        """The first and the last day of each class of days of the act that some of the variables can tell apart."""
        if self.on is not None:
            return ((self.on, self.on),)
        if levels not in self._classes:
            cuts = [cut for level in levels if level in self.at for cut in self._cuts(self.at[level])]
            names = sorted({self.date_of[level] for level in levels if level in self.date_of})
            spans = {name: self._spans(name, levels) for name in names}
            self._classes[levels] = days_of_act(cuts, spans, self.completions.words, *self.completions.bounds)
        return self._classes[levels]

    def _cuts(self, what: InForce | Span) -> tuple[int, ...]:
        """The days on which a variable changes that the day of the act settles."""
        if isinstance(what, InForce):
            last = date.fromisoformat(what.last).toordinal() + 1 if what.last else HIGH + 1
            return date.fromisoformat(what.first).toordinal(), last
        base = self.completions.inputs.get(what.date_id)
        return (day_number(what, None if base is None else int(base)),)

    def _spans(self, name: str, levels: frozenset[int]) -> tuple[Span, ...]:
        return tuple(found for level, found in self.of_date[name] if level in levels)

    @cached_property
    def at(self) -> Mapping[int, InForce | Span]:
        """The variables that the day of the act settles, by level."""
        return dict(self.fixed)

    def settled(self, on: int) -> dict[int, int]:
        """The variables that a day of the act settles, by level."""
        if on not in self._settled:
            self._settled[on] = {level: self._fixed(what, on) for level, what in self.fixed}
        return self._settled[on]

    def _fixed(self, what: InForce | Span, on: int) -> int:
        if isinstance(what, InForce):
            first, last = date.fromisoformat(what.first), date.fromisoformat(what.last) if what.last else date.max
            return YES if first.toordinal() <= on <= last.toordinal() else NO
        base = self.completions.inputs.get(what.date_id)
        return YES if on >= day_number(what, None if base is None else int(base)) else NO

    def values(self, name: str, on: int) -> tuple[int, ...]:
        """One day for each interval of an open date, as seen from a day of the act."""
        return days_of(self.completions.spans.get(name, ()), on, self.completions.words.get(name))

    def pattern(self, name: str, on: int, day: int) -> Pattern:
        """What the variables of a date come to for one of its days."""
        return tuple((level, YES if on >= day_number(found, day) else NO) for level, found in self.of_date[name])

    def patterns(self, name: str, on: int) -> tuple[Pattern, ...]:
        """The patterns of an open date as seen from a day of the act, one for each interval."""
        key = (name, on)
        if key not in self._patterns:
            self._patterns[key] = tuple(self.pattern(name, on, day) for day in self.values(name, on))
        return self._patterns[key]

    def looks(self, name: str, one: int, two: int) -> frozenset[tuple[Pattern, Pattern]]:
        """How the days of an open date can look from two days of the act, one for each way."""
        key = (name, one, two)
        if key not in self._looks:
            both = dict.fromkeys((*self.values(name, one), *self.values(name, two)))
            word = self.completions.words.get(name)
            days = [day for day in both if word is None or all((day <= on) == (word == "already") for on in (one, two))]
            self._looks[key] = frozenset((self.pattern(name, one, day), self.pattern(name, two, day)) for day in days)
        return self._looks[key]

    def world(self, store: Store, levels: frozenset[int], on: int | None = None, apart: str = "") -> int:
        """What some open day variables can come to together, as a diagram.

        levels: the variables that matter. on: a class of the day of the act, or None for any. apart: a date to leave
        out.
        """
        key = (levels & self.levels, on, apart)
        if key not in self._worlds:
            # Once for each way in which the day can look, however many days look so.
            days = self.told_apart(key[0]) if on is None else (on,)
            looks = dict.fromkeys(self._look(key[0], day, apart) for day in days)
            self._worlds[key] = store.any_of([_cube_of(store, look) for look in looks])
        return self._worlds[key]

    def _look(self, levels: frozenset[int], on: int, apart: str) -> tuple[tuple[Pattern, ...], ...]:
        """For the day itself, and for each date: the patterns of the variables that matter."""
        own = tuple((level, self._fixed(self.at[level], on)) for level in sorted(levels) if level in self.at)
        names = sorted({self.date_of[level] for level in levels if level in self.date_of} - {apart})
        return ((own,), *(self._patterns_of(name, levels, on) for name in names))

    def _patterns_of(self, name: str, levels: frozenset[int], on: int) -> tuple[Pattern, ...]:
        """The patterns of some variables of an open date as seen from a day of the act."""
        asked = [(level, found) for level, found in self.of_date[name] if level in levels]
        days = days_of([found for _, found in asked], on, self.completions.words.get(name))
        patterns = (
            tuple((level, YES if on >= day_number(found, day) else NO) for level, found in asked) for day in days
        )
        return tuple(dict.fromkeys(patterns))


def _cube_of(store: Store, look: tuple[tuple[Pattern, ...], ...]) -> int:
    """One of the patterns of every group."""
    return store.all_of([store.any_of([cube(store, pattern) for pattern in group]) for group in look])


def cube(store: Store, pattern: Iterable[tuple[int, int]]) -> int:
    """The diagram of variables that have these values."""
    return store.all_of([store.value(level, place) for level, place in pattern])


def span_of(atom: DayReached) -> Span:
    """A comparison of the graph as a day expression."""
    fixed = date.fromisoformat(atom.fixed).toordinal() if atom.fixed else 0
    return Span(atom.date, atom.month, atom.day, fixed, atom.shift)
