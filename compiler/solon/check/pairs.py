"""A block in a world into the independence pairs of its conditions (unique-cause MC/DC).

Invariant: exact. A pair is two situations that can occur and that differ in one condition and in the outcome, and in no
other condition. A condition that a block names twice is one, and so is a choice with all its options.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solon.check.parts import During, From, Part, parts
from solon.check.shape import Shape
from solon.diagram.changed import Changed, Judged
from solon.engine.store import NO, OPEN, YES, Store
from solon.engine.world import World
from solon.model.blocks import Either, End, Exception_, Period, Rule
from solon.model.conditions import ChoiceIs, Conditions
from solon.model.days import FirstDayOf


@dataclass(frozen=True)
class Condition:
    """A condition of a block. says: its words, if the block itself says it. choice: the choice that it asks."""

    says: str
    diagram: int
    choice: str = ""


class Setting:
    """A block in a world: its conditions, and what it comes to."""

    def __init__(self, world: World, changed: Changed, block: Judged) -> None:
        self.world = world
        self.store = world.store
        self.changed = changed
        self.block = block
        self.conditions = tuple(self._conditions())
        self.shape = Shape(changed, block, [one.diagram for one in self.conditions])

    def _conditions(self) -> Iterator[Condition]:
        """All that what the block comes to rests on, each once."""
        seen = {YES, NO}
        for one in self._all_conditions():
            if one.diagram not in seen:
                seen |= {one.diagram, self.store.deny(one.diagram)}
                yield one

    def _all_conditions(self) -> Iterator[Condition]:
        compiler = self.changed.compiler
        for part in parts(self.changed.policy, self.block):
            if not isinstance(part.content, Conditions):
                yield Condition(part.says, self._diagram(part), _choice(part))
        if isinstance(self.block, Period):
            # What rests on the first or last day of a period sees that day, and not the one after it.
            for edge, later in self.changed.seen.edges.get(self.block.id, ()):
                first = isinstance(edge, FirstDayOf)
                for day in (self.block.start,) if first else tuple(end.day for end in self.block.ends):
                    yield Condition("", YES if day is None else compiler.day(day, later))
        if isinstance(self.block, Rule | Exception_ | Either):
            yield Condition("", compiler.in_force(self.block.instrument))
            yield Condition("", self.changed.beside(self.block.id)[0])

    def _diagram(self, part: Part) -> int:
        compiler = self.changed.compiler
        match part.content:
            case During(period):
                return compiler.period(period)
            case From(day):
                return compiler.day(day)
            case End(day):
                return compiler.day(day, 1)
            case Conditions() as when:
                return compiler.conditions(when)
            case atom:
                return compiler.atom(atom)

    def has_pair(self, part: Part) -> bool:
        """Whether two possible situations differ in one condition and in the outcome, and in no other condition."""
        others = self._others(part)
        return any(self._pair(turn, others) for turn in self._turns(part))

    def tied(self, part: Part) -> tuple[Condition, ...]:
        """The fewest conditions, as far as leaving out one by one can tell, that do not let this one change alone."""
        turns = [(turn, self.shape.filled(turn.where)) for turn in self._turns(part)]
        kept = self._others(part)
        for place in reversed(range(len(kept))):
            fewer = [*kept[:place], *kept[place + 1 :]]
            if not any(self._can_turn(turn, where, fewer) for turn, where in turns):
                kept = fewer
        return tuple(kept)

    def _others(self, part: Part) -> list[Condition]:
        """The other conditions of the block."""
        own, choice = self._diagram(part), _choice(part)
        same = {own, self.store.deny(own)}
        return [one for one in self.conditions if one.diagram not in same and not (choice and one.choice == choice)]

    def _turns(self, part: Part) -> Iterator[Turn]:
        """The ways in which a condition can change, with where that turns the outcome."""
        own, choice = self._diagram(part), _choice(part)
        ways = [self.store.deny(own)]
        if choice:
            level = self.world.sheet.atlas.level[choice]
            ways = [
                found for place in range(self.store.arities[level]) if (found := self.store.value(level, place)) != own
            ]
        for after in ways:
            for whole in self.shape.whole:
                one, other = (self._put(whole, own, choice, now) for now in (own, after))
                where = self.shape.store.choose(one, self.shape.store.deny(other), other)
                if where != NO:
                    yield Turn(own, after, where)

    def _put(self, whole: int, own: int, choice: str, now: int) -> int:
        """The shape when a condition, with the other options of its choice, comes to what holds now."""
        values = [OPEN] * self.shape.store.bottom
        for place, one in enumerate(self.conditions):
            if (choice and one.choice == choice) or one.diagram in (own, self.store.deny(own)):
                values[place] = int(one.diagram == now)
        return self.shape.store.put(whole, values)

    def _pair(self, turn: Turn, others: Sequence[Condition]) -> bool:
        """Whether a condition can change where that turns the outcome, all others staying as they are."""
        if not self.world.can(self.shape.filled(turn.where)):
            return False
        support = self.world.sheet.support
        levels = frozenset((*support(turn.before), *support(turn.after)))
        beside = {level for one in others for level in support(one.diagram)}
        if levels.isdisjoint({*beside, *self.world.days.levels}) and self.world.tied(levels) == YES:
            # Nothing else asks what the condition asks, so all else can stay as it is.
            return True
        possible = self._possible(turn, others)
        fixed = {one.diagram for one in others}
        search = _Search(self.store, self.shape, fixed)
        return search.agree(
            turn.where, 0, self.store.both(possible, turn.before), self.store.both(possible, turn.after)
        )

    def _can_turn(self, turn: Turn, where: int, others: Sequence[Condition]) -> bool:
        """Whether a condition can change, some others staying as they are, from where that turns the outcome."""
        possible = self._possible(turn, others)
        search = _Search(self.store, self.shape, {one.diagram for one in others})
        sides = [self.store.both(possible, side) for side in (turn.before, turn.after)]
        return any(search.agree(YES, 0, self.store.both(one, where), other) for one, other in (sides, reversed(sides)))

    def _possible(self, turn: Turn, others: Sequence[Condition]) -> int:
        """What can be, as far as these conditions ask."""
        diagrams = (turn.before, turn.after, *(one.diagram for one in self.conditions))
        asked = {level for one in diagrams for level in self.world.sheet.support(one)}
        return self.world.in_calendar_of(self.world.tied(asked), asked)


@dataclass(frozen=True)
class Turn:
    """A condition changes. before, after: its real diagrams. where: of the other conditions, when the outcome turns."""

    before: int
    after: int
    where: int


class _Search:
    """Looks for two situations that agree in some conditions. failed: what was tried before."""

    def __init__(self, store: Store, shape: Shape, fixed: set[int]) -> None:
        self.store = store
        self.shape = shape
        self.fixed = fixed
        self.failed: set[tuple[int, int, int, int]] = set()

    def agree(self, where: int, place: int, first: int, second: int) -> bool:
        """Whether one situation of each side agree, from the condition at a place on, in a way that is allowed."""
        self.store.spend()
        if NO in (where, first, second) or (where, place, first, second) in self.failed:
            return False
        if place == len(self.shape.conditions):
            return True
        shapes = self.shape.store
        kids = shapes.kids[where] if shapes.level[where] == place else (where, where)
        condition = self.shape.conditions[place]
        sides = (self.store.deny(condition), condition) if condition in self.fixed else (YES,)
        for kid, side in zip(kids, sides, strict=False):
            if self.agree(kid, place + 1, self.store.both(first, side), self.store.both(second, side)):
                return True
        self.failed.add((where, place, first, second))
        return False


def _choice(part: Part) -> str:
    return part.content.choice if isinstance(part.content, ChoiceIs) else ""
