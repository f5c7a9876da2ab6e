"""An interview as a value: what it is about, the answers in the order in which they were given, the ones set aside.

Invariant: each input has one answer at most. What an answer means is what a situation file means by it; nothing here
decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from solon.engine.deontic import Pair
from solon.engine.frozen import Portable, read_only
from solon.engine.program import Program
from solon.engine.situation import ANY_DAY, ON, Situation, Value


@dataclass(frozen=True)
class Answer:
    """The answer to one input, or to the day of the act (`on`).

    value: None for "not sure". For the day of the act also `any day`: any day on which all instruments are in force.
    """

    name: str
    value: Value | None = None


@dataclass(frozen=True)
class Interview(Portable):
    """One interview, at one moment.

    asked: the bearers and deeds it is about. question: the id of the question it started from, or nothing. answers: in
    order. aside: the names of answers that are remembered and not used. readings, rest_is_no, sources: as in a
    situation.
    """

    asked: tuple[Pair, ...]
    question: str = ""
    answers: tuple[Answer, ...] = ()
    aside: frozenset[str] = frozenset()
    readings: Mapping[str, str] = field(default_factory=dict[str, str])
    rest_is_no: bool = False
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])

    @property
    def used(self) -> tuple[Answer, ...]:
        """The answers in use."""
        return tuple(answer for answer in self.answers if answer.name not in self.aside)

    @property
    def answered(self) -> frozenset[str]:
        """The names of the answers in use, those that were "not sure" among them."""
        return frozenset(answer.name for answer in self.used)

    def answer(self, name: str) -> Answer | None:
        """The answer to an input, also one set aside; None when there is none."""
        return next((answer for answer in self.answers if answer.name == name), None)

    def before(self, place: int) -> Interview:
        """The interview as it stood before the answer at a place, without "everything else: no"."""
        kept = self.answers[:place]
        return replace(self, answers=kept, aside=self.aside & {answer.name for answer in kept}, rest_is_no=False)

    def situation(self) -> Situation:
        """The situation that the answers in use describe. A day that is not answered is unknown."""
        values = {answer.name: answer.value for answer in self.used}
        on = values.pop(ON, None)
        return Situation(
            on=on if isinstance(on, date) else None,
            day_left_out=on == ANY_DAY,
            given=read_only({name: value for name, value in values.items() if value is not None}),
            unknown=frozenset(name for name, value in values.items() if value is None),
            rest_is_no=self.rest_is_no,
            readings=self.readings,
            asked=self.asked,
            sources=self.sources,
            question=self.question,
            order=tuple(answer.name for answer in self.answers),
            set_aside=read_only({answer.name: answer.value for answer in self.answers if answer.name in self.aside}),
        )


def interview_of(program: Program, situation: Situation) -> Interview:
    """The interview that a situation file keeps.

    Its `asked` says what it is about, else its question. Whether the answers still apply is for `replayed` to say.
    """
    question = program.questions.get(situation.question)
    asked = situation.asked or (question.pairs if question else ())
    answers: list[Answer] = []
    for name in situation.order:
        if name == ON and ON not in situation.set_aside:
            answers.append(Answer(ON, situation.on or (ANY_DAY if situation.day_left_out else None)))
        elif name in situation.set_aside:
            answers.append(Answer(name, situation.set_aside[name]))
        else:
            answers.append(Answer(name, situation.given.get(name)))
    # An answer to what is presumed stands at the front; see `replay`.
    answers.sort(key=lambda answer: not is_presumed(program, answer.name))
    return Interview(
        asked,
        situation.question,
        tuple(answers),
        frozenset(situation.set_aside),
        dict(situation.readings),
        situation.rest_is_no,
        {name: dict(source) for name, source in situation.sources.items()},
    )


def is_presumed(program: Program, name: str) -> bool:
    """Whether an input is presumed when it is left out, so that it is never asked."""
    found = program.inputs.get(name)
    return found is not None and found.presumed is not None
