"""Quick answers: what is wrong is never an answer, equal cases are one object, and the examples and fixtures agree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks.by_hand_names import DATES, FACTS, OPTIONS
from tests.quick_cases import Both

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.quick.formulas import Formulas
from solon.engine.quick.inputs import Inputs
from solon.engine.quick.partly import Asked
from solon.engine.quick.plan import Planner
from solon.engine.quick.python import Writer
from solon.engine.situation import Situation
from solon.fixtures import from_yaml, situation_of
from solon.situation import situation_of as example_situation

ROOT = Path(__file__).parents[2]
ON = date(2018, 6, 1)


@cache
def both() -> Both:
    return Both(pipeline.checked(*read_policies(ROOT / "policies")).policy)


def complete() -> dict[str, Any]:
    """A situation in which everything is known and nothing is the case."""
    days = dict.fromkeys(DATES, date(2018, 10, 22))
    return {**dict.fromkeys(FACTS, False), **{name: options[0] for name, options in OPTIONS.items()}, **days}


def refused(facts: Mapping[str, Any], on: Any = ON, readings: Mapping[str, str] | None = None) -> bool:
    """Whether no way to ask gives any answer."""
    found = both()
    readings = readings or {}
    asked = Asked(facts, on, readings)
    ways = [found.quick.statuses, found.quick.answers, found.quick.by_deed]
    some = [way(facts, on, readings) for way in ways]
    some += [found.partly.read(asked), *found.partly.whole_or_read(asked)]
    return all(one is None for one in some)


def test_a_complete_situation_is_answered() -> None:
    quick = both().quick
    found = quick.by_deed(complete(), ON)
    assert found is not None
    assert found["member", "post_the_content"] == "not_regulated"
    assert found["member", "disclose_confidential_information"] == "prohibited"
    # The same answer is the same object, and nobody can change it.
    assert quick.by_deed({**complete(), "content_is_personal": True}, ON) is found
    with pytest.raises(TypeError):
        found["member", "post_the_content"] = "required"  # type: ignore[index]
    answers = quick.answers(complete(), ON)
    assert answers is not None
    again = quick.answers({**complete(), "content_is_personal": True}, ON)
    assert again is not None
    assert all(one is other for one, other in zip(answers, again, strict=True))


@pytest.mark.parametrize("value", ["no", "yes", "true", 0, 1, 0.0, 1.0, 2, (), [], {}, b"T", "T", "TF", object(), ON])
def test_a_fact_that_is_neither_yes_nor_no_is_never_answered(value: object) -> None:
    for name in ("other_code_breach", "content_is_personal", "private_conversation"):
        assert refused({**complete(), name: value})
        assert refused({name: value})


@pytest.mark.parametrize("value", ["nobody", "None", "", 1, True, False, [], {}, ON])
def test_an_option_that_does_not_exist_is_never_answered(value: object) -> None:
    assert refused({**complete(), "reply": value})
    assert refused({"reply": value})


@pytest.mark.parametrize(
    "value",
    ["2018-06-01", "", "soon", "Already", 20180601, True, 0.5, [], {}, date(1899, 12, 31), date(2200, 1, 1),
     datetime(2018, 6, 1, 12)],
)  # fmt: skip
def test_a_date_that_is_none_is_never_answered(value: object) -> None:
    for name in ("voting_day", "signature_day"):
        assert refused({**complete(), name: value})
        assert refused({name: value})
    assert refused(complete(), value)


def test_an_unknown_name_is_never_answered() -> None:
    facts = complete()
    assert refused({**facts, "acount_has_city_email": True})
    assert refused({"acount_has_city_email": True})
    del facts["content_is_personal"]
    assert refused({**facts, "content_is_persnal": False})
    assert refused({**facts, "content_is_persnal": None})


def test_an_unknown_reading_or_option_is_never_answered() -> None:
    assert refused(complete(), readings={"knowlege": "actual"})
    assert refused(complete(), readings={"knowledge": "should_have_knwon"})
    assert not refused(complete(), readings={"knowledge": "should_have_known"})


def test_a_fact_left_out_is_unknown_and_never_no() -> None:
    quick = both().quick
    facts = complete()
    del facts["content_lacks_respect"]
    assert quick.statuses(facts, ON) is None
    assert quick.statuses({**facts, "content_lacks_respect": None}, ON) is None
    assert quick.statuses(facts, ON, rest_is_no=True) == quick.statuses(complete(), ON)
    # What is presumed may be left out, and is not presumed where somebody said that it is not known.
    facts = complete()
    del facts["outside_social_media"]
    assert quick.statuses(facts, ON) == quick.statuses(complete(), ON)
    assert quick.statuses({**facts, "outside_social_media": None}, ON) is None


def test_a_date_that_has_not_come_counts_where_that_settles_it() -> None:
    quick = both().quick
    facts = complete()
    later = quick.statuses({**facts, "withdrawal_day": date(2199, 12, 31)}, ON)
    assert later is not None
    assert quick.statuses({**facts, "withdrawal_day": "not yet"}, ON) == later
    # Whether the day of the act is in the year of voting day is another matter.
    running = {**facts, "member_runs": True, "voting_day": "not yet"}
    assert quick.statuses(running, ON) is None


def test_facts_that_cannot_all_be_true_are_never_answered() -> None:
    found = both()
    facts = {**complete(), "private_conversation": True, "made_to_body": True}
    assert found.quick.statuses(facts, ON) is None
    assert found.quick.answers(facts, ON) is None
    some = {name: value for name, value in facts.items() if name in ("private_conversation", "made_to_body")}
    for given in (facts, some):
        found.every(Situation(on=ON, day_left_out=False, given=given))
        assert found.exact(Situation(on=ON, day_left_out=False, given=given)) is None


@pytest.mark.prove
def test_the_examples_are_answered_as_by_diagrams() -> None:
    found = both()
    for example in found.policy.examples.values():
        situation = example_situation(example)
        found.every(situation)
        found.whole(situation)


@pytest.mark.prove
def test_the_fixtures_are_answered_as_by_diagrams() -> None:
    found = both()
    folder = ROOT / "tests" / "fixtures"
    for path in sorted(folder.rglob("*.yaml")):
        for fixture in from_yaml(path.relative_to(folder).as_posix(), path.read_text("utf-8")):
            situation = situation_of(found.policy, fixture)
            if situation.on is not None or situation.day_left_out:
                found.every(situation, only_asked=True)


def test_formulas_may_be_nested_as_deeply_as_anybody_likes() -> None:
    nodes: list[list[Any]] = [["is", f"fact_{number}", True] for number in range(1000)]
    last = 0
    for number in range(1, 1000):
        nodes.append(["all" if number % 2 else "any", number, last])
        last = len(nodes) - 1
        nodes.append(["not", last])
        last = len(nodes) - 1
    for push in (False, True):
        formulas = Formulas(nodes, {}, lambda _: None, push)
        steps = Planner(formulas).plan({0: formulas.first([(formulas.node(last), 1)], 0)})
        inputs = Inputs(tuple(f"fact_{number}" for number in range(1000)), (), (), {})
        text = "\n".join(
            [*Writer(inputs, (), "exact").head("f"), *Writer(inputs, (), "exact").lines(steps), " return w0"]
        )
        space: dict[str, Any] = {"r0": False, "r1": True}
        exec(compile(text, "<test>", "exec"), space)
        for facts in ((True,) * 1000, (False,) * 1000, tuple(number % 3 == 0 for number in range(1000))):
            want = facts[0]
            for number in range(1, 1000):
                want = not ((facts[number] and want) if number % 2 else (facts[number] or want))
            assert space["f"](facts, (), (), ()) == want


def test_the_names_written_by_hand_are_those_of_the_policies() -> None:
    own = both().policy
    assert (set(own.facts), set(own.dates)) == (FACTS, DATES)
    assert {name: tuple(option for option, _ in found.options) for name, found in own.choices.items()} == OPTIONS
