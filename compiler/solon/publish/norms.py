"""Norms into sentences that show how strongly they bind.

Invariant: force is said in words and shown by form; colour only repeats it.
"""

from __future__ import annotations

from solon.engine.deontic import Deed, Modality, Status
from solon.model.blocks import Either, Exception_, Governed, Rule
from solon.publish.html import Html, el, join, sentence
from solon.publish.pen import Pen
from solon.publish.standing import standing_mark
from solon.wording import say_norm

FORCES = {
    Modality.MUST_NOT: "Prohibition",
    Modality.MUST: "Duty",
    Modality.SHOULD_NOT: "Advice against",
    Modality.SHOULD: "Advice",
    Modality.MAY: "Permission",
    Modality.NEED_NOT: "Release from a duty",
}
STATUS_WORDS = {
    Status.PROHIBITED: ("Prohibited", "a rule forbids it"),
    Status.REQUIRED: ("Required", "a rule demands it"),
    Status.ADVISED_AGAINST: ("Advised against", "a rule advises against it, and none forbids it"),
    Status.ADVISED: ("Advised", "a rule advises it, and none demands it"),
    Status.PERMITTED: ("Permitted", "these instruments permit it; other law was not looked at"),
    Status.NOT_REGULATED: ("Not regulated", "these instruments do not forbid it; other law was not looked at"),
    Status.UNDETERMINED: ("Undetermined", "the facts given do not settle it"),
}
_STATUS_OF = {
    Modality.MUST_NOT: Status.PROHIBITED,
    Modality.MUST: Status.REQUIRED,
    Modality.SHOULD_NOT: Status.ADVISED_AGAINST,
    Modality.SHOULD: Status.ADVISED,
    Modality.MAY: Status.PERMITTED,
    Modality.NEED_NOT: Status.PERMITTED,
}


def status_of(modality: Modality) -> Status:
    """The status that a norm of this force gives to what it is about."""
    return _STATUS_OF[modality]


def force_tag(modality: Modality) -> Html:
    """The force of a norm as a label."""
    return el("span", FORCES[modality], class_=f"tag {_form(modality)}")


def status_tag(status: Status) -> Html:
    """A status as a label."""
    return el("span", STATUS_WORDS[status][0], class_=f"tag status-{status.value.replace('_', '-')}")


def norm_words(pen: Pen, block: Governed) -> str:
    """A rule, exception or choice of duties as one plain sentence without a full stop."""
    match block:
        case Rule(norm=norm):
            return say_norm(pen.policy, norm)
        case Exception_(norm=norm) if norm is not None:
            return say_norm(pen.policy, norm)
        case Either(bearer=bearer, modality=modality, options=options):
            either = " or ".join(pen.policy.say_deed(option) for option in options)
            return f"{pen.policy.bearers[bearer].says} {modality.value} {either}"
        case _:
            return "the rule does not apply"


def norm_sentence(pen: Pen, bearer: str, modality: Modality, *deeds: Deed) -> Html:
    """A norm as the leading sentence of its page: who, how strongly, what."""
    who = sentence(pen.policy.bearers[bearer].says).removesuffix(".")
    acts = join([pen.to(deed.action, pen.policy.say_deed(deed)) for deed in deeds], " or ")
    strength = el("strong", modality.value, class_=f"force {_form(modality)}")
    return el("p", pen.to(bearer, who), " ", strength, " ", acts, ".", class_="norm")


def named_norm(pen: Pen, id: str) -> Html:
    """A link to a norm, its sentence, and the label of its force."""
    block = pen.policy.governed[id]
    tag = force_tag(block.norm.modality) if isinstance(block, Rule | Exception_) and block.norm else None
    if isinstance(block, Either):
        tag = force_tag(block.modality)
    mark = standing_mark(pen.policy, block)
    return join([pen.to(id), " ", tag, mark, " ", el("span", sentence(norm_words(pen, block)), class_="says")])


def _form(modality: Modality) -> str:
    """The class that gives a force its form."""
    return modality.value.replace(" ", "-")
