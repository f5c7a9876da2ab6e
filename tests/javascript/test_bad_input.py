"""Bad input to the JavaScript package: a clear error with a way out, everything at once, and never an answer."""

from __future__ import annotations

import pytest
from tests.javascript.node import Node, Refused
from tests.random_policies import HEAD, LOCK

from solon import pipeline

POLICY = (
    HEAD
    + """
action speak
  says: speak

fact rain
  was: shower
  says: it rains
  denies: it does not rain
  asks: Does it rain?

fact snow
  says: it snows
  denies: it does not snow
  asks: Does it snow?
  presumed: no
  because: it is rare

choice place
  asks: Where?
  one of:
    - hall: in the hall
    - yard: in the yard

date vote
  says: the day of the vote
  asks: When is the vote?

term wet
  cites: rules 1
  says: it is wet
  when any of:
    - it rains
    - it snows

reading strict
  about: rules 1
  question: How strict?
  chosen much: very
  other little: not very
  because: a test

impossible both
  because: it is one or the other
  when all of:
    - it rains
    - it snows

question may_i_speak
  asks: May I speak?
  about: speak

rule silence
  cites: rules 1
  a member must not speak
  when all of:
    - it is wet
    - in the hall
      under reading: strict = little
  until: the day of the vote
"""
)


