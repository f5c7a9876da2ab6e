"""Does a rule say nothing beyond another one?

Invariant: exact, under the chosen readings. Wherever the rule applies, the other norm bears on the same bearer and
deed, with the same or a greater strength and with its deadlines. `restates:` says that the text itself repeats.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from solon.check.subject import Subject
from solon.check.undecided import undecided
from solon.diagram.from_graph import policy_of
from solon.diagram.witness import in_words, witness
from solon.engine.atlas import Carrier
from solon.engine.deontic import Modality
from solon.engine.store import TooLarge
from solon.engine.world import World
from solon.model.blocks import Rule
from solon.model.days import Day
from solon.model.policy import Policy
from solon.wording import quoted
from solon_dsl.diagnostic import Diagnostic, remark

COVERED_BY = {
    Modality.MUST_NOT: (Modality.MUST_NOT,),
    Modality.MUST: (Modality.MUST,),
    Modality.SHOULD_NOT: (Modality.MUST_NOT, Modality.SHOULD_NOT),
    Modality.SHOULD: (Modality.MUST, Modality.SHOULD),
    Modality.MAY: (Modality.MAY,),
    Modality.NEED_NOT: (Modality.NEED_NOT,),
}


def repeats(subject: Subject) -> list[Diagnostic]:
    """One remark for each rule that another norm makes unnecessary; of two that are equal, the later one."""
    out: list[Diagnostic] = []
    unsure: list[str] = []
    for rule in subject.policy.rules.values():
        modalities = {modality.value for modality in COVERED_BY[rule.norm.modality]}
        bearings = subject.bearings((rule.norm.bearer, rule.norm.deed))
        if any(found.norm != rule.id and found.modality in modalities for found in bearings):
            norms = subject.carriers(subject.chosen, (rule.norm.bearer, rule.norm.deed), unsure)
            if rule.id not in subject.unknown:
                try:
                    out += subject.ask(partial(_finding, subject, rule, norms))
                except TooLarge:
                    unsure.append(rule.id)
    return [*out, *undecided(subject, unsure, "whether {} says anything beyond another rule")]


def _finding(subject: Subject, rule: Rule, norms: Sequence[Carrier]) -> list[Diagnostic]:
    world, policy = subject.chosen, subject.policy
    own = world.sheet.named(f"applies {rule.id}")
    covering = _covering(world, rule, own, norms)
    if not covering or not world.can(own):
        return []
    order = {name: place for place, name in enumerate(policy.governed)}
    equal = [norm for norm in covering if _equal(world, rule, own, norm)]
    restated = {rule.restates, *(norm.id for norm in equal if policy.rules[norm.id].restates == rule.id)}
    if any(norm.id in restated for norm in covering):
        return []
    left = [norm for norm in covering if norm not in equal or order[norm.id] < order[rule.id]]
    if not left:
        return []
    other = left[0]
    through = f" through {quoted(other.chain)}" if other.chain else ""
    message = (
        f'"{rule.id}" says nothing beyond "{other.id}": wherever it applies, the other does{through}, and is as strong.'
    )
    repair = f'If the text itself repeats, write "restates: {other.id}". If not, take it out, or write what it adds.'
    found = witness(world, own)
    assert found is not None
    return [remark("S420", rule.span, message, repair, in_words(policy, found))]


def _covering(world: World, rule: Rule, own: int, norms: Sequence[Carrier]) -> list[Carrier]:
    """The norms that bear on the deed of a rule wherever it applies."""
    policy, store = policy_of(world.sheet.atlas), world.store
    deadlines = _deadlines(policy, rule.id)
    others = [
        norm
        for norm in norms
        if norm.id != rule.id
        and norm.modality in COVERED_BY[rule.norm.modality]
        and deadlines <= _deadlines(policy, norm.id)
    ]
    # What all of them together leave open, none of them covers.
    if world.can(store.both(own, store.deny(store.any_of([norm.diagram for norm in others])))):
        return []
    return [norm for norm in others if not world.can(store.both(own, store.deny(norm.diagram)))]


def _equal(world: World, rule: Rule, own: int, norm: Carrier) -> bool:
    """Whether a rule that covers another says nothing beyond it either."""
    policy = policy_of(world.sheet.atlas)
    other = policy.rules.get(norm.id)
    if other is None or norm.chain or norm.modality is not rule.norm.modality:
        return False
    if _deadlines(policy, rule.id) != _deadlines(policy, norm.id):
        return False
    return not world.can(world.store.both(norm.diagram, world.store.deny(own)))


def _deadlines(policy: Policy, name: str) -> frozenset[Day]:
    return frozenset(window.by for window in policy.governed[name].windows if window.by is not None)
