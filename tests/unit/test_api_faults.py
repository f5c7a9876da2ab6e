"""What a program can get wrong: every fault is named at once, on short lines, and never becomes half an answer."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from tests.loaded import instruments, small

import solon
from solon import ImpossibleFacts, NoVerdict, SolonError, UnknownFact, WrongFact, WrongSituation

ASKED = ("member", "speak")


def refused(kind: type[SolonError], facts: Any = None, on: Any = None, **more: Any) -> list[str]:
    """The lines of the message with which a situation is refused; each must be short."""
    with pytest.raises(kind) as caught:
        small().decide(facts, on, **more)
    assert type(caught.value) is kind
    lines = str(caught.value).split("\n")
    assert all(line.isprintable() and len(line) < 300 for line in lines)
    assert isinstance(caught.value, ValueError)
    assert len(caught.value.faults) >= len(lines)
    return lines


# Names


def test_a_misspelt_fact_gets_the_nearest_one() -> None:
    assert refused(UnknownFact, {"rian": True}) == ['There is no fact "rian". Did you mean "rain"?']


def test_a_name_that_is_like_none_gets_no_guess() -> None:
    assert refused(UnknownFact, {"zzzzzz": True}) == ['There is no fact "zzzzzz".']


def test_a_term_is_worked_out_and_names_the_facts_behind_it() -> None:
    says = '"wet" is a term: it is worked out, so it cannot be given. Give the facts behind it instead: rain, storm.'
    assert refused(UnknownFact, {"wet": True}) == [says]


@pytest.mark.parametrize("name", [1, None, True, b"rain", ("rain",), 1.5, float("nan"), frozenset(("rain",))])
def test_a_name_is_text(name: object) -> None:
    assert refused(UnknownFact, {name: True})[0].endswith(" is no name. Names are text.")


@pytest.mark.parametrize(
    "name", ["", " rain", "rain ", "RAIN", "rain\n", "ra​in", "rai\u0301n", "r\u0430in", "\u202erain"]
)
def test_a_name_that_only_looks_like_one_is_none(name: str) -> None:
    line = refused(UnknownFact, {name: True})[0]
    assert line.startswith("There is no fact ")
    if not name.isascii():
        assert f"U+{next(ord(one) for one in name if not one.isascii()):04X}" in line


def test_a_fact_given_under_two_ids_is_given_twice() -> None:
    assert refused(WrongFact, {"drizzle": True, "rain": False}) == ['"rain" is given twice. Keep one of them.']
    assert refused(WrongFact, {"drizzle": None, "rain": False}) == ['"rain" is given twice. Keep one of them.']


# Values


class Evil:
    """Whatever is asked of it fails, or lies."""

    def __repr__(self) -> str:
        raise RuntimeError

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash("rain")

    def __bool__(self) -> bool:
        raise RuntimeError


class SaysItIsText(Evil):
    """It claims a class that it does not have, as mocks do."""

    @property
    def __class__(self) -> type:
        return str


class bool_:
    """Like the truth values of numpy."""

    def __bool__(self) -> bool:
        return True


NESTED: list[Any] = []
for _ in range(100_000):
    NESTED = [NESTED]
NEVER_RIGHT = [
    0,
    1,
    -1,
    10**5000,
    0.0,
    1.0,
    float("nan"),
    float("inf"),
    1j,
    Decimal(1),
    Fraction(1),
    b"yes",
    [],
    [True],
    {},
    (),
    set[int](),
    NESTED,
    [1] * 1_000_000,
    object(),
    bool,
    bool_(),
    Evil(),
    SaysItIsText(),
    lambda: True,
    NotImplemented,
    ...,
]
TEXTS = [
    "",
    "yes",
    "no",
    "True",
    "False",
    "true",
    "false",
    "TRUE",
    "1",
    "0",
    "none",
    "null",
    "Unknown",
    " unknown",
    "x" * 1_000_000,
]


@pytest.mark.parametrize(
    "value", [*NEVER_RIGHT, *TEXTS, "already", "hall", date(2018, 5, 1)], ids=lambda v: repr(type(v))
)
def test_a_fact_is_true_or_false_and_nothing_else(value: object) -> None:
    line = refused(WrongFact, {"rain": value})[0]
    assert ' is not an answer to "rain". ' in line


def test_a_text_is_never_taken_for_true_or_false() -> None:
    help = "A text is never taken for yes or no: give True or False, without quotes."
    assert refused(WrongFact, {"rain": "no"}) == [f'"no" is not an answer to "rain". {help}']
    assert refused(WrongFact, {"rain": bool_()}) == [
        'A bool_ is not an answer to "rain". It only looks like one: give bool(value).'
    ]


@pytest.mark.parametrize(
    "value",
    [*NEVER_RIGHT, *TEXTS, True, False, "already", "Hall", "hall ", date(2018, 5, 1)],
    ids=lambda v: repr(type(v)),
)
def test_a_choice_is_one_of_its_options(value: object) -> None:
    line = refused(WrongFact, {"place": value})[0]
    assert ' is not an answer to "place". ' in line
    assert line.endswith("Its answers are: hall, yard; None for unknown.")


NO_DAYS = [
    "2018-02-29",
    "2018-2-3",
    "2018-13-01",
    "0000-00-00",
    "2018-W18-2",
    "20180501",
    "2018-05-01T00:00",
    "2018-05-01 ",
    "01.05.2018",
    "1899-12-31",
    "2200-01-01",
    "9999-12-31",
    "\uff12\uff10\uff11\uff18-\uff10\uff15-\uff10\uff11",
    "2018\u201105\u201101",
    "today",
    "2018\n05-01",
    date(1899, 12, 31),
    date(2200, 1, 1),
    date.min,
    date.max,
    datetime(2018, 5, 1),
    datetime(2018, 5, 1, tzinfo=UTC),
    time(12),
    True,
    False,
]


@pytest.mark.parametrize("value", [*NEVER_RIGHT, *NO_DAYS, "Already", "not  yet"], ids=lambda v: repr(type(v)))
@pytest.mark.parametrize("place", ["vote", "on"])
def test_a_day_is_a_day_of_the_calendar(place: str, value: object) -> None:
    line = refused(WrongFact, {"vote": value})[0] if place == "vote" else refused(WrongFact, {}, value)[0]
    assert "day" in line or "outside the years 1900 to 2199" in line
    assert line.endswith((", or None.", 'or "unknown".', "value.date()."))


def test_a_leap_day_exists_in_leap_years_only() -> None:
    assert small().decide({"vote": "2020-02-29"}).facts["vote"] == date(2020, 2, 29)
    assert refused(WrongFact, {"vote": "2019-02-29"})[0].startswith('"2019-02-29" is no day of the calendar.')
    assert refused(WrongFact, {"vote": "1900-02-29"})[0].startswith('"1900-02-29" is no day of the calendar.')


def test_a_moment_is_no_day() -> None:
    line = refused(WrongFact, {}, datetime(2018, 5, 1, 23, 30))[0]
    assert line == (
        '2018-05-01 23:30:00 is not a day of "on". A moment is on another day elsewhere. '
        "Give its day alone: value.date()."
    )


@pytest.mark.parametrize("word", ["already", "not yet"])
def test_words_for_dates_are_no_day_of_the_act(word: str) -> None:
    assert refused(WrongFact, {}, word)[0].startswith(f'"{word}" is not a day of "on".')


@pytest.mark.parametrize("name", ["rain", "place", "vote"])
@pytest.mark.parametrize("value", [None, "unknown"])
def test_unknown_is_said_in_two_ways(name: str, value: object) -> None:
    decision = small().decide({name: value})
    assert decision.facts == {name: None}
    assert decision.situation.unknown == {name}


# What is kind: classes made from those that fit, as they stand for the same value


class Place(StrEnum):
    HALL = "hall"


class Text(str):
    """A text that calls itself equal to every other."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash("rain")

    def __str__(self) -> str:
        return "rain"

    def split(self, *_: Any) -> list[str]:
        return ["member", "speak"]


