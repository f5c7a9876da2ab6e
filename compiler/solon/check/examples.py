"""Does every example get the answer that it must get?

Invariant: what an example expects was written by hand; it is compared, never adjusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solon.answer.decide import Decider
from solon.check.subject import Subject
from solon.check.undecided import undecided
from solon.decision import Decision, Duty, Verdict
from solon.diagram.from_graph import RUNGS
from solon.diagram.store import TooLarge
from solon.model.blocks import Modality, Status
from solon.model.examples import Example, Expectation
from solon.situation import situation_of
from solon_dsl.diagnostic import Diagnostic, error


@dataclass(frozen=True)
class Outcome:
    """An expectation beside what was computed. faults: where the two part, in English."""

    expected: Expectation
    status: Status
    by: tuple[str, ...]
    faults: tuple[str, ...]


def examples(subject: Subject) -> list[Diagnostic]:
    """One error for each expectation that is not met, and for each example that cannot occur."""
    policy, decider = subject.policy, Decider(subject.graph, explain=False)
    out: list[Diagnostic] = []
    unsure: list[str] = []
    for example in policy.examples.values():
        try:
            out += list(_findings(decider, example))
        except (TooLarge, RecursionError):
            unsure.append(example.id)
    return [*out, *undecided(subject, unsure, "whether they get their answers")]


def _findings(decider: Decider, example: Example) -> Iterator[Diagnostic]:
    situation = situation_of(example)
    if blocked := decider.impossible(situation):
        reasons = "; ".join(decider.policy.impossibles[name].because for name in blocked)
        message = f'The facts of "{example.id}" cannot all be true: {reasons}'
        yield error("S413", example.span, message, "Correct the facts that it gives.")
        return
    for outcome in outcomes(example, decider.decide(situation, only_asked=True)):
        for fault in outcome.faults:
            message = f'The example "{example.id}" gets another answer: {fault}'
            yield error("S413", example.span, message, "Decide which is right: the rules, or the expected answer.")


def outcomes(example: Example, decision: Decision) -> tuple[Outcome, ...]:
    """What each expectation of an example comes to under a decision."""
    return tuple(_outcome(expected, decision) for expected in example.expect)


def _outcome(expected: Expectation, decision: Decision) -> Outcome:
    name = f"{expected.bearer}, {expected.deed.id}"
    try:
        verdict = decision.verdict(expected.bearer, expected.deed.id)
    except KeyError:
        if expected.status is Status.NOT_REGULATED and expected.by is None:
            return Outcome(expected, Status.NOT_REGULATED, (), ())
        fault = f"no rule at all is about {name}."
        return Outcome(expected, Status.NOT_REGULATED, (), (fault,))
    by = giving(verdict)
    faults: list[str] = []
    if verdict.status is not expected.status:
        faults.append(f"{name} is {_words(verdict.status)}, not {_words(expected.status)}.")
    elif expected.by is not None and set(by) != set(expected.by):
        faults.append(f"{name} is given by {_list(by)}, not by {_list(expected.by)}.")
    wanting = tuple(missing.fact for missing in verdict.missing)
    if expected.wanting is not None and set(wanting) != set(expected.wanting):
        faults.append(f"{name} waits for {_list(wanting)}, not for {_list(expected.wanting)}.")
    if any((expected.first, expected.due, expected.last)):
        faults += _days(name, expected, by, decision.duties)
    return Outcome(expected, verdict.status, by, tuple(faults))


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
