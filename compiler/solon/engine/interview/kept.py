"""An interview into plain data with the keys of a situation file.

Invariant: reading the data again (`solon.engine.from_json`) gives the situation of the interview.
"""

from __future__ import annotations

from typing import Any

from solon.engine.interview.state import Answer, Interview
from solon.engine.situation import ANY_DAY, ON
from solon.engine.wording import plain_value


def kept(interview: Interview) -> dict[str, Any]:
    """Everything that an interview keeps: its answers in order, those set aside, and what it is about."""
    day = interview.answer(ON) if ON not in interview.aside else None
    facts = [answer for answer in interview.used if answer.name != ON]
    aside = [answer for answer in interview.answers if answer.name in interview.aside]
    found: dict[str, Any] = {"question": interview.question} if interview.question else {}
    if day is None or day.value != ANY_DAY:
        found[ON] = _plain(day) if day and day.value is not None else "unknown"
    found["facts"] = {answer.name: _sourced(interview, answer) for answer in facts}
    if interview.rest_is_no:
        found["everything else"] = "no"
    if interview.readings:
        found["readings"] = dict(interview.readings)
    found["asked"] = [f"{bearer} {deed.id}" for bearer, deed in interview.asked]
    found["order"] = [answer.name for answer in interview.answers]
    if aside:
        found["set aside"] = {
            answer.name: "unknown" if answer == Answer(ON) else _sourced(interview, answer) for answer in aside
        }
    return found


def _sourced(interview: Interview, answer: Answer) -> object:
    """The value of an answer, with who said so and a note where there are any."""
    source = interview.sources.get(answer.name)
    return {"value": _plain(answer), **source} if source else _plain(answer)


def _plain(answer: Answer) -> bool | str | None:
    return answer.value if answer.value is None or isinstance(answer.value, bool) else plain_value(answer.value)
