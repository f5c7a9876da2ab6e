"""An action into a situation file to fill in: every question that can matter to it, as a comment.

Invariant: it lists exactly the inputs that can make a difference to what bears on the action, as readings are chosen.
"""

from __future__ import annotations

from solon.diagram.from_graph import Atlas
from solon.engine.graph import DayReached
from solon.model.blocks import Choice, DateInput, Input
from solon.model.deeds import regulated


def situation_template(atlas: Atlas, action: str) -> str:
    """The text of a situation file for one action, with all its facts unknown. Raises TooLarge."""
    policy, sheet = atlas.policy, atlas.under({})
    pairs = [(bearer, deed) for bearer, deed in regulated(policy) if deed.action == action]
    diagrams = (carrier.diagram for pair in pairs for carrier in sheet.carriers(pair))
    variables = {atlas.order[level] for diagram in diagrams for level in sheet.support(diagram)}
    names = {found.date if isinstance(found, DayReached) else found for found in variables}
    asked = [f"{bearer} {deed.id}" for bearer, deed in pairs if not deed.instead]
    out = [
        f"# A situation for: {policy.actions[action].says}",
        "# Write your answer in the place of unknown, or leave a line as it is.",
        "# on: 2018-05-01   (the day on which it is done; left out, every instrument is taken to be in force)",
        "facts:",
    ]
    for name, found in policy.inputs.items():
        if name in names:
            out += [f"  # {line}" for line in _comment(found)]
            out.append(f"  {name}: unknown")
    out.append("# everything else: no")
    out.append(f"asked: [{', '.join(asked)}]")
    return "\n".join(out) + "\n"


def _comment(found: Input) -> list[str]:
    answers = "yes, no"
    if isinstance(found, Choice):
        answers = "; ".join(f"{option} ({sentence})" for option, sentence in found.options)
    elif isinstance(found, DateInput):
        answers = "a day such as 2018-05-01; already; not yet"
    help_lines = [found.help] if found.help else []
    judge = [f"Judged by {found.judged_by}."] if found.judged_by else []
    return [found.asks, *help_lines, *judge, f"Answers: {answers}"]
