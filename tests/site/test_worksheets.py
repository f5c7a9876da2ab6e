"""A worksheet leads whoever walks it to the status that the engine gives."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from tests.javascript.drawn import drawn
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.deontic import Status
from solon.engine.graph import Variable
from solon.engine.scene import Scene
from solon.engine.situation import Situation
from solon.engine.store import OPEN
from solon.publish.checks import worksheet as sheets

ROOT = Path(__file__).parents[2]
DAYS = (date(2018, 6, 1), date(2018, 5, 1), date(2010, 5, 31), date(2018, 10, 22))
DATES = (date(2018, 5, 1), date(2018, 6, 1), date(2018, 10, 22), date(2011, 3, 4))


def complete(build: pipeline.Build, draw: random.Random) -> Situation:
    """A situation in which everything is known to the day, by lot."""
    given = dict(drawn(build.policy, draw, DAYS, DATES).given)
    for found in build.policy.inputs.values():
        if found.id in build.policy.dates:
            given[found.id] = draw.choice(DATES)
        elif found.id not in given:
            given[found.id] = draw.choice(build.graph.values.get(found.id, (False, True)))
    return Situation(on=draw.choice(DAYS), day_left_out=False, given=given)


def walked(build: pipeline.Build, situation: Situation) -> int:
    """Walk every worksheet on one situation, and compare. Returns how many were walked."""
    if build.decider.impossible(situation):
        return 0
    decision = build.decider.decide(situation)
    scene = Scene(build.decider.program, build.decider.atlas, build.decider.calendars, situation)
    lifted = {name: norm.lifted_by for name, norm in build.decider.program.norms.items()}

    def answer(variable: Variable) -> int:
        place = scene.world.values[build.decider.atlas.level[variable]]
        assert place != OPEN
        return place

    sheet = build.decider.atlas.under({})
    for pair in build.decider.pairs:
        status = decision.verdict(pair[0], pair[1].id).status
        free = Status.PERMITTED if status is Status.NOT_REGULATED else status
        assert sheets.worksheet(sheet, pair, lifted).walk(answer) is free, pair
    return len(build.decider.pairs)


def test_worksheets_of_the_instruments() -> None:
    build = pipeline.checked(*read_policies(ROOT / "policies"))
    draw = random.Random(5)
    assert sum(walked(build, complete(build, draw)) for _ in range(150)) > 1_500


@pytest.mark.parametrize("seed", seeds(300, share=3))
def test_worksheets_of_random_policies(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut into lists of norms as early as can be, so that exceptions get lists of their own."""
    draw = random.Random(seed)
    build = pipeline.checked({"random.solon": RandomPolicy(seed, 5, date=draw.random() < 0.5).text.encode()}, LOCK)
    if not build.sound:
        return
    for longest in (0, 2, 24):
        monkeypatch.setattr(sheets, "LONGEST_LIST", longest)
        for _ in range(10):
            walked(build, complete(build, draw))


def test_no_list_is_long() -> None:
    build = pipeline.checked(*read_policies(ROOT / "policies"))
    lifted = {name: norm.lifted_by for name, norm in build.decider.program.norms.items()}
    sheet = build.decider.atlas.under({})
    found = [sheets.worksheet(sheet, pair, lifted) for pair in build.decider.pairs]
    lists = [run for one in found for norm in one.norms for run in (norm.run, *(each for _, each in norm.lifted))]
    assert max(len(run.steps) for run in lists) <= 40
