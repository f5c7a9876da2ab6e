"""What another reading changes into lists: each deed with its status now and then, and a situation that shows it.

Invariant: what was not decided is named; an option that changes nothing says so.
"""

from __future__ import annotations

from solon.diagram.witness import in_words
from solon.engine.deontic import Pair
from solon.outcomes.turns import Turn, Turns
from solon.publish.html import Html, Part, el, items, join, section, sentence
from solon.publish.norms import status_tag
from solon.publish.pen import Pen


def turned(pen: Pen, words: str, found: Turns) -> Part:
    """What one option changes. words: the option."""
    by_deed: dict[Pair, list[Turn]] = {}
    for turn in found.found:
        by_deed.setdefault(turn.pair, []).append(turn)
    lines = [_deed(pen, pair, turns) for pair, turns in by_deed.items()]
    open_ones = [_who_does(pen, pair) for pair in found.undecided]
    undecided = el("p", f"Not decided, for want of steps: {'; '.join(open_ones)}.", class_="not-yet")
    return section(
        f"If the answer were: {words}",
        items(lines, class_="norms"),
        undecided if open_ones else None,
        None if lines or open_ones else el("p", "No answer would change."),
        level=3,
    )


def amount(found: Turns) -> int:
    """How many deeds get another status."""
    return len({turn.pair for turn in found.found})


def _who_does(pen: Pen, pair: Pair) -> str:
    return f"{pen.policy.bearers[pair[0]].says}, {pen.policy.say_deed(pair[1])}"


def _deed(pen: Pen, pair: Pair, turns: list[Turn]) -> Html:
    who = sentence(pen.policy.bearers[pair[0]].says).removesuffix(".")
    deed = pen.to(pair[1].action, pen.policy.say_deed(pair[1]))
    return join([el("p", f"{who}: ", deed), items(_turn(pen, turn) for turn in turns)])


def _turn(pen: Pen, turn: Turn) -> Html:
    change = join([status_tag(turn.before), " would become ", status_tag(turn.after)])
    example = el("p", f"For example: {'; '.join(in_words(pen.policy, turn.example))}.", class_="quiet")
    return join([el("p", change), example])
