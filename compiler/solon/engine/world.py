"""A situation put into the diagrams: what each of them can still come to, and which open variables make a difference.

Invariant: exact; completions that `impossible` blocks or the calendar rule out never count. Where neither can matter, a
diagram is only walked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations

from solon.engine.atlas import IMPOSSIBLE, Sheet
from solon.engine.days import Days, Pattern
from solon.engine.situation import ON, Value
from solon.engine.store import NO, OPEN, YES

SURE = frozenset((YES,))
Agreement = Callable[[int], int]


class World:
    """What is known, put into the diagrams of one sheet.

    days: the days of the situation. values: the facts and choices that are known.
    """

    def __init__(self, sheet: Sheet, days: Days, values: Mapping[str, Value]) -> None:
        self.sheet = sheet
        self.store = sheet.store
        self.days = days
        atlas = sheet.atlas
        self.values = [OPEN] * self.store.bottom
        for name, value in values.items():
            level = atlas.level.get(name)
            if level is not None:
                self.values[level] = atlas.places[name][value]
        for level, place in (days.constant if days.on is None else {**days.constant, **days.settled(days.on)}).items():
            self.values[level] = place
        self._kept: dict[int, int] = {}
        self._within: dict[int, int] = {}
        self._limits: dict[int, frozenset[int]] = {}
        self._can: dict[int, bool] = {}

    # What can be

    @cached_property
    def possible(self) -> dict[int, tuple[int, frozenset[int]]]:
        """What each `impossible` block still rules out, denied, with the levels that it asks, by place."""
        left = [self.put(found) for found in self.sheet.possible]
        return {
            place: (found, frozenset(self.sheet.support(found))) for place, found in enumerate(left) if found != YES
        }

    @cached_property
    def blank(self) -> bool:
        """Whether nothing at all is known."""
        return all(place == OPEN for place in self.values)

    def put(self, diagram: int) -> int:
        """What is left of a diagram when all that is known is put in."""
        if self.blank:
            return diagram
        if diagram not in self._kept:
            self._kept[diagram] = self.store.put(diagram, self.values)
        return self._kept[diagram]

    def tied(self, levels: Iterable[int]) -> int:
        """What `impossible` blocks say of some variables, and of those that they tie to them."""
        reached = set(levels)
        reached |= self.days.levels if reached & self.days.levels else set()
        knots = [
            self.sheet.knots[place] for place, (found, asked) in self.possible.items() if asked & reached or not found
        ]
        return self.store.all_of([self.possible[place][0] for place in self._places(knots)])

    def _places(self, knots: Iterable[frozenset[int]]) -> list[int]:
        """The places of the `impossible` blocks in some knots that still rule something out."""
        return sorted(frozenset[int]().union(*knots) & self.possible.keys())

    def within(self, diagram: int) -> int:
        """A diagram with what is known put in; it ends in `IMPOSSIBLE` where no completion is possible."""
        if diagram not in self._within:
            self._within[diagram] = self.timed(self.among(self.put(diagram)))
        return self._within[diagram]

    def among(self, diagram: int) -> int:
        """A diagram that ends in `IMPOSSIBLE` where `impossible` blocks say so; the calendar is left aside."""
        if self.store.level[diagram] == self.store.bottom and not self.possible:
            return diagram
        tied = self.tied(self.sheet.support(diagram))
        return self.store.choose(tied, diagram, self.store.end(IMPOSSIBLE))

    def timed(self, diagram: int, on: int | None = None, apart: str = "") -> int:
        """A diagram that ends in `IMPOSSIBLE` where the calendar says so. on, apart: as in `Days.world`."""
        if not self.days.levels:
            return diagram
        asked = self.days.levels.intersection(self.sheet.support(diagram))
        if not asked:
            return diagram
        return self.store.choose(self.days.world(self.store, asked, on, apart), diagram, self.store.end(IMPOSSIBLE))

    def ends(self, diagram: int) -> frozenset[int]:
        """The ends that possible completions give a diagram."""
        return self.open_ends(self.within(diagram))

    def always(self, diagram: int) -> bool:
        """Whether every possible completion makes a yes/no diagram hold, and there is one."""
        return self.ends(diagram) == SURE

    def can(self, diagram: int) -> bool:
        """Whether some possible completion makes a yes/no diagram hold."""
        if diagram not in self._can:
            self._can[diagram] = self.holding(diagram) != NO
        return self._can[diagram]

    def holding(self, diagram: int) -> int:
        """A yes/no diagram with what is known put in, and no wherever no completion is possible."""
        left = self.put(diagram)
        if left == NO:
            return NO
        return self.in_calendar(self.store.both(left, self.tied(self.sheet.support(left))))

    def in_calendar(self, diagram: int) -> int:
        """A yes/no diagram that says no wherever the calendar does not allow what it says about days."""
        return self.in_calendar_of(diagram, self.sheet.support(diagram))

    def in_calendar_of(self, diagram: int, levels: Iterable[int]) -> int:
        """The same, for all of some variables."""
        asked = self.days.levels.intersection(levels)
        return self.store.both(diagram, self.days.world(self.store, asked)) if asked else diagram

    def never(self, diagram: int) -> bool:
        """Whether no possible completion makes a yes/no diagram hold."""
        return not self.can(diagram)

    @property
    def empty(self) -> bool:
        """Whether what is known rules out every completion."""
        return any(
            YES
            not in self.store.ends(self.timed(self.store.all_of([self.possible[p][0] for p in self._places([knot])])))
            for knot in {self.sheet.knots[place] for place in self.possible}
        )

    # What makes a difference

    def asked(self, diagram: int) -> list[str]:
        """The inputs, and the day of the act, that a diagram still asks, in no order that matters."""
        found: dict[str, None] = {}
        for level in self.sheet.support(diagram):
            name = self.sheet.atlas.order[level]
            if isinstance(name, str):
                found[name] = None
            elif level in self.days.levels:
                if level in self.days.date_of:
                    found[self.days.date_of[level]] = None
                if self.days.on is None:
                    found[ON] = None
        return list(found)

    def matter(self, diagram: int, same: Agreement, apart: str = "") -> tuple[str, ...]:
        """The open inputs of which two possible completions that differ in one alone come to disagree.

        same: maps ends that do not disagree to one number. apart: an input to leave aside. Where `impossible` blocks
        tie inputs together so that none can change alone, those that could if they were not tied.
        """
        left = self.put(diagram)
        for untimed in (self.among(left), left):
            found = tuple(name for name in self.asked(left) if name != apart and self.matters(untimed, name, same))
            if found or untimed == left:
                return found
        return ()

    def matters(self, untimed: int, name: str, same: Agreement) -> bool:
        """Whether one input makes a difference to a diagram. untimed: without what the calendar says."""
        if name == ON:
            days = self.days.apart(self.days.levels.intersection(self.sheet.support(untimed)))
            return any(self._day_matters(untimed, one, two, same) for one, two in combinations(days, 2))
        if name in self.days.of_date:
            return any(self._date_matters(untimed, name, on, same) for on in self.days.classes)
        level = self.sheet.atlas.level[name]
        whole = self.timed(untimed)
        if level not in self.limits(whole):
            # Whatever its value, the same completions are possible.
            return level in self.sheet.support(whole)
        sides = [self.fixed(whole, ((level, place),)) for place in range(self.store.arities[level])]
        return any(self.differ(one, other, same) for one, other in combinations(dict.fromkeys(sides), 2))

    def limits(self, diagram: int) -> frozenset[int]:
        """The levels on which it rests whether a completion is possible in a diagram."""
        if diagram not in self._limits:
            ruled_out = self.store.where(diagram, (self.store.end(IMPOSSIBLE),))
            self._limits[diagram] = frozenset(self.sheet.support(ruled_out))
        return self._limits[diagram]

    def _date_matters(self, untimed: int, name: str, on: int, same: Agreement) -> bool:
        here = self.on_day(untimed, on)
        looks = dict.fromkeys(self.fixed(here, pattern) for pattern in self.days.patterns(name, on))
        sides = [self.timed(side, on, name) for side in looks]
        return any(self.differ(one, other, same) for one, other in combinations(sides, 2))

    def _day_matters(self, untimed: int, one: int, two: int, same: Agreement) -> bool:
        """Whether the same dates come to disagree on two days of the act."""
        pairs = {(self.on_day(untimed, one), self.on_day(untimed, two))}
        asked = self.days.levels.intersection(self.sheet.support(untimed))
        for name, found in self.days.of_date.items():
            if any(level in asked for level, _ in found):
                looks = self.days.looks(name, one, two)
                pairs = {(self.fixed(a, here), self.fixed(b, there)) for a, b in pairs for here, there in looks}
        return any(self.differ(a, b, same) for a, b in pairs)

    def on_day(self, diagram: int, on: int) -> int:
        """A diagram with a day of the act put in."""
        return diagram if self.days.on is not None else self.fixed(diagram, self.days.settled(on).items())

    def fixed(self, diagram: int, pattern: Pattern | Iterable[tuple[int, int]]) -> int:
        """A diagram with some more variables put in."""
        values = [OPEN] * self.store.bottom
        for level, place in pattern:
            values[level] = place
        return self.store.put(diagram, values)

    def differ(self, one: int, other: int, same: Agreement) -> bool:
        """Whether some completion is possible in two diagrams and comes to ends that disagree."""
        store, impossible = self.store, self.store.end(IMPOSSIBLE)
        seen: set[tuple[int, int]] = set()
        waiting = [(one, other)]
        while waiting:
            pair = waiting.pop()
            if pair[0] == pair[1] or pair in seen or impossible in pair:
                continue
            seen.add(pair)
            level = min(store.level[pair[0]], store.level[pair[1]])
            if level == store.bottom:
                if same(pair[0]) != same(pair[1]):
                    return True
                continue
            waiting += zip(store.split(pair[0], level), store.split(pair[1], level), strict=True)
        return False

    # Values one by one

    def branches(self, diagram: int, name: str) -> Iterator[tuple[int, frozenset[int]]]:
        """For each value of an open input: how many completions of what is tied it leaves, and the ends left open.

        For a date, while the day of the act is open, one branch: a date says nothing then by itself.
        """
        untimed = self.among(self.put(diagram))
        if name == ON:
            for on in self.days.classes:
                here = self.on_day(untimed, on)
                yield self.weight(on=on), self.open_ends(self.timed(here, on))
        elif name in self.days.of_date:
            if self.days.on is None:
                yield 1, self.open_ends(self.timed(untimed))
                return
            for pattern in self.days.patterns(name, self.days.on):
                left = self.timed(self.fixed(untimed, pattern), self.days.on, name)
                yield self.weight(date=name, pattern=pattern), self.open_ends(left)
        else:
            level = self.sheet.atlas.level[name]
            for place in range(self.store.arities[level]):
                left = self.timed(self.fixed(untimed, ((level, place),)))
                yield self.weight(fact=(level, place)), self.open_ends(left)

    def open_ends(self, diagram: int) -> frozenset[int]:
        """The ends of a diagram, without the one for what is impossible."""
        return self.store.ends(diagram) - {self.store.end(IMPOSSIBLE)}

    def weight(
        self, on: int | None = None, date: str = "", pattern: Pattern = (), fact: tuple[int, int] | None = None
    ) -> int:
        """How many completions of the inputs that `impossible` blocks name are left when one of them has a value."""
        wanted = self.days.levels if fact is None else frozenset((fact[0],))
        knots = [self.sheet.knots[place] for place, (_, asked) in self.possible.items() if asked & wanted]
        if not knots:
            # The same for every value, so that it makes no difference.
            return 1
        places = self._places(knots)
        named = frozenset(level for place in places for level in self.possible[place][1])
        timed = named & self.days.levels
        whole = self.store.all_of([self.possible[place][0] for place in places])
        dates = {self.days.date_of[level] for level in timed if level in self.days.date_of} - {date}
        free = sorted(named - self.days.levels - {fact[0] if fact else OPEN})
        whole = self.fixed(whole, (*pattern, *((fact,) if fact else ())))
        classes = (on,) if on is not None else self.days.classes if timed or self.days.on is not None else (0,)
        total = 0
        for day in classes:
            left = {self.on_day(whole, day) if timed else whole: 1}
            for name in sorted(dates):
                after: dict[int, int] = {}
                for look in self.days.patterns(name, day):
                    for diagram, number in left.items():
                        side = self.fixed(diagram, look)
                        after[side] = after.get(side, 0) + number
                left = after
            total += sum(number * self.store.count(diagram, free) for diagram, number in left.items())
        return total
