"""A policy to ask: facts in, a decision out, with everything that it rests on; and interviews.

Invariant: immutable to whoever uses it, and safe to use from several threads. Nothing that is not understood is
answered: it raises, with everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType

from solon.engine.artefact import SCHEMA
from solon.engine.asking import Asking, begin
from solon.engine.faults import Fault, ImpossibleFacts, WrongSituation
from solon.engine.frozen import Frozen
from solon.engine.lazy import LazyDecision
from solon.engine.program import Action, Bearer, Input, Instrument, Program, Reading
from solon.engine.read import Reader
from solon.engine.shown import did_you_mean, shown, text_of
from solon.engine.situation import Situation
from solon.engine.wording import say_value
from solon.engine.workings import Workings


class Policy(Frozen):
    """A compiled set of rules.

    Get one with `solon.load()`. program: its tables.
    """

    _program: Program
    _workings: Workings

    def __init__(self, program: Program) -> None:
        vars(self).update(_program=program, _workings=Workings(program))

    def __reduce__(self) -> tuple[type[Policy], tuple[Program]]:
        return Policy, (self._program,)

    def __repr__(self) -> str:
        return f"<Policy {self.revision[:12]}: {len(self.facts)} facts, {len(self.verdicts)} verdicts>"

    @property
    def revision(self) -> str:
        """The sum that names these rules: SHA-256 in hexadecimal."""
        return self._program.revision

    @property
    def schema(self) -> str:
        """The form of the artefact."""
        return SCHEMA

    @cached_property
    def facts(self) -> Mapping[str, Input]:
        """What can be given: facts, choices and dates by id, with their questions and sentences."""
        return MappingProxyType(dict(self._program.inputs))

    @cached_property
    def bearers(self) -> Mapping[str, Bearer]:
        """Those whom norms bind, by id."""
        return MappingProxyType(dict(self._program.bearers))

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """What can be done, by id. The opposite of an action that has one is named `instead_of_...`."""
        return MappingProxyType(dict(self._program.actions))

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """The open questions of interpretation, by id, with the chosen option."""
        return MappingProxyType(dict(self._program.readings))

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """The texts that make the norms, by id."""
        return MappingProxyType(dict(self._program.instruments))

    @cached_property
    def questions(self) -> Mapping[str, str]:
        """The questions that an interview can start from: their words, by id."""
        return MappingProxyType({name: found.asks for name, found in self._program.questions.items()})

    @cached_property
    def verdicts(self) -> tuple[tuple[str, str], ...]:
        """What a decision has verdicts on: every bearer and action with some norm."""
        return tuple((bearer, deed.id) for bearer, deed in self._program.pairs)

    def decide(
        self,
        facts: Mapping[str, object] | None = None,
        on: str | date | None = None,
        *,
        readings: Mapping[str, str] | None = None,
        everything_else_no: bool = False,
        asked: Iterable[str | tuple[str, str]] | None = None,
    ) -> LazyDecision:
        """Answer one situation.

        facts: True or False for a fact, an option for a choice, a day for a date ("2018-05-01", a `date`, "already" or
        "not yet"); None for what is unknown. What is left out is unknown, too, unless it is presumed. on: the day of
        the act, "unknown", or nothing for a day on which every instrument is in force. readings: options other than
        the chosen ones. everything_else_no: every fact left out is "no". asked: "bearer action", to get these verdicts
        only.

        Raises UnknownFact, WrongFact, WrongSituation or ImpossibleFacts, with everything that is wrong.
        """
        return self._answer(Reader(self._program).situation(facts, on, readings, everything_else_no, asked))

    def answer(self, situation: Situation) -> LazyDecision:
        """The decision for a situation that was read before, perhaps for another policy. Raises as `decide` does."""
        return self._answer(Reader(self._program).again(situation))

    def _answer(self, situation: Situation) -> LazyDecision:
        blocked = self._workings.exactly(lambda decider: decider.impossible(situation))
        if blocked:
            raise ImpossibleFacts(self._impossible(name, situation) for name in blocked)
        return LazyDecision(self._workings, situation)

    def ask(
        self,
        question: str = "",
        *,
        asked: Iterable[str | tuple[str, str]] | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Asking:
        """Start an interview: one question at a time, only what can still change the answer.

        question: the id of a question of the policy (`policy.questions`). asked: "bearer action", instead of one.
        Raises WrongSituation for a question that the policy does not have, and for what no rule is about.
        """
        situation = Reader(self._program).situation({}, "unknown", readings, False, asked)
        name = text_of(question)
        found = self._program.questions.get(self._program.former.get(name, name)) if name is not None else None
        if found is None and (name != "" or not situation.asked):
            known = "Give one of: " + ", ".join(self.questions) + "."
            help = did_you_mean(name or "", self._program.questions) or known
            raise WrongSituation([Fault("question", f"There is no question {shown(question)}.", help)])
        return begin(self._workings, situation, found)

    def _impossible(self, name: str, situation: Situation) -> Fault:
        """Why facts cannot all be true, with those that were given."""
        program = self._program
        asked = self._workings.exactly(lambda decider: decider.behind_impossible(name))
        given = [one for one in program.inputs if one in asked and one in situation.given]
        said = "; ".join(say_value(program.inputs, one, situation.given[one]) for one in given)
        says = f"These facts cannot all be true: {program.because[name]}" + (f" ({said})" if said else "")
        return Fault(name, says, "Correct one of them, or make it unknown.")
