"""What answers rest on beside conditions: presumptions, readings, whose acts count, questions, and what is asked.

Invariant: only meaning; what is merely worded otherwise is not listed here.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.diff.aligned import Aligned
from solon.diff.result import Aside
from solon.model.blocks import Fact, Reading
from solon.model.policy import Policy
from solon.wording import say_value


def asides(both: Aligned) -> Iterator[Aside]:
    """Everything of this kind that differs, in the order of the new version."""
    yield from _presumptions(both)
    yield from _readings(both)
    yield from _people(both)
    yield from _questions(both)
    yield from _inputs(both)


def _presumptions(both: Aligned) -> Iterator[Aside]:
    for name, now in both.new.facts.items():
        before = both.old.facts.get(name)
        if before is not None and before.presumed is not now.presumed:
            yield Aside("presumption", name, _presumed(both.new, before), _presumed(both.new, now))


def _presumed(policy: Policy, fact: Fact) -> str:
    return "" if fact.presumed is None else say_value(policy, fact.id, fact.presumed)


def _readings(both: Aligned) -> Iterator[Aside]:
    old, new = both.old.readings, both.new.readings
    for name, now in new.items():
        before = old.get(name)
        if before is None:
            yield Aside("reading", name, "", now.question)
            continue
        if before.chosen != now.chosen:
            yield Aside("chosen", name, _says(before, before.chosen), _says(now, now.chosen))
        for option, says in before.options:
            if option not in dict(now.options):
                yield Aside("option", name, says, "")
        for option, says in now.options:
            if option not in dict(before.options):
                yield Aside("option", name, "", says)
    for name in old:
        if name not in new:
            yield Aside("reading", name, old[name].question, "")


def _says(reading: Reading, option: str) -> str:
    return dict(reading.options)[option]


def _people(both: Aligned) -> Iterator[Aside]:
    for name, now in both.new.bearers.items():
        before = both.old.bearers.get(name)
        if before is not None and set(before.also_for) != set(now.also_for):
            yield Aside("people", name, "; ".join(before.also_for), "; ".join(now.also_for))


def _questions(both: Aligned) -> Iterator[Aside]:
    old, new = both.old.questions, both.new.questions
    for name in (*new, *(name for name in old if name not in new)):
        deeds = [side[name].about if name in side else () for side in (old, new)]
        if set(deeds[0]) != set(deeds[1]):
            lost = "; ".join(both.old.say_deed(deed) for deed in deeds[0] if deed not in deeds[1])
            gained = "; ".join(both.new.say_deed(deed) for deed in deeds[1] if deed not in deeds[0])
            yield Aside("question", name, lost, gained)


def _inputs(both: Aligned) -> Iterator[Aside]:
    """What a person is asked in one version only changes an answer through the rules alone, which are compared."""
    old, new = both.old.inputs, both.new.inputs
    for name, now in new.items():
        if name not in old:
            yield Aside("asked", name, "", now.asks, answers=False)
        elif bool(old[name].changed_by) != bool(now.changed_by):
            yield Aside("control", name, old[name].changed_by, now.changed_by)
    for name, before in old.items():
        if name not in new:
            yield Aside("asked", name, before.asks, "", answers=False)
