"""The rules into what tables are answered by: formulas that leave nothing unknown without need, as far as is proved.

Invariant: made for one set of readings; no table has been looked at. A formula is written anew only where, as it
is written, it leaves something unknown without need.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from solon.backends.diagrams import Diagrams
from solon.backends.exact_nodes import Nodes, Written, seen_apart
from solon.backends.exactness import Failing, Piece, Question, possible_seen, rung_piece
from solon.backends.plan import On, Plan, Planning, Table
from solon.backends.rules import Deed, Rules
from solon.engine.store import TooLarge

TRIES = 4
ROOMS = (10_000, 1_000_000)
LEFT = 10_000_000
Key = tuple[str, str]


@dataclass(frozen=True)
class Trust:
    """In which rows an unknown is open in truth, while the day of the act is known.

    exact: in all of them. unless: else, in all but those in which each of these inputs is unknown; none: in no row.
    by_day: whether it looks at days at all. in_force: whether it holds where all instruments are taken to be in force.
    """

    exact: bool = False
    unless: tuple[str, ...] = ()
    by_day: bool = True
    in_force: bool = False


NEVER = Trust()
Sure = Mapping[Key, Trust]


@dataclass(frozen=True)
class Prepared:
    """Rules for tables. rules: written so that little stays unknown. written: as they were.

    sure: what can be trusted of each deed. possible: how far each row that cannot be is seen.
    """

    rules: Rules
    written: Rules
    sure: Sure
    possible: Trust

    def for_day(self, on: On) -> Prepared:
        """What serves for tables with such a day."""
        if on != "left out":
            return self if on != "unknown" else self._only(lambda trust: not trust.by_day)
        # Formulas that were written anew rest on what days can come to; all instruments together need not be such.
        kept = self._only(lambda trust: trust.in_force or not trust.by_day)
        deeds = zip(self.rules.deeds, self.written.deeds, strict=True)
        chosen = tuple(new if kept.sure[new.key] != NEVER else old for new, old in deeds)
        return replace(kept, rules=replace(self.rules, deeds=chosen))

    def _only(self, holds: Callable[[Trust], bool]) -> Prepared:
        sure = {key: trust if holds(trust) else NEVER for key, trust in self.sure.items()}
        return replace(self, sure=sure, possible=self.possible if holds(self.possible) else NEVER)


class Preparing:
    """Prepares rules for tables, a deed when it is first asked for, and deeds with equal norms once.

    readings: those under which tables are answered. rooms: how many steps a question may take, in a first round and in
    others for what was too large then. left: how many all may take together. What is too large for the last round, or
    comes after all steps are taken, stays as it is written, and is not trusted.
    """

    def __init__(
        self, rules: Rules, readings: Mapping[str, str], rooms: tuple[int, ...] = ROOMS, left: int = LEFT
    ) -> None:
        self.rules = rules
        # A table that lacks a column has rows like one in which the column is empty, so the widest table serves all.
        self.wide = Table(frozenset(rules.inputs), readings=readings)
        self.planning = Planning(rules, self.wide)
        self.whole = self.planning.plan(rules)
        self.rooms = rooms
        self.room = self.given = rooms[-1]
        self.left = left
        self.truth = Diagrams(rules, self.whole)
        self.truth.store.allow(self.room)
        self.nodes = Nodes(rules.nodes)
        self._made: dict[tuple[tuple[int, ...], ...], tuple[int, Deed, Trust]] = {}

    def of(self, asked: Container[Key] | None = None) -> Prepared:
        """The rules, prepared for some deeds; for all if nothing is said."""
        made = {deed.key: (deed, NEVER) for deed in self.rules.deeds}
        wanted = [place for place, deed in enumerate(self.rules.deeds) if asked is None or deed.key in asked]
        possible = self.possible
        for room in self.rooms:
            self._spend(room)
            for place in wanted:
                made[self.rules.deeds[place].key] = self._deed(place)
        new = replace(self.rules, nodes=tuple(self.nodes.nodes), deeds=tuple(deed for deed, _ in made.values()))
        return Prepared(new, self.rules, {key: trust for key, (_, trust) in made.items()}, possible)

    @cached_property
    def possible(self) -> Trust:
        """How far each row that cannot be makes one `impossible` block known to hold."""
        left = [node for _, node in self.whole.impossibles]
        days, in_force = False, True
        try:
            # Blocks that share nothing with others are looked at by themselves.
            while left:
                self._spend(self.rooms[-1])
                question = Question(self.truth, [left[0]])
                if not possible_seen(question, self.whole):
                    return NEVER
                days, in_force = days or bool(question.days), in_force and question.in_force_together
                left = [node for node in left[1:] if node not in question.tied]
        except TooLarge:
            return NEVER
        return Trust(True, (), days, in_force)

    def _deed(self, place: int) -> tuple[Deed, Trust]:
        """A deed, prepared. Another one with equal norms in the same order serves as well, whatever their force."""
        deed, written = self.rules.deeds[place], self.whole.deeds[place]
        key = tuple(tuple(norm.node for norm in rung.norms) for rung in written.rungs)
        if key not in self._made:
            found = self._prepared(place)
            if found is None and self.room < self.rooms[-1]:
                return deed, NEVER
            self._made[key] = place, *(found or (deed, NEVER))
        origin, like, trust = self._made[key]
        nodes: dict[int, int] = {}
        rungs: dict[int, int] = {}
        for here, there in zip(written.rungs, self.whole.deeds[origin].rungs, strict=True):
            nodes |= {one.place: like.norms[two.place].node for one, two in zip(here.norms, there.norms, strict=True)}
            if there.status in like.rungs:
                rungs[here.status] = like.rungs[there.status]
        norms = tuple(replace(bears, node=nodes.get(at, bears.node)) for at, bears in enumerate(deed.norms))
        return replace(deed, norms=norms, rungs=rungs), trust

    def _prepared(self, place: int) -> tuple[Deed, Trust] | None:
        """A deed with formulas that are exact if they can be made so, and what can be trusted; None if too large."""
        deed, written = self.rules.deeds[place], self.whole.deeds[place]
        best: tuple[Deed, Trust] | None = None
        try:
            self._spend(self.room)
            question = Question(self.truth, [n.node for rung in written.rungs for n in rung.norms])
            failing = question.failing(self.whole, written, written)
            best = deed, _trust(question, failing)
            for _ in range(TRIES):
                if not failing.pieces:
                    return best
                deed = self._rewritten(deed, place, question, failing.pieces)
                again = self._planned(deed)
                self._spend(self.room)
                before, failing = failing, question.failing(again, written, again.deeds[0])
                best = deed, _trust(question, failing)
                if failing.pieces and failing.pieces <= before.pieces:
                    self._spend(self.room)
                    return deed, _trust(question, question.failing(again, written, again.deeds[0], look=True))
        except TooLarge:
            return None
        return best

    def _spend(self, room: int) -> None:
        """Take what the last question took off what is left for all, and give the next one its own limit."""
        self.left -= self.given - max(self.truth.store.room, 0)
        self.room, self.given = room, min(room, max(self.left, 0))
        self.truth.store.allow(self.given)

    def _planned(self, deed: Deed) -> Plan:
        return self.planning.plan(replace(self.rules, nodes=tuple(self.nodes.nodes), deeds=(deed,), names={}))

    def _rewritten(self, deed: Deed, place: int, question: Question, failing: frozenset[Piece]) -> Deed:
        """A deed with the failing pieces written out of their diagrams."""
        store, writer = question.store, Written(self.truth, self.nodes, question.possible)
        written = self.whole.deeds[place]
        meant = {norm.place: self.truth.of(norm.node) for rung in written.rungs for norm in rung.norms}

        def anew(diagram: int) -> int:
            return seen_apart(store, diagram, question.care, question.pairs)

        norms = tuple(
            replace(bears, node=writer.of(anew(meant[at]))) if at in failing else bears
            for at, bears in enumerate(deed.norms)
        )
        rungs = dict(deed.rungs)
        for rung in written.rungs:
            if rung_piece(rung.status) in failing:
                whole = store.any_of([meant[norm.place] for norm in rung.norms])
                rungs[rung.status] = writer.of(anew(whole))
        return replace(deed, norms=norms, rungs=rungs)


def _trust(question: Question, failing: Failing) -> Trust:
    exact = not failing.pieces
    unless = () if exact else tuple(sorted(failing.always_open))
    return Trust(exact, unless, bool(question.days), question.in_force_together)


class Preparations:
    """What was prepared of some rules, for each set of readings; made when it is first asked for, and once."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._made: dict[tuple[tuple[str, str], ...], Preparing] = {}

    def of(self, readings: Mapping[str, str], asked: Container[Key] | None = None) -> Prepared:
        """The formulas under some readings, for some deeds or for all."""
        key = tuple(sorted(readings.items()))
        if key not in self._made:
            self._made[key] = Preparing(self.rules, readings)
        return self._made[key].of(asked)
