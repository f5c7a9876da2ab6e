"""Interviews as a program holds them: the same questions as `solon ask`, in the same order, with the same answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from tests.loaded import instruments, instruments_build, loaded, small
from tests.random_policies import HEAD, LOCK

from solon import Asking, ImpossibleFacts, Question, UnknownFact, WrongFact, WrongSituation, pipeline
from solon.cli import telling
from solon.cli.main import main
from solon.engine.interview.state import Answer
from solon.situations import read_situation

DAYS = ("2018-05-01", "2022-10-24", "2022-11-09", "any day", None)
DATES = ("already", "not yet", "2022-10-24", None)


def replies(question: Question) -> list[Any]:
    """Every kind of answer to a question."""
    if question.kind == "day":
        return list(DAYS)
    return list(DATES) if question.kind == "date" else [*(value for value, _ in question.values), None]


def typed(value: Any) -> str:
    """What a person types for an answer."""
    return {True: "yes", False: "no", None: "not sure"}.get(value, value)


def walk(asking: Asking, draw: Random) -> list[tuple[Asking, Any]]:
    """A whole interview: each moment with the answer that is given there, and the end."""
    moments: list[tuple[Asking, Any]] = []
    while asking.question is not None:
        value = draw.choice(replies(asking.question))
        moments.append((asking, value))
        asking = asking.answer(value)
    return [*moments, (asking, None)]


@pytest.mark.parametrize("question", instruments().questions)
@pytest.mark.parametrize("seed", range(2))
def test_the_terminal_asks_the_same(question: str, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solon.cli.ask.load", lambda policies: (instruments_build(), {}))
    moments = walk(instruments().ask(question), Random(f"{question} {seed}"))
    path = tmp_path / "answers.yaml"
    text = "".join(f"{typed(value)}\n" for _, value in moments[:-1])
    done = CliRunner().invoke(main, ["ask", question, "--save", str(path)], input=text)
    assert done.exit_code == 0
    said = " ".join(done.stderr.split())
    place = 0
    for number, (asking, _) in enumerate(moments[:-1], 1):
        assert asking.question is not None
        head = f"Question {number}. {telling.at_most(asking.left)} {asking.question.asks}"
        place = said.index(" ".join(head.split()), place)
    assert f"Question {len(moments)}." not in said
    end = moments[-1][0]
    assert end.left == 0
    situation, findings = read_situation(instruments_build().policy, "answers.yaml", path.read_bytes())
    assert not findings
    assert situation == end.interview.situation()
    assert end.decision.to_json() == instruments().answer(situation).to_json()


@pytest.mark.parametrize("seed", range(6))
def test_each_question_can_still_change_the_answer_and_none_is_left_at_the_end(seed: int) -> None:
    draw = Random(seed)
    moments = walk(instruments().ask("can_i_post"), draw)
    lefts = [asking.left for asking, _ in moments]
    assert lefts == sorted(lefts, reverse=True)
    for asking, _ in moments[:-1]:
        assert any(verdict.status == "undetermined" for verdict in asking.decision)
    answered = [asking.question.fact for asking, _ in moments[:-1] if asking.question]
    assert len(set(answered)) == len(answered)
    assert [answer.name for answer in moments[-1][0].answers] == answered


def test_one_interview_step_by_step() -> None:
    asking = small().ask("may_i")
    assert asking.question is not None
    seen: list[str] = []
    given: dict[str, Any] = {"on": "2018-05-01", "vote": "not yet", "place": "hall", "storm": False, "rain": True}
    while asking.question is not None:
        seen.append(asking.question.fact)
        asking = asking.answer(given[asking.question.fact])
    assert sorted(seen) == sorted(given)
    assert asking.decision["member", "speak"].status == "prohibited"
    assert [verdict.action for verdict in asking.decision] == ["speak"]
    changed = asking.answer(False, "rain")
    assert changed.decision["member", "speak"].status == "not_regulated"
    assert asking.decision["member", "speak"].status == "prohibited"


def test_an_answer_that_does_not_apply_any_more_comes_back() -> None:
    asking = small().ask("may_i")
    for name, value in (("on", "2018-05-01"), ("place", "hall"), ("vote", "not yet"), ("storm", False), ("rain", True)):
        asking = asking.answer(value, name)
    away = asking.answer("yard", "place")
    assert {answer.name for answer in away.set_aside} == {"vote", "storm", "rain"}
    assert away.question is None
    back = away.answer("hall", "place")
    assert back.set_aside == ()
    assert back.decision["member", "speak"].status == "prohibited"


def test_a_presumption_is_not_asked_and_can_be_answered() -> None:
    asking = small().ask("may_i").answer(False, "calm")
    assert asking.question is None
    assert asking.answers == (Answer("calm", False),)
    assert asking.decision["member", "speak"].status == "not_regulated"


def test_the_day_of_the_act() -> None:
    asking = small().ask("may_i")
    assert asking.answer("any day", "on").to_json()["facts"] == {}
    assert "on" not in asking.answer("any day", "on").to_json()
    assert asking.answer(None, "on").to_json()["on"] == "unknown"
    assert asking.answer(date(2018, 5, 1), "on").to_json()["on"] == "2018-05-01"
    for value in ("any  day", "already", True, 20180501, "2018-02-30", "2200-01-01"):
        with pytest.raises(WrongFact):
            asking.answer(value, "on")


def test_the_plain_data_of_an_interview_is_a_situation() -> None:
    asking = small().ask("may_i").answer("hall", "place").answer(None, "rain")
    assert asking.to_json() == {
        "on": "unknown",
        "facts": {"place": "hall", "rain": None},
        "asked": ["member speak"],
    }


def test_wrong_answers_change_nothing() -> None:
    asking = small().ask("may_i")
    for name, value in (
        ("rain", "no"),
        ("rain", 1),
        ("place", True),
        ("vote", "soon"),
        ("calm", 0),
        ("drizzle", "yes"),
    ):
        with pytest.raises(WrongFact):
            asking.answer(value, name)
    for name in ("rian", "wet", "x" * 1_000_000, "On", " "):
        with pytest.raises(UnknownFact) as caught:
            asking.answer(True, name)
        assert len(str(caught.value)) < 250
    for named in (1, None, ["rain"], {}, b"rain"):
        with pytest.raises(UnknownFact, match="is no name"):
            asking.answer(True, named)
    assert asking.answers == ()


def test_an_answer_that_cannot_be_is_refused_with_what_was_said_before() -> None:
    asking = small().ask("may_i").answer(False, "rain")
    with pytest.raises(ImpossibleFacts) as caught:
        asking.answer(True, "storm")
    assert str(caught.value) == (
        "That cannot be: a storm brings rain You said before: rain: no. Change one of the answers."
    )
    assert [fault.at for fault in caught.value.faults] == ["no_storm_without_rain"]
    asked = asking.answer(True, "drizzle").answer(True, "storm")
    assert [answer.name for answer in asked.answers] == ["rain", "storm"]


def test_nothing_is_asked_at_the_end() -> None:
    asking = small().ask("may_i").answer("yard", "place")
    assert (asking.question, asking.left) == (None, 0)
    with pytest.raises(WrongSituation, match="Nothing is asked any more"):
        asking.answer(True)
    assert asking.answer(True, "rain").question is None


@pytest.mark.parametrize("question", ["", "may_you", "May I speak?", None, 1, [], "x" * 1_000_000])
def test_a_question_that_the_policy_does_not_have(question: Any) -> None:
    with pytest.raises(WrongSituation) as caught:
        small().ask(question)
    assert len(str(caught.value)) < 250
    assert "may_i" in str(caught.value)


def test_an_interview_about_deeds_and_readings() -> None:
    asking = small().ask(asked=["member speak"], readings={"strict": "little"}).answer("yard", "place")
    assert asking.question is not None
    assert asking.to_json()["readings"] == {"strict": "little"}
    for asked in ([], ["member sing"], ["member speak", "member sing"]):
        with pytest.raises(WrongSituation):
            small().ask(asked=asked)
    with pytest.raises(WrongSituation):
        small().ask("may_i", readings={"strict": "very"})


def test_there_is_no_any_day_where_instruments_exclude_one_another() -> None:
    ended = HEAD.replace("in force from: 2000-01-01", "in force from: 2000-01-01\n  in force until: 2005-01-01")
    rest = """
action speak
  says: speak
fact rain
  says: it rains
  denies: it does not rain
  asks: Does it rain?
rule silence
  cites: rules 1
  a member must not speak
  when all of:
    - it rains
"""
    policy = loaded(pipeline.checked({"a.solon": (ended + rest).encode()}, LOCK))
    with pytest.raises(WrongFact, match="no day on which all the instruments are in force"):
        policy.ask(asked=["member speak"]).answer("any day", "on")