@pytest.fixture(scope="module")
def asked(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Node:
    built = pipeline.checked({"p.solon": POLICY.encode()}, LOCK)
    assert built.sound, built.findings
    node.load(built, tmp_path_factory.mktemp("bad"))
    return node


# What is written, the error that comes out, and what it must say.
TABLE = [
    ("policy.decide({ rains: true })", "UnknownFact", 'There is no fact "rains". Did you mean "rain"?'),
    ("policy.statuses({ rains: true })", "UnknownFact", 'Did you mean "rain"?'),
    ("policy.decide({ wet: true })", "UnknownFact", "Give the facts behind it instead: rain, snow."),
    ("policy.decideSituation({ facts: { wet: true } })", "UnknownFact", "it is worked out, so it cannot be given."),
    ("policy.decide({ rain: 'yes' })", "WrongFact", '"yes" is not an answer to "rain"'),
    ("policy.statuses({ rain: 'yes' })", "WrongFact", '"yes" is not an answer to "rain"'),
    ("policy.decide({ rain: true, shower: false })", "WrongFact", '"rain" is given twice'),
    ("policy.decide({ rain: 'maybe' })", "WrongFact", '"maybe" is not an answer to "rain"'),
    ("policy.decide({ rain: 1 })", "WrongFact", '"1" is not an answer to "rain"'),
    ("policy.statuses({ rain: 0 })", "WrongFact", '"0" is not an answer to "rain"'),
    ("policy.decide({ rain: [] })", "WrongFact", '"a list" is not an answer'),
    ("policy.decide({ rain: Symbol('x') })", "WrongFact", "is not an answer"),
    ("policy.decide({ rain: NaN })", "WrongFact", '"NaN" is not an answer'),
    ("policy.decide({ place: 'hal' })", "WrongFact", 'Did you mean "hall"?'),
    ("policy.decide({ place: true })", "WrongFact", "Its answers are: hall, yard."),
    ("policy.decide({ vote: new Date(0) })", "WrongFact", "a Date"),
    ("policy.decide({ vote: '2019-02-29' })", "WrongFact", "is not a day of the calendar"),
    ("policy.statuses({ vote: '2019-02-29' }, { on: '2019-01-01' })", "WrongFact", "is not a day of the calendar"),
    ("policy.decide({ vote: '2019-13-01' })", "WrongFact", "is not a day of the calendar"),
    ("policy.decide({ vote: '1899-12-31' })", "WrongFact", "outside the years 1900 to 2199"),
    ("policy.decide({ vote: '2019-01-01\\n' })", "WrongFact", "is not a day of the calendar"),
    ("policy.decide({ vote: '٢٠١٩-٠١-٠١' })", "WrongFact", "is not a day of the calendar"),
    ("policy.decide({}, { on: '2200-01-01' })", "WrongDay", "outside the years 1900 to 2199"),
    ("policy.statuses({}, { on: '2200-01-01' })", "WrongDay", "outside the years 1900 to 2199"),
    ("policy.decide({}, { on: 20190101 })", "WrongDay", "is not a day of the calendar"),
    ("policy.decide({}, { on: new Date() })", "WrongDay", "a Date"),
    ("policy.decide({}, { On: '2019-01-01' })", "UnknownKey", 'There is no option "On"'),
    ("policy.statuses({}, { everythingElse: true })", "UnknownKey", 'Did you mean "everythingElseNo"?'),
    ("policy.decide({}, { everythingElseNo: 'yes' })", "WrongFact", "is not understood"),
    ("policy.decide({}, 'x')", "UnknownKey", "must be an object"),
    ("policy.decide({}, { readings: { strikt: 'much' } })", "UnknownReading", 'Did you mean "strict"?'),
    ("policy.decide({}, { readings: { strict: 'mush' } })", "UnknownReading", 'Did you mean "much"?'),
    ("policy.decide({}, { readings: [] })", "UnknownReading", "must be an object"),
    ("policy.decide({}, { asked: ['member speek'] })", "UnknownDeed", 'Did you mean "member speak"?'),
    ("policy.decide({}, { asked: 'member speak' })", "UnknownDeed", "must be a list"),
    ("policy.decide({ rain: true, snow: true })", "ImpossibleFacts", "cannot all be true: it is one or the other"),
    ("policy.statuses({ rain: true, snow: true })", "ImpossibleFacts", "cannot all be true: it is one or the other"),
    ("policy.decide()", "WrongFact", "No facts were given"),
    ("policy.decide(null)", "WrongFact", "No facts were given"),
    ("policy.decide([true])", "WrongFact", "must be an object"),
    ("policy.decide('rain')", "WrongFact", "must be an object"),
    ("policy.decide(new Map([['rain', true]]))", "WrongFact", "must be an object"),
    ("policy.statuses([])", "WrongFact", "must be an object"),
    ("policy.decide(JSON.parse('{\"__proto__\": true}'))", "UnknownFact", 'There is no fact "__proto__"'),
    ("policy.decide({ constructor: true })", "UnknownFact", 'There is no fact "constructor"'),
    ("policy.decide({ ['x'.repeat(1e6)]: true })", "UnknownFact", "xxx..."),
    ("policy.decideSituation({ fact: {} })", "UnknownKey", 'Did you mean "facts"?'),
    ("policy.decideSituation({ rain: true })", "UnknownKey", 'Facts stand below "facts".'),
    ("policy.decideSituation({ facts: { rain: { valu: true } } })", "WrongFact", 'Did you mean "value"?'),
    ("policy.decideSituation({ facts: { rain: { by: 'me' } } })", "WrongFact", '"rain" has no value'),
    ("policy.decideSituation({ 'everything else': 'yes' })", "WrongFact", "is not understood"),
    ("policy.decideSituation(7)", "UnknownKey", "must be an object"),
    ("policy.decide({}).get('member', 'speek')", "UnknownDeed", 'Did you mean "member speak"?'),
    ("policy.statuses({}).get('member', 'speek')", "UnknownDeed", 'Did you mean "member speak"?'),
    ("policy.decide({}).get('x')", "UnknownDeed", "See policy.verdicts."),
    ("policy.ask('may_i_speek')", "UnknownQuestion", 'Did you mean "may_i_speak"?'),
    ("policy.ask()", "UnknownQuestion", "No question was given"),
    ("policy.ask(['member speek'])", "UnknownDeed", 'Did you mean "member speak"?'),
    ("policy.ask('may_i_speak', { onn: 1 })", "UnknownKey", 'Did you mean "on"?'),
    ("policy.ask('may_i_speak').answer(true, 'rains')", "UnknownFact", 'Did you mean "rain"?'),
    ("policy.ask('may_i_speak').answer('perhaps', 'rain')", "WrongFact", "is not an answer"),
    ("policy.ask('may_i_speak').answer('today', 'on')", "WrongDay", "is not a day of the calendar"),
    (
        "policy.ask('may_i_speak').answer(true, 'snow').answer(true, 'rain')",
        "ImpossibleFacts",
        "That cannot be: it is one or the other",
    ),
    ("policy.decide({}) == true", "TypeError", "neither true nor false"),
    ("`${policy.decide({}).verdicts[0]}`", "TypeError", "neither true nor false"),
    ("policy.statuses({}) + ''", "TypeError", "neither true nor false"),
    ("(() => { 'use strict'; policy.decide({}).verdicts[0].status = 'permitted'; })()", "TypeError", "read only"),
    ("(() => { 'use strict'; policy.decide({}).verdicts[0].norms.push(1); })()", "TypeError", "not extensible"),
]


@pytest.mark.parametrize(("code", "error", "says"), TABLE, ids=[code for code, _, _ in TABLE])
def test_what_is_wrong_is_refused_with_a_way_out(asked: Node, code: str, error: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        asked.ask("run", f"return {code};")
    assert refused.value.name == error
    assert says in refused.value.says
    assert len(refused.value.says) < 2_000


def test_everything_wrong_is_listed_at_once(asked: Node) -> None:
    with pytest.raises(Refused) as refused:
        asked.ask("decide", [{"rains": True, "place": 7, "vote": "soon"}, {"on": "x", "when": 1, "asked": [1]}])
    kinds = [fault["kind"] for fault in refused.value.faults]
    assert kinds == ["UnknownKey", "UnknownFact", "WrongFact", "WrongFact", "WrongDay", "UnknownDeed"]
    assert refused.value.name == "UnknownFact"


def test_an_answer_offers_nothing_that_reads_like_permission(asked: Node) -> None:
    code = "const one = policy.decide({}).verdicts[0]; return [one.allowed, one.permitted, one.ok].map(String);"
    assert asked.ask("run", code) == ["undefined"] * 3


def test_what_is_left_out_is_unknown_and_never_no(asked: Node) -> None:
    """Left out, undefined, null and "unknown": none is "no", also where the straight code answers."""
    for facts in ("{}", "{ rain: undefined }", "{ rain: null }", "{ rain: 'unknown' }"):
        code = f"return policy.statuses({facts}).get('member', 'speak');"
        assert asked.ask("run", code) == "undetermined"


def test_inherited_facts_do_not_count(asked: Node) -> None:
    code = """
        const facts = Object.create({ rain: true });
        try { return policy.statuses(facts).get("member", "speak"); } catch (fault) { return fault.name; }
    """
    assert asked.ask("run", code) == "WrongFact"


def test_deep_and_large_values_are_refused_quickly(asked: Node) -> None:
    code = """
        let deep = true;
        for (let number = 0; number < 100_000; number++) deep = [deep];
        const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, number) => [`f${number}`, true]));
        const names = [];
        for (const facts of [{ rain: deep }, wide]) {
          try { policy.decide(facts); } catch (fault) { names.push(fault.name); }
        }
        return names;
    """
    assert asked.ask("run", code) == ["WrongFact", "UnknownFact"]
