"""A verdict into plain English.

Invariant: every reason carries its citation; sentences of the policy are unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solon.engine.decision import ChangeSet, NormAnswer, Verdict
from solon.engine.deontic import Citation, Modality, Status
from solon.engine.program import Program

HEADS = {
    Status.PROHIBITED: Modality.MUST_NOT,
    Status.REQUIRED: Modality.MUST,
    Status.ADVISED_AGAINST: Modality.SHOULD_NOT,
    Status.ADVISED: Modality.SHOULD,
}


def explained(program: Program, verdict: Verdict) -> str:
    """The answer first, then reasons, what is open, and what would change it; a line each."""
    return "\n".join(_lines(program, verdict)) + "\n"


def _lines(program: Program, verdict: Verdict) -> Iterator[str]:
    yield _head(program, verdict)
    for norm in verdict.norms:
        yield f"- {_norm(program, verdict, norm)}"
        yield from (f"  because {reason.says}" for reason in norm.because)
    yield from (f"- because {reason.says}" for reason in verdict.because)
    for defeat in verdict.defeated:
        lifting = " and ".join(_cites(program.norms[name].citations) for name in defeat.by)
        yield f"- {_cites(defeat.citations)} would apply, but {lifting} lifts it."
    for missing in verdict.missing:
        judge = f" ({missing.judged_by} judges this)" if missing.judged_by else ""
        yield f"- Still open: {missing.asks}{judge} [{missing.fact}]"
    for doubt in verdict.no_matter:
        yield f"- This doubt does not matter: {doubt.asks} [{doubt.fact}]"
    changes = verdict.changes
    if changes is not None:
        yield from (f"- It would be better if {_way(way)}." for way in changes.better)
        yield from (f"- It would be worse if {_way(way)}." for way in changes.worse)
        yield from (f"- It would take this: {_way(way)}." for way in changes.in_the_way)
    for other in verdict.readings:
        for option, status in other.otherwise:
            yield f"- Under another reading ({other.reading}: {option}) it is: {_words(status)}."


def _head(program: Program, verdict: Verdict) -> str:
    who, what = program.bearers[verdict.bearer].says, _deed(program, verdict.action)
    modality = HEADS.get(verdict.status)
    if modality is not None:
        return _sentence(f"{who} {modality.value} {what}")
    if verdict.status is Status.PERMITTED:
        return f"These instruments do not forbid it: {who} may {what}."
    if verdict.status is Status.NOT_REGULATED:
        return f"No rule here reaches it: {who}, {what}."
    possible = " or ".join(_words(status) for status in verdict.possible)
    return f"It depends on what is not known yet: {who}, {what}. It can be: {possible}."


def _norm(program: Program, verdict: Verdict, norm: NormAnswer) -> str:
    if norm.one_of:
        options = " or ".join(_deed(program, name) for name in norm.one_of)
        return f"One of these {norm.modality.value} be done: {options} ({_cites(norm.citations)})."
    who, what = program.bearers[verdict.bearer].says, _deed(program, verdict.action)
    return _sentence(f"{who} {norm.modality.value} {what} ({_cites(norm.citations)})")


def _deed(program: Program, action: str) -> str:
    deed = program.deeds[action]
    found = program.actions[deed.action]
    return found.instead if deed.instead else found.says


def _cites(found: Iterable[Citation]) -> str:
    return "; ".join(dict.fromkeys(map(str, found)))


def _way(way: ChangeSet) -> str:
    return ", and ".join(f"{one.says} ({_cites(one.citations)})" if one.citations else one.says for one in way)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _words(status: Status) -> str:
    return status.value.replace("_", " ")
