"""An interview into the situation file that keeps it, with each question as a comment.

Invariant: reading the file gives the situation of the interview again, whatever its texts hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solon.engine.interview.state import Answer, Interview
from solon.engine.situation import ANY_DAY, ON
from solon.model.policy import Policy
from solon.wording import plain_value

HEAD = (
    "# Answers given in an interview. To go on with it: solon ask --resume FILE",
    "# For the answer to what is known so far:          solon decide FILE",
)
PLAIN = re.compile(r"[a-z][a-z0-9_]*( [a-z0-9_]+)*\Z|\d{4}-\d{2}-\d{2}\Z")
WORDS = frozenset(("true", "false", "null"))


def saved(policy: Policy, interview: Interview) -> str:
    """The text of the file."""
    return "\n".join((*HEAD, *_lines(policy, interview))) + "\n"


def _lines(policy: Policy, interview: Interview) -> Iterator[str]:
    if interview.question:
        yield f"question: {quoted(interview.question)}"
    day = next((answer for answer in interview.used if answer.name == ON), None)
    if day is None or day.value != ANY_DAY:
        yield f"on: {said(day) if day else 'unknown'}"
    facts = [answer for answer in interview.used if answer.name != ON]
    yield "facts:" if facts else "facts: {}"
    yield from (line for answer in facts for line in _answer(policy, interview, answer))
    if interview.rest_is_no:
        yield "everything else: no"
    if interview.readings:
        yield "readings:"
        yield from (f"  {quoted(name)}: {quoted(option)}" for name, option in interview.readings.items())
    if interview.asked:
        yield "asked:"
        yield from (f"  - {quoted(f'{bearer} {deed.id}')}" for bearer, deed in interview.asked)
    yield "order:" if interview.answers else "order: []"
    yield from (f"  - {quoted(answer.name)}" for answer in interview.answers)
    aside = [answer for answer in interview.answers if answer.name in interview.aside]
    if aside:
        yield "set aside:"
        yield from (line for answer in aside for line in _answer(policy, interview, answer))


def _answer(policy: Policy, interview: Interview, answer: Answer) -> Iterator[str]:
    if answer.name in policy.inputs:
        yield f"  # {' '.join(policy.inputs[answer.name].asks.split())}"
    source = interview.sources.get(answer.name)
    value = said(answer)
    if source:
        parts = [f"value: {value}", *(f"{key}: {quoted(text)}" for key, text in source.items())]
        value = f"{{{', '.join(parts)}}}"
    yield f"  {quoted(answer.name)}: {value}"


def said(answer: Answer) -> str:
    """The value of an answer, as a situation file says it."""
    return "unknown" if answer.value is None else quoted(plain_value(answer.value))


def quoted(text: str) -> str:
    """A text as YAML: as it is when it is a plain word, a few of them, or a day; else between quotes."""
    if PLAIN.match(text) and text not in WORDS:
        return text
    return '"' + "".join(_character(one) for one in text) + '"'


def _character(one: str) -> str:
    if one in '"\\':
        return f"\\{one}"
    # Line ends of every kind, and what a reader of YAML refuses, are written by their numbers.
    return one if one.isprintable() and one != "\ufeff" else f"\\U{ord(one):08X}"
