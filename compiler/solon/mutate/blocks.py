"""The blocks of a policy into their changes: left out, of another modality, with a target or an option less.

Invariant: a block that is left out stays in place and never holds, so that what names it can still be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from solon.engine.deontic import Modality
from solon.model.blocks import Choice, Counts, Either, Exception_, Group, Impossible, Norm, Rule, Term
from solon.model.conditions import Bullet, ChoiceIs, Conditions, UnderReading
from solon.model.policy import Policy
from solon.mutate.mutant import Changed, Kind, Mutant, instrument_of, with_blocks
from solon.mutate.places import Norms
from solon_dsl.diagnostic import Span

NEVER = Conditions("any", ())
# The slips: a weaker or stronger word, and a "not" too many or too few.
RULES = {
    Modality.MUST_NOT: (Modality.SHOULD_NOT, Modality.MUST),
    Modality.MUST: (Modality.SHOULD, Modality.MUST_NOT),
    Modality.SHOULD_NOT: (Modality.MUST_NOT, Modality.SHOULD),
    Modality.SHOULD: (Modality.MUST, Modality.SHOULD_NOT),
    Modality.MAY: (Modality.SHOULD, Modality.MUST_NOT),
}
# "May" and "need not" permit alike, so one in place of the other would change no status.
EFFECTS = {Modality.MAY: Modality.SHOULD, Modality.NEED_NOT: Modality.SHOULD, Modality.SHOULD: Modality.MAY}
DUTIES = {Modality.MUST: Modality.SHOULD, Modality.SHOULD: Modality.MUST}


def block_mutants(policy: Policy) -> Iterator[Mutant]:
    """Every change of a block as a whole."""
    for block in (*policy.governed.values(), *policy.counts.values()):
        left = replace(block, when=(*block.when, NEVER))
        yield _mutant(policy, Kind.DROP_BLOCK, block, f"{block.id} is left out", left)
    for found in policy.impossibles.values():
        yield _mutant(policy, Kind.DROP_BLOCK, found, f"{found.id} is left out", replace(found, when=NEVER))
    for rule in policy.rules.values():
        yield from _modalities(policy, rule)
    for exception in policy.exceptions.values():
        yield from _effects(policy, exception)
        yield from _targets(policy, exception)
    for either in policy.eithers.values():
        yield from _duties(policy, either)
    for choice in policy.choices.values():
        yield from _options(policy, choice)
    yield from _readings(policy)


def _mutant(policy: Policy, kind: Kind, block: Changed, says: str, changed: Changed) -> Mutant:
    new = with_blocks(policy, (changed,))
    return Mutant(kind, block.id, (block.id,), instrument_of(policy, block.id), block.span, says, new)


def _modalities(policy: Policy, rule: Rule) -> Iterator[Mutant]:
    norm = rule.norm
    for other in RULES[norm.modality]:
        says = f'"{other.value}" stands for "{norm.modality.value}" in {rule.id}'
        yield _mutant(policy, Kind.MODALITY, rule, says, replace(rule, norm=replace(norm, modality=other)))


def _effects(policy: Policy, exception: Exception_) -> Iterator[Mutant]:
    norm = exception.norm
    if norm is None:
        first = next((policy.rules[name] for name in exception.to if name in policy.rules), None)
        if first is not None:
            new = Norm(first.norm.bearer, Modality.MAY, first.norm.deed)
            says = f'"{Modality.MAY.value}" stands for "switches off" in {exception.id}'
            yield _mutant(policy, Kind.MODALITY, exception, says, replace(exception, norm=new))
        return
    says = f'"switches off" stands for "{norm.modality.value}" in {exception.id}'
    yield _mutant(policy, Kind.MODALITY, exception, says, replace(exception, norm=None))
    other = EFFECTS[norm.modality]
    says = f'"{other.value}" stands for "{norm.modality.value}" in {exception.id}'
    yield _mutant(policy, Kind.MODALITY, exception, says, replace(exception, norm=replace(norm, modality=other)))


def _targets(policy: Policy, exception: Exception_) -> Iterator[Mutant]:
    for name in exception.to if len(exception.to) > 1 else ():
        left = tuple(other for other in exception.to if other != name)
        says = f"{exception.id} does not bear on {name}"
        yield _mutant(policy, Kind.DROP_TARGET, exception, says, replace(exception, to=left))


def _duties(policy: Policy, either: Either) -> Iterator[Mutant]:
    other = DUTIES[either.modality]
    says = f'"{other.value}" stands for "{either.modality.value}" in {either.id}'
    yield _mutant(policy, Kind.MODALITY, either, says, replace(either, modality=other))
    for option in either.options:
        left = tuple(one for one in either.options if one != option)
        says = f'"{policy.say_deed(option)}" is left out of {either.id}'
        yield _mutant(policy, Kind.DROP_OPTION, either, says, replace(either, options=left))


def _options(policy: Policy, choice: Choice) -> Iterator[Mutant]:
    """Without an option, nothing that has it can occur."""
    for option, sentence in choice.options:
        gone = Conditions("all", (Bullet("-", ChoiceIs(choice.id, option), None, sentence, choice.span),))
        # An id of a block has no space, so this one is new.
        block = Impossible(f"{choice.id} without {option}", choice.span, "The option is left out.", gone)
        new = replace(policy, impossibles=MappingProxyType({**policy.impossibles, block.id: block}))
        says = f'"{sentence}" is left out of {choice.id}'
        name = instrument_of(policy, choice.id)
        yield Mutant(Kind.DROP_OPTION, choice.id, (choice.id,), name, choice.span, says, new)


def _readings(policy: Policy) -> Iterator[Mutant]:
    """Blocks that are there under one answer to a reading, made to be there under all."""
    for group in policy.groups.values():
        members = [policy.governed[name] for name in group.members]
        for reading in shared_readings(policy, group):
            yield _unread(policy, group.id, group.span, reading, members)
    for block in policy.governed.values():
        given = {reading for name in block.groups for reading in shared_readings(policy, policy.groups[name])}
        for reading in block.readings:
            if reading not in given:
                yield _unread(policy, block.id, block.span, reading, [block])
    defined: tuple[Term | Counts, ...] = (*policy.terms.values(), *policy.counts.values())
    for found in defined:
        if found.reading is not None:
            yield _unread(policy, found.id, found.span, found.reading, [found])


def shared_readings(policy: Policy, group: Group) -> tuple[UnderReading, ...]:
    """The readings that all members of a group stand under: a group gives its own to each of them."""
    members = [policy.governed[name] for name in group.members]
    first = members[0].readings if members else ()
    return tuple(one for one in first if all(one in member.readings for member in members))


def _unread(
    policy: Policy, name: str, span: Span, reading: UnderReading, blocks: Sequence[Norms | Term | Counts]
) -> Mutant:
    changed: list[Changed] = []
    for block in blocks:
        if isinstance(block, Term | Counts):
            changed.append(replace(block, reading=None))
        else:
            changed.append(replace(block, readings=tuple(one for one in block.readings if one != reading)))
    near = tuple(block.id for block in changed)
    says = f"{name} stands under every answer to {reading.reading}"
    new = with_blocks(policy, changed)
    return Mutant(Kind.DROP_READING, name, near, instrument_of(policy, name), span, says, new)
