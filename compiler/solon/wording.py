"""Ids and values into the sentences of the policy.

Invariant: every sentence comes from a policy file, unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from solon.engine.deontic import Deed, Modality
from solon.engine.situation import Value
from solon.engine.wording import plain_value, say_date
from solon.model.blocks import Choice, DateInput, Fact, Norm
from solon.model.policy import Policy

__all__ = ["deed_of", "listed", "plain_value", "quoted", "say_date", "say_duty", "say_norm", "say_value"]


def say_value(policy: Policy, name: str, value: Value | int) -> str:
    """A fact with its value, as a sentence."""
    found = policy.inputs.get(name)
    match found:
        case Fact(says=says, denies=denies):
            return says if value is True else denies
        case Choice(options=options):
            return dict(options).get(str(value), str(value))
        case DateInput(says=says):
            if isinstance(value, date):
                return f"{says} is {say_date(value)}"
            return f"{says}: {value}"
        case _:
            return f"the day is {say_date(value)}" if isinstance(value, date) else f"{name} is {value}"


def say_norm(policy: Policy, norm: Norm) -> str:
    """A norm in one sentence, without a full stop."""
    return f"{policy.bearers[norm.bearer].says} {norm.modality.value} {policy.say_deed(norm.deed)}"


def say_duty(policy: Policy, bearer: str, modality: Modality, deed: Deed) -> str:
    """A bearer, a modality and a deed in one sentence."""
    return say_norm(policy, Norm(bearer, modality, deed))


def deed_of(policy: Policy, name: str) -> Deed | None:
    """The deed with this id in answers, or None."""
    if name in policy.actions:
        return Deed(name)
    action = name.removeprefix("instead_of_")
    if action != name and action in policy.actions and policy.actions[action].instead:
        return Deed(action, True)
    return None


def listed(words: Iterable[str]) -> str:
    """Words in a row: `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def quoted(names: Iterable[str]) -> str:
    """Ids or sentences in a row, each in quotes."""
    return listed(f'"{name}"' for name in names)
