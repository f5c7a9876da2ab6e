"""The policy into its decision graph.

Invariant: the nodes say what `reference/definition.py` defines; readings and instruments in force are nodes like any
other, so one graph serves every day and every reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from solon.engine.deontic import Deed, Modality
from solon.engine.graph import Bearing, DayReached, InForce, InputIs, ReadingIs
from solon.graph.build import Build, Builder
from solon.graph.duties_from_model import duty_rows
from solon.graph.nodes import Graph
from solon.model.blocks import Counts, Either, End, Exception_, Governed, Rule, Term, Window, bearer_of
from solon.model.conditions import (
    Atom,
    Bullet,
    ChoiceIs,
    Conditions,
    DayWithin,
    FactIs,
    NormApplies,
    NothingForbids,
    TermIs,
    UnderReading,
)
from solon.model.days import Day, DayInYear, DayOf, FirstDayOf, FixedDay, LastDayOf, Shifted
from solon.model.deeds import regulated
from solon.model.layers import looks_at_what_forbids
from solon.model.policy import Policy


def compile_graph(policy: Policy) -> Graph:
    """Compile a policy without errors into its decision graph."""
    build = Builder()
    compiler = Compiler(policy, build)
    for name in policy.terms:
        compiler.term(name)
    for name in policy.periods:
        compiler.period(name)
    for block in policy.governed.values():
        compiler.applies(block)
    bearings = {
        (bearer, deed.id): tuple(b for modality in Modality for b in compiler.bearings(modality, bearer, deed))
        for bearer, deed in regulated(policy)
    }
    possible = build.all_of([build.deny(compiler.impossible(name)) for name in policy.impossibles])
    rows = duty_rows(compiler)
    return Graph(policy, tuple(build.nodes), dict(sorted(build.names.items())), bearings, possible, rows)


def nothing_forbids(bearer: str, deed: Deed, but: tuple[str, ...]) -> str:
    """The name of the node that says that nothing but some rules forbids a deed."""
    return " ".join(("nothing forbids", bearer, deed.id, *(("but", *but) if but else ())))


class Compiler:
    """Makes what the blocks of one policy say, out of what a build offers."""

    def __init__(self, policy: Policy, build: Build) -> None:
        self.policy = policy
        self.build = build

    def named(self, name: str, make: Callable[[], int]) -> int:
        """What is made once and kept under a name."""
        return self.build.named(name, make)

    # Conditions

    def conditions(self, when: Conditions | None) -> int:
        if when is None:
            return self.build.yes
        parts = [self.bullet(bullet, when.connective == "all") for bullet in when.bullets]
        return self.build.all_of(parts) if when.connective == "all" else self.build.any_of(parts)

    def bullet(self, bullet: Bullet, in_all: bool) -> int:
        """A bullet; under another reading it is left out, which in an all-of list is to hold, in an any-of list not."""
        content = bullet.content
        node = self.conditions(content) if isinstance(content, Conditions) else self.atom(content)
        if bullet.reading is None:
            return node
        reading = self.reading(bullet.reading)
        return self.build.any_of((self.build.deny(reading), node)) if in_all else self.build.all_of((reading, node))

    def reading(self, found: UnderReading | None) -> int:
        return self.build.yes if found is None else self.build.node(ReadingIs(found.reading, found.option))

    def atom(self, atom: Atom) -> int:
        match atom:
            case FactIs(fact, value):
                return self.signed(self.build.node(InputIs(fact, True)), value)
            case ChoiceIs(choice, option):
                return self.build.node(InputIs(choice, option))
            case TermIs(term, value):
                return self.signed(self.term(term), value)
            case DayWithin(period, value):
                return self.signed(self.period(period), value)
            case NormApplies(norm, value):
                block = self.policy.governed[norm]
                node = self.bites(block) if isinstance(block, Exception_) else self.applies(block)
                return self.signed(node, value)
            case NothingForbids(bearer, action, instead, but):
                deed = Deed(action, instead)
                return self.named(nothing_forbids(bearer, deed, but), lambda: self.unforbidden(bearer, deed, but))

    def unforbidden(self, bearer: str, deed: Deed, but: tuple[str, ...]) -> int:
        found = self.bearings(Modality.MUST_NOT, bearer, deed, but, early=True)
        return self.build.deny(self.build.any_of(bearing.node for bearing in found))

    def signed(self, node: int, value: bool) -> int:
        return node if value else self.build.deny(node)

    def lists(self, found: Iterable[Conditions]) -> int:
        return self.build.all_of([self.conditions(when) for when in found])

    def term(self, name: str) -> int:
        return self.named(f"term {name}", lambda: self.defined(self.policy.terms[name]))

    def defined(self, block: Term | Counts) -> int:
        return self.build.all_of((self.reading(block.reading), self.lists(block.when)))

    def impossible(self, name: str) -> int:
        return self.named(f"impossible {name}", lambda: self.conditions(self.policy.impossibles[name].when))

    # Days

    def day(self, day: Day, shift: int = 0) -> int:
        """The day of the act has reached a day, `shift` days later."""
        match day:
            case FixedDay(fixed):
                return self.build.node(DayReached("", 0, 0, fixed.isoformat(), shift))
            case DayOf(date_id):
                return self.build.node(DayReached(date_id, 0, 0, "", shift))
            case DayInYear(month, number, date_id):
                return self.build.node(DayReached(date_id, month, number, "", shift))
            case Shifted(base, days):
                return self.day(base, shift + days)
            case FirstDayOf(period):
                start = self.policy.periods[period].start
                return self.build.yes if start is None else self.day(start, shift)
            case LastDayOf(period):
                return self.build.any_of([self.ended(end, shift) for end in self.policy.periods[period].ends])

    def ended(self, end: End, shift: int) -> int:
        return self.build.all_of((self.conditions(end.when), self.day(end.day, shift)))

    def between(self, start: Day | None, ends: tuple[End, ...]) -> int:
        started = self.build.yes if start is None else self.day(start)
        return self.build.all_of([started, *(self.build.deny(self.ended(end, 1)) for end in ends)])

    def period(self, name: str) -> int:
        period = self.policy.periods[name]
        return self.named(f"period {name}", lambda: self.between(period.start, period.ends))

    def window(self, window: Window) -> int:
        during = self.build.yes if window.during is None else self.period(window.during)
        return self.build.all_of((during, self.between(window.start, window.ends)))

    def in_force(self, name: str) -> int:
        found = self.policy.instruments.get(name)
        if found is None:
            return self.build.yes
        last = found.in_force_until.isoformat() if found.in_force_until else ""
        node = InForce(name, found.in_force_from.isoformat(), last)
        return self.named(f"instrument {name}", lambda: self.build.node(node))

    # Norms

    def would_apply(self, block: Governed) -> int:
        return self.named(f"would apply {block.id}", lambda: self.conditions_of(block, self.who(block)))

    def conditions_of(self, block: Governed, who: Conditions | None) -> int:
        return self.build.all_of([
            *(self.reading(reading) for reading in block.readings),
            self.in_force(block.instrument),
            self.conditions(who),
            self.lists(block.when),
            *(self.window(window) for window in block.windows),
        ])  # fmt: skip

    def owed(self, block: Rule | Either) -> int:
        """A rule applies, its own windows apart, and the periods that its conditions name as a window would."""
        apart = replace(block, when=tuple(when.apart_from_periods for when in block.when), windows=())
        own = self.conditions_of(apart, self.who(block))
        return self.build.all_of((own, self.build.deny(self.lifted(block.id))))

    def who(self, block: Governed) -> Conditions | None:
        bearer = bearer_of(block)
        return None if bearer is None else self.policy.bearers[bearer].who

    def lifted(self, name: str, early: bool = False) -> int:
        """Some exception to a block holds; early: leaving out those that look at what forbids."""
        exceptions = self.policy.exceptions_to.get(name, ())
        kept = [e for e in exceptions if not (early and looks_at_what_forbids(self.policy, e))]
        return self.build.any_of([self.holds(exception) for exception in kept])

    def holds(self, exception: Exception_) -> int:
        return self.named(
            f"holds {exception.id}",
            lambda: self.build.all_of((self.would_apply(exception), self.build.deny(self.lifted(exception.id)))),
        )

    def applies(self, block: Rule | Exception_ | Either) -> int:
        if isinstance(block, Exception_):
            return self.bites(block)
        return self.named(f"applies {block.id}", lambda: self.standing(block, early=False))

    def standing(self, block: Rule | Either, early: bool) -> int:
        return self.build.all_of((self.would_apply(block), self.build.deny(self.lifted(block.id, early))))

    def bites(self, exception: Exception_) -> int:
        return self.named(
            f"applies {exception.id}",
            lambda: self.build.all_of(
                (self.holds(exception), self.build.any_of([self.bears(target) for target in exception.to]))
            ),
        )

    def bears(self, target: str) -> int:
        block = self.policy.governed[target]
        if not isinstance(block, Exception_):
            return self.would_apply(block)
        return self.build.all_of(
            (self.would_apply(block), self.build.any_of([self.bears(inner) for inner in block.to]))
        )

    # What bears on a deed

    def bearings(
        self, modality: Modality, bearer: str, deed: Deed, but: tuple[str, ...] = (), early: bool = False
    ) -> list[Bearing]:
        """Norms of one modality on a deed: its own, those it counts as, and those turned round from its opposite."""
        found = self.direct(modality, bearer, deed, but, early)
        if self.policy.actions[deed.action].instead:
            across = self.direct(modality.opposite, bearer, deed.opposite, but, early)
            found += [replace(bearing, modality=modality) for bearing in across]
        return found

    def direct(self, modality: Modality, bearer: str, deed: Deed, but: tuple[str, ...], early: bool) -> list[Bearing]:
        found = self.own(modality, bearer, deed, but, early)
        for either in self.policy.eithers_with.get((bearer, deed), ()):
            if either.modality is modality:
                others = [self.barred(bearer, other, early) for other in either.options if other != deed]
                node = self.build.all_of([self.standing(either, early), *others])
                found.append(Bearing(either.id, modality, either.instrument, (), node))
        for counts in self.policy.counts_from.get(deed, ()):
            if modality.passes_on:
                condition = self.counted(counts.id)
                for inner in self.bearings(modality, bearer, counts.counts_as, but, early):
                    node = self.build.all_of((condition, inner.node))
                    found.append(replace(inner, through=(counts.id, *inner.through), node=node))
        return found

    def own(self, modality: Modality, bearer: str, deed: Deed, but: tuple[str, ...], early: bool) -> list[Bearing]:
        found: list[Bearing] = []
        for block in self.policy.norms_on.get((bearer, modality, deed), ()):
            if isinstance(block, Exception_):
                node = self.bites(block)
            elif block.id in but:
                continue
            else:
                node = self.standing(block, early) if early else self.applies(block)
            found.append(Bearing(block.id, modality, block.instrument, (), node))
        return found

    def counted(self, name: str) -> int:
        return self.named(f"counts {name}", lambda: self.defined(self.policy.counts[name]))

    def barred(self, bearer: str, deed: Deed, early: bool) -> int:
        """A deed is forbidden by rules alone, so that duties with options do not look at one another."""
        parts = [found.node for found in self.own(Modality.MUST_NOT, bearer, deed, (), early)]
        if self.policy.actions[deed.action].instead:
            parts += [found.node for found in self.own(Modality.MUST, bearer, deed.opposite, (), early)]
        for counts in self.policy.counts_from.get(deed, ()):
            inner = self.barred(bearer, counts.counts_as, early)
            parts.append(self.build.all_of((self.counted(counts.id), inner)))
        return self.build.any_of(parts)
