"""The meaning of a policy, as formulas over what is not known. Read it beside the guide to the language.

Invariant: this is the definition; every engine is held against it. Known facts are put in while the formulas are
built, so with complete facts each formula is simply True or False. The layers of norms have no cycles (checked before).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from solon.engine.deontic import Deed, Modality
from solon.model.blocks import Either, End, Exception_, Governed, Rule, Window
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
from solon.model.days import Day, FirstDayOf, LastDayOf, Shifted
from solon.model.layers import looks_at_what_forbids
from solon.model.policy import Policy
from solon.model.spans import span
from solon.reference.formula import Formula, Is, deny, every, reached, some

Made = TypeVar("Made")


@dataclass(frozen=True)
class Carrier:
    """A norm that bears on a deed, when the formula holds.

    modality: as it bears on this deed: what must be done is what must not be left undone. chain: the counts blocks
    that lead to it.
    """

    id: str
    modality: Modality
    instrument: str
    formula: Formula
    chain: tuple[str, ...] = ()


@dataclass(frozen=True)
class Values:
    """What is put in while formulas are built: days and dates as day numbers; what is missing stays open."""

    on: int | None
    inputs: Mapping[str, bool | str | int]
    in_force: Callable[[str], Formula]


class Definition:
    """The formulas of one policy under given values and readings."""

    def __init__(self, policy: Policy, values: Values, readings: Mapping[str, str]) -> None:
        self.policy = policy
        self.values = values
        self.readings = readings
        self.memo: dict[object, tuple[Any, frozenset[str]]] = {}
        self.consulted: set[str] = set()

    def remember(self, key: object, make: Callable[[], Made]) -> Made:
        """Something made once. The inputs and readings that its making consulted count as consulted at every use."""
        if key not in self.memo:
            outer, self.consulted = self.consulted, set()
            made = make()
            self.memo[key] = made, frozenset(self.consulted)
            self.consulted = outer
        made, consulted = self.memo[key]
        self.consulted |= consulted
        return made

    # Conditions

    def selected(self, reading: UnderReading | None) -> bool:
        """Whether a block or bullet is there under the readings in use."""
        if reading is None:
            return True
        self.consulted.add(reading.reading)
        option = self.readings.get(reading.reading, self.policy.readings[reading.reading].chosen)
        return option == reading.option

    def holds(self, when: Conditions | None) -> Formula:
        """A statutory list. Bullets of other readings are left out."""
        if when is None:
            return True
        parts = (self.bullet(bullet) for bullet in when.bullets if self.selected(bullet.reading))
        return every(parts) if when.connective == "all" else some(parts)

    def bullet(self, bullet: Bullet) -> Formula:
        """One entry of a list."""
        return self.holds(bullet.content) if isinstance(bullet.content, Conditions) else self.atom(bullet.content)

    def atom(self, atom: Atom) -> Formula:
        """One sentence."""
        match atom:
            case FactIs(fact, value):
                return self.input(fact, True) if value else deny(self.input(fact, True))
            case ChoiceIs(choice, option):
                return self.input(choice, option)
            case TermIs(term, value):
                return self.term(term) if value else deny(self.term(term))
            case DayWithin(period, value):
                return self.within(period) if value else deny(self.within(period))
            case NormApplies(norm, value):
                found = self.norm_applies(norm)
                return found if value else deny(found)
            case NothingForbids(bearer, action, instead, but):
                forbidding = self.carriers(Modality.MUST_NOT, bearer, Deed(action, instead), but, early=True)
                return deny(some(carrier.formula for carrier in forbidding))

    def input(self, name: str, value: bool | str) -> Formula:
        """A fact or choice has this value."""
        self.consulted.add(name)
        known = self.values.inputs.get(name)
        return Is(name, value) if known is None else known == value

    def term(self, name: str) -> Formula:
        """A defined expression holds."""
        term = self.policy.terms[name]
        return self.remember(
            ("term", name), lambda: self.selected(term.reading) and every(self.holds(when) for when in term.when)
        )

    # Days

    def reached(self, day: Day, shift: int = 0) -> Formula:
        """The day of the act is not before a day; `shift` days later."""
        match day:
            case Shifted(base, days):
                return self.reached(base, shift + days)
            case FirstDayOf(period):
                start = self.policy.periods[period].start
                return True if start is None else self.reached(start, shift)
            case LastDayOf(period):
                return some(self.ended(end, shift) for end in self.policy.periods[period].ends)
            case _:
                found = span(day, shift)
                known = self.values.inputs.get(found.date_id)
                return reached(found, self.values.on, None if known is None else int(known))

    def ended(self, end: End, shift: int) -> Formula:
        """A day that ends a window counts, and is reached."""
        return every((self.holds(end.when), self.reached(end.day, shift)))

    def between(self, start: Day | None, ends: tuple[End, ...]) -> Formula:
        """The day of the act lies between two days, both included; the earliest end that counts is the end."""
        started = True if start is None else self.reached(start)
        return every((started, *(deny(self.ended(end, 1)) for end in ends)))

    def within(self, period: str) -> Formula:
        """The day of the act lies within a period."""
        found = self.policy.periods[period]
        return self.between(found.start, found.ends)

    def in_window(self, window: Window) -> Formula:
        """The day of the act lies within a window. A deadline moves neither of its ends."""
        during = True if window.during is None else self.within(window.during)
        return every((during, self.between(window.start, window.ends)))

    # Norms

    def would_apply(self, block: Governed, days: bool = True) -> Formula:
        """All that a rule, exception or either says of itself holds; whether something lifts it is not asked yet.

        days: ask whether the day lies within its windows too (see `windows`).
        """
        return self.remember(
            ("would apply", block.id, days),
            lambda: every(
                (
                    all(self.selected(reading) for reading in block.readings),
                    self.values.in_force(block.instrument),
                    self.who(block),
                    *(self.holds(when if days else when.apart_from_periods) for when in block.when),
                    *(self.in_window(window) for window in block.windows if days),
                )
            ),
        )

    def windows(self, block: Governed) -> tuple[Window, ...]:
        """The windows of a block, and the periods that its conditions name as a `during:` line would."""
        bullets = (bullet for when in block.when for bullet in when.periods if self.selected(bullet.reading))
        named = (bullet.content for bullet in bullets)
        return (*block.windows, *(Window(during=found.period) for found in named if isinstance(found, DayWithin)))

    def who(self, block: Governed) -> Formula:
        """The condition without which no norm binds the bearer."""
        match block:
            case Rule(norm=norm):
                return self.holds(self.policy.bearers[norm.bearer].who)
            case Either(bearer=bearer):
                return self.holds(self.policy.bearers[bearer].who)
            case Exception_(norm=norm) if norm is not None:
                return self.holds(self.policy.bearers[norm.bearer].who)
            case _:
                return True

    def applies(self, block: Rule | Either, days: bool = True) -> Formula:
        """A rule would apply, and no exception to it holds. days: as for `would_apply`."""
        return every((self.would_apply(block, days), deny(self.lifted(block.id))))

    def lifted(self, name: str, early: bool = False) -> Formula:
        """Some exception to a block holds. early: exceptions that look at what forbids do not count yet."""
        exceptions = self.policy.exceptions_to.get(name, ())
        return some(
            self.holds_exception(found)
            for found in exceptions
            if not (early and looks_at_what_forbids(self.policy, found))
        )

    def holds_exception(self, exception: Exception_) -> Formula:
        """An exception's own conditions hold, and no exception to it does."""
        return self.remember(
            ("exception", exception.id),
            lambda: every((self.would_apply(exception), deny(self.lifted(exception.id)))),
        )

    def bites(self, exception: Exception_) -> Formula:
        """An exception holds, and something that it bears on would otherwise apply."""
        return every((self.holds_exception(exception), some(self.bears(target) for target in exception.to)))

    def bears(self, target: str) -> Formula:
        """A rule would apply, or an exception would and there is a rule for it to lift."""
        block = self.policy.governed[target]
        inner = some(self.bears(found) for found in block.to) if isinstance(block, Exception_) else True
        return every((self.would_apply(block), inner))

    def norm_applies(self, name: str) -> Formula:
        """A rule applies, or an exception applies."""
        block = self.policy.governed[name]
        return self.bites(block) if isinstance(block, Exception_) else self.applies(block)

    # What bears on a deed

    def carriers(
        self, modality: Modality, bearer: str, deed: Deed, but: tuple[str, ...] = (), early: bool = False
    ) -> tuple[Carrier, ...]:
        """Every norm of one modality on a deed of a bearer: its own, those on the opposite, those it counts as.

        but: rules that do not count. early: before any exception that itself looks at what forbids.
        """
        key = ("carriers", modality, bearer, deed, but, early)
        return self.remember(key, lambda: self._carriers(modality, bearer, deed, but, early))

    def _carriers(
        self, modality: Modality, bearer: str, deed: Deed, but: tuple[str, ...], early: bool
    ) -> tuple[Carrier, ...]:
        found = [*self._own(modality, bearer, deed, but, early), *self._options(modality, bearer, deed, early)]
        if modality.passes_on:
            found += self._counted(modality, bearer, deed, but, early)
        if self.policy.actions[deed.action].instead:
            turned, opposite = modality.opposite, deed.opposite
            across = [*self._own(turned, bearer, opposite, but, early), *self._options(turned, bearer, opposite, early)]
            if turned.passes_on:
                # What must not be left undone, because leaving it undone counts as something barred, must be done.
                across += self._counted(turned, bearer, opposite, but, early)
            found += [replace(carrier, modality=modality) for carrier in across]
        return tuple(found)

    def _own(self, modality: Modality, bearer: str, deed: Deed, but: tuple[str, ...], early: bool) -> list[Carrier]:
        found: list[Carrier] = []
        for block in self.policy.norms_on.get((bearer, modality, deed), ()):
            if isinstance(block, Exception_):
                found.append(Carrier(block.id, modality, block.instrument, self.bites(block)))
            elif block.id not in but:
                formula = every((self.would_apply(block), deny(self.lifted(block.id, early))))
                found.append(Carrier(block.id, modality, block.instrument, formula))
        return found

    def _options(self, modality: Modality, bearer: str, deed: Deed, early: bool) -> list[Carrier]:
        """A duty to do one of several deeds requires the one that is left when all others are forbidden."""
        found: list[Carrier] = []
        for either in self.policy.eithers_with.get((bearer, deed), ()):
            if either.modality is modality:
                others = [other for other in either.options if other != deed]
                barred = every(some(self._forbidding(bearer, other, early)) for other in others)
                formula = every((self.would_apply(either), deny(self.lifted(either.id, early)), barred))
                found.append(Carrier(either.id, modality, either.instrument, formula))
        return found

    def _forbidding(self, bearer: str, deed: Deed, early: bool) -> list[Formula]:
        """What forbids a deed by rules alone, so that duties with options do not look at one another."""
        own = self._own(Modality.MUST_NOT, bearer, deed, (), early)
        if self.policy.actions[deed.action].instead:
            own += self._own(Modality.MUST, bearer, deed.opposite, (), early)
        for counts in self.policy.counts_from.get(deed, ()):
            inner = some(self._forbidding(bearer, counts.counts_as, early))
            own.append(Carrier(counts.id, Modality.MUST_NOT, "", every((self.counted(counts.id), inner))))
        return [carrier.formula for carrier in own]

    def _counted(self, modality: Modality, bearer: str, deed: Deed, but: tuple[str, ...], early: bool) -> list[Carrier]:
        """What bars a deed because doing it is doing another."""
        found: list[Carrier] = []
        for counts in self.policy.counts_from.get(deed, ()):
            # What is known not to count leads nowhere, so nothing behind it is looked at.
            if (condition := self.counted(counts.id)) is not False:
                for carrier in self.carriers(modality, bearer, counts.counts_as, but, early):
                    formula = every((condition, carrier.formula))
                    chain = (counts.id, *carrier.chain)
                    found.append(Carrier(carrier.id, carrier.modality, carrier.instrument, formula, chain))
        return found

    def counted(self, name: str) -> Formula:
        """Doing the first deed of a counts block is doing its second."""
        counts = self.policy.counts[name]
        return self.selected(counts.reading) and every(self.holds(when) for when in counts.when)

    def possible(self) -> Formula:
        """The facts do not form a combination that cannot occur."""
        return every(deny(self.holds(found.when)) for found in self.policy.impossibles.values())
