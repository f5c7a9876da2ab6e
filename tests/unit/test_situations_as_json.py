"""Situations as plain data: what is read, and what is refused with everything that is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.conformance_cases import FROM_FIXTURES, suites
from tests.unit.test_schema import RIGHT, WRONG, small, small_program, validator

from solon import pipeline
from solon.backends.schema import situation_schema
from solon.engine.artefact import read
from solon.engine.faults import UnknownFact, WrongFact, WrongSituation
from solon.engine.policy import Policy
from solon.engine.situation import Situation


def policy() -> Policy:
    return Policy(read(pipeline.Build(small(), ()).artefact.encode()))


@pytest.mark.parametrize("found", RIGHT, ids=str)
def test_what_the_schema_takes_is_read(found: Any) -> None:
    assert isinstance(policy().situation(found), Situation)


@pytest.mark.parametrize("found", WRONG, ids=str)
def test_what_the_schema_refuses_is_refused(found: Any) -> None:
    with pytest.raises(WrongSituation):
        policy().situation(found)


def test_the_cases_are_read_as_situation_files_are() -> None:
    for suite in suites():
        engine = Policy(read(suite.build.artefact.encode()))
        for case in suite.cases[:400] if suite.name == FROM_FIXTURES else suite.cases:
            assert engine.situation(case.situation) == suite.situation(case), (suite.name, case.id)


def test_a_whole_one() -> None:
    found = policy().situation(
        {
            "on": "2018-05-01",
            "facts": {"drizzle": {"value": True, "by": "a neighbour", "note": "by letter"}, "vote": None},
            "everything else": "no",
            "readings": {"weather": "yes_it_does"},
            "asked": ["member speak"],
            "order": ["vote", "on", "rain"],
            "set aside": {"place": "yard"},
        }
    )
    assert found.on == date(2018, 5, 1)
    assert (dict(found.given), found.unknown) == ({"rain": True}, frozenset({"vote"}))
    assert found.sources == {"rain": {"by": "a neighbour", "note": "by letter"}}
    assert found.rest_is_no
    assert found.readings == {"weather": "yes_it_does"}
    assert [(bearer, deed.id) for bearer, deed in found.asked] == [("member", "speak")]
    assert found.order == ("vote", "on", "rain", "place")
    assert found.set_aside == {"place": "yard"}


def test_without_a_list_answers_stand_in_the_order_in_which_they_were_given() -> None:
    found = policy().situation({"facts": {"vote": None, "rain": True, "place": "hall"}, "on": "unknown"})
    assert found.order == ("on", "vote", "rain", "place")
    # A day that is unknown and not in the list was not asked yet.
    assert policy().situation({"facts": {"rain": True}, "on": "unknown", "order": ["rain"]}).order == ("rain",)


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(UnknownFact) as caught:
        policy().situation(
            {
                "fact": {},
                "on": "2018-W01-1",
                "facts": {"rian": True, "place": ["hall"], "vote": {"value": "soon", "who": "me", "by": 3}},
                "everything else": "yes",
                "readings": None,
                "asked": ["member sing", 7],
                "question": "may_i",
            }
        )
    said = [(fault.at, fault.help) for fault in caught.value.faults]
    assert [at for at, _ in said] == [
        *("rian", "place", "vote", "on", "readings", "fact", "who", "vote"),
        *("everything else", "asked", "asked", "question"),
    ]
    assert ("rian", 'Did you mean "rain"?') in said
    assert ("fact", 'Did you mean "facts"?') in said
    assert ("place", "Its answers are: hall, yard; null for unknown.") in said


@pytest.mark.parametrize(
    ("found", "at"),
    [
        ({"rain": True}, "rain"),
        ({"facts": {"rain": True, "drizzle": False}}, "drizzle"),
        ({"facts": {"rain": True}, "set aside": {"drizzle": False}}, "drizzle"),
        ({"on": "2018-05-01", "set aside": {"on": "any day"}}, "on"),
        ({"on": None}, "on"),
        ({"facts": {"rain": {"value": {"value": True}}}}, "rain"),
        ({"facts": {"vote": "2018-02-30"}}, "vote"),
        ({"on": "20180501"}, "on"),
        ({"on": "٢٠١٨-٠٥-٠١"}, "on"),
        ({"everything else": None}, "everything else"),
        ({"order": [None]}, "null"),
    ],
    ids=str,
)
def test_where_it_is_wrong(found: Any, at: str) -> None:
    with pytest.raises(WrongSituation) as caught:
        policy().situation(found)
    assert [fault.at for fault in caught.value.faults] == [at]
    assert validator(situation_schema(small_program())).is_valid(found) == (
        at in ("drizzle", "vote") or "set aside" in found
    )


def test_words_of_json_stand_in_what_is_said() -> None:
    with pytest.raises(WrongFact, match=r"A text is never taken for yes or no: give true or false"):
        policy().situation({"facts": {"rain": "yes"}})
    # A fact below the top is put right.
    with pytest.raises(WrongSituation, match='Facts stand below "facts"'):
        policy().situation({"rain": True})


def test_a_great_many_mistakes_are_all_said() -> None:
    with pytest.raises(UnknownFact) as caught:
        policy().situation({"facts": {f"rian{number}": True for number in range(5_000)}})
    assert len(caught.value.faults) == 5_000