class FrozenDay(date):
    """As tests make them that stop the clock."""

    @property
    def year(self) -> int:
        return 1999


def test_classes_made_from_text_and_days_count_as_what_they_are_made_from() -> None:
    decision = small().decide({"place": Place.HALL, "vote": FrozenDay(2018, 5, 1)}, FrozenDay(2018, 4, 1))
    assert (decision.facts["place"], decision.facts["vote"]) == ("hall", date(2018, 5, 1))
    assert [type(value) for value in decision.facts.values()] == [str, date]
    assert (type(decision.on), decision.on) == (date, date(2018, 4, 1))
    assert small().decide({Text("place"): Text("yard")}).facts == {"place": "yard"}


@pytest.mark.parametrize(
    "facts", [{Text("wet"): True}, {Text("anything"): True}, {"place": Text("garden")}, {"vote": Text("soon")}]
)
def test_a_text_that_lies_is_taken_at_its_letters(facts: dict[str, object]) -> None:
    with pytest.raises(WrongSituation):
        small().decide(facts)


def test_a_text_that_lies_is_refused_where_everything_is_known() -> None:
    known = {"rain": True, "storm": False, "calm": True, "vote": date(2018, 5, 1)}
    for ask in (small().decide, small().statuses):
        with pytest.raises(WrongFact):
            ask({**known, "place": Text("garden")}, "2018-06-01")
        ask({**known, "place": "yard"}, "2018-06-01")


