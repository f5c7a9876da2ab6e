"""A situation file into a situation, with everything that is wrong in it.

Invariant: an unknown key, fact or value is an error, never ignored; a term is computed and cannot be given.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from solon.engine.deontic import Deed
from solon.engine.shown import on_one_line
from solon.engine.situation import ANY_DAY, Situation, Value
from solon.model.blocks import Choice, DateInput
from solon.model.days import DayFault, parse_iso
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.model.uses import inputs_behind
from solon.situations.plain import Entry, Plain, read_plain
from solon.wording import deed_of, say_value
from solon_dsl.diagnostic import Diagnostic, Span, error
from solon_dsl.nearest import did_you_mean

KEYS = ("on", "facts", "everything else", "readings", "asked", "question", "order", "set aside")
ON = "on"
SOURCE_KEYS = ("value", "by", "note")
# To look up what a name may have meant takes time, so only the first ones that are wrong get that.
HINTS = 30


def read_situation(policy: Policy, file: str, data: bytes | str) -> tuple[Situation | None, tuple[Diagnostic, ...]]:
    """Read one situation.

    policy: whose facts it may give. file: the name to show. data: YAML or JSON.
    Returns the situation, or None with findings when anything is wrong.
    """
    document, findings = read_plain(file, data)
    if findings and document is None:
        return None, tuple(findings)
    reader = _Reader(policy, findings, Span(file, 1, 1))
    situation = reader.situation(document)
    return (None if findings else situation), tuple(sorted(findings, key=lambda found: found.sort_key))


class _Reader:
    """Reads the parts of one situation."""

    def __init__(self, policy: Policy, findings: list[Diagnostic], start: Span) -> None:
        self.policy = policy
        self.findings = findings
        self.start = start
        self.given: dict[str, Value | None] = {}
        self.sources: dict[str, dict[str, str]] = {}
        self.hints = HINTS

    def fault(self, code: str, span: Span, message: str, help: str = "") -> None:
        self.findings.append(error(code, span, message, help))

    def meant(self, name: str, known: Iterable[str], cutoff: float) -> str:
        """A sentence that names the nearest known name, or nothing."""
        self.hints -= 1
        return did_you_mean(name, known, cutoff) if self.hints >= 0 else ""

    def situation(self, document: Entry | None) -> Situation:
        top = self.mapping(document, "A situation", "on: 2018-05-01")
        for key, entry in top.items():
            if key not in KEYS:
                repair = self.meant(key, KEYS, 0.6) or f"The keys are: {', '.join(KEYS)}."
                if key in self.policy.inputs:
                    repair = 'Facts stand below "facts:", two spaces deeper.'
                self.fault("S502", entry.key_span, f'"{on_one_line(key)}" is not a key of a situation.', repair)
        for name, entry in self.mapping(top.get("facts"), "facts", "account_has_city_email: no").items():
            self.fact(name, entry, self.given)
        day, left_out = self.day(top.get(ON))
        set_aside = self.set_aside(top.get("set aside"), day)
        return Situation(
            on=day,
            day_left_out=left_out,
            given={name: value for name, value in self.given.items() if value is not None},
            unknown=frozenset(name for name, value in self.given.items() if value is None),
            rest_is_no=self.rest(top.get("everything else")),
            readings=self.readings(top.get("readings")),
            asked=self.asked(top.get("asked")),
            sources=self.sources,
            question=self.question(top.get("question")),
            order=self.order(top, (*self.given, *set_aside)),
            set_aside=set_aside,
        )

    def mapping(self, entry: Entry | None, what: str, sample: str) -> dict[str, Entry]:
        if entry is None or entry.value is None:
            return {}
        if isinstance(entry.value, dict):
            return entry.value
        self.fault("S505", entry.span, f'{what} must be lines of "name: value".', f"Write for example: {sample}")
        return {}

    def day(self, entry: Entry | None) -> tuple[date | None, bool]:
        """The day of the act, and whether it was left out."""
        if entry is None:
            return None, True
        if entry.value == "unknown":
            return None, False
        return self.iso(entry), False

    def iso(self, entry: Entry) -> date | None:
        try:
            return parse_iso(_told(entry.value))
        except DayFault as fault:
            self.fault("S506", entry.span, str(fault), "Write year, month and day, for example 2018-05-01, or unknown.")
            return None

    def rest(self, entry: Entry | None) -> bool:
        if entry is None:
            return False
        if entry.value in ("no", False):
            return True
        message = f'"everything else: {_told(entry.value)}" is not understood.'
        self.fault("S505", entry.span, message, 'Write "everything else: no", or leave the line out.')
        return False

    def fact(self, name: str, entry: Entry, into: dict[str, Value | None]) -> None:
        """One fact, choice or date; a former id still works. into: where its value goes, None for unknown."""
        name = self.policy.current(name)
        if name not in self.policy.inputs:
            self.unknown_fact(name, entry)
            return
        if name in into:
            self.twice(name, entry)
            return
        if isinstance(entry.value, dict):
            inner = entry.value
            for key, part in inner.items():
                if key not in SOURCE_KEYS:
                    repair = self.meant(key, SOURCE_KEYS, 0.6) or f"The keys are: {', '.join(SOURCE_KEYS)}."
                    self.fault("S502", part.key_span, f'"{on_one_line(key)}" is not a key of a fact.', repair)
            if "value" not in inner:
                self.fault(
                    "S505", entry.span, f'"{name}" has no value.', f"Write {{value: {self.sample(name)}, by: ...}}."
                )
                return
            source: dict[str, str] = {key: _shown(inner[key].value) for key in SOURCE_KEYS[1:] if key in inner}
            if source:
                self.sources[name] = source
            entry = inner["value"]
        value = entry.value
        if value == "unknown" or value is None:
            into[name] = None
            return
        found = self.value(name, entry)
        if found is not None:
            into[name] = found

    def twice(self, name: str, entry: Entry) -> None:
        """Report what is given under the id that it has now and under a former one."""
        self.fault("S507", entry.key_span, f'"{name}" is given twice, once under a former id.', "Keep one of them.")

    def unknown_fact(self, name: str, entry: Entry) -> None:
        term = self.policy.terms.get(name)
        if term is not None:
            facts = ", ".join(dict.fromkeys(inputs_behind(self.policy, term.when)))
            message = f'"{name}" is a term: it is worked out, so it cannot be given.'
            self.fault("S504", entry.key_span, message, f"Give the facts behind it instead: {facts}.")
            return
        repair = self.meant(name, self.policy.inputs, 0.65) or 'Look facts up with "solon facts WORD".'
        self.fault("S503", entry.key_span, f'There is no fact "{on_one_line(name)}".', repair)

    def sample(self, name: str) -> str:
        match self.policy.inputs[name]:
            case Choice(options=options):
                return options[0][0]
            case DateInput():
                return "2018-05-01"
            case _:
                return "yes"

    def value(self, name: str, entry: Entry) -> Value | None:
        """A value of the right kind, or None after a report."""
        value = entry.value
        match self.policy.inputs[name]:
            case Choice(options=options):
                known = [option for option, _ in options]
                if isinstance(value, str) and value in known:
                    return value
                repair = self.meant(_shown(value), known, 0.6) or f"Its answers are: {', '.join(known)}, unknown."
                self.fault("S505", entry.span, f'"{_told(value)}" is not an answer to "{name}".', repair)
                return None
            case DateInput():
                if value in ("already", "not yet"):
                    return str(value)
                return self.iso_of_date(name, entry)
            case _:
                if value in ("yes", "no") or isinstance(value, bool):
                    return value is True or value == "yes"
                message = f'"{_told(value)}" is not an answer to "{name}".'
                self.fault("S505", entry.span, message, "Write yes, no or unknown.")
                return None

    def iso_of_date(self, name: str, entry: Entry) -> date | None:
        try:
            return parse_iso(_told(entry.value))
        except DayFault as fault:
            repair = "Write a day such as 2018-05-01, already, not yet, or unknown."
            self.fault("S506", entry.span, f"{name}: {fault}", repair)
            return None

    def readings(self, entry: Entry | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, part in self.mapping(entry, "readings", "candidates_under_17: can").items():
            name = self.policy.current(name)
            reading = self.policy.readings.get(name)
            if reading is None:
                known = list(self.policy.readings)
                repair = self.meant(name, known, 0.6) or f"The readings are: {', '.join(known)}."
                self.fault("S510", part.key_span, f'There is no reading "{on_one_line(name)}".', repair)
                continue
            if name in found:
                self.twice(name, part)
                continue
            options = [option for option, _ in reading.options]
            if part.value not in options:
                repair = self.meant(_shown(part.value), options, 0.5) or f"Its options are: {', '.join(options)}."
                self.fault("S510", part.span, f'The reading "{name}" has no option "{_told(part.value)}".', repair)
                continue
            found[name] = str(part.value)
        return found

    def asked(self, entry: Entry | None) -> tuple[tuple[str, Deed], ...]:
        if entry is None or entry.value is None:
            return ()
        if not isinstance(entry.value, list):
            message = '"asked" must be a list.'
            self.fault("S505", entry.span, message, "Write for example: asked: [member post_the_content]")
            return ()
        known = {f"{bearer} {deed.id}": (bearer, deed) for bearer, deed in regulated(self.policy)}
        found: list[tuple[str, Deed]] = []
        for part in entry.value:
            words = " ".join(_shown(part.value).split())
            if words in known:
                found.append(known[words])
                continue
            bearer, action = (self.policy.current(word) for word in words.partition(" ")[::2])
            deed = deed_of(self.policy, action)
            if bearer in self.policy.bearers and deed is not None:
                found.append((bearer, deed))
                continue
            repair = self.meant(words, known, 0.6) or "Write a bearer and an action, such as: member post_the_content"
            self.fault("S511", part.span, f'No rule is about "{on_one_line(words)}".', repair)
        return tuple(found)

    # What only an interview looks at

    def question(self, entry: Entry | None) -> str:
        """The id of the question that an interview started from."""
        if entry is None or entry.value is None:
            return ""
        name = self.policy.current(_shown(entry.value))
        if name in self.policy.questions:
            return name
        known = list(self.policy.questions)
        repair = self.meant(name, known, 0.6) or f"The questions are: {', '.join(known)}."
        self.fault("S513", entry.span, f'There is no question "{on_one_line(name)}".', repair)
        return ""

    def set_aside(self, entry: Entry | None, day: date | None) -> dict[str, Value | None]:
        """Answers that are kept and not used; the day of the act may be among them."""
        found: dict[str, Value | None] = {}
        for name, part in self.mapping(entry, "set aside", "account_has_city_email: no").items():
            if self.policy.current(name) in self.given or (name == ON and day is not None):
                message = f'"{name}" is answered, and stands below "set aside" as well.'
                self.fault("S507", part.key_span, message, "Keep one of them.")
            elif name == ON:
                found[ON] = ANY_DAY if part.value == ANY_DAY else self.day(part)[0]
            else:
                self.fact(name, part, found)
        return found

    def order(self, top: dict[str, Entry], names: tuple[str, ...]) -> tuple[str, ...]:
        """The names in the order in which they were answered; those that no list names come last, as they stand."""
        entry = top.get("order")
        if entry is None or entry.value is None:
            return tuple(dict.fromkeys((*((ON,) if ON in top else ()), *names)))
        if not isinstance(entry.value, list):
            message = '"order" must be a list.'
            self.fault("S505", entry.span, message, "Write for example: order: [on, account_has_city_email]")
            return names
        found: dict[str, None] = {}
        for part in entry.value:
            name = self.policy.current(_shown(part.value))
            if name in names or name == ON:
                found[name] = None
            elif name not in self.policy.inputs:
                self.unknown_fact(name, part)
        if ON in top and top[ON].value != "unknown":
            # A day that somebody added by hand; unknown and not in the list, it was not asked yet.
            names = (*names, ON)
        return tuple(dict.fromkeys((*found, *names)))


def impossible(policy: Policy, situation: Situation, blocked: Iterable[str], file: str) -> tuple[Diagnostic, ...]:
    """The findings for facts that cannot all be true. blocked: the `impossible` blocks that they run into."""
    out: list[Diagnostic] = []
    for name in blocked:
        found = policy.impossibles[name]
        given = [f for f in dict.fromkeys(inputs_behind(policy, (found.when,))) if f in situation.given]
        sentences = tuple(say_value(policy, f, situation.given[f]) for f in given)
        message = f"These facts cannot all be true: {found.because}"
        out.append(error("S509", Span(file, 1, 1), message, "Correct one of them, or make it unknown.", sentences))
    return tuple(out)


def _shown(value: Plain) -> str:
    """A plain value as a person wrote it."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a group of lines"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "nothing" if value is None else str(value)


def _told(value: Plain) -> str:
    """A plain value in a message."""
    return on_one_line(_shown(value))
