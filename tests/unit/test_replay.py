"""A kept decision, decided again: its own rules give it back, others say what they answer, nothing is guessed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.conformance_cases import FROM_FIXTURES, suites
from tests.diff_policies import HOUSE, policy

from solon import pipeline
from solon.engine.deontic import Status
from solon.engine.faults import ImpossibleFacts, UnknownFact, WrongRecord
from solon.engine.policy import Policy
from solon.engine.replay import Replay

RARE = "  when all of:\n    - the book is rare\n\n"
ASKED = ["visitor borrow"]


def rules(*edits: tuple[str, str], text: str = HOUSE) -> Policy:
    return Policy(pipeline.Build(policy(*edits, text=text), ()).decider.program)


def kept(**more: Any) -> dict[str, Any]:
    """A decision of the house rules, as it comes back from a file."""
    facts = {"rare": True, "old": False, "room": "yard"}
    return stored(rules().decide(more.pop("facts", facts), "2010-01-01", **more).to_json())


def stored(decision: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(decision))  # type: ignore[no-any-return]


def then_and_now(found: Replay) -> dict[str, tuple[Status, Status | None]]:
    return {f"{one.bearer} {one.action}": (one.then, one.current) for one in found.answers}


@pytest.mark.prove
def test_every_case_gives_the_same_decision_again() -> None:
    for suite in suites():
        engine = Policy(suite.build.decider.program)
        for case in suite.cases[:40] if suite.name == FROM_FIXTURES else suite.cases:
            try:
                decision = engine.answer(engine.situation(case.situation))
            except ImpossibleFacts:
                continue
            found = engine.replay(stored(decision.to_json()))
            assert found.reproduced is True, (suite.name, case.id, found.differences)
            assert not found.changed
            assert not found.faults
            assert not found.assumed


def test_a_decision_with_a_verdict_on_every_deed_is_made_again_although_one_was_asked() -> None:
    engine = rules()
    situation = engine.situation({"facts": {"rare": True}, "asked": ASKED})
    whole, part = engine.answer(situation).of_every_deed().to_json(), engine.answer(situation).to_json()
    assert len(whole["verdicts"]) > len(part["verdicts"]) == 1
    for one in (whole, part):
        found = engine.replay(stored(one))
        assert found.reproduced is True
        assert [answer.asked for answer in found.answers].count(True) == 1


def test_who_said_a_fact_is_put_back() -> None:
    engine = rules()
    said = {"value": True, "by": "the reader", "note": "<b>by\nletter</b>"}
    decision = stored(engine.answer(engine.situation({"facts": {"rare": said, "old": None}})).to_json())
    assert engine.replay(decision).reproduced is True
    decision["sources"]["rare"]["by"] = "somebody"
    # Who said it is no part of the answer, and can be anything; that nobody did cannot be made again.
    decision["sources"]["room"] = {"by": "nobody"}
    found = engine.replay(decision)
    assert [one.place for one in found.differences] == ["sources.room"]


def status(decision: dict[str, Any]) -> None:
    decision["verdicts"][0]["status"] = "permitted"


def fewer(decision: dict[str, Any]) -> None:
    decision["verdicts"][0]["norms"] = []


def order(decision: dict[str, Any]) -> None:
    decision["verdicts"].reverse()


def dropped(decision: dict[str, Any]) -> None:
    del decision["verdicts"][0]


def more(decision: dict[str, Any]) -> None:
    decision["note"] = "checked by hand"


def day(decision: dict[str, Any]) -> None:
    decision["on"] = "2011-01-01"


def number(decision: dict[str, Any]) -> None:
    decision["situation"]["facts"]["old"] = False
    decision["assumptions"] = [{"fact": "x", "value": 1, "why": "\x1b[31m"}]


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (status, "verdicts[visitor borrow].status"),
        (fewer, "verdicts[visitor borrow].norms[no_rare_books]"),
        (order, "verdicts"),
        (dropped, "verdicts[visitor borrow]"),
        (more, "note"),
        (day, "on"),
        (number, "assumptions[x]"),
    ],
)
def test_a_change_by_hand_is_found_at_its_place(edit: Callable[[dict[str, Any]], None], place: str) -> None:
    decision = kept()
    edit(decision)
    found = rules().replay(decision)
    assert found.reproduced is False
    assert [one.place for one in found.differences] == [place]
    assert all(text is None or text.isprintable() for one in found.differences for text in (one.recorded, one.again))


def test_true_is_not_one() -> None:
    decision = kept()
    decision["verdicts"][0]["changes"]["undecided"] = 0
    assert [one.place for one in rules().replay(decision).differences] == ["verdicts[visitor borrow].changes.undecided"]


def test_other_facts_give_another_answer() -> None:
    decision = kept()
    decision["situation"]["facts"]["rare"] = False
    found = rules().replay(decision)
    assert found.reproduced is False
    assert then_and_now(found)["visitor borrow"] == (Status.PROHIBITED, Status.ADVISED_AGAINST)


def test_other_rules_say_what_they_answer() -> None:
    now = rules((RARE, RARE.replace("rare\n", "rare\n    - the book is old\n")))
    found = now.replay(kept(asked=ASKED))
    assert found.reproduced is None
    assert not found.differences
    (answer,) = found.changed
    assert (answer.says, answer.then, answer.current) == (
        "a visitor, borrow the book",
        Status.PROHIBITED,
        Status.NOT_REGULATED,
    )
    decision = kept()
    decision["situation"]["facts"]["old"] = True
    decision["revision"] = "0" * 64
    assert next(one.by for one in now.replay(decision).answers if one.action == "borrow") == ("house 1",)


def test_a_deed_that_no_rule_is_about_any_more() -> None:
    text = HOUSE[: HOUSE.index("rule label_old_books")] + HOUSE[HOUSE.index("reading what_is_rare") :]
    found = rules(text=text).replay(kept(facts={"old": True, "opening": "2009-12-30"}))
    label = next(one for one in found.answers if one.action == "label")
    assert (label.then, label.current, label.regulated, label.changed) == (
        Status.REQUIRED,
        Status.NOT_REGULATED,
        False,
        True,
    )
    assert found.decision is not None


def test_a_fact_that_the_rules_do_not_know_gets_no_answer() -> None:
    decision = kept()
    decision["situation"]["facts"]["signed"] = True
    decision["revision"] = "0" * 64
    now = rules()
    found = now.replay(decision)
    assert found.decision is None
    assert [fault.at for fault in found.faults] == ["signed"]
    assert {one for _, one in then_and_now(found).values()} == {None}
    assert not found.changed
    without = now.replay(decision, without=["signed"])
    assert without.reproduced is None
    assert not without.faults
    assert not without.changed


def test_a_fact_left_out_is_unknown_and_not_no() -> None:
    decision = kept(everything_else_no=True)
    found = rules().replay(decision, without=["rare"])
    # It is made again as it was; only what is answered now goes without the fact.
    assert found.reproduced is True
    assert then_and_now(found)["visitor borrow"] == (Status.PROHIBITED, Status.UNDETERMINED)
    with pytest.raises(UnknownFact, match=r"not given wet\. Given are: rare, old, room"):
        rules().replay(decision, without=["wet"])


def test_a_fact_and_a_deed_with_other_ids_are_still_known() -> None:
    now = rules(
        ("fact rare\n", "fact is_rare\n  was: rare\n"),
        ("action label\n", "action put_label\n  was: label\n"),
        ("  instead: leave the book without a label\n", "  instead: leave the book without any label\n"),
    )
    found = now.replay(kept())
    assert found.renamed == {"rare": "is_rare"}
    assert not found.changed
    assert {one.action: one.says for one in found.answers}["instead_of_label"] == (
        "a visitor, leave the book without any label"
    )


def test_a_value_that_does_not_fit_any_more() -> None:
    now = rules(
        ("    - yard: it is done in the yard\n", "    - shed: it is done in the shed\n"),
    )
    found = now.replay(kept())
    assert [fault.at for fault in found.faults] == ["room"]
    assert "Its answers are: hall, shed" in str(found.faults[0])


def test_what_cannot_be_true_today_gets_no_answer() -> None:
    text = HOUSE + "\nimpossible old_in_yard\n  because: The yard is new.\n  when all of:\n    - the book is rare\n"
    now = rules(text=text + "    - it is done in the yard\n")
    found = now.replay(kept())
    assert [fault.at for fault in found.faults] == ["old_in_yard"]
    assert "The yard is new." in found.faults[0].says
    assert found.decision is None


def test_a_new_question_is_said_where_it_was_taken_for_no() -> None:
    new = "fact torn\n  says: the book is torn\n  denies: the book is whole\n  asks: Is it torn?\n\n"
    now = rules(("choice room\n", new + "choice room\n"), ("    - the book is common\n", "    - the book is torn\n"))
    found = now.replay(kept(everything_else_no=True))
    assert [(one.fact, one.value, one.why) for one in found.assumed] == [("torn", False, "everything else: no")]
    # Nothing is assumed where the situation did not say so.
    assert not now.replay(kept()).assumed


def test_it_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="reproduced"):
        bool(rules().replay(kept()))


def test_as_data() -> None:
    decision = kept(asked=ASKED)
    status(decision)
    data = stored(rules().replay(decision).to_json())
    assert data["schema"] == "solon.replay/1"
    assert data["reproduced"] is False
    assert data["differences"] == [
        {"place": "verdicts[visitor borrow].status", "recorded": '"permitted"', "again": '"prohibited"'}
    ]
    assert data["answers"] == [
        {
            "bearer": "visitor",
            "action": "borrow",
            "asked": True,
            "then": "permitted",
            "now": "prohibited",
            "changed": True,
            "by": ["house 1"],
        }
    ]


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (None, [""]),
        ([], [""]),
        ("solon.decision/1", [""]),
        ({}, [""]),
        ({"schema": "solon.decision/2"}, ["schema"]),
        ({"schema": ["solon.decision/1"]}, ["schema"]),
        ({"schema": "solon.decision/1"}, ["situation"]),
        (
            {"schema": "solon.decision/1", "situation": None, "revision": 1, "verdicts": {}, "sources": []},
            ["revision", "situation", "sources", "verdicts", "assumptions"],
        ),
        (
            {
                "schema": "solon.decision/1",
                "situation": {},
                "revision": "",
                "verdicts": [{"bearer": "visitor", "action": None, "status": "\x1b[31mallowed\u202e"}, []],
                "assumptions": [{"value": True}],
            },
            ["verdicts[0].action", "verdicts[0].status", "verdicts[1]", "assumptions[0].fact"],
        ),
    ],
)
def test_what_is_no_decision_is_refused(data: object, at: list[str]) -> None:
    with pytest.raises(WrongRecord) as wrong:
        rules().replay(data)
    assert [fault.at for fault in wrong.value.faults] == at
    assert str(wrong.value).replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("situation", "at"),
    [
        ({"facts": []}, [""]),
        ({"facts": {"rare": {"value": {"value": {}}}}}, ["rare"]),
        ({"facts": {"rare": 1}}, ["rare"]),
        ({"on": "2018-02-30"}, ["on"]),
        ({"fact": {}}, ["fact"]),
        ({"everything else": "yes"}, ["everything else"]),
    ],
)
def test_a_situation_that_its_own_rules_refuse_is_no_answer(situation: dict[str, Any], at: list[str]) -> None:
    decision = kept()
    decision["situation"] = situation
    found = rules().replay(decision)
    assert found.reproduced is False
    assert [fault.at for fault in found.faults] == at
    assert found.decision is None