def test_lying_texts_elsewhere() -> None:
    assert refused(WrongSituation, {}, asked=[Text("member sing")])[0].startswith('No rule is about "member sing".')
    assert refused(WrongSituation, {}, readings={Text("lax"): "much"})[0].startswith('There is no reading "lax".')
    assert refused(WrongSituation, {}, readings={"strict": Text("very")})[0].startswith('The reading "strict" has no')
    assert refused(WrongFact, {}, Text("2018-05-1"))[0].startswith('"2018-05-1" is not a day')
    with pytest.raises(NoVerdict):
        small().decide()[Text("member"), Text("sing")]


# Mappings


class Failing(Mapping[str, object]):
    """A mapping that fails when it is looked at."""

    def __getitem__(self, key: str) -> object:
        raise OSError

    def __iter__(self) -> Iterator[str]:
        yield "rain"
        raise OSError

    def __len__(self) -> int:
        return 1


class FailingDict(dict[str, object]):
    def items(self) -> Any:
        raise OSError


@pytest.mark.parametrize("facts", [Failing(), FailingDict(rain=True)])
def test_a_mapping_that_fails_gives_no_answer(facts: Mapping[str, object]) -> None:
    with pytest.raises(OSError, match=r"^$"):
        small().decide(facts)
    with pytest.raises(OSError, match=r"^$"):
        small().decide({}, readings=facts)


@pytest.mark.parametrize("make", [dict, OrderedDict, MappingProxyType, lambda found: defaultdict(bool, found)])
def test_every_kind_of_mapping_will_do(make: Callable[[dict[str, object]], Mapping[str, object]]) -> None:
    assert small().decide(make({"rain": True})).facts == {"rain": True}


def test_what_is_no_mapping_is_refused() -> None:
    row = sqlite3.connect(":memory:")
    row.row_factory = sqlite3.Row
    for facts in (
        ["rain"],
        "rain",
        ("rain", True),
        1,
        True,
        {"rain"},
        [("rain", True)],
        row.execute("select 1 as rain").fetchone(),
    ):
        assert refused(WrongFact, facts)[0].startswith("The facts are a")
    assert refused(WrongFact, {}, readings=["strict"])[0].startswith("The readings are a list, not a mapping")


def test_what_is_changed_afterwards_changes_nothing() -> None:
    facts: dict[str, object] = {"rain": True, "storm": False, "place": "hall", "vote": "not yet"}
    readings = {"strict": "much"}
    asked = ["member speak"]
    decision = small().decide(facts, readings=readings, asked=asked)
    facts.update(rain=False, place="yard")
    readings["strict"] = "little"
    asked.clear()
    assert decision["member", "speak"].status == "prohibited"
    assert dict(decision.facts) == {"rain": True, "storm": False, "place": "hall", "vote": "not yet"}
    assert len(decision) == 1


# Readings, what is asked, everything else


def test_readings() -> None:
    assert refused(WrongSituation, {}, readings={"strickt": "much"}) == [
        'There is no reading "strickt". Did you mean "strict"?'
    ]
    for option in ("muhc", "", None, True, 1, ["much"], Evil()):
        line = refused(WrongSituation, {}, readings={"strict": option})[0]
        assert line.startswith('The reading "strict" has no option ')
        assert line.endswith("Its options are: much, little.")


@pytest.mark.parametrize("asked", ["member speak", 1, True, b"member speak"[0], object()])
def test_what_is_asked_is_a_list(asked: object) -> None:
    assert "is no list of what is asked about" in refused(WrongSituation, {}, asked=asked)[0]


@pytest.mark.parametrize(
    "one",
    ["", "member", "member sing", "speak member", "member speak now", ("member",), ("member", 1, "speak"), (1, 2), 1,
     None, Evil(), {"member": "speak"}, b"member speak", ("member", "wet"), "x" * 1_000_000, ("x " * 10_000, "y")],
    ids=lambda one: repr(type(one)),
)  # fmt: skip
def test_each_is_a_bearer_and_an_action(one: object) -> None:
    assert refused(WrongSituation, {}, asked=[one])[0].startswith("No rule is about ")


