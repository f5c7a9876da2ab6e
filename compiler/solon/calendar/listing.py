"""A calendar into a list in plain English: duties by date, then what is still to be supplied.

Invariant: plain text; every duty carries its citation; must and should look different without colour too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from solon.calendar.entries import Calendar, Entry, Possible
from solon.calendar.phrases import NOT_ADVICE, VARIES, capital, say_duty, say_entry_days, say_supply, strange_deadline
from solon.engine.deontic import Modality
from solon.letter.days import say_state
from solon.letter.lines import Paint, plain, wrap
from solon.model.policy import Policy
from solon.wording import say_date, say_value

ROLES = {
    Modality.MUST: "required",
    Modality.MUST_NOT: "prohibited",
    Modality.SHOULD: "advised",
    Modality.SHOULD_NOT: "advised_against",
}


def write_list(policy: Policy, calendar: Calendar, paint: Paint = plain) -> str:
    """The list.

    paint: gives (text, role) a colour, where the role is a status or `heading`.
    """
    out = [paint("Duties by date", "heading")]
    if not calendar.dated:
        out += [*wrap("No duty with a known day stands for certain in this situation.", "  "), ""]
    for (day, only_ends), entries in groupby(calendar.dated, key=lambda entry: (entry.day, entry.only_ends)):
        head = f"{'Until ' if only_ends else ''}{say_date(day)}"
        out += [paint(head, "heading"), *_entries(policy, calendar, entries, paint)]
    out += _part("Duties that wait for a date", _entries(policy, calendar, calendar.waiting, paint), paint)
    out += _part("Duties without days", _entries(policy, calendar, calendar.undated, paint), paint)
    out += _part("No day is left for these", _entries(policy, calendar, calendar.empty, paint), paint)
    out += _part("Dates to supply", _supplies(calendar), paint)
    out += _part("May also become a duty, if open facts turn out so", _possible(policy, calendar, paint), paint)
    out += _part("What was assumed", _assumed(policy, calendar), paint)
    out += _part("What this does not settle", _limits(policy, calendar), paint)
    return "\n".join(out).rstrip() + "\n"


def _part(head: str, lines: Iterable[str], paint: Paint) -> list[str]:
    kept = list(lines)
    return [paint(head, "heading"), *kept, *([] if kept[-1] == "" else [""])] if kept else []


def _entries(policy: Policy, calendar: Calendar, entries: Iterable[Entry], paint: Paint) -> Iterator[str]:
    for entry in entries:
        duty = entry.duty
        yield from _head(policy, entry, paint)
        if duty.days or duty.unsettled:
            days = say_entry_days(duty)
            yield from wrap(f"{capital(days)}.", "    ")
        if strange := strange_deadline(duty):
            yield from wrap(strange, "    ")
        if duty.varies:
            yield from wrap(VARIES, "    ")
        state = f"On {say_date(calendar.on)}: {say_state(duty)}. " if calendar.on is not None else ""
        yield from wrap(f"{state}It rests on: {'; '.join(entry.citations)}.", "    ")
        yield ""


def _head(policy: Policy, entry: Entry, paint: Paint) -> list[str]:
    """The duty in one sentence behind its force; the force is coloured after the lines are made."""
    force = entry.duty.modality.value.upper()
    first, *rest = wrap(f"- {force}: {say_duty(policy, entry.duty)}.", "  ")
    return [first.replace(force, paint(force, ROLES[entry.duty.modality]), 1), *rest]


def _supplies(calendar: Calendar) -> Iterator[str]:
    for found in calendar.to_supply:
        yield from wrap(f"- {say_supply(found)}", "  ")


def _possible(policy: Policy, calendar: Calendar, paint: Paint) -> Iterator[str]:
    """The possible duties, those that turn on the same facts together; then the questions, each once."""
    groups: dict[tuple[str, ...], list[Possible]] = {}
    for found in calendar.possible:
        groups.setdefault(found.turns_on, []).append(found)
    for turns_on, members in groups.items():
        yield from wrap(f"These turn on: {', '.join(turns_on)}", "  ")
        for found in members:
            yield from _head(policy, found.entry, paint)
            days = say_entry_days(found.entry.duty)
            yield from wrap(f"{capital(days)}. It rests on: {'; '.join(found.entry.citations)}.", "    ")
        yield ""
    if calendar.deciding:
        yield "  The questions behind them:"
    for one in calendar.deciding:
        yield from wrap(f"- {say_supply(one)}", "  ")


def _assumed(policy: Policy, calendar: Calendar) -> Iterator[str]:
    for one in (*calendar.assumed, *calendar.presumed):
        presumed = policy.facts[one.fact].presumed is not None
        why = f". {one.why}" if presumed else f' ("{one.why}").'
        yield from wrap(f"- {capital(say_value(policy, one.fact, one.value))}{why}", "  ")
    if calendar.rest_is_no:
        yield from wrap('- "No" is the answer to every other yes/no question left out ("everything else: no").', "  ")
    if calendar.day_left_out:
        text = "The day of the act was not given: every instrument is taken to be in force, and the list does not say"
        yield from wrap(f"- {text} how a duty stands on that day.", "  ")
    for name, option in calendar.readings:
        reading = policy.readings[name]
        says = dict(reading.options)[option]
        yield from wrap(f'- An open question about the text, "{reading.question}", is answered: {says}.', "  ")


def _limits(policy: Policy, calendar: Calendar) -> Iterator[str]:
    for name in calendar.outside_dates:
        yield from wrap(f"- {policy.instruments[name].title} is not in force on this day, and was left out.", "  ")
    yield from wrap(f"- {NOT_ADVICE}", "  ")
    notes = dict.fromkeys(name for entry in calendar.certain for name in entry.notes)
    for name in notes:
        yield from wrap(f"- {policy.notes[name].says}", "  ")
    instruments = dict.fromkeys(entry.instrument for entry in calendar.certain)
    for ask in dict.fromkeys(policy.instruments[name].ask for name in instruments):
        if ask:
            yield from wrap(f"- Whom to ask: {ask}", "  ")
