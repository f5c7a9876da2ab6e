"""What a program hands over into a situation, or every fault in it at once.

Invariant: nothing is guessed and nothing is ignored; a name that is not known is a fault, and so is a value that does
not fit. The rules are those of situation files (`solon.situations`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import cast

from solon.engine.calendar import HIGH, ISO_DAY, LOW
from solon.engine.deontic import Pair
from solon.engine.faults import Fault, UnknownFact, WrongFact, WrongSituation
from solon.engine.frozen import read_only
from solon.engine.program import Input, Program
from solon.engine.shown import did_you_mean, foreign, kind_of, on_one_line, shown, text_of
from solon.engine.situation import UNKNOWN, Situation, Value

SIDES = ("already", "not yet")
# A great many mistakes at once are still all said, but to look up what each may have meant would take too long.
HINTS = 30


class Reader:
    """Reads one situation. unknown, wrong, other: what was wrong, by kind. YES, NO, OPEN: how a caller writes these."""

    YES, NO, OPEN = "True", "False", "None"

    def __init__(self, program: Program) -> None:
        self.program = program
        self.hints = HINTS
        self.unknown: list[Fault] = []
        self.wrong: list[Fault] = []
        self.other: list[Fault] = []

    def situation(
        self,
        facts: object,
        on: object = None,
        readings: object = None,
        everything_else_no: object = False,
        asked: object = None,
    ) -> Situation:
        """The situation. Raises UnknownFact, WrongFact or WrongSituation, each with every fault that there is."""
        given, unknown = self._facts(facts)
        day, left_out = self._day(on)
        found = Situation(
            on=day,
            day_left_out=left_out,
            given=read_only(given),
            unknown=unknown,
            rest_is_no=self._rest(everything_else_no),
            readings=read_only(self._readings(readings)),
            asked=self._asked(asked),
        )
        self._refuse()
        return found

    def _refuse(self) -> None:
        """Raise everything that was wrong, if anything was."""
        faults = (*self.unknown, *self.wrong, *self.other)
        if faults:
            raise (UnknownFact if self.unknown else WrongFact if self.wrong else WrongSituation)(faults)

    def again(self, situation: Situation) -> Situation:
        """A situation that was read for some policy, perhaps another one. Raises what `situation` does."""
        on = situation.on or (None if situation.day_left_out else UNKNOWN)
        facts = {**situation.given, **dict.fromkeys(situation.unknown)}
        asked = [(bearer, deed.id) for bearer, deed in situation.asked]
        found = self.situation(facts, on, situation.readings, situation.rest_is_no, asked)
        return replace(situation, given=found.given, unknown=found.unknown, readings=found.readings, asked=found.asked)

    def _facts(self, facts: object) -> tuple[dict[str, Value], frozenset[str]]:
        given: dict[str, Value] = {}
        unknown: set[str] = set()
        for written, value in self._mapping(facts, "The facts", self._sample("account_has_city_email", self.NO)):
            self._fact(written, value, given, unknown)
        return given, frozenset(unknown)

    def _fact(self, written: str, value: object, given: dict[str, Value], unknown: set[str]) -> None:
        """One fact, choice or date; a former id still works. given, unknown: where it goes."""
        name = self.program.former.get(written, written)
        found = self.program.inputs.get(name)
        if found is None:
            self.unknown.append(self._no_fact(name))
        elif name in given or name in unknown:
            self.wrong.append(Fault(written, f'"{name}" is given twice.', "Keep one of them."))
        elif value is None or text_of(value) == UNKNOWN:
            unknown.add(name)
        else:
            fitting = self._value(found, value)
            if fitting is not None:
                given[name] = fitting

    def _mapping(self, found: object, what: str, help: str) -> Iterable[tuple[str, object]]:
        """The entries of a mapping from names."""
        if found is None:
            return ()
        if not isinstance(found, Mapping):
            says = f"{what} are {kind_of(found)}, not a mapping from names to values."
            self.wrong.append(Fault("", says, help))
            return ()
        entries: list[tuple[str, object]] = []
        for key, value in cast(Mapping[object, object], found).items():
            name = text_of(key)
            if name is not None:
                entries.append((name, value))
            else:
                self.unknown.append(Fault("", f"{_begun(self.shown(key))} is no name.", "Names are text."))
        return entries

    def _sample(self, name: str, value: str) -> str:
        return f'Write for example {{"{name}": {value}}}.'

    def shown(self, value: object) -> str:
        """A value on one line and not too long, as the caller wrote it."""
        return shown(value)

    def _no_fact(self, name: str) -> Fault:
        behind = self.program.terms.get(name)
        if behind is not None:
            says = f'"{name}" is a term: it is worked out, so it cannot be given.'
            return Fault(name, says, f"Give the facts behind it instead: {', '.join(behind)}.")
        return Fault(on_one_line(name), f"There is no fact {self.shown(name)}.", self._meant(name, self.program.inputs))

    def _meant(self, name: str, known: Iterable[str], otherwise: str = "") -> str:
        """What was probably meant, for the first faults only: to look for it takes time."""
        self.hints -= 1
        hints = (foreign(name), did_you_mean(name, known)) if self.hints >= 0 else ()
        return " ".join(filter(None, hints)) or otherwise

    def _value(self, found: Input, value: object) -> Value | None:
        """A value that fits its input, or None after a fault."""
        text = text_of(value)
        if found.kind == "fact":
            if value is True or value is False:
                return value
            self._unfit(found.id, value, self._truth(value, text))
            return None
        if found.kind == "choice":
            options = [option for option, _ in found.options]
            if text is not None and text in options:
                return text
            known = f"Its answers are: {', '.join(options)}; {self.OPEN} for unknown."
            meant = self._meant(text, options) if text is not None else ""
            self._unfit(found.id, value, f"{meant} {known}".strip())
            return None
        if text is not None and text in SIDES:
            return text
        help = f'Give a day such as "2018-05-01", "already", "not yet", or {self.OPEN}.'
        return self._some_day(found.id, value, help)

    def _truth(self, value: object, text: str | None) -> str:
        """What to write for a fact in place of a value that is neither yes nor no."""
        if text is not None and text.lower() in ("yes", "no", "true", "false"):
            return f"A text is never taken for yes or no: give {self.YES} or {self.NO}, without quotes."
        if kind_of(value) in ("a bool", "a bool_"):
            return "It only looks like one: give bool(value)."
        return f"Give {self.YES} or {self.NO}, or {self.OPEN} for unknown."

    def _unfit(self, name: str, value: object, help: str) -> None:
        self.wrong.append(Fault(name, f'{_begun(self.shown(value))} is not an answer to "{name}".', help))

    def _day(self, on: object) -> tuple[date | None, bool]:
        """The day of the act, and whether it was left out."""
        if on is None:
            return None, True
        if text_of(on) == UNKNOWN:
            return None, False
        return self._some_day("on", on, 'Give a day such as "2018-05-01", or "unknown".'), False

    def _some_day(self, name: str, value: object, help: str) -> date | None:
        """A day of the calendar that the rules reckon with."""
        says = f'{_begun(self.shown(value))} is not a day of "{name}".'
        text = text_of(value)
        day: date | None = None
        if text is not None and ISO_DAY.fullmatch(text):
            try:
                day = date.fromisoformat(text)
            except ValueError:
                says = f'"{text}" is no day of the calendar.'
        elif issubclass(type(value), datetime):
            help = "A moment is on another day elsewhere. Give its day alone: value.date()."
        elif issubclass(type(value), date):
            day = date.fromordinal(date.toordinal(cast(date, value)))
        if day is not None and LOW <= day.toordinal() <= HIGH:
            return day
        if day is not None:
            says = f"{day.isoformat()} is outside the years 1900 to 2199."
        self.wrong.append(Fault(name, says, help))
        return None

    def _rest(self, found: object) -> bool:
        if found is True or found is False:
            return found
        self.other.append(Fault("everything_else_no", f"{_begun(self.shown(found))} is neither True nor False."))
        return False

    def _readings(self, found: object) -> dict[str, str]:
        kept: dict[str, str] = {}
        for written, value in self._mapping(found, "The readings", self._sample("candidates_under_17", '"can"')):
            name = self.program.former.get(written, written)
            reading = self.program.readings.get(name)
            if reading is None:
                repair = self._meant(name, self.program.readings)
                self.other.append(Fault(on_one_line(name), f"There is no reading {self.shown(name)}.", repair))
                continue
            options = [one for one, _ in reading.options]
            option = text_of(value)
            if name in kept:
                self.other.append(Fault(written, f'The reading "{name}" is given twice.', "Keep one of them."))
            elif option is not None and option in options:
                kept[name] = option
            else:
                says = f'The reading "{name}" has no option {self.shown(value)}.'
                self.other.append(Fault(name, says, f"Its options are: {', '.join(options)}."))
        return kept

    def _asked(self, found: object) -> tuple[Pair, ...]:
        """What is asked about: "bearer action", or pairs of the two."""
        if found is None:
            return ()
        if text_of(found) is not None or not isinstance(found, Iterable):
            help = 'Write for example asked=["member post_the_content"].'
            self.other.append(Fault("asked", f"{_begun(self.shown(found))} is no list of what is asked about.", help))
            return ()
        pairs = (self._pair(one) for one in cast(Iterable[object], found))
        return tuple(pair for pair in pairs if pair is not None)

    def _pair(self, one: object) -> Pair | None:
        words = _two_words(one)
        if len(words) == 2:
            bearer, action = (self.program.former.get(word, word) for word in words)
            deed = self.program.deeds.get(action)
            if bearer in self.program.bearers and deed is not None:
                return bearer, deed
        known = [f"{bearer} {deed.id}" for bearer, deed in self.program.pairs]
        repair = self._meant(" ".join(words), known, "Write a bearer and an action: member post_the_content.")
        said = self.shown(" ".join(words) if words else one)
        self.other.append(Fault("asked", f"No rule is about {said}.", repair))
        return None


def _two_words(one: object) -> list[str]:
    """The words of "bearer action" or of a pair; none when some part is not a text."""
    text = text_of(one)
    if text is not None:
        return text[:1000].split()
    parts = [text_of(part) for part in cast(Sequence[object], one)] if type(one) in (tuple, list) else []
    words = [part for part in parts if part is not None]
    return words if len(words) == len(parts) else []


def _begun(words: str) -> str:
    """Words at the start of a sentence."""
    return f"{words[:1].upper()}{words[1:]}"
