"""Interviews as plain data: what is kept at any moment is enough to go on, and nothing is lost."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.artefact import read
from solon.engine.asking import Asking
from solon.engine.faults import ImpossibleFacts, WrongSituation
from solon.engine.policy import Policy

ROOT = Path(__file__).parents[2]


@cache
def policy() -> Policy:
    return Policy(read(pipeline.checked(*read_policies(ROOT / "policies")).artefact.encode()))


def again(asking: Asking) -> Asking:
    """The interview as another program has it, that got what was kept."""
    return policy().resume(policy().situation(json.loads(json.dumps(asking.kept()))))


def some_value(draw: Random, asking: Asking) -> object:
    question = asking.question
    assert question is not None
    match question.kind:
        case "day":
            return draw.choice([None, "any day", "2018-05-01", "2026-11-24"])
        case "date":
            return draw.choice([None, "already", "not yet", "2018-03-01"])
        case _:
            return draw.choice([None, *(value for value, _ in question.values)])


@pytest.mark.parametrize("seed", range(12))
def test_an_interview_goes_on_from_what_was_kept(seed: int) -> None:
    draw = Random(seed)
    asking = policy().ask(draw.choice(list(policy().questions)))
    while asking.question is not None:
        before = asking
        try:
            if len(asking.interview.answers) > 2 and draw.random() < 0.3:
                # An earlier answer is changed: what does not apply any more is kept aside.
                name = draw.choice(asking.interview.answers).name
                asking = asking.answer(None, name)
            else:
                asking = asking.answer(some_value(draw, asking))
        except ImpossibleFacts:
            continue
        given = {answer.name for answer in before.interview.answers}
        assert given <= {answer.name for answer in asking.interview.answers}
        assert again(asking).interview == asking.interview
        assert (again(asking).question, again(asking).left) == (asking.question, asking.left)
        if len(asking.interview.answers) > 14:
            break


def test_the_facts_alone_are_enough_to_begin_with() -> None:
    found = policy().resume(policy().situation({"question": "can_i_post", "on": "2018-05-01"}))
    assert [answer.name for answer in found.answers] == ["on"]
    asked = found.question
    assert asked is not None
    name = asked.fact
    given = {"question": "can_i_post", "on": "2018-05-01", "facts": {name: None}}
    assert [answer.name for answer in policy().resume(policy().situation(given)).answers] == ["on", name]


def test_who_said_a_fact_is_kept() -> None:
    name = "content_promotes_third_party"
    source = {"value": True, "by": "the clerk", "note": "by letter"}
    found = policy().resume(policy().situation({"question": "can_i_post", "facts": {name: source}}))
    assert found.kept()["facts"][name] == source or found.kept()["set aside"][name] == source
    assert again(found).interview == found.interview


def test_an_interview_about_nothing_is_refused() -> None:
    for given in ({}, {"asked": []}, {"facts": {"content_promotes_third_party": True}}):
        with pytest.raises(WrongSituation, match="No rule here is about it"):
            policy().resume(policy().situation(given))
