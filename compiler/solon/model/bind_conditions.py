"""The items of a list into conditions, and day expressions into days.

Invariant: a bullet is exactly a declared sentence or one of the fixed sentences; nothing is matched by likeness.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from solon.engine.deontic import Deed
from solon.engine.wording import MONTHS
from solon.model.blocks import End, Window
from solon.model.conditions import (
    Atom,
    Bullet,
    Conditions,
    DayWithin,
    NormApplies,
    NothingForbids,
    UnderReading,
)
from solon.model.days import Day, DayFault, parse_day
from solon.model.names import SENTENCES, Names, normal
from solon_dsl.diagnostic import Span, error
from solon_dsl.sentence import quoted
from solon_dsl.syntax import Block, Field, Item, Phrase

_WITHIN = re.compile(r"the day is (not )?within (.+)\Z")
_APPLIES = re.compile(r"(rule|exception) ([a-z0-9_]+) (applies|does not apply)\Z")
_NOTHING_BUT = re.compile(r"nothing but ([a-z0-9_, ]+?) forbids (.+)\Z")
NOTHING_ELSE = "nothing else forbids it"


@dataclass(frozen=True)
class Setting:
    """What "it" means in a block: its bearer and deed, and the rules it does not count.

    lost: whether the block has a norm that could not be read.
    """

    bearer: str = ""
    deed: Deed | None = None
    own: tuple[str, ...] = ()
    lost: bool = False


def bind_conditions(names: Names, found: Field | None, setting: Setting) -> Conditions | None:
    """The conditions of a `when` field, or None when there is none."""
    if found is None:
        return None
    bullets = tuple(bullet for item in found.items if (bullet := _bullet(names, item, setting)) is not None)
    return Conditions("all" if found.key == "all" else "any", bullets)


def bind_reading(names: Names, found: Field | None) -> UnderReading | None:
    """What `under reading: X = Y` says, or None."""
    if found is None:
        return None
    reading, equals, option = (part.strip() for part in found.value.text.partition("="))
    if not equals:
        message = f'"{found.value.text}" does not name a reading and its option.'
        names.add(error("S313", found.value.span, message, 'Write "under reading: ID = OPTION".'))
        return None
    if not names.expect_id(Phrase(reading, found.value.span), ("reading",), "a reading"):
        return None
    known = names.options.get(reading, ())
    if option not in known:
        message = f'The reading "{reading}" has no option "{option}".'
        finding = error("S313", found.value.span, message, f"Its options are: {', '.join(known)}.")
        names.miss(finding, option, known, ("reading",), 0.5)
        return None
    return UnderReading(reading, option)


def _bullet(names: Names, item: Item, setting: Setting) -> Bullet | None:
    reading = bind_reading(names, next((field for field in item.fields if field.name == "under reading"), None))
    if item.connective:
        inner = tuple(found for below in item.items if (found := _bullet(names, below, setting)) is not None)
        nested = Conditions("all" if item.connective == "all" else "any", inner)
        return Bullet(item.mark, nested, reading, span=item.phrase.span)
    words = item.phrase if item.value is None else Phrase(f"{item.phrase.text}: {item.value.text}", item.phrase.span)
    atom = bind_sentence(names, words, setting)
    return None if atom is None else Bullet(item.mark, atom, reading, words.text, words.span)


def bind_sentence(names: Names, words: Phrase, setting: Setting) -> Atom | None:
    """What one sentence means, or None after a report."""
    key = normal(words.text)
    if key in names.conditions:
        return names.conditions[key]
    if found := _WITHIN.match(key):
        return _within(names, words, found.group(2), not found.group(1))
    if found := _APPLIES.match(key):
        kind = found.group(1)
        name = Phrase(found.group(2), words.span)
        kinds = ("rule", "either") if kind == "rule" else ("exception",)
        if not names.expect_id(name, kinds, f"a {kind}" if kind == "rule" else "an exception"):
            return None
        return NormApplies(name.text, found.group(3) == "applies")
    if key == NOTHING_ELSE:
        return _nothing_else(names, words, setting)
    if found := _NOTHING_BUT.match(key):
        return _nothing_but(names, words, found.group(1), found.group(2), setting)
    _unknown_sentence(names, words, key)
    return None


def _within(names: Names, words: Phrase, period: str, value: bool) -> Atom | None:
    if period in names.periods:
        return DayWithin(names.periods[period], value)
    _unknown_period(names, words.span, period)
    return None


def _unknown_period(names: Names, span: Span, period: str) -> None:
    message = f'"{period}" is not a declared period.'
    finding = error("S312", span, message, "Declare the period with a period block first.")
    names.miss(finding, period, names.periods, ("period",))


def _nothing_else(names: Names, words: Phrase, setting: Setting) -> Atom | None:
    if setting.lost:
        return None
    if setting.deed is None:
        message = 'It is not clear here what "it" is: this block names no action.'
        names.add(error("S320", words.span, message, 'Write "nothing but RULE forbids ACTION" instead.'))
        return None
    return NothingForbids(setting.bearer, setting.deed.action, setting.deed.instead, setting.own)


def _nothing_but(names: Names, words: Phrase, rules: str, action: str, setting: Setting) -> Atom | None:
    deed = names.deeds.get(action)
    if deed is None:
        unknown_action(names, Phrase(action, words.span))
        return None
    but = tuple(part for part in re.split(r"[, ]+", rules) if part and part != "and")
    if not all(names.expect_id(Phrase(rule, words.span), ("rule", "either", "group"), "a rule") for rule in but):
        return None
    if setting.lost:
        return None
    # Where there is only one whom anything binds, it is clear.
    bearers = {setting.bearer} if setting.bearer else set(names.bearers.values())
    if len(bearers) != 1:
        message = "It is not clear here whom something would forbid: this block binds nobody, or several."
        names.add(error("S320", words.span, message, "Write this condition in each of the rules themselves."))
        return None
    return NothingForbids(bearers.pop(), deed.action, deed.instead, but)


def unknown_action(names: Names, words: Phrase) -> None:
    """Report an action sentence that no action block declares."""
    message = f'"{words.text}" is not a declared action.' if words.text else "This sentence names no action."
    finding = error("S309", words.span, message, "Declare the action with an action block first.")
    names.miss(finding, words.text, names.deeds, ("action",))


def _unknown_sentence(names: Names, words: Phrase, key: str) -> None:
    message = f"No fact, choice or term says {quoted(words.text, 200)}."
    if known := _other_form(names, key):
        names.add(error("S301", words.span, message, known))
        return
    repair = 'Search for it with "solon facts WORD", or declare it with a fact block.'
    names.miss(error("S301", words.span, message, repair), key, (*names.conditions, NOTHING_ELSE), SENTENCES)


def _other_form(names: Names, key: str) -> str:
    """What to do about a sentence that is known in another form."""
    if key.strip("\"'“”«»") in names.conditions:
        return "Write it without quote marks."
    for joint in re.finditer(r" (and|or) ", key):
        if key[: joint.start()] in names.conditions or key[joint.end() :] in names.conditions:
            header = "all of:" if joint[1] == "and" else "any of:"
            return f'One bullet takes one sentence. Write each on its own, below "{header}".'
    if re.match(r"(not|no|it is not true that|unless|except)\b", key):
        return 'There is no "not" here. Use the sentence that denies it, or write an exception block.'
    if re.match(r"(the )?(rule|exception) ", key):
        return 'Write "rule ID applies", "rule ID does not apply", or the same with "exception".'
    if re.match(r"(the day is|on a day|during) ", key):
        return 'Write "the day is within ..." or "the day is not within ...", with the sentence of a period.'
    return ""


def bind_day(names: Names, words: Phrase) -> Day | None:
    """A day expression, or None after a report."""
    try:
        return parse_day(normal(words.text), names.dates, names.periods)
    except DayFault as fault:
        _not_a_day(names, words, fault)
        return None


def _not_a_day(names: Names, words: Phrase, fault: DayFault) -> None:
    message = str(fault)
    if any(sign in message for sign in ("29 February", "calendar", "has no day", "outside the years")):
        names.bad_day(words.span, fault)
        return
    key = normal(words.text)
    name, known = (
        re.split(r" of the year of | after | before |the (?:first|last) day of ", key)[-1],
        [*names.dates, *names.periods],
    )
    month = re.match(r"\d+ (\w+) of the year of ", key)
    if month and month[1].capitalize() not in MONTHS:
        name, known = month[1], [name.lower() for name in MONTHS]
    repair = (
        "Write a day such as 2018-05-01, a declared date, "
        '"1 May of the year of ...", "45 days after ...", or "the last day of ...".'
    )
    finding = error("S310", words.span, message, repair)
    names.miss(finding, name, () if name in known else known, ("date", "period"), 0.6)


def bind_ends(names: Names, found: Field | None, setting: Setting) -> tuple[End, ...]:
    """What `until:` says: one day, or a list of days each with its conditions."""
    if found is None:
        return ()
    if not found.items:
        day = bind_day(names, found.value)
        return () if day is None else (End(day),)
    ends: list[End] = []
    for item in found.items:
        day = bind_day(names, item.phrase)
        when = bind_conditions(names, next((field for field in item.fields if field.name == "when"), None), setting)
        if day is not None:
            ends.append(End(day, when))
    return tuple(ends)


def bind_window(names: Names, block: Block, setting: Setting) -> tuple[Window, ...]:
    """The window of a block: nothing when it names no day."""
    during, start, by = (block.first(name) for name in ("during", "from", "by"))
    until = block.first("until")
    if not any((during, start, by, until)):
        return ()
    period = None
    if during is not None:
        period = names.periods.get(normal(during.value.text))
        if period is None:
            _unknown_period(names, during.value.span, during.value.text)
    return (
        Window(
            period,
            bind_day(names, start.value) if start else None,
            bind_ends(names, until, setting),
            bind_day(names, by.value) if by else None,
        ),
    )
