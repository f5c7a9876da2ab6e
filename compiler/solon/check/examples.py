"""Does every example get the answer that it must get?

Invariant: what an example expects was written by hand; it is compared, never adjusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from solon.answer.decide import Decider
from solon.check.subject import Subject
from solon.check.undecided import undecided
from solon.engine.atlas import rungs_of
from solon.engine.decision import Decision, Duty, Verdict
from solon.engine.decisive import most_decisive
from solon.engine.deontic import RUNGS, Modality, Status, headline
from solon.engine.scene import Calendars, Scene
from solon.engine.store import ROOM, TooLarge
from solon.graph.program import program_of
from solon.model.examples import Example, Expectation
from solon.situation import situation_of
from solon_dsl.diagnostic import Diagnostic, error


@dataclass(frozen=True)
class Answer:
    """An answer on one deed, as far as an expectation looks at it. by: the norms that give the status."""

    status: Status
    by: tuple[str, ...]
    wanting: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """An expectation beside what was computed. faults: where the two part, in English."""

    expected: Expectation
    status: Status
    by: tuple[str, ...]
    faults: tuple[str, ...]


def examples(subject: Subject) -> list[Diagnostic]:
    """One error for each expectation that is not met, and for each example that cannot occur."""
    answers = _Answers(subject)
    out: list[Diagnostic] = []
    unsure: list[str] = []
    for example in subject.policy.examples.values():
        try:
            out += subject.ask(partial(answers.findings, example), ROOM)
        except TooLarge:
            unsure.append(example.id)
    return [*out, *undecided(subject, unsure, "whether {} gets the expected answer")]


class _Answers:
    """Answers examples, no further than they ask."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.pairs = frozenset(subject.pairs)
        self.decider = Decider(subject.graph, explain=False)
        self.program = program_of(subject.graph, whole=False, order=subject.atlas.order)
        self.calendars = Calendars(self.program.calendar, subject.atlas)

    def findings(self, example: Example) -> list[Diagnostic]:
        situation = situation_of(example)
        scene = Scene(self.program, self.subject.atlas, self.calendars, situation)
        if scene.world.empty:
            blocked = self.decider.impossible(situation)
            reasons = "; ".join(self.subject.policy.impossibles[name].because for name in blocked)
            message = f'The facts of "{example.id}" cannot all be true: {reasons}'
            return [error("S413", example.span, message, "Correct the facts that it gives.")]
        dated = any(expected.first or expected.due or expected.last for expected in example.expect)
        duties = self.decider.decide(situation, only_asked=True).duties if dated else ()
        repair = "Decide which is right: the rules, or the expected answer."
        return [
            error("S413", example.span, f'The example "{example.id}" gets another answer: {fault}', repair)
            for expected in example.expect
            for fault in _outcome(expected, self.answer(scene, expected), duties).faults
        ]

    def answer(self, scene: Scene, expected: Expectation) -> Answer | None:
        """The answer on one deed, with what it waits for only where the example says so."""
        pair = (expected.bearer, expected.deed)
        if pair not in self.pairs:
            return None
        world, diagram = scene.world, scene.sheet.status(pair)
        status = headline(rungs_of(world.ends(diagram)))
        modalities: tuple[Modality, ...] = dict(RUNGS).get(status, ())
        certain = [
            one.id for one in scene.sheet.carriers(pair) if one.modality in modalities and world.always(one.diagram)
        ]
        asks = expected.wanting is not None and status is Status.UNDETERMINED
        wanting = most_decisive(world, scene.sheet.agreed(diagram), scene.order) if asks else ()
        return Answer(status, tuple(dict.fromkeys(certain)), wanting)


def outcomes(example: Example, decision: Decision) -> tuple[Outcome, ...]:
    """What each expectation of an example comes to under a decision."""
    return tuple(_outcome(expected, _answer(expected, decision), decision.duties) for expected in example.expect)


def _answer(expected: Expectation, decision: Decision) -> Answer | None:
    try:
        verdict = decision.verdict(expected.bearer, expected.deed.id)
    except KeyError:
        return None
    return Answer(verdict.status, giving(verdict), tuple(missing.fact for missing in verdict.missing))


def _outcome(expected: Expectation, answer: Answer | None, duties: tuple[Duty, ...]) -> Outcome:
    name = f"{expected.bearer}, {expected.deed.id}"
    if answer is None:
        if expected.status is Status.NOT_REGULATED and expected.by is None:
            return Outcome(expected, Status.NOT_REGULATED, (), ())
        fault = f"no rule at all is about {name}."
        return Outcome(expected, Status.NOT_REGULATED, (), (fault,))
    faults: list[str] = []
    if answer.status is not expected.status:
        faults.append(f"{name} is {_words(answer.status)}, not {_words(expected.status)}.")
    elif expected.by is not None and set(answer.by) != set(expected.by):
        faults.append(f"{name} is given by {_list(answer.by)}, not by {_list(expected.by)}.")
    if expected.wanting is not None and set(answer.wanting) != set(expected.wanting):
        faults.append(f"{name} waits for {_list(answer.wanting)}, not for {_list(expected.wanting)}.")
    if any((expected.first, expected.due, expected.last)):
        faults += _days(name, expected, answer.by, duties)
    return Outcome(expected, answer.status, answer.by, tuple(faults))


def giving(verdict: Verdict) -> tuple[str, ...]:
    """The norms that give a verdict its status."""
    modalities: tuple[Modality, ...] = dict(RUNGS).get(verdict.status, ())
    return tuple(dict.fromkeys(n.rule for n in verdict.norms if n.modality in modalities and not n.one_of))


def _days(name: str, expected: Expectation, by: tuple[str, ...], duties: tuple[Duty, ...]) -> list[str]:
    """Where the days of a duty are not as expected. A duty of any rule named counts, even before its window."""
    rules = expected.by or by
    wanted = (expected.first, expected.due, expected.last)
    found = [(duty.first, duty.due, duty.last) for duty in duties if duty.rule in rules or not rules]
    if any(all(w is None or w == f for w, f in zip(wanted, days, strict=True)) for days in found):
        return []
    shown = "; ".join(" to ".join(str(day or "open") for day in days) for days in found) or "none"
    return [f"the days of the duty on {name} are {shown} (from, by, until), not {' to '.join(map(str, wanted))}."]


def _words(status: Status) -> str:
    return status.value.replace("_", " ")


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "nothing"
