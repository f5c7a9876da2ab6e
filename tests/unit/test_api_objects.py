"""What a program holds: it cannot be changed, misread as true, or lost on the way to another process."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
from contextlib import suppress
from typing import Any

import pytest
from tests.loaded import ROOT, small

import solon
from solon import Fault, NoVerdict, SolonError, Status, UnknownFact
from solon.engine import faults
from solon.engine.decide import Decider
from solon.engine.faults import TooHard
from solon.engine.policy import Policy
from solon.engine.store import Store, TooLarge

POLICY = small()
DECISION = POLICY.decide({"rain": True, "storm": False, "place": "hall", "vote": "not yet"}, "2018-05-01")
VERDICT = DECISION["member", "speak"]
ASKING = POLICY.ask("may_i")
HELD = [POLICY, DECISION, VERDICT, ASKING]
NAMES = [type(one).__name__ for one in HELD]


def public(one: object) -> list[str]:
    return [name for name in dir(one) if not name.startswith("_")]


@pytest.mark.parametrize("one", HELD, ids=NAMES)
def test_no_attribute_can_be_set_or_deleted(one: Any) -> None:
    for name in (*public(one), "_workings", "_program", "anything"):
        with pytest.raises(AttributeError):
            setattr(one, name, None)
        with pytest.raises(AttributeError):
            delattr(one, name)
    assert VERDICT.status == "prohibited"


@pytest.mark.parametrize(
    "mapping",
    [
        POLICY.facts, POLICY.bearers, POLICY.actions, POLICY.readings, POLICY.instruments, POLICY.questions,
        DECISION.facts, DECISION.readings, DECISION.situation.given, DECISION.situation.readings,
        VERDICT.by_instrument, VERDICT.reasons, ASKING.interview.readings, ASKING.interview.situation().given,
    ],
)  # fmt: skip
def test_a_mapping_can_only_be_read(mapping: Any) -> None:
    with pytest.raises(TypeError):
        mapping["rain"] = False
    assert not hasattr(mapping, "clear")


def test_plain_data_is_made_anew_each_time() -> None:
    before = DECISION.to_json()
    data = DECISION.to_json()
    data["situation"]["facts"]["rain"] = False
    data["verdicts"].clear()
    assert DECISION.to_json() == before


def test_what_facts_are_is_frozen() -> None:
    with pytest.raises(AttributeError):
        POLICY.facts["rain"].kind = "date"


# Never true, never false, never a status


@pytest.mark.parametrize("one", [DECISION, VERDICT, DECISION.record, VERDICT.record])
def test_an_answer_is_neither_true_nor_false(one: object) -> None:
    for use in (bool, lambda found: not found, lambda found: found and 1, lambda found: all([found])):
        with pytest.raises(TypeError, match="neither true nor false"):
            use(one)


@pytest.mark.parametrize("one", [DECISION, VERDICT])
@pytest.mark.parametrize("other", ["prohibited", Status.PROHIBITED, True, False, ""])
def test_an_answer_is_not_taken_for_a_status(one: object, other: object) -> None:
    for use in (lambda: one == other, lambda: other == one, lambda: one != other, lambda: one in (other,)):
        with pytest.raises(TypeError, match="is no status"):
            use()


def test_answers_are_equal_to_themselves_alone() -> None:
    assert DECISION["member", "speak"] == VERDICT
    assert DECISION["member", "leave"] != VERDICT
    assert VERDICT is not None
    assert VERDICT != 3
    assert len({DECISION, VERDICT, VERDICT}) == 2


def test_what_is_in_a_decision() -> None:
    assert ("member", "speak") in DECISION
    assert ("member", "sing") not in DECISION
    assert VERDICT in DECISION
    assert VERDICT not in POLICY.decide({})
    assert list(DECISION) == list(DECISION.verdicts)


# How they look


def test_how_they_look() -> None:
    assert repr(POLICY) == f"<Policy {POLICY.revision[:12]}: 5 facts, 3 verdicts>"
    assert repr(DECISION) == f"<Decision on 2018-05-01: 3 verdicts, revision {POLICY.revision[:12]}>"
    assert repr(POLICY.decide()) == f"<Decision on any day: 3 verdicts, revision {POLICY.revision[:12]}>"
    assert (
        repr(POLICY.decide({}, "unknown"))
        == f"<Decision on an unknown day: 3 verdicts, revision {POLICY.revision[:12]}>"
    )
    assert repr(VERDICT) == "<Verdict member speak: prohibited>"
    assert repr(ASKING) == "<Asking: 0 answers, at most 5 questions left>"


# Copies and other processes


@pytest.mark.parametrize("one", HELD, ids=NAMES)
def test_a_copy_of_what_cannot_change_is_the_same(one: object) -> None:
    assert copy.copy(one) is one
    assert copy.deepcopy(one) is one


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_they_can_be_sent_to_another_process(protocol: int) -> None:
    policy, decision, verdict, asking = pickle.loads(pickle.dumps(HELD, protocol))
    assert policy.revision == POLICY.revision
    assert policy.decide({"rain": True}).to_json() == POLICY.decide({"rain": True}).to_json()
    assert decision.to_json() == DECISION.to_json()
    assert decision.situation == DECISION.situation
    assert verdict.explain() == VERDICT.explain()
    assert verdict in verdict.decision
    assert asking.question == ASKING.question
    with pytest.raises(TypeError):
        decision.situation.given["rain"] = False
    with pytest.raises(AttributeError):
        policy.revision = ""


def test_a_decision_asked_before_can_be_sent_as_well() -> None:
    decision = POLICY.decide({"rain": True})
    before = decision.to_json(), decision["member", "speak"].explain()
    again = pickle.loads(pickle.dumps(decision))
    assert (again.to_json(), again["member", "speak"].explain()) == before


def test_records_can_be_sent_as_well() -> None:
    assert pickle.loads(pickle.dumps(DECISION.record)) == DECISION.record
    assert copy.deepcopy(DECISION.record) == DECISION.record


KINDS = [one for _, one in inspect.getmembers(faults, inspect.isclass) if issubclass(one, SolonError)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_can_be_sent_as_well(kind: type[SolonError]) -> None:
    fault = kind([Fault("rain", "It is wrong.", "Mend it."), Fault("", "It is, too.")])
    again = pickle.loads(pickle.dumps(fault))
    assert type(again) is kind
    assert again.faults == fault.faults
    assert str(again) == "It is wrong. Mend it.\nIt is, too."
    assert getattr(solon, kind.__name__) is kind


# What breaks off


def test_too_many_steps_are_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = Policy(POLICY._program)

    def stop(_: Store) -> None:
        raise TooLarge

    with monkeypatch.context() as patch:
        patch.setattr(Store, "spend", stop)
        for ask in (
            lambda: policy.decide({"rain": True})["member", "speak"].status,
            lambda: policy.decide({"rain": True}).to_json(),
            lambda: policy.ask("may_i").question,
        ):
            with pytest.raises(TooHard, match="too many steps"):
                ask()
    assert policy.decide({"rain": True}).to_json() == POLICY.decide({"rain": True}).to_json()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError, RecursionError, SystemExit])
def test_what_is_stopped_in_the_middle_leaves_nothing_behind(
    stop: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped at each step of making a node in turn, a policy answers afterwards as if nothing had been."""
    policy = Policy(POLICY._program)
    facts = {"rain": True, "storm": None}
    wanted = POLICY.decide(facts).to_json()
    decision, asking = policy.decide(facts), policy.ask("may_i")
    make = Store.node
    for steps in range(0, 400, 7):
        left = steps

        def broken(store: Store, level: int, kids: tuple[int, ...]) -> int:
            nonlocal left
            left -= 1
            if left == 0:
                # Between the two lists that a node stands in.
                store.level.append(level)
                raise stop
            return make(store, level, kids)

        with monkeypatch.context() as patch:
            patch.setattr(Store, "node", broken)
            for ask in (
                lambda: Policy(POLICY._program).decide(facts).to_json(),
                lambda: policy.decide(facts).to_json(),
                lambda: decision.duties,
            ):
                with suppress(stop, TooHard):
                    ask()
        assert decision["member", "speak"].status == "undetermined"
        assert asking.question is not None
        assert policy.decide(facts).to_json() == wanted
    assert decision.to_json() == wanted


