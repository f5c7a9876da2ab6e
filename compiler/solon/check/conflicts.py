"""Can one deed be both required and prohibited, or both advised and advised against?

Invariant: every conflict comes with a situation that shows it; one that only another reading makes is a warning.
"""

from __future__ import annotations

from datetime import date

from solon.check.open_world import OpenWorld, open_world
from solon.model.blocks import Deed, Modality
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.reference.calendar import HIGH
from solon.reference.cases import TooManyCases
from solon.reference.definition import Carrier
from solon.reference.formula import every
from solon.wording import say_value
from solon_dsl.diagnostic import Diagnostic, Span, error, remark, warning

Clash = tuple[str, str]
CLASHES = (
    (Modality.MUST, Modality.MUST_NOT, "S408"),
    (Modality.SHOULD, Modality.SHOULD_NOT, "S409"),
    (Modality.MUST, Modality.SHOULD_NOT, "S409"),
    (Modality.SHOULD, Modality.MUST_NOT, "S409"),
)


def conflicts(policy: Policy) -> list[Diagnostic]:
    """One finding for each pair of norms that can clash on one bearer and deed."""
    world = open_world(policy)
    seen: set[Clash] = set()
    out = _in_world(world, seen, None)
    for reading in policy.readings.values():
        for option, _ in reading.options[1:]:
            out += _in_world(open_world(policy, {reading.id: option}), seen, f"{reading.id} = {option}")
    return out


def _in_world(world: OpenWorld, seen: set[Clash], reading: str | None) -> list[Diagnostic]:
    out: list[Diagnostic] = []
    for bearer, deed in regulated(world.policy):
        for one, other, code in CLASHES:
            for left in world.definition.carriers(one, bearer, deed):
                for right in world.definition.carriers(other, bearer, deed):
                    first, second = sorted((left.id, right.id))
                    clash = (first, second)
                    if clash not in seen and (found := _clash(world, left, right, deed, code, reading)):
                        seen.add(clash)
                        out.append(found)
    return out


def _clash(
    world: OpenWorld, left: Carrier, right: Carrier, deed: Deed, code: str, reading: str | None
) -> Diagnostic | None:
    policy = world.policy
    cases = world.cases()
    try:
        witness = cases.witness(every((left.formula, right.formula)))
    except TooManyCases:
        return remark(
            "S409",
            _place(policy, left),
            f'Whether "{left.id}" and "{right.id}" can clash could not be decided: too many cases.',
            "Look at the two by hand.",
        )
    if witness is None:
        return None
    sentences = tuple(_say(policy, name, value) for name, value in witness.items())
    words = policy.say_deed(deed)
    message = f'On "{words}", "{left.id}" ({left.modality.value}) and "{right.id}" ({right.modality.value}) can clash.'
    if reading is not None:
        message += f" This happens only under {reading}."
        return warning("S411", _place(policy, left), message, "Settle it before that reading is chosen.", sentences)
    if code == "S408":
        repair = "Add an exception to one of the two, or settle the question with a reading."
        return error("S408", _place(policy, left), message, repair, sentences)
    return remark(code, _place(policy, left), message, "The stronger of the two heads the answer.", sentences)


def _place(policy: Policy, carrier: Carrier) -> Span:
    return policy.governed[carrier.id].span


def _say(policy: Policy, name: str, value: bool | str | int) -> str:
    if isinstance(value, bool | str):
        return say_value(policy, name, value)
    return say_value(policy, name, date.fromordinal(value) if value <= HIGH else "not yet")
