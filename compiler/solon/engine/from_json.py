"""Plain data with the keys of a situation file into a situation, or every fault in it at once.

Invariant: what the JSON Schema of situations refuses, is refused here; a key that is not known is a fault, as is a
value that does not fit. Nothing is guessed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import cast

from solon.engine.faults import Fault
from solon.engine.program import Program
from solon.engine.read import Reader
from solon.engine.shown import on_one_line
from solon.engine.situation import ANY_DAY, ON, UNKNOWN, Situation, Value

REST = "everything else"
ASIDE = "set aside"
KEYS = (ON, "facts", REST, "readings", "asked", "question", "order", ASIDE)
VALUE, *SOURCE = SOURCE_KEYS = ("value", "by", "note")


def situation_from(program: Program, data: object) -> Situation:
    """The situation that plain data describes, as `json.loads` gives it.

    data: a mapping with the keys of a situation file, all of which may be left out: on, facts, everything else,
    readings, asked; and what an interview keeps: question, order, set aside.

    Raises UnknownFact, WrongFact or WrongSituation, each with every fault that there is.
    """
    return _FileReader(program).whole(data)


class _FileReader(Reader):
    """Reads one situation with the keys of a file. given, open: its facts. sources: who said them."""

    YES, NO, OPEN = "true", "false", "null"

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.given: dict[str, Value] = {}
        self.open: set[str] = set()
        self.sources: dict[str, dict[str, str]] = {}

    def whole(self, data: object) -> Situation:
        """The situation. Raises WrongSituation, or one of its kinds."""
        top = dict(self._mapping({} if data is None else data, "A situation", self._sample(ON, '"2018-05-01"')))
        for key in top:
            if key not in KEYS:
                self._no_key(key, KEYS)
        said: list[str] = []
        for name, value in self._entries(top, "facts", "The facts", self._sample("account_has_city_email", self.NO)):
            self._fact(name, value, self.given, self.open)
            said.append(self.program.former.get(name, name))
        day, left_out = self._day_of(top)
        aside = self._aside(top, day)
        found = Situation(
            on=day,
            day_left_out=left_out,
            given=self.given,
            unknown=frozenset(self.open),
            rest_is_no=self._everything_else(top),
            readings=self._readings(dict(self._entries(top, "readings", "The readings", ""))),
            asked=self._asked(self._listed(top, "asked", '["member post_the_content"]')),
            sources=self.sources,
            question=self._question(top),
            order=self._order(top, (*said, *aside)),
            set_aside=aside,
        )
        self._refuse()
        return found

    def shown(self, value: object) -> str:
        """A value on one line and not too long, as JSON."""
        return on_one_line(json.dumps(value, ensure_ascii=False, default=str))

    def _no_key(self, key: str, known: tuple[str, ...], whose: str = "a situation") -> None:
        repair = self._meant(key, known) or f"The keys are: {', '.join(known)}."
        if key in self.program.inputs and ON in known:
            repair = 'Facts stand below "facts".'
        self.other.append(Fault(key, f"{self.shown(key)} is not a key of {whose}.", repair))

    def _entries(self, top: Mapping[str, object], key: str, what: str, help: str) -> list[tuple[str, object]]:
        """The entries of a mapping below a key, which may be left out."""
        if key not in top:
            return []
        if top[key] is None:
            self.wrong.append(Fault(key, f"{what} are {self.OPEN}, not a mapping from names to values.", help))
            return []
        return list(self._mapping(top[key], what, help))

    def _listed(self, top: Mapping[str, object], key: str, sample: str) -> list[object] | None:
        """A list of texts below a key, which may be left out."""
        if key not in top:
            return None
        found = top[key]
        if isinstance(found, list):
            return cast(list[object], found)
        self.other.append(Fault(key, f'"{key}" is no list: {self.shown(found)}.', f"Write for example {sample}."))
        return None

    def _fact(self, written: str, value: object, given: dict[str, Value], unknown: set[str]) -> None:
        """One fact, as a value or with who said so and a note."""
        if not isinstance(value, Mapping):
            super()._fact(written, value, given, unknown)
            return
        inner = dict(self._mapping(cast(object, value), written, ""))
        for key, part in inner.items():
            if key not in SOURCE_KEYS:
                self._no_key(key, SOURCE_KEYS, "a fact")
            elif key != VALUE and not isinstance(part, str):
                self.other.append(Fault(written, f'"{key}" of "{written}" is no text: {self.shown(part)}.'))
        if VALUE not in inner:
            self.other.append(Fault(written, f'"{written}" has no value.', 'Give it as "value".'))
        elif isinstance(inner[VALUE], Mapping):
            self._unfit(written, inner[VALUE], f"Give {self.YES}, {self.NO}, an option, a day, or {self.OPEN}.")
        else:
            super()._fact(written, inner[VALUE], given, unknown)
            source = {key: part for key in SOURCE if isinstance(part := inner.get(key), str)}
            if source:
                self.sources[self.program.former.get(written, written)] = source

    def _day_of(self, top: Mapping[str, object]) -> tuple[date | None, bool]:
        """The day of the act, and whether it was left out."""
        if ON not in top:
            return None, True
        found = top[ON]
        if found is not None:
            return self._day(found)
        return self._some_day(ON, found, 'Give a day such as "2018-05-01", or "unknown", or leave "on" out.'), False

    def _everything_else(self, top: Mapping[str, object]) -> bool:
        found = top.get(REST, "yes")
        if found == "no" or found is False:
            return True
        if REST in top:
            says = f'"{REST}" can only be "no", and is {self.shown(found)}.'
            self.other.append(Fault(REST, says, "Write it so, or leave it out."))
        return False

    # What only an interview looks at

    def _question(self, top: Mapping[str, object]) -> str:
        """The id of the question that an interview started from."""
        if "question" not in top:
            return ""
        written = top["question"]
        name = self.program.former.get(written, written) if isinstance(written, str) else ""
        if name in self.program.questions:
            return name
        known = self.program.questions
        repair = (self._meant(name, known) if name else "") or f"The questions are: {', '.join(known)}."
        self.other.append(Fault("question", f"There is no question {self.shown(written)}.", repair))
        return ""

    def _aside(self, top: Mapping[str, object], day: date | None) -> dict[str, Value | None]:
        """Answers that are kept and not used; the day of the act may be among them."""
        given: dict[str, Value] = {}
        unknown: set[str] = set()
        kept: dict[str, Value | None] = {}
        for written, value in self._entries(top, ASIDE, "The answers set aside", ""):
            name = self.program.former.get(written, written)
            if name in self.given or name in self.open or (name == ON and day is not None):
                says = f'"{name}" is answered, and is set aside as well.'
                self.other.append(Fault(written, says, "Keep one of them."))
            elif name == ON:
                kept[ON] = ANY_DAY if value == ANY_DAY else self._day("" if value is None else value)[0]
            else:
                self._fact(written, value, given, unknown)
                if name in given or name in unknown:
                    kept[name] = given.get(name)
        return kept

    def _order(self, top: Mapping[str, object], names: tuple[str, ...]) -> tuple[str, ...]:
        """The names in the order in which they were answered; those that no list names come last, as they stand."""
        if "order" not in top:
            return tuple(dict.fromkeys((*((ON,) if ON in top else ()), *names)))
        found: dict[str, None] = {}
        for written in self._listed(top, "order", f'["{ON}", "account_has_city_email"]') or ():
            name = self.program.former.get(written, written) if isinstance(written, str) else ""
            if name == ON or name in names:
                found[name] = None
            elif name not in self.program.inputs:
                self.unknown.append(self._no_fact(name if name else self.shown(written)))
        if ON in top and top[ON] != UNKNOWN:
            # A day that somebody added by hand; unknown and not in the list, it was not asked yet.
            names = (*names, ON)
        return tuple(dict.fromkeys((*found, *names)))
