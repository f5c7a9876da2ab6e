"""A decision into a short letter: the answer first, then reasons, doubts, assumptions, and whom to ask.

Invariant: plain text; every reason carries its citation; no word about how the rules are computed.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.engine.decision import Decision, Duty, Missing, NormAnswer, Reason, Verdict
from solon.engine.deontic import Deed, Modality, Status
from solon.engine.situation import Situation
from solon.letter.advice import advice, doubts
from solon.letter.days import say_days, say_state
from solon.letter.lines import Paint, cites, plain, wrap
from solon.letter.many import arranged
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.wording import deed_of, say_date, say_duty

NAMED = 4
FEW = 3
HEADS = {
    Status.PROHIBITED: Modality.MUST_NOT,
    Status.REQUIRED: Modality.MUST,
    Status.ADVISED_AGAINST: Modality.SHOULD_NOT,
    Status.ADVISED: Modality.SHOULD,
}


def write_letter(policy: Policy, situation: Situation, decision: Decision, paint: Paint = plain) -> str:
    """The letter.

    paint: gives (text, role) a colour, where the role is a status or `heading`.
    """
    asked = {(bearer, deed.id) for bearer, deed in situation.asked}
    shown = [v for v in decision.verdicts if (v.bearer, v.action) in asked or (not asked and _reached(v, situation))]
    unruled = [pair for pair in asked if pair not in {(v.bearer, v.action) for v in decision.verdicts}]
    assumed = frozenset(assumption.fact for assumption in decision.assumptions)
    out: list[str] = []
    order = arranged(shown)
    for verdict in order.in_full:
        out += [*_verdict(policy, verdict, assumed, paint), ""]
    if order.unreached:
        for bearer in dict.fromkeys(found.bearer for found in order.unreached):
            deeds = "; ".join(_say(policy, found.action) for found in order.unreached if found.bearer == bearer)
            out += [*wrap(f"No rule here reaches these, by {_who(policy, bearer)}: {deeds}."), ""]
    if order.missing:
        out += [*_missing(order.missing, "Still open, and able to change one of these answers:", ""), ""]
    for bearer, action in sorted(unruled):
        out += [f"No rule here is about it: {_who(policy, bearer)}, {_say(policy, action)}.", ""]
    if not out:
        out = ["Nothing that was given is caught by any rule here.", ""]
    out += _duties(policy, decision, paint)
    out += _assumed(policy, situation, decision, shown, paint)
    out += _not_considered(policy, decision, shown, paint)
    return "\n".join(out).rstrip() + "\n"


def _reached(verdict: Verdict, situation: Situation) -> bool:
    """Whether the answer has to do with what was given: rules without conditions are no news."""
    if any(norm.because or norm.one_of for norm in verdict.norms) or verdict.defeated:
        return not verdict.action.startswith("instead_of_")
    missing = {missing.fact for missing in verdict.missing}
    return bool(verdict.open_norms) and bool(situation.unknown & missing)


def _verdict(policy: Policy, verdict: Verdict, assumed: frozenset[str], paint: Paint) -> Iterator[str]:
    yield from wrap(paint(_headline(policy, verdict), verdict.status.value))
    for norm in verdict.norms:
        yield from _norm(policy, verdict, norm)
        yield from _reasons(norm.because, assumed, "Because:")
    yield from _reasons(verdict.because, assumed, "These facts settle it:")
    for defeat in verdict.defeated:
        lifting = " and ".join(f"{cites(policy.governed[name].cites)} lifts it" for name in defeat.by)
        yield from wrap(f"{cites(defeat.citations)} would apply, but {lifting}.", "  ")
    if verdict.missing:
        head = "Still open, and able to change the answer, the most decisive first:"
        yield from _missing(verdict.missing, head, "  ")
    yield from doubts(verdict)
    yield from advice(policy, verdict)
    for other in verdict.readings:
        for option, status in other.otherwise:
            question = policy.readings[other.reading].question
            words = status.value.replace("_", " ")
            yield from wrap(
                f'The answer rests on a reading of the text. "{question}" If it is answered otherwise '
                f"({other.reading}: {option}), the answer is: {words}.",
                "  ",
            )


def _missing(found: tuple[Missing, ...], head: str, indent: str) -> Iterator[str]:
    yield from wrap(head, indent)
    for missing in found:
        judge = f" ({missing.judged_by} judges this)" if missing.judged_by else ""
        yield from wrap(f"- {missing.asks}{judge} [{missing.fact}]", f"{indent}  ")


def _headline(policy: Policy, verdict: Verdict) -> str:
    deed = deed_of(policy, verdict.action) or Deed(verdict.action)
    who, what = _who(policy, verdict.bearer), policy.say_deed(deed)
    modality = HEADS.get(verdict.status)
    if modality is not None:
        sentence = say_duty(policy, verdict.bearer, modality, deed)
        return f"{sentence[:1].upper()}{sentence[1:]}."
    if verdict.status is Status.PERMITTED:
        return f"These instruments do not forbid it: {who} may {what}."
    if verdict.status is Status.NOT_REGULATED and any(norm.one_of for norm in verdict.norms):
        return f"It is one of the ways to meet a duty: {who}, {what}."
    if verdict.status is Status.NOT_REGULATED:
        return f"No rule here reaches it: {who}, {what}."
    possible = " or ".join(status.value.replace("_", " ") for status in verdict.possible)
    return f"It depends on what is not known yet: {who}, {what}. The answer can be: {possible}."


def _norm(policy: Policy, verdict: Verdict, norm: NormAnswer) -> Iterator[str]:
    deed = deed_of(policy, verdict.action) or Deed(verdict.action)
    if norm.one_of:
        options = " or ".join(_say(policy, name) for name in norm.one_of)
        yield from wrap(f"One of these {norm.modality.value} be done: {options} ({cites(norm.citations)}).", "  ")
    else:
        sentence = say_duty(policy, verdict.bearer, norm.modality, deed)
        instrument = policy.instruments[norm.instrument].title
        chain = "".join(
            f" Doing this is also to {policy.say_deed(policy.counts[name].counts_as)}." for name in norm.through
        )
        yield from wrap(f"{sentence[:1].upper()}{sentence[1:]}: {cites(norm.citations)} ({instrument}).{chain}", "  ")


def _reasons(because: tuple[Reason, ...], assumed: frozenset[str], head: str) -> Iterator[str]:
    """The facts of a reason; those that were only assumed are counted where there are many."""
    if not because:
        return
    yield f"  {head}"
    taken = [reason for reason in because if reason.fact in assumed]
    shown = because if len(taken) <= FEW else tuple(reason for reason in because if reason not in taken)
    yield from (line for reason in shown for line in wrap(f"- {reason.says}", "    "))
    if len(shown) < len(because):
        yield from wrap(
            f"- and nothing else stands against it: {len(taken)} facts that were assumed (see below)", "    "
        )


def _duties(policy: Policy, decision: Decision, paint: Paint) -> Iterator[str]:
    dated = [duty for duty in decision.duties if duty.first or duty.due or duty.last or duty.wanting]
    if not dated:
        return
    yield paint("Duties with days", "heading")
    for duty in dated:
        yield from wrap(f"- {_duty(policy, duty)}", "  ")
    wanting = dict.fromkeys(name for duty in dated for name in duty.wanting if name in policy.inputs)
    for name in wanting:
        yield from wrap(f"- To say more about these days: {policy.inputs[name].asks} [{name}]", "  ")
    yield ""


def _duty(policy: Policy, duty: Duty) -> str:
    deeds = " or ".join(_say(policy, name) for name in (duty.one_of or (duty.action,)))
    sentence = f"{_who(policy, duty.bearer)} {duty.modality.value} {deeds}"
    sentence = sentence[:1].upper() + sentence[1:]
    return f"{sentence} {say_days(duty)}".rstrip() + f" ({say_state(duty)})."


def _assumed(
    policy: Policy, situation: Situation, decision: Decision, shown: list[Verdict], paint: Paint
) -> Iterator[str]:
    """What was assumed about the facts that the answers shown rest on."""
    looked_at = frozenset[str]().union(*(verdict.looked_at for verdict in shown))
    used = [assumption for assumption in decision.assumptions if assumption.fact in looked_at]
    presumed = [a for a in used if a.why != "everything else: no"]
    rest = len(used) - len(presumed)
    if not (presumed or rest or (situation.on is None and situation.day_left_out)):
        return
    yield paint("What was assumed", "heading")
    for assumption in presumed:
        fact = policy.facts[assumption.fact]
        sentence = fact.says if assumption.value else fact.denies
        yield from wrap(f"- {sentence[:1].upper()}{sentence[1:]}. {assumption.why}", "  ")
    if rest:
        questions = "question" if rest == 1 else "questions"
        yield from wrap(
            f'- "No" is the answer to {rest} {questions} left out that these answers look at ("everything else: no").',
            "  ",
        )
    if situation.on is None and situation.day_left_out:
        yield from wrap("- The day was not given: every instrument is taken to be in force on it.", "  ")
    yield ""


def _not_considered(policy: Policy, decision: Decision, shown: list[Verdict], paint: Paint) -> Iterator[str]:
    yield paint("What this does not settle", "heading")
    for name in decision.outside_dates:
        found = policy.instruments[name]
        start = say_date(found.in_force_from)
        yield from wrap(f"- {found.title} is not in force on this day (it is from {start}), and was left out.", "  ")
    yield from wrap("- Only these instruments were looked at: other law and other policies may apply.", "  ")
    touched = {name for verdict in shown for name in verdict.touched}
    yield from (line for note in policy.notes_on(touched) for line in wrap(f"- {note.says}", "  "))
    told = {(verdict.bearer, verdict.action) for verdict in shown}
    rest = [deed for who, deed in regulated(policy) if (who, deed.id) not in told and not deed.instead]
    if rest:
        named = "; ".join(policy.say_deed(deed) for deed in rest[:NAMED])
        more = f"; and {len(rest) - NAMED} more" if len(rest) > NAMED else ""
        yield from wrap(f"- There are also rules about these deeds: {named}{more}.", "  ")
    used = {policy.governed[name].instrument for name in touched} or policy.instruments.keys()
    asks = dict.fromkeys(found.ask for name, found in policy.instruments.items() if name in used and found.ask)
    for ask in asks:
        yield from wrap(f"- Whom to ask: {ask}", "  ")


def _who(policy: Policy, bearer: str) -> str:
    return policy.bearers[bearer].says


def _say(policy: Policy, action: str) -> str:
    deed = deed_of(policy, action)
    return policy.say_deed(deed) if deed else action