def test_a_question_has_its_own_limit_of_steps() -> None:
    policy = Policy(POLICY._program)
    decision = policy.decide({"rain": True})
    assert decision["member", "speak"].status == "undetermined"
    store = policy._workings.exactly(lambda decider: decider.atlas.store)
    store.allow(0)
    assert decision.to_json() == POLICY.decide({"rain": True}).to_json()
    assert isinstance(policy._workings.exactly(lambda decider: decider), Decider)


# Names of the package


def test_the_package_names_what_it_has() -> None:
    assert set(solon.__all__) <= set(dir(solon))
    for name in solon.__all__:
        assert getattr(solon, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'loda'"):
        getattr(solon, "lo" + "da")
    assert solon.Decision.__name__ == "LazyDecision"
    assert isinstance(DECISION, solon.Decision)
    assert isinstance(VERDICT, solon.Verdict)
    assert isinstance(ASKING.question, solon.Question)
    assert issubclass(NoVerdict, KeyError)
    assert not issubclass(UnknownFact, KeyError)


@pytest.mark.parametrize("statement", ["import solon", "from solon import UnknownFact, Fault", "from solon import *"])
def test_a_program_imports_neither_the_compiler_nor_its_libraries(statement: str) -> None:
    script = (
        f"{statement}\nimport sys\n"
        "assert not {'lark', 'networkx', 'yaml', 'click', 'solon_dsl', 'solon.model'} & set(sys.modules), sys.modules\n"
    )
    if statement == "import solon":
        script += "assert not [name for name in sys.modules if name.startswith('solon.')]\n"
    paths = {"PYTHONPATH": f"{ROOT / 'dsl'}:{ROOT / 'compiler'}"}
    subprocess.run([sys.executable, "-c", script], check=True, env=paths)
