"""Formulas of one deed into those of which Kleene's logic leaves something unknown without need.

Invariant: a proof or nothing. What is not proved within the limit of steps counts as failing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from solon.backends.calendar import Sight, sights
from solon.backends.diagrams import Diagrams
from solon.backends.exact_nodes import world
from solon.backends.plan import Plan, PlannedDeed, Rung
from solon.backends.steps import DayAtom
from solon.backends.three_values import View
from solon.engine.graph import InForce
from solon.engine.store import NO, YES

# A norm on the deed by its place among the norms, or a status by its place below zero.
Piece = int


@dataclass(frozen=True)
class Failing:
    """What comes out unknown without need. always_open: the inputs that are unknown in all rows in which it does."""

    pieces: frozenset[Piece] = frozenset()
    always_open: frozenset[str] = frozenset()


def rung_piece(status: int) -> Piece:
    """The piece that stands for a whole status."""
    return -1 - status


class Question:
    """What the rules say of a deed, and of the facts that it rests on. roots: steps of the rules as they are written.

    truth: the diagrams of the rules as they are written; their plan is for a table that has every column. What is left
    of the room of their store is the limit for all that is asked.
    """

    def __init__(self, truth: Diagrams, roots: Iterable[int]) -> None:
        self.truth = truth
        self.store = truth.store
        self.levels: set[int] = set()
        self.levels.update(truth.asked(roots))
        self.tied: tuple[int, ...] = ()
        self.possible = self._tied()
        both = (pair for pair in truth.pairs if {truth.level[pair.first], truth.level[pair.second]} <= self.levels)
        self.pairs = tuple(truth.level[pair] for pair in both)
        self.levels.update(self.pairs)
        atoms = [(level, truth.order[level]) for level in sorted(self.levels)]
        self.days: tuple[tuple[int, DayAtom], ...] = tuple((at, one) for at, one in atoms if not isinstance(one, str))
        self.facts = tuple(level for level, found in atoms if isinstance(found, str))

    def _tied(self) -> int:
        """What those `impossible` blocks say that share a fact with the formulas, or are tied to one that does."""
        order, support = self.truth.order, self.truth.support
        days = {level for level, variable in enumerate(order) if not isinstance(variable, str)}
        blocks = (node for _, node in self.truth.plan.impossibles)
        left: dict[int, int] = {node: self.store.deny(self.truth.of(node)) for node in blocks}
        while True:
            reached = self.levels | (days if self.levels & days else set[int]())
            found: dict[int, int] = {n: part for n, part in left.items() if support(part) & reached or part == NO}
            if not found:
                return self.store.all_of([self.store.deny(self.truth.of(node)) for node in self.tied])
            left = {node: part for node, part in left.items() if node not in found}
            self.tied += tuple(found)
            self.levels |= {level for part in found.values() for level in support(part)}

    @cached_property
    def sights(self) -> tuple[Sight, ...]:
        """The ways to see the days, from a day of the act that is known."""
        return sights(self.days)

    @cached_property
    def care(self) -> int:
        """All that can be, on days of the act that are known."""
        return self.store.both(self.possible, world(self.store, self.sights))

    def take(self, view: View) -> None:
        """Count the steps of a view as well. Raises TooLarge."""
        self.store.allow(view.store.room)
        self.store.spend()

    @property
    def in_force_together(self) -> bool:
        """Whether no day counts but those on which instruments are in force, and all of these can be so together."""
        only = all(isinstance(atom, InForce) for _, atom in self.days)
        return only and any(all(value == YES for _, value in sight.settled) for sight in self.sights)

    def failing(self, plan: Plan, written: PlannedDeed, deed: PlannedDeed, look: bool = False) -> Failing:
        """What of a deed comes out unknown without need in some row.

        written: the deed as the rules say it. deed: what is to be trusted. Both are of the plan. look: whether the
        inputs that are always unknown then are wanted too. Raises TooLarge.
        """
        self.truth.plan = plan
        meant = {norm.place: self.truth.of(norm.node) for rung in written.rungs for norm in rung.norms}
        whole = {rung.status: self.store.any_of([meant[norm.place] for norm in rung.norms]) for rung in written.rungs}
        self._same(deed, meant, whole)
        pieces: set[Piece] = set()
        open_: frozenset[str] | None = None
        for sight in self.sights:
            view = View(self.truth, plan, sight, self.facts, self.possible, self.store.room)
            view.look([node for rung in deed.rungs for node in (rung.node, *(norm.node for norm in rung.norms))])
            here = view.can(YES)
            for rung in deed.rungs:
                for piece, rows in _failing(view, rung, here, meant, whole[rung.status]):
                    pieces.add(piece)
                    if look:
                        always = view.unknown_in(rows)
                        open_ = always if open_ is None else open_ & always
                here = view.store.both(here, view.rails[rung.node][1])
            self.take(view)
        return Failing(frozenset(pieces), open_ or frozenset())

    def _same(self, deed: PlannedDeed, meant: dict[int, int], whole: dict[int, int]) -> None:
        """Make sure that formulas written in another way mean the same wherever something can be."""
        pairs = [(self.truth.of(norm.node), meant[norm.place]) for rung in deed.rungs for norm in rung.norms]
        pairs += [(self.truth.of(rung.node), whole[rung.status]) for rung in deed.rungs]
        for one, other in pairs:
            both = self.store.choose(one, other, self.store.deny(other))
            if self.store.both(self.care, self.store.deny(both)) != NO:
                raise AssertionError(f"the formulas of {deed.column} do not mean what the rules mean")


def _failing(view: View, rung: Rung, here: int, meant: dict[int, int], whole: int) -> Iterator[tuple[Piece, int]]:
    """The pieces of one status that fail, with the rows in which they do. here: the rows that come so far."""
    store, base = view.store, view.base
    true, false = view.rails[rung.node]
    is_open = store.both(view.can(whole), view.can(base.deny(whole)))
    rows = store.all_of([here, store.deny(true), store.deny(false), store.deny(is_open)])
    if rows != NO:
        yield rung_piece(rung.status), rows
    # The norm that decides is the first that is known to apply, so one that applies unknown hides behind another.
    earlier = store.both(here, true)
    for norm in rung.norms:
        holds, fails = view.rails[norm.node]
        certain = store.deny(view.can(base.deny(meant[norm.place])))
        rows = store.all_of([earlier, store.deny(holds), store.deny(fails), certain])
        if rows != NO:
            yield norm.place, rows
        earlier = store.both(earlier, store.deny(holds))


def possible_seen(question: Question, plan: Plan) -> bool:
    """Whether each row that the tied `impossible` blocks rule out makes one of them known to hold. Raises TooLarge."""
    for sight in question.sights:
        view = View(question.truth, plan, sight, question.facts, question.possible, question.store.room)
        view.look(question.tied)
        seen = view.store.any_of([view.rails[number][0] for number in question.tied])
        if view.store.any_of([seen, view.can(YES)]) != YES:
            return False
        question.take(view)
    return True
