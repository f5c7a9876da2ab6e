"""A duty, and the conditions of its rule, into sentences.

Invariant: the sentences of conditions are those of the policy; a bullet of a reading that is not in use is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from solon.calendar.entries import Calendar, Entry, Supply
from solon.engine.decision import Duty
from solon.letter.days import say_days
from solon.model.conditions import Bullet, Conditions, NormApplies
from solon.model.policy import Policy
from solon.wording import deed_of, say_date

NOT_ADVICE = "General information, not legal advice. Only these instruments were looked at: other law may apply."
VARIES = "It need not stand on each of these days: other conditions of the rule look at the day as well."


def say_duty(policy: Policy, duty: Duty) -> str:
    """Who, with what force, does what: one sentence without a full stop."""
    deeds = [_say_deed(policy, name) for name in (duty.one_of or (duty.action,))]
    deed = f"do one of these: {'; or '.join(deeds)}" if duty.one_of else deeds[0]
    return capital(f"{policy.bearers[duty.bearer].says} {duty.modality.value} {deed}")


def _say_deed(policy: Policy, name: str) -> str:
    deed = deed_of(policy, name)
    return policy.say_deed(deed) if deed else name


def say_entry_days(duty: Duty) -> str:
    """The days of a duty, and what its first and last day wait for."""
    known = say_days(duty)
    if not known and "until" in duty.unsettled:
        return "its days are not known"
    opens = "" if duty.first or "from" not in duty.unsettled else "the first day is not known"
    closes = ""
    if duty.last is None:
        closes = "the last day is not known" if "until" in duty.unsettled else "no last day is set"
    by = "the deadline is not known" if duty.due is None and "by" in duty.unsettled else ""
    return "; ".join(part for part in (known, opens, by, closes) if part)


def strange_deadline(duty: Duty) -> str:
    """What is to be said of a deadline outside the days of the duty; nothing of another."""
    if duty.due is not None and duty.first is not None and duty.due < duty.first:
        return f"The deadline lies before the first day, {say_date(duty.first)}."
    if duty.due is not None and duty.last is not None and duty.due > duty.last:
        return f"The deadline lies after the last day, {say_date(duty.last)}: the duty ends first."
    return ""


def say_supply(found: Supply) -> str:
    """What is to be given, with the answer that was given so far."""
    answered = f' Your answer so far: "{found.answered}".' if found.answered else ""
    return f"{found.asks}{answered} [{found.id}]"


def say_conditions(policy: Policy, calendar: Calendar, entry: Entry) -> str:
    """When the duty stands, its days apart, in one short sentence."""
    readings = dict(calendar.readings)
    block = policy.governed[entry.duty.rule]
    lists = [_list(when.apart_from_periods, readings) for when in block.when]
    words = "; ".join(dict.fromkeys(words for words in lists if words))
    return f"It stands when: {words}." if words else "It stands in every case."


def _list(when: Conditions, readings: Mapping[str, str]) -> str:
    kept = [bullet for bullet in when.bullets if _in_use(bullet, readings)]
    parts = [part for part in (_bullet(bullet, readings) for bullet in kept) if part]
    if when.connective == "all" or len(parts) == 1:
        return "; ".join(parts)
    return f"at least one of ({'; '.join(parts)})"


def _in_use(bullet: Bullet, readings: Mapping[str, str]) -> bool:
    return bullet.reading is None or readings.get(bullet.reading.reading) == bullet.reading.option


def _bullet(bullet: Bullet, readings: Mapping[str, str]) -> str:
    match bullet.content:
        case Conditions():
            inner = _list(bullet.content, readings)
            return f"all of ({inner})" if bullet.content.connective == "all" and "; " in inner else inner
        case NormApplies(norm, value):
            return f"{norm} {'applies' if value else 'does not apply'}"
        case _:
            return bullet.sentence


def capital(words: str) -> str:
    """The words with a capital first."""
    return words[:1].upper() + words[1:]
