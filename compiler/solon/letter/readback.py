"""A block into other words: "I read this as ...".

Invariant: it is made from the bound policy, not from the text, so it shows what the compiler understood.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.model.blocks import (
    Action,
    Bearer,
    Block,
    Choice,
    Context,
    Counts,
    DateInput,
    Either,
    End,
    Exception_,
    Fact,
    Governed,
    Group,
    Impossible,
    Input,
    Instrument,
    Note,
    Period,
    Question,
    Reading,
    Rule,
    Term,
    Window,
)
from solon.model.conditions import Bullet, Conditions, NormApplies, NothingForbids, UnderReading
from solon.model.days import Day, say_day
from solon.model.examples import Example
from solon.model.policy import Policy
from solon.wording import say_norm, say_value


def read_back(policy: Policy, name: str) -> str | None:
    """What the block with this id was understood to say; None when there is none."""
    tables = (
        policy.blocks,
        policy.inputs,
        policy.instruments,
        policy.bearers,
        policy.actions,
        policy.impossibles,
        policy.readings,
        policy.questions,
    )
    found = next((table[name] for table in tables if name in table), None)
    if found is None:
        return None
    lines = [f"I read {name} as:", *_say(policy, found)]
    if isinstance(found, Block) and found.cites:
        lines.append("It rests on: " + "; ".join(map(str, found.cites)) + ".")
    return "\n".join(lines) + "\n"


def _say(policy: Policy, found: object) -> Iterator[str]:
    match found:
        case Rule():
            yield from _governed(policy, found, f"{say_norm(policy, found.norm)}.")
            yield from _exceptions(policy, found.id)
        case Exception_():
            effect = f"{say_norm(policy, found.norm)}." if found.norm else "those rules do not apply."
            yield f"An exception to: {', '.join(found.to)}. Where one of them would otherwise apply:"
            yield from _governed(policy, found, effect)
            yield from _exceptions(policy, found.id)
        case Either():
            options = "; or ".join(policy.say_deed(option) for option in found.options)
            says = policy.bearers[found.bearer].says
            yield from _governed(policy, found, f"{says} {found.modality.value} do one of these: {options}.")
        case Group():
            yield f"What the blocks {', '.join(found.members)} share:"
            yield from _conditions(policy, (found.when,) if found.when else ())
            yield from (f"  {line}" for window in found.windows for line in say_window(policy, window))
        case Term():
            yield f'"{found.says}" is true exactly when:'
            yield from _conditions(policy, found.when)
            yield from _under(found.reading)
        case Counts():
            yield f'To "{policy.say_deed(found.doing)}" is also to "{policy.say_deed(found.counts_as)}" when:'
            yield from _conditions(policy, found.when)
            yield from _under(found.reading)
        case Period():
            yield f"{found.says}:"
            yield from (f"  {line}" for line in _between(policy, found.start, found.ends))
        case Impossible():
            yield f"This cannot occur ({found.because}):"
            yield from _conditions(policy, (found.when,))
        case Input():
            yield from _input(found)
        case Example():
            yield found.story
            yield from (f"  - {say_value(policy, name, value)}" for name, value in found.given)
            yield from (f"  - unknown: {policy.inputs[name].asks}" for name in found.unknown)
            for expected in found.expect:
                who, deed = policy.bearers[expected.bearer].says, policy.say_deed(expected.deed)
                by = f", by {', '.join(expected.by)}" if expected.by else ""
                yield f"It must come out so: {who}, {deed}: {expected.status.value.replace('_', ' ')}{by}."
        case Reading():
            yield found.question
            for option, says in found.options:
                yield f"  - {option}{' (chosen)' if option == found.chosen else ''}: {says}"
            yield f"Because: {found.because}"
        case Note():
            yield f"{found.says} (said with every answer about: {', '.join(found.travels_with)})"
        case Context():
            yield f"Nothing to decide comes of it: {found.because}"
        case Question():
            yield f"{found.asks} It asks about: {'; '.join(policy.say_deed(deed) for deed in found.about)}."
        case Instrument():
            yield f"{found.title}, {found.kind} by {found.issuer}, in force from {found.in_force_from}."
        case Bearer():
            others = (
                f" It binds for the acts of these people too: {'; '.join(found.also_for)}." if found.also_for else ""
            )
            yield f"Norms bind {found.says}.{others}"
        case Action():
            opposite = f' Its opposite is "{found.instead}".' if found.instead else ""
            yield f'A deed: "{found.says}".{opposite}'
        case _:
            raise TypeError(f"no words for {found!r}")


def _input(found: Input) -> Iterator[str]:
    yield f"A question: {found.asks}"
    match found:
        case Fact(says=says, denies=denies, presumed=presumed, because=because):
            yield f"  - yes: {says}"
            yield f"  - no: {denies}"
            if presumed is not None:
                yield f"When it is left out, {'yes' if presumed else 'no'} is presumed. {because}"
        case Choice(options=options):
            yield from (f"  - {option}: {says}" for option, says in options)
        case DateInput(says=says):
            yield f"  - a day: {says}"
        case _:
            pass
    if found.help:
        yield found.help
    if found.judged_by:
        yield f"Judged by: {found.judged_by}."


def _governed(policy: Policy, found: Governed, then: str) -> Iterator[str]:
    if found.when:
        yield "When:"
        yield from _conditions(policy, found.when)
    else:
        yield "Always:"
    for window in found.windows:
        yield from (f"  {line}" for line in say_window(policy, window))
    for reading in found.readings:
        yield from _under(reading)
    yield then[:1].upper() + then[1:]


def _exceptions(policy: Policy, name: str) -> Iterator[str]:
    for exception in policy.exceptions_to.get(name, ()):
        yield f"It gives way to: {exception.id} ({'; '.join(map(str, exception.cites))})."


def _under(reading: UnderReading | None) -> Iterator[str]:
    if reading is not None:
        yield f"  (only under the reading {reading.reading} = {reading.option})"


def _conditions(policy: Policy, found: tuple[Conditions, ...]) -> Iterator[str]:
    for when in found:
        yield from _list(policy, when, "  ")
    if not found:
        yield "  - always"


def _list(policy: Policy, when: Conditions, indent: str) -> Iterator[str]:
    yield f"{indent}{'all' if when.connective == 'all' else 'any'} of:"
    for bullet in when.bullets:
        yield from _bullet(policy, bullet, indent + "  ")


def _bullet(policy: Policy, bullet: Bullet, indent: str) -> Iterator[str]:
    reading = f" (only under {bullet.reading.reading} = {bullet.reading.option})" if bullet.reading else ""
    match bullet.content:
        case Conditions():
            yield from _list(policy, bullet.content, indent)
            if reading:
                yield f"{indent} {reading}"
        case NormApplies(norm, value):
            verb = "applies" if value else "does not apply"
            yield f"{indent}{bullet.mark} {norm} {verb}{reading}"
        case NothingForbids(_, action, instead, but):
            deed = policy.actions[action].instead if instead else policy.actions[action].says
            yield f'{indent}{bullet.mark} nothing but {", ".join(but) or "nothing"} forbids to "{deed}"{reading}'
        case _:
            yield f"{indent}{bullet.mark} {bullet.sentence}{reading}"


def say_window(policy: Policy, window: Window) -> Iterator[str]:
    """A window in words, a line for each of its ends."""
    if window.during is not None:
        yield f"during {policy.periods[window.during].says}"
    yield from _between(policy, window.start, window.ends)
    if window.by is not None:
        yield f"to be done by {_day(policy, window.by)}, and kept up"


def _between(policy: Policy, start: Day | None, ends: tuple[End, ...]) -> Iterator[str]:
    if start is not None:
        yield f"from {_day(policy, start)}, that day included"
    for end in ends:
        yield f"until {_day(policy, end.day)}, that day included" + (", when:" if end.when else "")
        if end.when:
            yield from _list(policy, end.when, "  ")


def _day(policy: Policy, day: Day) -> str:
    return say_day(day, policy.date_sentences, policy.period_sentences)
