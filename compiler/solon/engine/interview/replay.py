"""An answer, first or changed, into the interview that follows, with every other answer kept that still applies.

The algorithm, for any implementation: the answers are gone through in order, as if they were given again. An answer is
used when its input is live (see `look`) after the answers used before it, and can have that value beside them. Else it
is set aside: remembered, not used, and gone through again at the next change. So it comes back by itself.

A new answer goes to the end, a changed one keeps its place. What is presumed is never asked; an answer to it goes to
the front, and is always used.

Invariant: a sequence of answers to what was asked is used whole, so nothing is set aside before something is changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from solon.engine.decide import Decider
from solon.engine.interview.look import Look
from solon.engine.interview.state import Answer, Interview, is_presumed
from solon.engine.program import Program
from solon.engine.situation import Situation, Value


@dataclass(frozen=True)
class Refusal:
    """An answer that cannot be true beside earlier ones. blocks: the `impossible` blocks that say so."""

    blocks: tuple[str, ...]
    against: tuple[Answer, ...]


@dataclass(frozen=True)
class Difference:
    """What a change did to the other answers: those set aside by it, and those that are used again."""

    set_aside: tuple[Answer, ...]
    back: tuple[Answer, ...]


def answered(decider: Decider, interview: Interview, name: str, value: Value | None) -> Interview | Refusal:
    """The interview after one input is answered, or answered otherwise than before.

    value: None for "not sure". What comes later gives way to the answer; what comes earlier can refuse it.
    """
    own = Answer(name, value)
    place = next((at for at, answer in enumerate(interview.answers) if answer.name == name), None)
    if place is not None and name in interview.aside:
        interview = without(interview, name)
        place = None
    if place is None:
        answers = interview.answers
        place = _presumed(decider.program, interview) if is_presumed(decider.program, name) else len(answers)
        changed = replace(interview, answers=(*answers[:place], own, *answers[place:]))
    else:
        changed = replace(interview, answers=(*interview.answers[:place], own, *interview.answers[place + 1 :]))
    if blocks := decider.impossible(changed.before(place + 1).situation()):
        return Refusal(blocks, against(decider, changed.before(place), blocks))
    after = replayed(decider, changed, place + 1)
    if interview.rest_is_no and (blocks := decider.impossible(after.situation())):
        return Refusal(blocks, against(decider, without(after, name), blocks))
    return after


def replayed(decider: Decider, interview: Interview, start: int = 0) -> Interview:
    """The interview with the answers that apply in use, and no others. start: the first place to look at."""
    aside = set(interview.before(start).aside)
    for place in range(start, len(interview.answers)):
        name = interview.answers[place].name
        before = replace(interview, aside=frozenset(aside)).before(place)
        if not _applies(decider, interview, before, place):
            aside.add(name)
    return replace(interview, aside=frozenset(aside))


def without(interview: Interview, name: str) -> Interview:
    """The interview without the answer to an input."""
    kept = tuple(answer for answer in interview.answers if answer.name != name)
    return replace(interview, answers=kept, aside=interview.aside - {name})


def difference(before: Interview, after: Interview) -> Difference:
    """What became of the answers of one interview in another that was made from it."""
    out = tuple(answer for answer in after.answers if answer.name in after.aside - before.aside)
    back = tuple(
        answer for answer in after.used if answer.name in before.aside and before.answer(answer.name) == answer
    )
    return Difference(out, back)


def against(decider: Decider, interview: Interview, blocks: tuple[str, ...]) -> tuple[Answer, ...]:
    """The answers in use that some `impossible` blocks speak of."""
    scene = decider.scene(Situation(day_left_out=False, readings=interview.readings))
    named = {
        name
        for block in blocks
        for name in scene.world.asked(scene.world.put(scene.sheet.named(f"impossible {block}")))
    }
    return tuple(answer for answer in interview.used if answer.name in named)


def _applies(decider: Decider, interview: Interview, before: Interview, place: int) -> bool:
    name = interview.answers[place].name
    live = is_presumed(decider.program, name) or Look(decider, before).applies(name)
    kept = replace(interview, aside=before.aside)
    return live and not decider.impossible(kept.before(place + 1).situation())


def _presumed(program: Program, interview: Interview) -> int:
    """How many answers to what is presumed stand at the front."""
    return sum(is_presumed(program, answer.name) for answer in interview.answers)
