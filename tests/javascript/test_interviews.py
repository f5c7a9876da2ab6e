"""Interviews in JavaScript go as in Python: what is asked, how much is left, what a change keeps, what is refused."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.javascript.node import Node, plain
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.deontic import Pair
from solon.engine.interview.look import Look
from solon.engine.interview.replay import Refusal, answered, difference
from solon.engine.interview.state import Interview, interview_of
from solon.engine.situation import ANY_DAY, ON, Value
from solon.pipeline import Build
from solon.situations import read_situation

ROOT = Path(__file__).parents[2]
PRESUMED = """
fact vetoed
  says: it was vetoed
  denies: it was not vetoed
  asks: Was it vetoed?
  presumed: no
  because: that is rare

rule veto
  cites: rules 1
  a member must not sing
  when all of:
    - it was vetoed
"""


def moment(look: Look, **more: Any) -> dict[str, Any]:
    """What can be seen of an interview."""
    interview = look.interview
    return {
        "next": look.next,
        "values": list(look.values(look.next)) if look.next else [],
        "left": look.left,
        "answers": [answer.name for answer in interview.used],
        "aside": [answer.name for answer in interview.answers if answer.name in interview.aside],
        **more,
    }


def reply(build: Build, look: Look, draw: random.Random) -> tuple[str, Value | None] | None:
    """An answer to what is asked, or, now and then, to something else."""
    policy, name = build.policy, look.next
    if name is None or draw.random() < 0.3:
        known = [answer.name for answer in look.interview.answers]
        known += policy.facts if draw.random() < 0.5 else ()
        if not known:
            return None
        name = draw.choice(known)
    if name == ON:
        return name, draw.choice((None, ANY_DAY, date(2018, 5, 3), date(2010, 5, 31)))
    if name in policy.dates:
        return name, draw.choice((None, "already", "not yet", date(2018, 5, 1), date(2017, 5, 1)))
    if name in policy.choices:
        return name, draw.choice((*(option for option, _ in policy.choices[name].options), None))
    return name, draw.choice((True, False, None))


def walk(node: Node, build: Build, start: Interview, draw: random.Random, seen: Counter[str], steps: int) -> None:
    """One interview with answers by lot, in both languages, and what keeps it read back. seen: what happened."""
    decider, now = build.decider, start
    moments, given = [moment(Look(decider, now))], []
    for _ in range(steps):
        look = Look(decider, now)
        step = reply(build, look, draw)
        if step is None:
            break
        given.append([step[0], plain(step[1])])
        after = answered(decider, now, *step)
        if isinstance(after, Refusal):
            seen["refused"] += 1
            against = [answer.name for answer in after.against]
            moments.append(moment(look, blocks=list(after.blocks), against=against))
            continue
        found = difference(now, after)
        seen["aside"] += len(found.set_aside)
        seen["back"] += len(found.back)
        back = [answer.name for answer in found.back]
        now = after
        aside = [answer.name for answer in found.set_aside]
        moments.append(moment(Look(decider, now), since={"setAside": aside, "back": back}))
    found = node.ask("interview", {"start": kept(start), "steps": given})
    assert found["moments"] == moments, given
    seen["moments"] += len(moments)
    situation, findings = read_situation(build.policy, "kept.json", json.dumps(found["kept"]))
    assert situation is not None, findings
    again = interview_of(build.decider.program, situation)
    assert (again.answers, again.aside, again.rest_is_no) == (now.answers, now.aside, now.rest_is_no)
    decided = decider.decide(now.situation(), only_asked=True).to_json()
    assert found["decision"] == json.loads(json.dumps(decided))


def kept(start: Interview) -> dict[str, Any]:
    """An interview without answers, as a situation."""
    found: dict[str, Any] = {"asked": [f"{bearer} {deed.id}" for bearer, deed in start.asked], "order": []}
    if start.rest_is_no:
        found["everything else"] = "no"
    return {**found, "readings": dict(start.readings)}


@pytest.mark.parametrize("seed", seeds(0, share=2))
def test_random_policies_are_asked_as_in_python(node: Node, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    text = RandomPolicy(seed, draw.randint(2, 6), date=draw.random() < 0.6, hands=True).text
    build = pipeline.checked({"random.solon": (text + PRESUMED).encode()}, LOCK)
    if not build.sound:
        return
    node.load(build, tmp_path)
    for _ in range(5):
        pairs: Sequence[Pair] = build.decider.pairs
        asked = tuple(draw.sample(pairs, draw.randint(1, len(pairs))))
        readings = {"narrow": draw.choice(("yes", "no"))} if draw.random() < 0.5 else {}
        start = Interview(asked, readings=readings, rest_is_no=draw.random() < 0.2)
        walk(node, build, start, draw, Counter(), 12)


@pytest.mark.prove
def test_impossible_combinations_refuse_and_tie_as_in_python(node: Node, tmp_path: Path) -> None:
    """Several seeds in one test, so that it can see that each thing has happened."""
    seen: Counter[str] = Counter()
    for seed in range(700, 720):
        draw = random.Random(seed)
        build = pipeline.checked({"random.solon": RandomPolicy(seed, 5).text.encode()}, LOCK)
        if build.sound and build.policy.impossibles:
            node.load(build, tmp_path)
            for _ in range(8):
                walk(node, build, Interview(tuple(build.decider.pairs)), draw, seen, 15)
    assert seen["refused"]
    assert seen["aside"]
    assert seen["back"]


def test_the_questions_of_the_instruments_are_asked_as_in_python(node: Node, tmp_path: Path) -> None:
    build = pipeline.checked(*read_policies(ROOT / "policies"))
    node.load(build, tmp_path)
    for name, question in build.decider.program.questions.items():
        walk(node, build, Interview(question.pairs), random.Random(name), Counter(), 12)


def test_an_interview_starts_from_a_question(node: Node, tmp_path: Path) -> None:
    build = pipeline.checked(*read_policies(ROOT / "policies"))
    node.load(build, tmp_path)
    for name, question in build.decider.program.questions.items():
        look = Look(build.decider, Interview(question.pairs, name))
        code = (
            f"const one = policy.ask({json.dumps(name)}); return [one.question.fact, one.left, one.toJSON().question];"
        )
        assert node.ask("run", code) == [look.next, look.left, name]


def test_what_is_known_already_is_not_asked(node: Node, tmp_path: Path) -> None:
    build = pipeline.checked(*read_policies(ROOT / "policies"))
    node.load(build, tmp_path)
    code = """
        const one = policy.ask("can_i_post", { on: "2018-05-01", facts: { content_promotes_third_party: false } });
        return one.answers;
    """
    assert node.ask("run", code) == [
        {"fact": "on", "value": "2018-05-01"},
        {"fact": "content_promotes_third_party", "value": False},
    ]
