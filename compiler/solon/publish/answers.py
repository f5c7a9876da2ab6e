"""A computed answer into the words beside what an example expects.

Invariant: what is expected and what is computed stand side by side, and a difference is said in words.
"""

from __future__ import annotations

from solon.engine.decision import Duty, NormAnswer, Reason, Verdict
from solon.engine.deontic import Status
from solon.letter.days import say_days, say_state
from solon.model.examples import Expectation
from solon.publish.html import Html, Part, el, items, join, pairs, section, sentence
from solon.publish.norms import STATUS_WORDS, force_tag, status_of, status_tag
from solon.publish.pen import Pen
from solon.wording import say_date


def answer(
    pen: Pen, expected: Expectation, verdict: Verdict | None, duties: tuple[Duty, ...], given: frozenset[str]
) -> Html:
    """One answer: who and what, expected beside computed, then the reasons.

    verdict: None where none was computed. duties: those whose days are expected. given: the facts that the story gives.
    """
    policy = pen.policy
    who = sentence(policy.bearers[expected.bearer].says).removesuffix(".")
    title = f"{who}: {policy.say_deed(expected.deed)}"
    want = join([status_tag(expected.status), _by(pen, expected.by), _wanting(pen, expected.wanting), _days(expected)])
    if verdict is None:
        return join([el("h3", title), pairs([("Expected", want), ("Computed", "Not computed.")], class_="beside")])
    got = join([status_tag(verdict.status), _by(pen, _giving(verdict)), *(_duty(duty) for duty in duties)])
    meaning = el("p", sentence(STATUS_WORDS[verdict.status][1]))
    parts = [
        el("h3", title),
        pairs([("Expected", want), ("Computed", got)], class_="beside"),
        _agreement(expected, verdict),
        meaning,
    ]
    return join([*parts, *_reasons(pen, verdict, given)], Html("\n"))


def _agreement(expected: Expectation, verdict: Verdict) -> Html:
    same = expected.status is verdict.status
    named = expected.by is None or set(expected.by) == set(_giving(verdict))
    if same and named:
        return el("p", "The computed answer agrees.", class_="agrees")
    return el(
        "p", "The computed answer differs." if not same else "The status agrees; the rules differ.", class_="differs"
    )


def _giving(verdict: Verdict) -> tuple[str, ...]:
    """The norms that give the status."""
    return tuple(dict.fromkeys(norm.rule for norm in verdict.norms if status_of(norm.modality) is verdict.status))


def _by(pen: Pen, norms: tuple[str, ...] | None) -> Part:
    return el("p", "By ", pen.row(norms), ".") if norms else None


def _wanting(pen: Pen, facts: tuple[str, ...] | None) -> Part:
    return el("p", "For want of: ", pen.row(facts), ".") if facts else None


def _days(expected: Expectation) -> Part:
    known = [("from", expected.first), ("to be done by", expected.due), ("until", expected.last)]
    words = ", ".join(f"{word} {say_date(day)}" for word, day in known if day is not None)
    return el("p", sentence(words)) if words else None


def _duty(duty: Duty) -> Part:
    words = say_days(duty)
    state = el("p", f"On the day of the act: {say_state(duty)}.", class_="quiet")
    return join([el("p", sentence(words)) if words else None, state])


def _reasons(pen: Pen, verdict: Verdict, given: frozenset[str]) -> list[Part]:
    norms = [_norm(pen, norm, given) for norm in verdict.norms]
    defeated = [
        join([pen.to(defeat.rule), " would apply, but gives way to ", pen.row(defeat.by), "."])
        for defeat in verdict.defeated
    ]
    missing = [
        join(
            [pen.to(found.fact, found.asks), el("span", f" Judged by {found.judged_by}.") if found.judged_by else None]
        )
        for found in verdict.missing
    ]
    others = [
        join(
            [
                pen.to(found.reading),
                ": ",
                *(_otherwise(pen, found.reading, key, status) for key, status in found.otherwise),
            ]
        )
        for found in verdict.readings
        if any(status is not verdict.status for _, status in found.otherwise)
    ]
    possible = [status_tag(status) for status in verdict.possible] if len(verdict.possible) > 1 else []
    return [
        section("Rules that apply", items(norms, class_="norms"), level=4),
        section("Rules that give way", items(defeated), level=4),
        section("Rules that may apply", pen.list(verdict.open_norms), level=4),
        section("Facts that settle it", _facts(pen, verdict.because, given), level=4),
        section("Still to be known", items(missing), level=4),
        section("Answers still possible", join(possible, " ") if possible else None, level=4),
        section("Under another reading", items(others), level=4),
    ]


def _norm(pen: Pen, norm: NormAnswer, given: frozenset[str]) -> Html:
    through = el("p", "Through: ", pen.row(norm.through), class_="quiet") if norm.through else None
    why = _facts(pen, norm.because, given) or el("p", "It applies always.")
    return join(
        [
            pen.to(norm.rule),
            " ",
            force_tag(norm.modality),
            el("p", pen.cited(norm.citations), ".", class_="quiet"),
            through,
            why,
        ]
    )


def _facts(pen: Pen, reasons: tuple[Reason, ...], given: frozenset[str]) -> Html | None:
    """Reasons: first the facts that the story gives, then those that were assumed."""
    by_origin: dict[bool, list[Html]] = {True: [], False: []}
    for reason in reasons:
        # What is no input is the day of the act, which the story gives.
        by_origin[reason.fact in given or reason.fact not in pen.policy.inputs].append(pen.to(reason.fact, reason.says))
    told, assumed = items(by_origin[True]), items(by_origin[False])
    return join(
        [told and join([el("p", "Because:"), told]), assumed and join([el("p", "Because it is assumed:"), assumed])]
    )


def _otherwise(pen: Pen, reading: str, key: str, status: Status) -> Html:
    words = dict(pen.policy.readings[reading].options)[key]
    return join([f"“{words}” gives ", status_tag(status), " "])
