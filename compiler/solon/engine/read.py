"""What a program hands over into a situation, or every fault in it at once.

Invariant: nothing is guessed and nothing is ignored; a name that is not known is a fault, and so is a value that does
not fit. The rules are those of situation files (`solon.situations`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import cast

from solon.engine.calendar import HIGH, LOW
from solon.engine.deontic import Pair
from solon.engine.faults import Fault, UnknownFact, WrongFact, WrongSituation
from solon.engine.program import Input, Program
from solon.engine.situation import Situation, Value

UNKNOWN = "unknown"
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
            given=given,
            unknown=unknown,
            rest_is_no=self._rest(everything_else_no),
            readings=self._readings(readings),
            asked=self._asked(asked),
        )
        self._refuse()
        return found

    def _refuse(self) -> None:
        """Raise everything that was wrong, if anything was."""
        faults = (*self.unknown, *self.wrong, *self.other)
        if faults:
            raise (UnknownFact if self.unknown else WrongFact if self.wrong else WrongSituation)(faults)

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
        elif value is None or (isinstance(value, str) and value == UNKNOWN):
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
            self.wrong.append(Fault("", f"{what} are {_kind(found)}, not a mapping from names to values.", help))
            return ()
        entries: list[tuple[str, object]] = []
        for name, value in cast(Mapping[object, object], found).items():
            if isinstance(name, str):
                entries.append((name, value))
            else:
                self.unknown.append(Fault(str(name), f"{self.shown(name)} is no name.", "Names are text."))
        return entries

    def _sample(self, name: str, value: str) -> str:
        return f'Write for example {{"{name}": {value}}}.'

    def _meant(self, name: str, known: Iterable[str]) -> str:
        """A sentence that names the nearest known name, or nothing."""
        self.hints -= 1
        return did_you_mean(name, known) if self.hints >= 0 else ""

    def shown(self, value: object) -> str:
        """A value on one line and not too long, as the caller wrote it."""
        return on_one_line(f'"{value}"' if isinstance(value, str) else repr(value))

    def _no_fact(self, name: str) -> Fault:
        behind = self.program.terms.get(name)
        if behind is not None:
            says = f'"{name}" is a term: it is worked out, so it cannot be given.'
            return Fault(name, says, f"Give the facts behind it instead: {', '.join(behind)}.")
        return Fault(name, f"There is no fact {self.shown(name)}.", self._meant(name, self.program.inputs))

    def _value(self, found: Input, value: object) -> Value | None:
        """A value that fits its input, or None after a fault."""
        if found.kind == "fact":
            if isinstance(value, bool):
                return value
            self._unfit(found.id, value, f"Give {self.YES} or {self.NO}, or {self.OPEN} for unknown.")
            return None
        if found.kind == "choice":
            options = [option for option, _ in found.options]
            if isinstance(value, str) and value in options:
                return str(value)
            known = f"Its answers are: {', '.join(options)}; {self.OPEN} for unknown."
            meant = self._meant(value, options) if isinstance(value, str) else ""
            self._unfit(found.id, value, f"{meant} {known}".strip())
            return None
        if isinstance(value, str) and value in SIDES:
            return str(value)
        help = f'Give a day such as "2018-05-01", "already", "not yet", or {self.OPEN}.'
        return self._some_day(found.id, value, help)

    def _unfit(self, name: str, value: object, help: str) -> None:
        self.wrong.append(Fault(name, f'{self.shown(value)} is not an answer to "{name}".', help))

    def _day(self, on: object) -> tuple[date | None, bool]:
        """The day of the act, and whether it was left out."""
        if on is None:
            return None, True
        if isinstance(on, str) and on == UNKNOWN:
            return None, False
        return self._some_day("on", on, 'Give a day such as "2018-05-01", or "unknown".'), False

    def _some_day(self, name: str, value: object, help: str) -> date | None:
        """A day of the calendar that the rules reckon with."""
        says = f'{self.shown(value)} is not a day of "{name}".'
        day: date | None = None
        if isinstance(value, str) and _looks_like_a_day(value):
            try:
                day = date.fromisoformat(value)
            except ValueError:
                says = f'"{value}" is no day of the calendar.'
        elif type(value) is date:
            day = value
        if day is not None and LOW <= day.toordinal() <= HIGH:
            return day
        if day is not None:
            says = f"{day.isoformat()} is outside the years 1900 to 2199."
        self.wrong.append(Fault(name, says, help))
        return None

    def _rest(self, found: object) -> bool:
        if isinstance(found, bool):
            return found
        self.other.append(Fault("everything_else_no", f"{self.shown(found)} is neither True nor False.", ""))
        return False

    def _readings(self, found: object) -> dict[str, str]:
        kept: dict[str, str] = {}
        for written, option in self._mapping(found, "The readings", self._sample("candidates_under_17", '"can"')):
            name = self.program.former.get(written, written)
            reading = self.program.readings.get(name)
            if reading is None:
                repair = self._meant(name, self.program.readings)
                self.other.append(Fault(name, f"There is no reading {self.shown(name)}.", repair))
                continue
            options = [one for one, _ in reading.options]
            if isinstance(option, str) and option in options:
                kept[name] = str(option)
            else:
                says = f'The reading "{name}" has no option {self.shown(option)}.'
                self.other.append(Fault(name, says, f"Its options are: {', '.join(options)}."))
        return kept

    def _asked(self, found: object) -> tuple[Pair, ...]:
        """What is asked about: "bearer action", or pairs of the two."""
        if found is None:
            return ()
        if isinstance(found, str) or not isinstance(found, Iterable):
            help = 'Write for example asked=["member post_the_content"].'
            self.other.append(Fault("asked", f"{self.shown(found)} is no list of what is asked about.", help))
            return ()
        pairs = (self._pair(one) for one in cast(Iterable[object], found))
        return tuple(pair for pair in pairs if pair is not None)

    def _pair(self, one: object) -> Pair | None:
        words = one.split() if isinstance(one, str) else _two_words(one)
        if len(words) == 2:
            bearer, action = (self.program.former.get(word, word) for word in words)
            deed = self.program.deeds.get(action)
            if bearer in self.program.bearers and deed is not None:
                return bearer, deed
        known = [f"{bearer} {deed.id}" for bearer, deed in self.program.pairs]
        repair = self._meant(" ".join(words), known) or "Write a bearer and an action: member post_the_content."
        self.other.append(Fault("asked", f"No rule is about {self.shown(one)}.", repair))
        return None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known name, or nothing."""
    # Only a mistake needs it, so that nobody else pays for its import.
    from difflib import get_close_matches

    found = get_close_matches(name[:200], list(known), 1, 0.6)
    return f'Did you mean "{found[0]}"?' if found else ""


def _looks_like_a_day(text: str) -> bool:
    """Whether a text is year, month and day in figures; Python reads days of weeks as well."""
    return len(text) == 10 and text[4] == text[7] == "-" and text.isascii() and text.replace("-", "").isdecimal()


def _two_words(one: object) -> list[str]:
    if not isinstance(one, tuple | list):
        return []
    return [part for part in cast(Sequence[object], one) if isinstance(part, str)]


def _kind(found: object) -> str:
    return f"a {type(found).__name__}"


def on_one_line(text: str) -> str:
    """A text without what cannot be printed, and not too long."""
    text = "".join(one if one.isprintable() else "�" for one in text[:200])
    return text if len(text) <= 60 else text[:59] + "…"
