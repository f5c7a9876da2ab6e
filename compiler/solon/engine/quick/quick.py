"""Facts into statuses and answers by code that is generated for a policy, as far as no diagram is needed.

Invariant: what is given is what exact evaluation gives; None is given for what this cannot settle. Nothing is guessed.
Names and values are looked at before anything is worked out, so that what is mistyped never counts as "no".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from marshal import dumps
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from solon.engine.quick.cases import Case, Deeds
from solon.engine.quick.days import Calendar, Open
from solon.engine.quick.formulas import Node
from solon.engine.quick.inputs import Inputs
from solon.engine.quick.kept import MakeAnswer
from solon.engine.quick.moments import Moment, Moments, side

if TYPE_CHECKING:
    from solon.engine.quick.functions import Functions

STATUSES = ("prohibited", "required", "advised_against", "advised", "permitted", "not_regulated")
CHOSEN: Mapping[str, str] = {}
FULL = 64  # So many sets of readings are kept, and thousands of times as many answers.
# How `marshal` writes True and False: one byte each, unlike anything else, an integer for example.
YES_OR_NO = b"TF"
PLAIN = frozenset((str, date, type(None)))
UNFIT = (KeyError, TypeError, ValueError, Open)

Facts = Mapping[str, Any]
Values = tuple[Any, ...]


def as_it_is(deed: int, case: Case) -> Case:
    """A case as its own answer."""
    return case


class Quick:
    """Quick answers for one policy, where all facts are known.

    tables: those of the artefact. answer: makes what is kept for each case of a deed, given the place of the deed.
    statuses: what stands for each status, from the strongest on. count: how many inputs there are. seen: dates that
    were looked at.
    """

    def __init__(
        self, tables: Mapping[str, Any], answer: MakeAnswer = as_it_is, statuses: Sequence[object] = STATUSES
    ) -> None:
        self.tables = tables
        self.results = tuple(statuses)
        self.make = answer
        self.inputs = _inputs(tables)
        self.deeds = Deeds(tables)
        self.calendar = Calendar(tables["nodes"], {found["id"]: _days(found) for found in tables["instruments"]})
        self.chosen = {found["id"]: found["chosen"] for found in tables["readings"]}
        self._readings = {(found["id"], option) for found in tables["readings"] for option, _ in found["options"]}
        presumed = {found["id"]: found.get("presumed") for found in tables["inputs"]}
        no = {found["id"]: False for found in tables["inputs"] if found["kind"] == "fact"}
        self._left_out = (presumed, {**presumed, **no, **{name: v for name, v in presumed.items() if v is not None}})
        self.count = len(presumed)
        self.facts = getter(self.inputs.facts)
        self.choices = getter(self.inputs.choices)
        self.dates = getter(self.inputs.dates)
        # What is left of the facts in bytes once every byte that stands for yes or no is taken out.
        self.bare = dumps((True,) * len(self.inputs.facts), 2).translate(None, YES_OR_NO)
        # The days seen as dates; there are 109,572 from 1900 to 2199.
        self.seen: set[date] = set()
        self._answers: dict[tuple[int, Case], Any] = {}
        self._by_deed: dict[Values, Mapping[tuple[str, str], Any]] = {}
        self._others: dict[frozenset[tuple[str, str]], Moments] = {}
        self._usual = self._moments(CHOSEN)

    def statuses(
        self, facts: Facts, on: date | None = None, readings: Mapping[str, str] = CHOSEN, rest_is_no: bool = False
    ) -> Values | None:
        """The status of every deed, in order.

        facts: by name; what is left out is presumed, if it can be. on: the day of the act; without one, all instruments
        are in force. readings: options other than the chosen ones. rest_is_no: every fact left out, and not presumed,
        is no. None is given where something that is asked is open, an `impossible` block holds, or a name or value is
        wrong.
        """
        try:
            moment = self._usual[on] if not readings else self.under(readings)[on]
            given = facts if len(facts) == self.count else self.filled(facts, rest_is_no)
            yes_or_no, dates = self.facts(given), self.dates(given)
            if not self.seen.issuperset(dates):
                dates = self._sides(dates, on)
            if dumps(yes_or_no, 2).translate(None, YES_OR_NO) == self.bare:
                return moment.statuses(yes_or_no, self.choices(given), dates, moment.days)  # type: ignore[no-any-return]
        except UNFIT:
            pass
        return None

    def by_deed(
        self, facts: Facts, on: date | None = None, readings: Mapping[str, str] = CHOSEN, rest_is_no: bool = False
    ) -> Mapping[tuple[str, str], Any] | None:
        """The status of every bearer and deed; otherwise as `statuses`. Equal answers are one object."""
        found = self.statuses(facts, on, readings, rest_is_no)
        if found is None:
            return None
        named = self._by_deed.get(found)
        if named is None:
            if len(self._by_deed) >= FULL * 64:
                self._by_deed.clear()
            named = self._by_deed[found] = MappingProxyType(dict(zip(self.deeds.ids, found, strict=True)))
        return named

    def answers(
        self, facts: Facts, on: date | None = None, readings: Mapping[str, str] = CHOSEN, rest_is_no: bool = False
    ) -> Values | None:
        """What is kept for the case of every deed, in order; otherwise as `statuses`."""
        try:
            moment = self._usual[on] if not readings else self.under(readings)[on]
            given = facts if len(facts) == self.count else self.filled(facts, rest_is_no)
            yes_or_no, dates = self.facts(given), self.dates(given)
            if not self.seen.issuperset(dates):
                dates = self._sides(dates, on)
            if dumps(yes_or_no, 2).translate(None, YES_OR_NO) == self.bare:
                return moment.answers(yes_or_no, self.choices(given), dates, moment.days)  # type: ignore[no-any-return]
        except UNFIT:
            pass
        return None

    def answered(self, yes_or_no: Values, given: Facts, moment: Moment) -> Values | None:
        """The same for facts that are all known and looked at; given: every input. Raises one of UNFIT."""
        choices, dates = self.plain(given)
        if not self.seen.issuperset(dates):
            dates = self._sides(dates, moment.on)
        try:
            return moment.answers(yes_or_no, choices, dates, moment.days)  # type: ignore[no-any-return]
        except Open:
            return None

    def plain(self, given: Facts) -> tuple[Values, Values]:
        """The choices and dates. Raises TypeError for objects that may only say that they equal an option or a day."""
        choices, dates = self.choices(given), self.dates(given)
        if not PLAIN.issuperset(map(type, (*choices, *dates))):
            raise TypeError
        return choices, dates

    def _sides(self, dates: Values, on: date | None) -> Values:
        """Dates of which some were not seen before, or are no days but `already` or `not yet`. Raises TypeError."""
        found = tuple([side(day, on, None) for day in dates])
        self.seen.update([day for day in found if isinstance(day, date)])
        return found

    def filled(self, facts: Facts, rest_is_no: bool) -> Facts:
        """The facts, with what is presumed; None for what is unknown. Raises KeyError for an unknown name."""
        found = {**self._left_out[rest_is_no], **facts}
        if len(found) != self.count:
            raise KeyError
        return found

    def left_out(self, rest_is_no: bool) -> Facts:
        """What each input counts as where it is left out; None for unknown."""
        return self._left_out[rest_is_no]

    # What holds under readings, and on days

    def under(self, readings: Mapping[str, str]) -> Moments:
        """The functions under some readings, by the day of the act. Raises KeyError for an unknown one."""
        if not readings:
            return self._usual
        other = frozenset((name, option) for name, option in readings.items() if self.chosen[name] != option)
        if not other <= self._readings:
            raise KeyError
        if not other:
            return self._usual
        if other not in self._others:
            if len(self._others) >= FULL:
                self._others.clear()
            self._others[other] = self._moments(dict(other))
        return self._others[other]

    def _moments(self, readings: Mapping[str, str]) -> Moments:
        options = {**self.chosen, **readings}

        def functions(era: int) -> Functions:
            # What generates code is loaded when code is first wanted: a program that only loads a policy starts sooner.
            from solon.engine.quick.functions import Functions

            def settled(node: Node) -> bool | None:
                return options[node[1]] == node[2] if node[0] == "reading" else self.calendar.settles(era, node)

            dated = self.calendar.dated
            return Functions(self.tables, self.inputs, settled, dated, self.results, self.answer, self.deeds)

        return Moments(self.calendar, functions)

    def answer(self, deed: int, case: Case) -> Any:
        """What is kept for a case of a deed, made once."""
        key = (deed, case)
        found = self._answers.get(key)
        if found is None:
            if len(self._answers) >= FULL * 512:
                self._answers.clear()
            found = self._answers[key] = self.make(deed, case)
        return found


def getter(names: Sequence[Any]) -> Callable[[Any], Values]:
    """Reads several names, or places, at once. What it gives raises KeyError where one is not there."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda found: tuple([found[name] for name in names])


def _inputs(tables: Mapping[str, Any]) -> Inputs:
    by_kind: dict[str, list[str]] = {"fact": [], "choice": [], "date": []}
    for found in tables["inputs"]:
        by_kind[found["kind"]].append(found["id"])
    options = {
        found["id"]: tuple(option for option, _ in found["options"])
        for found in tables["inputs"]
        if found["kind"] == "choice"
    }
    return Inputs(tuple(by_kind["fact"]), tuple(by_kind["choice"]), tuple(by_kind["date"]), options)


def _days(instrument: Mapping[str, Any]) -> tuple[date, date | None]:
    until = instrument["until"]
    return date.fromisoformat(instrument["from"]), date.fromisoformat(until) if until else None
