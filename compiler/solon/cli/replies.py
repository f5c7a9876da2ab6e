"""What a person types into the answer to a question, or into a clear sentence about what to type instead.

Invariant: a reply is never guessed at; what is not one of the answers is no answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from solon.engine.interview.look import Look
from solon.engine.interview.state import Answer
from solon.engine.situation import ANY_DAY, ON, Value
from solon.model.days import DayFault, parse_iso
from solon.model.policy import Policy
from solon.wording import say_date
from solon_dsl.nearest import did_you_mean

NOT_SURE = "not sure"
UNSURE = (NOT_SURE, "unsure", "unknown", "don't know", "do not know")
DATES = {
    "already": "already: it has happened, and the day is not known",
    "not yet": "not yet: it has not happened, or never will",
}


class ReplyFault(Exception):
    """A reply that is not an answer; the text says what to type."""


@dataclass(frozen=True)
class Offer:
    """One of the answers that are listed. word: what can be typed for it, beside its number."""

    word: str
    says: str
    value: Value | None


def offers(policy: Policy, look: Look, name: str) -> tuple[Offer, ...]:
    """The answers to list: those that can be true beside the earlier answers, and "not sure"."""
    found: list[Offer] = []
    if name == ON:
        if _one_day_for_all(policy):
            found.append(Offer(ANY_DAY, "any day on which all the instruments are in force", ANY_DAY))
    elif name in policy.dates:
        found += [Offer(word, says, word) for word, says in DATES.items()]
    elif name in policy.choices:
        sentences = dict(policy.choices[name].options)
        found += [Offer(str(value), sentences[str(value)], value) for value in look.values(name)]
    else:
        found += [Offer(_yes_no(value), _yes_no(value), value) for value in look.values(name)]
    return (*found, Offer(NOT_SURE, NOT_SURE, None))


def read_reply(policy: Policy, look: Look, name: str, text: str, today: Callable[[], date]) -> Value | None:
    """The value that a reply gives, None for "not sure". Raises ReplyFault.

    text: a number of the list, one of its words, or a day where a day is asked for.
    """
    listed = offers(policy, look, name)
    words = " ".join(text.lower().split())
    if words in UNSURE:
        return None
    if words.isdecimal() and len(words) < 4:
        if 1 <= int(words) <= len(listed):
            return listed[int(words) - 1].value
        raise ReplyFault(f"There is no answer {words}. {_instead(policy, name, listed)}")
    values = _values(policy, name)
    if words in values:
        return values[words]
    if name == ON or name in policy.dates:
        return _day(text, words, today)
    repair = did_you_mean(words, [*values, NOT_SURE], 0.6)
    raise ReplyFault(f'"{_short(text)}" is not one of the answers. {repair or _instead(policy, name, listed)}')


def say_answer(policy: Policy, answer: Answer) -> str:
    """An answer in words."""
    match answer.value:
        case None:
            return NOT_SURE
        case bool(value):
            return _yes_no(value)
        case date() as day:
            return say_date(day)
        case word if answer.name in policy.choices:
            return dict(policy.choices[answer.name].options)[word]
        case word:
            return word


def _values(policy: Policy, name: str) -> dict[str, Value]:
    """Every answer that can be typed as a word, also one that earlier answers rule out: it is then refused."""
    if name == ON:
        return {ANY_DAY: ANY_DAY} if _one_day_for_all(policy) else {}
    if name in policy.dates:
        return {word: word for word in DATES}
    if name in policy.choices:
        return {option: option for option, _ in policy.choices[name].options}
    return {"yes": True, "y": True, "no": False, "n": False}


def _day(text: str, words: str, today: Callable[[], date]) -> date:
    if words == "today":
        return today()
    try:
        return parse_iso(text.strip())
    except DayFault as fault:
        if len(text) > 40:
            raise ReplyFault("That is not a day. Write year, month and day, for example 2018-05-01.") from None
        raise ReplyFault(str(fault)) from None


def _instead(policy: Policy, name: str, listed: tuple[Offer, ...]) -> str:
    numbers = f"a number from 1 to {len(listed)}"
    if name == ON or name in policy.dates:
        return f"Type a day such as 2018-05-01, or {numbers}."
    return f"Type {numbers}."


def _one_day_for_all(policy: Policy) -> bool:
    """Whether there is a day on which every instrument is in force."""
    found = policy.instruments.values()
    last = min((one.in_force_until for one in found if one.in_force_until), default=date.max)
    return max((one.in_force_from for one in found), default=date.min) <= last


def _yes_no(value: Value) -> str:
    return "yes" if value is True else "no"


def _short(text: str) -> str:
    """What was typed, on one line and not too long."""
    words = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return words if len(words) <= 40 else words[:39] + "…"
