"""Can one deed be both required and prohibited, or both advised and advised against?

Invariant: every conflict comes with a situation that shows it; one that only another reading makes is a warning.
"""

from __future__ import annotations

from datetime import date

from solon.check.limit import CASE_LIMIT
from solon.model.blocks import Deed, Modality
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.reference.calendar import HIGH
from solon.reference.cases import TooManyCases
from solon.reference.definition import Carrier
from solon.reference.formula import every
from solon.reference.open_world import OpenWorlds
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
    worlds = OpenWorlds(policy)
    seen: set[Clash] = set()
    out = _under(worlds, seen, {})
    for reading in policy.readings.values():
        for option, _ in reading.options[1:]:
            out += _under(worlds, seen, {reading.id: option})
    return out


def _under(worlds: OpenWorlds, seen: set[Clash], readings: dict[str, str]) -> list[Diagnostic]:
    """The clashes under some readings that have not been seen yet."""
    definition = worlds.definition(None, True, readings)
    out: list[Diagnostic] = []
    for bearer, deed in regulated(worlds.policy):
        for one, other, code in CLASHES:
            for left in definition.carriers(one, bearer, deed):
                for right in definition.carriers(other, bearer, deed):
                    first, second = sorted((left.id, right.id))
                    clash = (first, second)
                    if clash not in seen and (found := _clash(worlds, left, right, deed, code, readings)):
                        seen.add(clash)
                        out.append(found)
    return out


def _clash(
    worlds: OpenWorlds, left: Carrier, right: Carrier, deed: Deed, code: str, readings: dict[str, str]
) -> Diagnostic | None:
    policy = worlds.policy
    cases = worlds.cases(readings, CASE_LIMIT)
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
    for reading, option in readings.items():
        message += f" This happens only under {reading} = {option}."
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
