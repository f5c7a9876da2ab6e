"""The rules written by hand, quick answers and diagrams say the same of whole situations, on edges of windows as well.

Every seed draws 200 situations; a hundred seeds make 20,000.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from tests.benchmarks import by_hand
from tests.benchmarks.by_hand_names import DEEDS
from tests.quick_cases import same
from tests.seeds import seeds

from solon import pipeline
from solon.answer.decide import Decider
from solon.cli.files import read_policies
from solon.engine.quick.quick import Quick
from solon.engine.quick.tables import tables_of
from solon.engine.situation import Situation, Value
from solon.graph.program import program_of
from solon.model.policy import Policy

ROOT = Path(__file__).parents[2]
STARTS = (date(2016, 10, 1), date(2011, 4, 20), date(2006, 7, 27), date(2009, 5, 21))
SITUATIONS = 200


@cache
def built() -> tuple[Policy, Decider, Quick]:
    """The policies of this checkout, with two ways to answer."""
    found = pipeline.checked(*read_policies(ROOT / "policies"))
    return found.policy, Decider(found.graph, explain=False), Quick(tables_of(program_of(found.graph)))


def drawn(policy: Policy, draw: random.Random) -> tuple[dict[str, Value], date]:
    """A situation in which everything is known, and its day, mostly on an edge of some window."""
    share = draw.choice((0.1, 0.25, 0.5, 0.75, 0.9))
    facts: dict[str, Value] = {name: draw.random() < share for name in policy.facts}
    facts |= {name: draw.choice(found.options)[0] for name, found in policy.choices.items()}
    voting = date(draw.randint(2016, 2022), draw.choice((1, 5, 10, 12)), draw.choice((1, 22, 31)) % 31 or 31)
    edges = (
        voting,
        voting + timedelta(45),
        date(voting.year, 1, 1),
        date(voting.year, 5, 1),
        date(voting.year, 12, 31),
    )
    on = draw.choice((*edges, *edges, *STARTS, date(2019, 3, 4))) + timedelta(draw.choice((-1, 0, 0, 1)))
    facts |= {name: on + timedelta(draw.choice((0, -1, 1, -200, 200))) for name in policy.dates}
    return facts | {"voting_day": voting}, on


@pytest.mark.parametrize("seed", seeds(31_000))
def test_rules_written_by_hand_say_the_same(seed: int) -> None:
    policy, decider, quick = built()
    draw = random.Random(seed)
    asked = 0
    while asked < SITUATIONS:
        facts, on = drawn(policy, draw)
        situation = Situation(on=on, day_left_out=False, given=facts)
        if decider.impossible(situation):
            assert quick.statuses(facts, on) is None
            with pytest.raises(ValueError, match=r"(private|election account)"):
                by_hand.checked_statuses(facts, on)
            continue
        asked += 1
        verdicts = decider.decide(situation).verdicts
        want = {(found.bearer, found.action): found.status.value for found in verdicts}
        assert by_hand.checked_statuses(facts, on) == want
        assert quick.statuses(facts, on) == tuple(want[deed] for deed in DEEDS)
        answers = quick.answers(facts, on)
        assert answers is not None
        assert all(same(quick.tables, place, answers[place], found) for place, found in enumerate(verdicts))
