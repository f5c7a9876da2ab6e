"""A policy to ask: facts in, a decision out, with everything that it rests on; and interviews.

Invariant: immutable to whoever uses it, and safe to use from several threads. Nothing that is not understood is
answered: it raises, with everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from solon.engine.artefact import SCHEMA
from solon.engine.deontic import Status
from solon.engine.faults import Fault, ImpossibleFacts, WrongSituation
from solon.engine.frozen import Frozen
from solon.engine.program import Action, Bearer, Input, Instrument, Program, Reading
from solon.engine.read import Reader
from solon.engine.shown import did_you_mean, shown, text_of
from solon.engine.situation import Situation
from solon.engine.wording import say_value
from solon.engine.workings import Workings

# What decides and what asks is imported when it is first wanted, so that loading is quick.
if TYPE_CHECKING:
    from solon.bulk.decide_many import Tables
    from solon.engine.asking import Asking
    from solon.engine.lazy import LazyDecision
    from solon.engine.replay import Replay

Table = TypeVar("Table")
NO_READINGS: Mapping[str, str] = MappingProxyType({})


class Policy(Frozen):
    """A compiled set of rules.

    Get one with `solon.load()`. program: its tables.
    """

    _program: Program
    _workings: Workings
    _tables: Tables | None

    def __init__(self, program: Program) -> None:
        vars(self).update(_program=program, _workings=Workings(program), _tables=None)

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
        given, chosen = _copied(facts), _copied(readings) if readings else NO_READINGS
        if asked is None and given is not None and chosen is not None:
            # Read when it is wanted: what is quick looks at names and values by itself.
            read = partial(Reader(self._program).situation, given, on, chosen, everything_else_no)
            quick = self._workings.quick(given, on, chosen, everything_else_no, read)
            if quick is not None:
                from solon.engine.lazy import LazyDecision

                return LazyDecision(self._workings, read, quick)
        return self._answer(Reader(self._program).situation(facts, on, readings, everything_else_no, asked))

    def statuses(
        self,
        facts: Mapping[str, object] | None = None,
        on: str | date | None = None,
        *,
        readings: Mapping[str, str] | None = None,
        everything_else_no: bool = False,
    ) -> Mapping[tuple[str, str], Status]:
        """The status of every bearer and action, and nothing else: the quickest way. As `decide` otherwise."""
        chosen = _copied(readings) if readings else NO_READINGS
        if type(facts) is dict and chosen is not None:
            given = cast(dict[str, Any], facts)
            found = self._workings.quickly.statuses(given, on, chosen, everything_else_no)
            if found is not None:
                return found
        decision = self.decide(cast(Any, facts), on, readings=readings, everything_else_no=everything_else_no)
        return MappingProxyType(dict(zip(self.verdicts, decision.statuses(), strict=True)))

    def situation(self, data: object) -> Situation:
        """The situation that plain data describes: the keys of a situation file, as `json.loads` gives them.

        Raises UnknownFact, WrongFact or WrongSituation, with everything that is wrong.
        """
        from solon.engine.from_json import situation_from

        return situation_from(self._program, data)

    def answer(self, situation: Situation) -> LazyDecision:
        """The decision for a situation that was read before, perhaps for another policy. Raises as `decide` does."""
        return self._answer(Reader(self._program).again(situation))

    def _answer(self, situation: Situation) -> LazyDecision:
        from solon.engine.lazy import LazyDecision

        quick = self._workings.quick_for(situation)
        if quick is None:
            self._must_be_possible(situation)
        return LazyDecision(self._workings, situation, quick)

    def decide_many(
        self,
        table: Table,
        on: date | Literal["unknown"] | None = None,
        *,
        readings: Mapping[str, str] | None = None,
        everything_else_no: bool = False,
        keep: Iterable[str] = (),
        asked: Iterable[tuple[str, str]] | None = None,
        rules: bool = True,
        progress: Callable[[int, int], None] | None = None,
    ) -> Table:
        """Answer a table, a situation in each row; see `solon.bulk.decide_many`. Needs the extra `batch`.

        table: an Arrow table, a pandas or Polars frame, or the path of a Parquet file, with a column for each fact; no
        value is unknown. Returns the same kind of table, with a status and the deciding rule for each action.
        """
        if self._tables is None:
            # The only thing that needs more than the standard library.
            from solon.bulk.decide_many import tables_of

            vars(self)["_tables"] = self._workings.exactly(tables_of)
        assert self._tables is not None
        many = partial(
            self._tables.decide_many, table, on, readings=readings, everything_else_no=everything_else_no, keep=keep,
            asked=asked, rules=rules, progress=progress,
        )  # fmt: skip
        return self._workings.exactly(lambda _: many())

    def replay(self, decision: object, *, without: Iterable[str] = ()) -> Replay:
        """A decision that was kept, decided again under these rules.

        decision: what `to_json` of a decision gave, as `json.loads` gives it back. without: facts and readings in it
        that these rules cannot take: they are unknown in what is answered now.

        Raises WrongRecord for what is no decision, with everything that is wrong, and UnknownFact for what is to be
        left out and is not there.
        """
        from solon.engine.replay import replay

        return replay(self._program, self.answer, decision, without)

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
        from solon.engine.asking import begin

        situation = Reader(self._program).situation({}, "unknown", readings, False, asked)
        name = text_of(question)
        found = self._program.questions.get(self._program.former.get(name, name)) if name is not None else None
        if found is None and (name != "" or not situation.asked):
            known = "Give one of: " + ", ".join(self.questions) + "."
            help = did_you_mean(name or "", self._program.questions) or known
            raise WrongSituation([Fault("question", f"There is no question {shown(question)}.", help)])
        return begin(self._workings, situation, found)

    def resume(self, situation: Situation) -> Asking:
        """Go on with an interview from the answers that a situation gives, in their order.

        situation: as `Policy.situation` reads it; its question or what it asks says what the interview is about. An
        answer that does not apply is set aside. Raises WrongSituation when no rule is about it, and ImpossibleFacts.
        """
        from solon.engine.asking import resume

        self._must_be_possible(situation)
        return resume(self._workings, situation)

    def _must_be_possible(self, situation: Situation) -> None:
        blocked = self._workings.exactly(lambda decider: decider.impossible(situation))
        if blocked:
            raise ImpossibleFacts(self._impossible(name, situation) for name in blocked)

    def _impossible(self, name: str, situation: Situation) -> Fault:
        """Why facts cannot all be true, with those that were given."""
        program = self._program
        asked = self._workings.exactly(lambda decider: decider.behind_impossible(name))
        given = [one for one in program.inputs if one in asked and one in situation.given]
        said = "; ".join(say_value(program.inputs, one, situation.given[one]) for one in given)
        says = f"These facts cannot all be true: {program.because[name]}" + (f" ({said})" if said else "")
        return Fault(name, says, "Correct one of them, or make it unknown.")


def _copied(found: object) -> dict[str, Any] | None:
    """A dict as it is now, whatever becomes of it; None for anything else, which may behave in any way."""
    return cast(dict[str, Any], found).copy() if type(found) is dict else None
