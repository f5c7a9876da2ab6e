"""Plain data of a request into plain data of its answer.

Invariant: nothing is kept between two requests; what cannot be understood raises, and is never an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from solon.engine.asking import Asking
from solon.engine.faults import Fault, WrongSituation
from solon.engine.policy import Policy
from solon.engine.shown import did_you_mean
from solon.engine.situation import ANY_DAY, ON, Value

INTERVIEW = "solon.interview/1"
SITUATION, ANSWER = KEYS = ("situation", "answer")


def decide(policy: Policy, data: object) -> dict[str, Any]:
    """The decision for a situation: whole, or on what it asks about.

    Raises UnknownFact, WrongFact, WrongSituation, ImpossibleFacts or TooHard, with everything that is wrong.
    """
    return policy.answer(policy.situation(_mapping(data, "a situation", '{"on": "2018-05-01", "facts": {}}'))).to_json()


def ask(policy: Policy, data: object) -> dict[str, Any]:
    """One step of an interview: what to ask next after the answers so far, and what the answer is so far.

    data: the situation that the step before gave, or one with a question to begin with; and an answer, if there is one.
    Raises as `decide` does.
    """
    top = _mapping(data, "a step of an interview", '{"situation": {"question": "..."}}')
    strange = [
        Fault(key, f'"{key}" is not a key of a step.', did_you_mean(key, KEYS)) for key in top if key not in KEYS
    ]
    if SITUATION not in top:
        strange.append(Fault(SITUATION, f'"{SITUATION}" is missing.', "It holds the answers so far, or a question."))
    if strange:
        raise WrongSituation(strange)
    asking = policy.resume(policy.situation(_mapping(top[SITUATION], "a situation", '{"question": "..."}')))
    if ANSWER in top:
        name, value, source = _one_answer(policy, top[ANSWER])
        asking = asking.answer(value, name, **source)
    return _step(policy, asking)


def _one_answer(policy: Policy, data: object) -> tuple[str, Value | None, Mapping[str, str]]:
    """The name and the value of an answer, which stands in an object as a fact does, and who said so."""
    found = _mapping(data, "an answer", '{"account_has_city_email": false}')
    if len(found) != 1:
        says = f'"{ANSWER}" gives {len(found)} answers.'
        raise WrongSituation([Fault(ANSWER, says, "Give one at a time; null is for not sure.")])
    if ON in found:
        day = found[ON]
        if day == ANY_DAY:
            return ON, ANY_DAY, {}
        return ON, policy.situation({ON: day}).on, {}
    read = policy.situation({"facts": found})
    (name,) = (*read.given, *read.unknown)
    return name, read.given.get(name), read.sources.get(name, {})


def _step(policy: Policy, asking: Asking) -> dict[str, Any]:
    question = asking.question
    asked = None
    if question is not None:
        asked = {
            "fact": question.fact,
            "kind": question.kind,
            "asks": question.asks,
            "help": question.help,
            "judged_by": question.judged_by or None,
            "values": [{"value": value, "says": says} for value, says in question.values],
        }
    return {
        "schema": INTERVIEW,
        "revision": policy.revision,
        "situation": asking.kept(),
        "question": asked,
        "left": asking.left,
        "verdicts": [
            {
                "bearer": verdict.bearer,
                "action": verdict.action,
                "status": verdict.status.value,
                "possible": [status.value for status in verdict.possible],
            }
            for verdict in asking.decision.verdicts
        ],
    }


def _mapping(data: object, what: str, sample: str) -> Mapping[str, object]:
    if isinstance(data, dict):
        return cast(dict[str, object], data)
    raise WrongSituation([Fault("", f"The body must be {what}, a JSON object.", f"Send for example {sample}.")])
