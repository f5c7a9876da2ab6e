"""An interview, as a program holds it: the question to ask now, and a new interview for each answer.

Invariant: immutable; an answer gives another interview. Only what can still change the answer is asked, and no answer
is lost: one that does not apply any more is set aside, and comes back when it applies again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from solon.engine import program as tables
from solon.engine.decide import Decider
from solon.engine.faults import Fault, ImpossibleFacts, UnknownFact, WrongFact, WrongSituation
from solon.engine.frozen import Frozen
from solon.engine.interview.kept import kept
from solon.engine.interview.look import Look
from solon.engine.interview.replay import Refusal, answered, replayed
from solon.engine.interview.state import Answer, Interview, interview_of
from solon.engine.lazy import LazyDecision
from solon.engine.read import Reader
from solon.engine.shown import shown, text_of
from solon.engine.situation import ANY_DAY, ON, Situation, Value, as_data
from solon.engine.wording import plain_value
from solon.engine.workings import Workings


@dataclass(frozen=True)
class Question:
    """One question.

    fact: the id to answer, `on` for the day of the act. kind: fact, choice, date or day. values: what can be true
    beside the earlier answers, with the sentence of each; nothing where a day is asked for.
    """

    fact: str
    kind: str
    asks: str
    help: str
    judged_by: str
    values: tuple[tuple[Value, str], ...]


class Asking(Frozen):
    """One moment of an interview. Start one with `Policy.ask`.

    interview: its answers as frozen data.
    """

    interview: Interview
    _workings: Workings
    _program: tables.Program
    _looked: tuple[Decider, Look] | None

    def __init__(self, workings: Workings, interview: Interview) -> None:
        vars(self).update(interview=interview, _workings=workings, _program=workings.program, _looked=None)

    def __reduce__(self) -> tuple[type[Asking], tuple[Workings, Interview]]:
        return Asking, (self._workings, self.interview)

    def __repr__(self) -> str:
        return f"<Asking: {len(self.interview.answers)} answers, at most {self.left} questions left>"

    @cached_property
    def question(self) -> Question | None:
        """What to ask now, or None when nothing more can change the answer."""
        return self._workings.exactly(self._next)

    @cached_property
    def left(self) -> int:
        """How many questions are left at most, this one with them."""
        return self._workings.exactly(lambda decider: self._look(decider).left)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers in use, in order; the value is None for "not sure"."""
        return self.interview.used

    @property
    def set_aside(self) -> tuple[Answer, ...]:
        """The answers that do not apply now; they come back when they apply again."""
        return tuple(answer for answer in self.interview.answers if answer.name in self.interview.aside)

    def answer(self, value: object, fact: str = "", *, by: str = "", note: str = "") -> Asking:
        """The interview after an answer.

        value: as for `Policy.decide`, None for "not sure"; for the day of the act also "any day". fact: what is
        answered, or answered otherwise than before; the question of now when it is left out. by, note: who said so, and
        what else to keep beside it.

        Raises UnknownFact, WrongFact, or ImpossibleFacts when it cannot be true beside earlier answers.
        """
        name = self._named(fact)
        given = self._day(value) if name == ON else self._value(name, value)
        name = name if name == ON else self._program.former.get(name, name)
        after = self._workings.exactly(lambda decider: answered(decider, self.interview, name, given))
        if isinstance(after, Refusal):
            raise ImpossibleFacts(self._refused(after))
        said = {key: words for key, words in (("by", by), ("note", note)) if words}
        others = {one: source for one, source in after.sources.items() if one != name}
        return Asking(self._workings, replace(after, sources={**others, name: said} if said else others))

    @property
    def decision(self) -> LazyDecision:
        """The decision on the answers so far."""
        situation = self.interview.situation()
        return LazyDecision(self._workings, situation, self._workings.quick_for(situation))

    def to_json(self) -> dict[str, Any]:
        """The situation of the answers so far, as plain data with the keys of a situation file."""
        return as_data(self.interview.situation())

    def kept(self) -> dict[str, Any]:
        """Everything that the interview keeps, as plain data: `Policy.resume` goes on with it."""
        return kept(self.interview)

    def _look(self, decider: Decider) -> Look:
        """What stands now, looked at once. Each question has its own limit of steps."""
        if self._looked is None or self._looked[0] is not decider:
            vars(self)["_looked"] = decider, Look(decider, self.interview)
        assert self._looked is not None
        look = self._looked[1]
        look.scene.atlas.store.allow(look.scene.atlas.room)
        return look

    def _next(self, decider: Decider) -> Question | None:
        look = self._look(decider)
        name = look.next
        if name is None:
            return None
        if name == ON:
            return Question(ON, "day", decider.question(ON).asks, "", "", ())
        found = self._program.inputs[name]
        words: dict[Value, str] = {True: found.says, False: found.denies, **dict(found.options)}
        values = tuple((value, words[value]) for value in look.values(name) if isinstance(value, bool | str))
        return Question(name, found.kind, found.asks, found.help, found.judged_by, values)

    def _named(self, fact: object) -> str:
        """The name that is answered; the question of now when none is given."""
        name = text_of(fact)
        if name is None:
            raise UnknownFact([Fault("", f"{shown(fact)} is no name.", "Names are text.")])
        if name or self.question is not None:
            return name or (self.question.fact if self.question else "")
        says = "Nothing is asked any more."
        raise WrongSituation([Fault("", says, "Name the fact whose answer is to change.")])

    def _value(self, name: str, value: object) -> Value | None:
        """A value that fits a fact, None for "not sure"."""
        situation = Reader(self._program).situation({name: value})
        return next(iter(situation.given.values()), None)

    def _day(self, value: object) -> Value | None:
        """A value that fits the day of the act, None for "not sure"."""
        if text_of(value) == ANY_DAY:
            if self._program.calendar.together is None:
                says = "There is no day on which all the instruments are in force."
                raise WrongFact([Fault(ON, says, 'Give a day such as "2018-05-01", or None.')])
            return ANY_DAY
        return None if value is None else Reader(self._program).situation({}, value).on

    def _refused(self, found: Refusal) -> list[Fault]:
        said = "; ".join(f"{one.name}: {_plain(one.value)}" for one in found.against)
        before = f" You said before: {said}." if said else ""
        return [
            Fault(block, f"That cannot be: {self._program.because[block]}{before}", "Change one of the answers.")
            for block in found.blocks
        ]


def _plain(value: Value | None) -> str:
    return "unknown" if value is None else plain_value(value)


def begin(workings: Workings, situation: Situation, question: tables.Question | None) -> Asking:
    """An interview without answers. Raises WrongSituation when no rule is about what it asks."""
    asked = situation.asked or (question.pairs if question else ())
    if not asked or not set(workings.program.pairs).issuperset(asked):
        raise WrongSituation([Fault("asked", "No rule here is about it.", "Ask about something else.")])
    return Asking(workings, Interview(asked, question.id if question else "", readings=situation.readings))


def resume(workings: Workings, situation: Situation) -> Asking:
    """An interview with the answers of a situation. Raises WrongSituation when no rule is about what it asks."""
    found = interview_of(workings.program, situation)
    begin(workings, situation, workings.program.questions.get(situation.question))
    return Asking(workings, workings.exactly(lambda decider: replayed(decider, found)))
