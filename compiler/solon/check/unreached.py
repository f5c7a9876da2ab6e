"""Which facts do the rules look at that no question reaches?

Invariant: a remark only. A question reaches what the answers about its deeds rest on, for every bearer and under every
reading; without question blocks nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.check.subject import Subject
from solon.engine.deontic import Pair
from solon.engine.graph import DayReached, InputIs, inputs_of
from solon.model.contents import dates_of
from solon.wording import quoted
from solon_dsl.diagnostic import Diagnostic, remark


def unreached(subject: Subject) -> list[Diagnostic]:
    """One remark for each fact, choice or date on which only deeds rest that no question is about."""
    policy = subject.policy
    if not policy.questions:
        return []
    asked = {deed for question in policy.questions.values() for deed in question.about}
    # What must be done must not be left undone, so a deed and its opposite are answered together.
    reached = _rests_on(subject, (pair for pair in subject.pairs if pair[1] in asked or pair[1].opposite in asked))
    left: dict[str, list[str]] = {}
    for pair in subject.pairs:
        if pair[1] not in asked and not pair[1].instead:
            for name in _rests_on(subject, (pair,)) - reached:
                words = policy.say_deed(pair[1])
                if words not in left.setdefault(name, []):
                    left[name].append(words)
    out: list[Diagnostic] = []
    for name, found in policy.inputs.items():
        if name in left:
            message = f'No question reaches "{name}". What rests on it is only the answer about {quoted(left[name])}.'
            repair = "Add that action to a question block, if people have such a question."
            out.append(remark("S422", found.span, message, repair))
    return out


def _rests_on(subject: Subject, pairs: Iterable[Pair]) -> set[str]:
    """The inputs that the norms on some deeds look at, deadlines included."""
    policy, graph = subject.policy, subject.graph
    bearings = [bearing for pair in pairs for bearing in subject.bearings(pair)]
    norms = {bearing.norm for bearing in bearings}
    found: set[str] = set()
    for name in norms:
        for window in policy.governed[name].windows:
            found |= dates_of(policy, window.by) if window.by else frozenset[str]()
    seen: set[int] = set()
    waiting = [bearing.node for bearing in bearings]
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            match graph.nodes[number]:
                case InputIs(name) | DayReached(name) if name:
                    found.add(name)
                case node:
                    waiting += inputs_of(node)
    return found
