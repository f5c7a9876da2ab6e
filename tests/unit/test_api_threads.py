"""Eight threads on one policy, each with situations of its own: every answer is that of a single thread."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from random import Random
from threading import Barrier, Thread
from typing import Any

import pytest
from tests.loaded import instruments, random_facts

from solon import ImpossibleFacts, Policy

THREADS = 8
DAYS = ("2018-05-01", "2022-10-24", "unknown", None)


@pytest.fixture(autouse=True)
def _switch_often() -> Iterator[None]:
    """Python changes threads a hundred times as often as it does by itself."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-5)
    yield
    sys.setswitchinterval(before)


class GivingWay(list[int]):
    """A list that lets other threads go on after each new entry, so that whoever needs more than one step is met."""

    def append(self, entry: int) -> None:
        super().append(entry)
        time.sleep(0)


def shared_policy() -> Policy:
    """A policy whose diagrams grow so that threads without a lock would get in one another's way."""
    policy = Policy(instruments()._program)
    store = policy._workings.exactly(lambda decider: decider.atlas.store)
    store.level = GivingWay(store.level)
    return policy


def situations(policy: Policy, seed: int, count: int) -> list[dict[str, Any]]:
    draw = Random(seed)
    made: list[dict[str, Any]] = []
    while len(made) < count:
        one = {"facts": random_facts(policy, draw, draw.choice((0.3, 0.7, 0.9))), "on": draw.choice(DAYS)}
        one["asked"] = draw.sample([f"{bearer} {action}" for bearer, action in policy.verdicts], 4)
        if draw.random() < 0.3:
            reading = draw.choice(list(policy.readings.values()))
            one["readings"] = {reading.id: draw.choice(reading.options)[0]}
        try:
            policy.decide(**one)
        except ImpossibleFacts:
            continue
        made.append(one)
    return made


def steps(policy: Policy, seed: int, count: int) -> Iterator[tuple[Any, ...]]:
    """Everything that one thread asks, a bit here and a bit there: decisions stay open beside each other."""
    draw = Random(seed)
    made = situations(Policy(policy._program), seed, count)
    decisions = [policy.decide(**one) for one in made]
    asking = policy.ask(draw.choice(list(policy.questions)))
    work = [(number, part) for number in range(count) for part in ("verdicts", "explain", "duties", "json")]
    draw.shuffle(work)
    for number, part in work:
        decision = decisions[number]
        match part:
            case "verdicts":
                yield number, [(v.status, v.missing, v.norms, v.if_not_done) for v in decision]
            case "explain":
                yield number, draw.choice(decision.verdicts).explain()
            case "duties":
                yield number, decision.duties, decision.caveats, decision.outside_dates
            case _:
                yield number, decision.to_json()
        if asking.question is not None:
            values = [value for value, _ in asking.question.values]
            yield asking.question, asking.left
            asking = asking.answer(draw.choice([*values, None]))


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.prove) for seed in range(1, 6))])
def test_threads_do_not_disturb_one_another(seed: int) -> None:
    program = instruments()._program
    alone = [list(steps(Policy(program), seed * 100 + number, 3)) for number in range(THREADS)]
    shared = shared_policy()
    found: list[list[tuple[Any, ...]]] = [[] for _ in range(THREADS)]
    start = Barrier(THREADS)

    def run(number: int) -> None:
        start.wait()
        found[number] += steps(shared, seed * 100 + number, 3)

    threads = [Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == alone


def test_threads_that_ask_one_decision_get_one_answer() -> None:
    policy = shared_policy()
    one = situations(policy, 7, 1)[0]
    wanted = Policy(policy._program).decide(**one).to_json()
    decision = policy.decide(**one)
    found: list[Any] = []
    start = Barrier(THREADS)

    def run(number: int) -> None:
        start.wait()
        for verdict in Random(number).sample(decision.verdicts, len(decision)):
            verdict.explain()
        found.append((decision.to_json(), [verdict.status for verdict in decision]))

    threads = [Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == THREADS
    assert all(data == wanted for data, _ in found)
    assert len({id(verdict) for verdict in decision}) == len(decision)
