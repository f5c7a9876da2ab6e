"""All paths through interviews about random policies: only what matters is asked, and the count of questions holds.

What matters is found by enumeration of complete situations, by the reference interpreter.
"""

from __future__ import annotations

import random
from datetime import date

import pytest
from tests.properties.test_exactness import Enumeration, merged, relevant, sound

from solon.answer.decide import Decider
from solon.engine.deontic import Status
from solon.engine.interview.look import Look
from solon.engine.interview.replay import Refusal, answered, difference
from solon.engine.interview.state import Answer, Interview
from solon.engine.situation import Value
from solon.graph.from_model import compile_graph
from solon.model.policy import Policy
from solon.reference.decide import Decider as Reference

ON = date(2018, 5, 3)
DAYS: tuple[Value | None, ...] = (date(2018, 5, 3), date(2018, 12, 20), date(2005, 1, 1), None)
DATES: tuple[Value | None, ...] = (date(2018, 5, 1), "already", "not yet", None)
Statuses = dict[tuple[str, str], set[Status]]


def begun(policy: Policy) -> tuple[Decider, Interview]:
    """An interview about every deed of a policy."""
    decider = Decider(compile_graph(policy), explain=False)
    return decider, Interview(decider.pairs)


def replies(look: Look, name: str) -> tuple[Value | None, ...]:
    """Every answer to a question."""
    if name == "on":
        return DAYS
    return DATES if name in look.program.calendar.dates else (*look.values(name), None)


def known(interview: Interview) -> dict[str, bool | str]:
    """The facts and choices that are known."""
    return {a.name: a.value for a in interview.used if isinstance(a.value, bool | str) and a.name != "on"}


def possible(enumeration: Enumeration, given: dict[str, bool | str]) -> Statuses:
    """The statuses that completions give each deed, permitted and not regulated as one."""
    rows = enumeration.matching(given)
    return {pair: merged({statuses[pair] for _, statuses in rows}) for pair in rows[0][1]} if rows else {}


def useful(enumeration: Enumeration, interview: Interview) -> set[str]:
    """What has no answer and matters to a deed that is open; where nothing does, what alone narrows one down."""
    given = known(interview)
    now = possible(enumeration, given)
    open_deeds = [pair for pair, statuses in now.items() if len(statuses) > 1]
    left = enumeration.domains.keys() - interview.answered
    matter = {name for pair in open_deeds for name in relevant(enumeration, given, pair)} & left
    return matter or {name for name in left if narrows(enumeration, given, name, now)}


def narrows(enumeration: Enumeration, given: dict[str, bool | str], name: str, now: Statuses) -> bool:
    """Whether one answer alone rules out a status of some deed."""
    after = [possible(enumeration, {**given, name: value}) for value in enumeration.domains[name]]
    return any(len(found[pair]) < len(now[pair]) for found in after if found for pair in now)


class Walk:
    """Goes through every path of one interview and holds each moment against what must be so."""

    def __init__(self, policy: Policy, enumeration: Enumeration | None) -> None:
        self.policy = policy
        self.enumeration = enumeration
        self.decider, start = begun(policy)
        self.moments = 0
        self.start = answered(self.decider, start, "on", ON) if enumeration else start

    def longest(self, interview: Interview, before: int) -> int:
        """The longest path from here. before: how many questions were left one question ago, at most."""
        look = Look(self.decider, interview)
        self.moments += 1
        assert look.left <= before, "the count grew"
        if self.enumeration is not None:
            self.against(self.enumeration, interview, look.next)
        if look.next is None:
            assert look.left == 0
            return 0
        longest = 0
        for value in replies(look, look.next):
            after = answered(self.decider, interview, look.next, value)
            assert isinstance(after, Interview)
            assert after.answers[:-1] == interview.answers
            assert not after.aside
            longest = max(longest, 1 + self.longest(after, look.left))
        assert longest <= look.left
        if not self.policy.impossibles:
            assert longest == look.left
        return longest

    def against(self, enumeration: Enumeration, interview: Interview, name: str | None) -> None:
        """Whether what is asked can change an answer, and nothing that can is left out at the end."""
        found = useful(enumeration, interview)
        if name is None:
            assert not found, (interview.used, found)
        else:
            assert name in found, (interview.used, name, found)


