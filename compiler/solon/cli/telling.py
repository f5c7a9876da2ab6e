"""An interview into the words on the screen: the question, the list of answers, why it is asked, what stands so far.

Invariant: lines of at most 96 characters, as in the letter; every rule that is named carries its citation.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from solon.cli.replies import Offer, say_answer
from solon.engine.atlas import rungs_of
from solon.engine.deontic import STATUSES, Pair, Status, headline
from solon.engine.interview.look import Look
from solon.engine.interview.replay import Difference, Refusal
from solon.engine.interview.state import Answer, Interview
from solon.engine.interview.why import Waiting, presumptions, ties, waiting
from solon.engine.situation import ON
from solon.model.blocks import Norm
from solon.model.policy import Policy
from solon.wording import say_norm

WIDTH = 96
FEW = 6
DAY = "On which day is it done?"
DAY_HELP = 'Write a day such as 2018-05-01, or today. "Not sure" means days before these rules as well.'
DATE_HELP = "Write a day such as 2018-05-01, or choose."
HELP = (
    "Answer with the number of an answer, or with its words. Write a day as 2018-05-01.",
    '"Not sure" is always an answer: the letter then says what rests on it. Or type:',
    "back        the question before this one",
    "change      the list of your answers, to give one of them otherwise",
    "why         the rules that wait for this answer",
    "so far      what is settled, and what is still open",
    "save FILE   keep the answers in a file, now and after each answer",
    "quit        stop here",
)


def wrap(text: str, indent: str = "", hang: str = "") -> list[str]:
    """A text in lines. hang: what the second line and the others have in front, beside the indent."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + hang, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def asks(policy: Policy, name: str) -> str:
    """The question for an input, or for the day of the act."""
    return DAY if name == ON else policy.inputs[name].asks


def helps(policy: Policy, name: str) -> Iterator[str]:
    """What stands below a question: its help, and who judges it."""
    if name == ON:
        yield from wrap(DAY_HELP, "  ")
        return
    found = policy.inputs[name]
    if found.help:
        yield from wrap(found.help, "  ")
    if name in policy.dates:
        yield from wrap(DATE_HELP, "  ")
    if found.judged_by:
        yield from wrap(f"({found.judged_by[:1].upper()}{found.judged_by[1:]} judges this.)", "  ")


def listed(found: Iterable[Offer]) -> Iterator[str]:
    """The answers with their numbers."""
    for number, offer in enumerate(found, 1):
        yield from wrap(f"{number:>3}  {offer.says}", "", "     ")


def about(policy: Policy, interview: Interview) -> str:
    """What an interview is about, in one line."""
    if interview.question:
        return policy.questions[interview.question].asks
    deeds = "; ".join(f"{policy.bearers[bearer].says}, {policy.say_deed(deed)}" for bearer, deed in interview.asked)
    return f"About: {deeds}."


def at_most(left: int) -> str:
    """How many questions are left."""
    return "This is the last question." if left == 1 else f"At most {left} questions left, with this one."


# Answers that were given


def answers(policy: Policy, interview: Interview) -> Iterator[str]:
    """The answers in use, with numbers; then those set aside."""
    for number, answer in enumerate(interview.used, 1):
        yield from wrap(f"{number:>3}  {asks(policy, answer.name)}", "", "     ")
        yield from wrap(say_answer(policy, answer), "     ")
    aside = [answer for answer in interview.answers if answer.name in interview.aside]
    if aside:
        yield from wrap(f"Set aside, because it does not apply now: {_said(policy, aside)}", "", "  ")


def presumed(policy: Policy, look: Look, first: int) -> Iterator[str]:
    """What is presumed and could make a difference, with numbers that go on from the answers."""
    names = presumptions(look)
    if names:
        yield "Taken to be so, because nobody said otherwise:"
    for number, name in enumerate(names, first):
        value = Answer(name, policy.facts[name].presumed)
        yield from wrap(f"{number:>3}  {asks(policy, name)}", "", "     ")
        yield from wrap(say_answer(policy, value), "     ")


def changed(policy: Policy, found: Difference) -> Iterator[str]:
    """What a change did to other answers, one line for each way."""
    if found.set_aside:
        yield from wrap(f"Set aside, because it does not apply now: {_said(policy, found.set_aside)}", "", "  ")
    if found.back:
        yield from wrap(f"Used again: {_said(policy, found.back)}", "", "  ")


def refused(policy: Policy, found: Refusal) -> Iterator[str]:
    """Why an answer cannot be true beside earlier ones, and the way out."""
    for name in found.blocks:
        yield from wrap(f"That cannot be: {policy.impossibles[name].because}")
    if found.against:
        yield from wrap(f"You said before: {_said(policy, found.against)}", "", "  ")
    yield from wrap('Give another answer here, or type "change" to give the earlier one otherwise.')


def _said(policy: Policy, found: Iterable[Answer]) -> str:
    return " ".join(f"{asks(policy, answer.name)} {say_answer(policy, answer)};" for answer in found)[:-1] + "."


# What stands


def so_far(policy: Policy, look: Look) -> Iterator[str]:
    """The status of each deed as far as the answers settle it."""
    for pair in look.interview.asked:
        rungs = rungs_of(look.world.ends(look.world.sheet.status(pair)))
        status = headline(rungs)
        words = status.value.replace("_", " ")
        if status is Status.UNDETERMINED:
            words = f"still open: {_or([_status(rung) for rung in sorted(rungs)])}"
        yield from wrap(f"- {_pair(policy, pair)}: {words}", "  ", "  ")


def why(policy: Policy, look: Look, name: str) -> Iterator[str]:
    """Why a question is asked: the rules that wait for it, and the doubts that it can settle."""
    found = waiting(look, name)
    if found:
        yield "Whether these rules apply can depend on it:"
        for one in found[:FEW]:
            yield from wrap(f"- {_norm(policy, one)}", "  ", "  ")
        if len(found) > FEW:
            yield f"  - and {len(found) - FEW} more"
    for block in ties(look, name):
        yield from wrap(f"It is tied to another question: {policy.impossibles[block].because}")
    if not found and not ties(look, name):
        yield "Nothing depends on it any more, as the other answers stand."


def _norm(policy: Policy, found: Waiting) -> str:
    bearer, deed = found.pair
    cites = "; ".join(dict.fromkeys(map(str, found.citations)))
    return f"{say_norm(policy, Norm(bearer, found.modality, deed))} ({cites})"


def _pair(policy: Policy, pair: Pair) -> str:
    return f"{policy.bearers[pair[0]].says}, {policy.say_deed(pair[1])}"


def _status(rung: int) -> str:
    return STATUSES[rung].value.replace("_", " ")


def _or(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
