"""Facts of which some are unknown into what generated code can still settle: all that holds whatever they are.

Invariant: two bounds are worked out, what certainly holds and what possibly holds; where they meet, it is settled (the
three-valued logic of Kleene). Where they do not meet, it may be settled all the same, and only diagrams can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from marshal import dumps
from typing import TYPE_CHECKING, Any

from solon.engine.quick.days import Day
from solon.engine.quick.formulas import parts_of
from solon.engine.quick.moments import Moment, side
from solon.engine.quick.quick import UNFIT, YES_OR_NO, Facts, Quick, Values

if TYPE_CHECKING:
    from solon.engine.quick.functions import Kind
    from solon.engine.quick.python import Mode

YES_NO_OR_OPEN = YES_OR_NO + b"N"
BOUNDS: tuple[tuple[Mode, bool], ...] = (("certain", False), ("possible", True))


@dataclass(frozen=True)
class Asked:
    """What is known; the parts are those of `Quick.statuses`."""

    facts: Facts
    on: date | None = None
    readings: Mapping[str, str] = field(default_factory=dict[str, str])
    rest_is_no: bool = False


class Given:
    """The value of each input: given, presumed or, as None, unknown. Nothing is looked at before it is asked for."""

    def __init__(self, facts: Facts, left_out: Facts) -> None:
        self._facts = facts
        self._left_out = left_out

    def __getitem__(self, name: str) -> Any:
        return self._facts[name] if name in self._facts else self._left_out[name]


class Partly:
    """Quick answers for one policy, as far as they are settled.

    What is given holds for every completion of the facts, so it is an answer only if some completion is possible; see
    `possible`. Methods give None where a name or a value is wrong, too.
    """

    def __init__(self, quick: Quick) -> None:
        self.quick = quick
        self.tables = quick.tables

    # Every deed

    def statuses(self, asked: Asked) -> Values | None:
        """The status of every deed, in order, and None for a deed where it is open."""
        both = self.bounds(asked, "statuses")
        return both and tuple([one if one is other else None for one, other in zip(*both, strict=True)])

    def answers(self, asked: Asked) -> Values | None:
        """What is kept for the case of every deed, in order, and None for a deed where it is open."""
        both = self.bounds(asked, "answers")
        if both is None:
            return None
        found: list[Any] = [None] * len(self.quick.deeds.found)
        for kept, key, other in zip(self._moment(asked).functions.kept(exact=False), *both, strict=True):
            if key == other:
                for (deed, _), one in zip(kept.deeds, kept.every(key), strict=True):
                    found[deed] = one
        return tuple(found)

    def bounds(self, asked: Asked, kind: Kind, given: Facts | None = None) -> tuple[Values, Values] | None:
        """What certainly holds, and what possibly holds: statuses in order, or the keys of the groups in order.

        given: the facts with what is presumed, where that is worked out already.
        """
        try:
            quick = self.quick
            given = given or quick.filled(asked.facts, asked.rest_is_no)
            facts, choices, dates = quick.facts(given), quick.choices(given), quick.dates(given)
            if dumps(facts, 2).translate(None, YES_NO_OR_OPEN) != quick.bare:
                return None
            moment = self._moment(asked)
            low, high = moment.functions.function(kind, "certain"), moment.functions.function(kind, "possible")
            certain, possible = self._sides(dates, moment)
            first = low.call(facts, choices, certain, moment.days_for(low, False))
            if first is None:
                return None
            return first, high.call(facts, choices, possible, moment.days_for(high, True))
        except UNFIT:
            return None

    def _sides(self, dates: Values, moment: Moment) -> tuple[Sequence[Day], Sequence[Day]]:
        """Dates, with what stands for open ones; raises TypeError for what is no date."""
        certain: list[Day] = []
        possible: list[Day] = []
        for day in dates:
            if type(day) is date:
                certain.append(side(day, None, None))
                possible.append(day)
            else:
                one, other = moment.sides[day]
                certain.append(one)
                possible.append(other)
        return certain, possible

    # One deed

    def status(self, asked: Asked, deed: int) -> Any:
        """The status of one deed, given its place; None where it is open."""
        both = self.bounds_of(asked, "statuses", deed)
        return both[0] if both and both[0] is both[1] else None

    def answer(self, asked: Asked, deed: int) -> Any:
        """What is kept for the case of one deed, given its place; None where it is open."""
        both = self.bounds_of(asked, "answers", deed)
        if both is None or both[0] != both[1]:
            return None
        return self._moment(asked).functions.kept(exact=False, deed=deed)[0][both[0][0]]

    def bounds_of(self, asked: Asked, kind: Kind, place: int) -> tuple[Any, Any] | None:
        """The two bounds for one deed, given its place; of answers, each is the one key in a tuple."""
        try:
            if not self._fits(asked.facts):
                return None
            return self._bounds(asked, self.given(asked).__getitem__, kind, place)
        except UNFIT:
            return None

    def given(self, asked: Asked) -> Given:
        """The value of each input; names are not looked at."""
        return Given(asked.facts, self.quick.left_out(asked.rest_is_no))

    def _fits(self, facts: Facts) -> bool:
        """Whether all names and values are right. Raises TypeError where a date is none."""
        inputs = self.quick.inputs
        for name, value in facts.items():
            if value is None:
                if name not in self._kinds:
                    return False
                continue
            kind = self._kinds.get(name)
            if kind == "fact":
                if value is not True and value is not False:
                    return False
            elif kind == "date":
                side(value, None, None)
            elif kind is None or value not in inputs.options[name]:
                return False
        return True

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        return {found["id"]: found["kind"] for found in self.tables["inputs"]}

    # What is possible at all

    def possible(self, asked: Asked) -> bool | None:
        """Whether some completion of the facts is possible; None where that needs a closer look, or something is wrong.

        Only the `impossible` blocks that look at a fact that is known, or at days alone, can rule out all completions.
        """
        try:
            if not self._fits(asked.facts):
                return None
            value_of = self.given(asked).__getitem__
            near = {block for name in self._known(asked) for block in self._blocks.get(name, ())}
            for block in sorted(near):
                both = self._bounds(asked, value_of, "impossible", block)
                if both is None or both[0]:
                    return None if both is None else False
                if both[1]:
                    return None
        except UNFIT:
            return None
        return True

    def _known(self, asked: Asked) -> Iterable[str]:
        yield ""
        yield from (name for name, value in asked.facts.items() if value is not None)
        left_out = self.quick.left_out(asked.rest_is_no)
        yield from (name for name in self._blocks if name and left_out[name] is not None)

    @cached_property
    def _blocks(self) -> Mapping[str, list[int]]:
        """The `impossible` blocks that look at each input; those that look at none under no name."""
        nodes, names = self.tables["nodes"], self.tables["names"]
        found: dict[str, list[int]] = {}
        for block, name in enumerate(self.tables["impossibles"]):
            seen: set[int] = set()
            waiting = [names[f"impossible {name}"]]
            while waiting:
                number = waiting.pop()
                if number not in seen:
                    seen.add(number)
                    waiting += parts_of(nodes[number])
            asked = {nodes[number][1] for number in seen if nodes[number][0] in ("is", "day")}
            for one in sorted(asked) or [""]:
                found.setdefault(one, []).append(block)
        return found

    # Bounds

    def _bounds(self, asked: Asked, value_of: Callable[[str], Any], kind: Kind, place: int) -> tuple[Any, Any] | None:
        """What certainly holds, and what possibly holds. Raises one of UNFIT."""
        moment = self._moment(asked)
        found: list[Any] = []
        for mode, answer in BOUNDS:
            function = moment.functions.function(kind, mode, place)
            facts = [value_of(name) for name in function.inputs.facts]
            choices = [value_of(name) for name in function.inputs.choices]
            dates = [side(value_of(name), asked.on, answer) for name in function.inputs.dates]
            found.append(function.call(facts, choices, dates, moment.days_for(function, answer)))
            if found[-1] is None:
                return None
        return found[0], found[1]

    def _moment(self, asked: Asked) -> Moment:
        return self.quick.under(asked.readings)[asked.on]