@pytest.mark.parametrize("seed", range(24))
def test_every_path_asks_only_what_matters_and_no_more_than_it_says(seed: int) -> None:
    policy = sound(seed, 3)
    if policy is not None:
        walk = Walk(policy, Enumeration(policy))
        assert isinstance(walk.start, Interview)
        walk.longest(walk.start, len(policy.inputs))
        assert walk.moments > 0


@pytest.mark.parametrize("seed", range(100, 112))
def test_days_are_counted_like_other_questions(seed: int) -> None:
    policy = sound(seed, 2, choice=False, date=True)
    if policy is not None:
        walk = Walk(policy, None)
        assert isinstance(walk.start, Interview)
        walk.longest(walk.start, len(policy.inputs) + 1)
        assert walk.moments > 0


@pytest.mark.parametrize("seed", range(200, 212))
def test_about_one_deed_the_question_is_the_first_doubt_of_the_decision(seed: int) -> None:
    policy = sound(seed, 4, date=True)
    if policy is None:
        return
    reference, decider = Reference(policy, explain=False), Decider(compile_graph(policy), explain=False)
    for pair in decider.pairs:
        interview, draw = Interview((pair,)), random.Random(seed)
        while (name := (look := Look(decider, interview)).next) is not None:
            verdict = reference.decide(interview.situation()).verdict(pair[0], pair[1].id)
            missing = [found.fact for found in verdict.missing if found.fact not in interview.answered]
            assert name == missing[0] if missing else policy.impossibles
            after = answered(decider, interview, name, draw.choice(replies(look, name)))
            assert isinstance(after, Interview)
            interview = after


def walked(decider: Decider, interview: Interview | Refusal, draw: random.Random) -> Interview:
    """An interview gone on with to its end, with answers by lot."""
    assert isinstance(interview, Interview)
    while (name := (look := Look(decider, interview)).next) is not None:
        after = answered(decider, interview, name, draw.choice(replies(look, name)))
        assert isinstance(after, Interview)
        interview = after
    return interview


def still_applies(enumeration: Enumeration, before: Interview, answer: Answer) -> bool:
    """Whether an answer can matter, and be true, after those that were used before it."""
    given = known(before)
    now = possible(enumeration, given)
    open_deeds = [pair for pair, statuses in now.items() if len(statuses) > 1]
    matters = any(answer.name in relevant(enumeration, given, pair) for pair in open_deeds)
    return matters and (answer.value is None or bool(enumeration.matching({**given, answer.name: answer.value})))


@pytest.mark.parametrize("seed", range(300, 324))
def test_a_change_keeps_what_still_applies_and_a_change_back_restores_all(seed: int) -> None:
    policy = sound(seed, 4)
    if policy is None:
        return
    enumeration, draw = Enumeration(policy), random.Random(seed)
    decider, interview = begun(policy)
    for _ in range(20):
        done = walked(decider, answered(decider, interview, "on", ON), draw)
        place = draw.randrange(1, len(done.answers)) if len(done.answers) > 1 else 0
        if place == 0:
            continue
        old = done.answers[place]
        values = [value for value in (*enumeration.domains[old.name], None) if value != old.value]
        value = draw.choice(values)
        after = answered(decider, done, old.name, value)
        if isinstance(after, Refusal):
            assert not enumeration.matching({**known(done.before(place)), old.name: value})
            continue
        assert [answer.name for answer in after.answers] == [answer.name for answer in done.answers]
        assert after.answers[:place] == done.answers[:place]
        assert after.answers[place + 1 :] == done.answers[place + 1 :]
        assert {answer.name for answer in difference(done, after).set_aside} == after.aside
        for at in range(place + 1, len(after.answers)):
            kept = after.answers[at].name not in after.aside
            applies = still_applies(enumeration, after.before(at), after.answers[at])
            assert kept == applies if not policy.impossibles else kept >= applies
        assert answered(decider, after, old.name, old.value) == done
