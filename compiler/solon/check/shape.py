"""A block into a function of its conditions: a diagram whose variables are the conditions, whatever they rest on.

Invariant: with each condition put in the place of its variable, the diagram is what the block comes to. The same
condition, or its opposite, is one variable wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from solon.diagram.changed import Changed, Judged
from solon.engine.graph import Leaf
from solon.engine.store import NO, YES, Store
from solon.graph.from_model import Compiler
from solon.model.blocks import Counts, Governed, Period, Term
from solon.model.conditions import Atom, UnderReading
from solon.model.days import Day


class Shape:
    """The shape of a block in a world.

    conditions: their real diagrams, in the order of the variables. store: of the shape. whole: what the block comes to;
    a period can come to several things.
    """

    def __init__(self, changed: Changed, block: Judged, conditions: Sequence[int]) -> None:
        self.conditions = tuple(conditions)
        self.store = Store([2] * len(self.conditions), changed.sheet.store.room)
        self.real = changed.sheet.store
        self.places = {condition: place for place, condition in enumerate(self.conditions)}
        compiler = _Shapes(self, changed)
        match block:
            case Term() | Counts():
                self.whole = [compiler.defined(block)]
            case Period():
                self.whole = [compiler.between(block.start, block.ends), *changed.edges(compiler, block)]
            case Governed():
                beside = self.variable(changed.beside(block.id)[0])
                own = compiler.conditions_of(block, compiler.who(block))
                self.whole = [self.store.both(own, beside)]

    def variable(self, diagram: int) -> int:
        """The variable of a condition, or of its opposite."""
        if diagram in (YES, NO):
            return diagram
        if diagram in self.places:
            return self.store.value(self.places[diagram], 1)
        return self.store.deny(self.store.value(self.places[self.real.deny(diagram)], 1))

    def filled(self, diagram: int) -> int:
        """A diagram of the shape with the real conditions put in."""
        memo = {YES: YES, NO: NO}

        def go(one: int) -> int:
            if one not in memo:
                without, having = (go(kid) for kid in self.store.kids[one])
                memo[one] = self.real.choose(self.conditions[self.store.level[one]], having, without)
            return memo[one]

        return go(diagram)


class _Shapes(Compiler):
    """Makes the shape: each condition is a variable, and is not looked into."""

    def __init__(self, shape: Shape, changed: Changed) -> None:
        super().__init__(changed.policy, _Build(shape.store))
        self.shape = shape
        self.real = changed.compiler

    def atom(self, atom: Atom) -> int:
        return self.shape.variable(self.real.atom(atom))

    def period(self, name: str) -> int:
        return self.shape.variable(self.real.period(name))

    def day(self, day: Day, shift: int = 0) -> int:
        return self.shape.variable(self.real.day(day, shift))

    def in_force(self, name: str) -> int:
        return self.shape.variable(self.real.in_force(name))

    def reading(self, found: UnderReading | None) -> int:
        return self.real.reading(found)


class _Build:
    """The operations of a shape."""

    yes = YES

    def __init__(self, store: Store) -> None:
        self.store = store

    def node(self, node: Leaf) -> int:
        raise AssertionError(f"{node} stands inside a condition")

    def all_of(self, parts: Iterable[int]) -> int:
        return self.store.all_of(parts)

    def any_of(self, parts: Iterable[int]) -> int:
        return self.store.any_of(parts)

    def deny(self, part: int) -> int:
        return self.store.deny(part)

    def named(self, name: str, make: Callable[[], int]) -> int:
        raise AssertionError(f"{name} stands inside a condition")