def test_a_misspelt_action_gets_the_nearest() -> None:
    line = refused(WrongSituation, {}, asked=["member speek"])[0]
    assert line == 'No rule is about "member speek". Did you mean "member speak"?'


@pytest.mark.parametrize("value", [None, 0, 1, "no", "yes", Evil(), []])
def test_everything_else_is_no_or_it_is_not(value: object) -> None:
    assert refused(WrongSituation, {}, everything_else_no=value)[0].endswith(" is neither True nor False.")


# Several at once


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(UnknownFact) as caught:
        small().decide(
            {"rian": True, "wet": True, "rain": "yes", "place": True, "vote": "soon", 3: True},
            "2018-02-30",
            readings={"lax": "much", "strict": "very"},
            everything_else_no="no",
            asked=["member sing"],
        )
    assert [fault.at for fault in caught.value.faults] == [
        "", "rian", "wet", "rain", "place", "vote", "on", "everything_else_no", "lax", "strict", "asked",
    ]  # fmt: skip
    assert all(fault.says for fault in caught.value.faults)


def test_a_great_many_faults_are_all_kept_and_the_first_are_said() -> None:
    with pytest.raises(UnknownFact) as caught:
        small().decide({f"rain{number}": True for number in range(50_000)})
    assert len(caught.value.faults) == 50_000
    lines = str(caught.value).split("\n")
    assert len(lines) == 21
    assert lines[-1] == "And 49,980 more."


def test_names_and_values_of_a_megabyte_are_cut() -> None:
    long = "x\n" * 500_000
    with pytest.raises(UnknownFact) as caught:
        small().decide(
            {long: True, "rain": long, "place": long, "vote": long},
            long,
            readings={long: long, "strict": long},
            asked=[long],
        )
    assert all(len(fault.at) <= 60 and len(str(fault)) < 250 for fault in caught.value.faults)
    assert len(caught.value.faults) == 8


# Facts that cannot all be true


def test_facts_that_cannot_all_be_true_name_the_block_and_what_was_given() -> None:
    with pytest.raises(ImpossibleFacts) as caught:
        small().decide({"storm": True, "rain": False, "place": "hall"})
    assert [fault.at for fault in caught.value.faults] == ["no_storm_without_rain"]
    assert str(caught.value) == (
        "These facts cannot all be true: a storm brings rain (it does not rain; it storms) "
        "Correct one of them, or make it unknown."
    )


def test_what_is_presumed_or_taken_for_no_can_be_impossible_too() -> None:
    with pytest.raises(ImpossibleFacts):
        small().decide({"storm": True}, everything_else_no=True)
    assert small().decide({"storm": True}).facts == {"storm": True}


# Situations of other policies, and missing verdicts


def test_a_situation_of_another_policy_is_read_again() -> None:
    situation = small().decide({"rain": True}).situation
    with pytest.raises(UnknownFact):
        instruments().answer(situation)


@pytest.mark.parametrize(
    "pair",
    [
        ASKED[0],
        "member speak",
        ("member",),
        ("member", "speak", 1),
        ("member", 3),
        3,
        None,
        [],
        {},
        (Evil(), Evil()),
        ("member", "x" * 1_000_000),
        ["member", "speak"],
        slice(None),
    ],
)
def test_a_verdict_that_is_not_there(pair: Any) -> None:
    with pytest.raises(NoVerdict) as caught:
        small().decide({})[pair]
    assert isinstance(caught.value, KeyError)
    assert len(str(caught.value)) < 250
    assert pair not in small().decide({})


def test_a_verdict_that_was_meant_or_was_not_asked_for() -> None:
    with pytest.raises(NoVerdict, match=r'^There is no verdict on "member speek"\. Did you mean "member speak"\?$'):
        small().decide({})["member", "speek"]
    with pytest.raises(
        NoVerdict, match=r'^There is no verdict on "lobbyist like_the_content"\. No rule is about it\.$'
    ):
        instruments().decide({})["lobbyist", "like_the_content"]
    only = small().decide({}, asked=["member leave"])
    with pytest.raises(NoVerdict, match=r'^There is no verdict on "member speak"\. It was not among what was asked\.$'):
        only["member", "speak"]
    assert ("member", "leave") in only
    assert ("member", "speak") not in only


def test_the_faults_are_those_that_the_package_names() -> None:
    assert {SolonError, WrongSituation, UnknownFact, WrongFact, ImpossibleFacts, NoVerdict} <= {
        getattr(solon, name) for name in solon.__all__
    }
