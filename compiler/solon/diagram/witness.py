"""A yes/no diagram into a smallest situation in which it holds: the cheapest path, with real days.

Invariant: exact and deterministic. The situation can occur: no `impossible` block and no calendar rules it out, when
every fact that it does not name is "no", or what is presumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from solon.diagram.from_graph import policy_of
from solon.engine.calendar import HIGH, NEVER
from solon.engine.days import Days
from solon.engine.graph import InForce
from solon.engine.situation import ON, Value
from solon.engine.store import NO, OPEN, YES
from solon.engine.world import SURE, World
from solon.model.policy import Policy
from solon.wording import say_value

NOT_YET = "not yet"
REST_IS_NO = "everything else: no"
# What a path costs: one fact outweighs all choices, and one choice all comparisons of days.
FACT, CHOICE, DAY = 1_000_000_000, 100_000, 1
Places = Mapping[int, int]


def witness(world: World, diagram: int) -> dict[str, Value] | None:
    """A smallest situation, beside what the world knows, in which a diagram holds; None when there is none.

    It names what the answer rests on: the day of the act as `on` where it counts, then inputs in policy order. A date
    is a day or "not yet". As few facts as possible are other than "everything else: no" makes them; among such
    situations, choices and days that are not needed are left out. Raises TooLarge.
    """
    return _Search(world, diagram).found()


def default(policy: Policy, name: str) -> bool | None:
    """What "everything else: no" makes of an input: its presumption, or no; None where it says nothing."""
    fact = policy.facts.get(name)
    return None if fact is None else bool(fact.presumed)


def telling(policy: Policy, found: Mapping[str, Value]) -> dict[str, Value]:
    """The part of a witness that "everything else: no" does not say."""
    return {name: value for name, value in found.items() if value is not default(policy, name)}


def in_words(policy: Policy, found: Mapping[str, Value]) -> tuple[str, ...]:
    """A witness as sentences."""
    kept = telling(policy, found)
    rest = (REST_IS_NO,) if len(kept) < len(found) or not kept else ()
    return (*(say_value(policy, name, value) for name, value in kept.items()), *rest)


class _Search:
    """One question for a witness. untimed: where the diagram holds and no `impossible` block speaks against it."""

    def __init__(self, world: World, diagram: int) -> None:
        self.world = world
        self.store = world.store
        self.atlas = world.sheet.atlas
        self._order = {name: place for place, name in enumerate((ON, *policy_of(self.atlas).inputs))}
        self.usual = self._usual()
        left = world.put(diagram)
        asked = {*world.sheet.support(left), *self._odd()}
        self.untimed = self.store.both(left, world.tied(asked))

    def _usual(self) -> dict[int, int]:
        """The place of each open fact's value when everything else is "no"."""
        known, policy = self.world.values, policy_of(self.atlas)
        found = {
            level: default(policy, name)
            for level, name in enumerate(self.atlas.order)
            if isinstance(name, str) and known[level] == OPEN
        }
        return {level: int(value) for level, value in found.items() if value is not None}

    def _odd(self) -> set[int]:
        """What the `impossible` blocks ask that do not allow every fact to be as usual."""
        values = self._filled(self.usual)
        odd = [asked for found, asked in self.world.possible.values() if self.store.put(found, values) != YES]
        return {level for asked in odd for level in asked}

    def found(self) -> dict[str, Value] | None:
        path = self._cheapest(self.world.in_calendar(self.untimed))
        if path is None:
            return None
        facts = {level: path.get(level, place) for level, place in self.usual.items()}
        path = self._cheapest(self.world.in_calendar(self._put(facts)))
        assert path is not None
        choices = {level: place for level, place in path.items() if isinstance(self.atlas.order[level], str)}
        on, days = self._real_days({level: place for level, place in path.items() if level not in choices})
        for level in sorted(choices, reverse=True):
            fewer = {one: place for one, place in choices.items() if one != level}
            choices = fewer if self._holds({**facts, **fewer}, on, days) else choices
        for name in sorted(days, key=self._place, reverse=True):
            less = {one: day for one, day in days.items() if one != name}
            days = less if self._holds({**facts, **choices}, on, less) else days
        if not days and self._holds({**facts, **choices}, None, days):
            on = None
        return self._values(facts, choices, on, days)

    def _values(self, facts: Places, choices: Places, on: int | None, days: Mapping[str, int]) -> dict[str, Value]:
        unusual = {level: place for level, place in facts.items() if place != self.usual[level]}
        rest = self.world.sheet.support(self._put({**unusual, **choices, **self._atoms(on, days)}))
        named = {**unusual, **choices, **{level: self.usual[level] for level in rest if level in self.usual}}
        found: dict[str, Value] = {}
        for level, place in named.items():
            name = self.atlas.order[level]
            assert isinstance(name, str)
            found[name] = next(value for value, at in self.atlas.places[name].items() if at == place)
        if on is not None and self.world.days.on is None:
            found[ON] = date.fromordinal(on)
        found |= {name: date.fromordinal(day) if day <= HIGH else NOT_YET for name, day in days.items()}
        return {name: found[name] for name in sorted(found, key=self._place)}

    def _place(self, name: str) -> int:
        return self._order.get(name, len(self._order))

    # Diagrams with values put in

    def _filled(self, places: Places) -> list[int]:
        values = [OPEN] * self.store.bottom
        for level, place in places.items():
            values[level] = place
        return values

    def _put(self, places: Places) -> int:
        return self.store.put(self.untimed, self._filled(places))

    def _holds(self, places: Places, on: int | None, days: Mapping[str, int]) -> bool:
        """Whether the diagram holds with these values, whatever the days and choices that are left out."""
        left = self._put({**places, **self._atoms(on, days)})
        return self.world.open_ends(self.world.timed(left, on)) == SURE

    def _atoms(self, on: int | None, days: Mapping[str, int]) -> dict[int, int]:
        """What all comparisons come to. Without a day of the act, every instrument is taken to be in force."""
        found: dict[int, int] = {}
        if on is None:
            return {level: YES for level, atom in self.world.days.fixed if isinstance(atom, InForce)}
        found |= self.world.days.settled(on)
        for name, day in days.items():
            found |= self.world.days.pattern(name, on, day)
        return found

    # The cheapest path

    def _cheapest(self, diagram: int) -> Places | None:
        """The path to yes that costs least, as the place of a value by level."""
        store = self.store
        cost = {YES: 0}
        best: dict[int, int] = {}
        for node in sorted(store.nodes(diagram), key=store.level.__getitem__, reverse=True):
            for place, price in self._prices(store.level[node]):
                below = cost.get(store.kids[node][place])
                if below is not None and (node not in cost or below + price < cost[node]):
                    cost[node], best[node] = below + price, place
        if diagram not in cost:
            return None
        path: dict[int, int] = {}
        while diagram != YES:
            path[store.level[diagram]] = best[diagram]
            diagram = store.kids[diagram][best[diagram]]
        return path

    def _prices(self, level: int) -> list[tuple[int, int]]:
        """The places of a variable, the one to prefer first, and what each costs."""
        usual = self.usual.get(level)
        if usual is not None:
            return [(usual, 0), (1 - usual, FACT)]
        match self.atlas.order[level]:
            case str():
                return [(place, CHOICE) for place in range(self.store.arities[level])]
            case InForce():
                return [(YES, 0), (NO, DAY)]
            case _:
                return [(NO, DAY), (YES, DAY)]

    # Real days

    def _real_days(self, asked: Places) -> tuple[int | None, dict[str, int]]:
        """Days that come to these comparisons; a day on which most instruments are in force is preferred."""
        days = self.world.days
        if not asked:
            return days.on, {}
        names = [name for name, of_date in days.of_date.items() if any(level in asked for level, _ in of_date)]
        in_force = [level for level, atom in days.fixed if isinstance(atom, InForce)]
        classes = days.told_apart(frozenset((*asked, *in_force)))
        for on in sorted(classes, key=lambda day: (-sum(days.settled(day)[level] for level in in_force), day)):
            if all(asked.get(level, place) == place for level, place in days.settled(on).items()):
                found = {name: _nearest(days, name, on, asked) for name in names}
                if None not in found.values():
                    return on, {name: day for name, day in found.items() if day is not None}
        raise AssertionError("the calendar allows each path")


def _nearest(days: Days, name: str, on: int, asked: Places) -> int | None:
    """A day of a date that comes to these comparisons: one that never comes, or the nearest to the day of the act.

    None when no day does.
    """
    starts = days.values(name, on)
    near: list[int] = []
    for place, start in enumerate(starts):
        if all(asked.get(level, value) == value for level, value in days.pattern(name, on, start)):
            if place + 1 < len(starts):
                near.append(min(max(on, start), starts[place + 1] - 1))
            elif start <= on + 1 and days.completions.words.get(name) != "already":
                # Every later day comes to the same, and so does none.
                return NEVER
            else:
                near.append(max(on, start))
    return min(near, key=lambda day: abs(day - on), default=None)
