"""What `solon check` proves, held against plain enumeration by the reference interpreter, on random policies.

Seeds stand in the test names. A bullet is left out of the text itself, and the changed policy is enumerated again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import product

import pytest
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds

from solon import pipeline
from solon.check.conflicts import conflicts
from solon.check.idle_parts import idle_parts
from solon.check.independence import independence
from solon.check.mattering import mattering
from solon.check.repeats import repeats
from solon.check.standing import bites, stands
from solon.check.strength import strength
from solon.check.subject import Subject
from solon.engine.deontic import Modality
from solon.engine.situation import Known
from solon.model.conditions import Conditions, NothingForbids
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.reference.completions import Completions
from solon.reference.definition import Carrier, Definition, Values
from solon.reference.formula import Formula

# Before the first instrument comes into force, between the two, and after the second.
DAYS = (date(1990, 5, 3), date(2005, 5, 3), date(2018, 5, 3))
CHOSEN: Mapping[str, str] = {}
OTHER = {"narrow": "no"}
STRONGER = {Modality.SHOULD_NOT: Modality.MUST_NOT, Modality.SHOULD: Modality.MUST}
CLASHING = (
    {Modality.MUST, Modality.MUST_NOT},
    {Modality.SHOULD, Modality.SHOULD_NOT},
    {Modality.MUST, Modality.SHOULD_NOT},
    {Modality.SHOULD, Modality.MUST_NOT},
)
Truth = Callable[[Definition], Formula]


class Enumeration:
    """Every complete situation of a policy, as a definition in which every formula is true or false."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    @cached_property
    def worlds(self) -> dict[str, list[tuple[Definition, bool]]]:
        """For the chosen readings and the others: each situation, and whether it can occur. The order is the same."""
        found: dict[str, list[tuple[Definition, bool]]] = {}
        for key, readings in (("chosen", CHOSEN), ("other", OTHER)):
            found[key] = []
            for given, on in self.situations():
                completions = Completions(self.policy, Known(on, False, given))
                values = Values(completions.on, completions.inputs, completions.in_force)
                definition = Definition(self.policy, values, readings)
                found[key].append((definition, definition.possible() is True))
        return found

    def situations(self) -> Iterator[tuple[dict[str, bool | str | date], date]]:
        options = [[option for option, _ in choice.options] for choice in self.policy.choices.values()]
        for on, *values in product(DAYS, *[(False, True)] * len(self.policy.facts), *options):
            yield dict(zip((*self.policy.facts, *self.policy.choices), values, strict=True)), on

    def truths(self, what: Truth, key: str = "chosen", possible: bool = True) -> list[bool]:
        """Whether something is true, situation by situation; only those that can occur."""
        return [bool(what(found)) for found, can in self.worlds[key] if can or not possible]

    def ever(self, what: Truth) -> bool:
        """Whether something is true in a situation that can occur, under the chosen or the other readings."""
        return any(self.truths(what)) or any(self.truths(what, "other"))

    def carriers(self, key: str) -> Iterator[tuple[tuple[str, str], list[Carrier]]]:
        """The norms that apply to each bearer and deed, in each situation that can occur."""
        for definition, can in self.worlds[key]:
            for bearer, deed in regulated(self.policy):
                if can:
                    found = (c for modality in Modality for c in definition.carriers(modality, bearer, deed))
                    yield (bearer, deed.id), [carrier for carrier in found if carrier.formula is True]


def policy_of(text: str) -> Policy | None:
    built = pipeline.checked({"random.solon": text.encode()}, LOCK)
    return built.policy if built.sound else None


def subject_of(policy: Policy) -> Subject:
    built = pipeline.Build(policy, ())
    return Subject(policy, built.graph, built.atlas)


def outcome(policy: Policy, name: str) -> Truth:
    """What a block comes to."""
    if name in policy.terms:
        return lambda definition: definition.term(name)
    if name in policy.counts:
        return lambda definition: definition.counted(name)
    return lambda definition: definition.norm_applies(name)


@pytest.mark.parametrize("seed", seeds())
def test_what_can_never_apply_never_applies(seed: int) -> None:
    policy = policy_of(RandomPolicy(seed).text)
    if policy is None:
        return
    subject, enumeration = subject_of(policy), Enumeration(policy)
    for name, known in stands(subject).items():
        exception = policy.exceptions.get(name)
        holds: Truth = outcome(policy, name)
        if exception is not None:
            holds = lambda definition, found=exception: definition.holds_exception(found)  # noqa: E731
        assert known is enumeration.ever(holds), name
    for name, known in bites(subject).items():
        assert known is enumeration.ever(outcome(policy, name)), name


def leads_to(policy: Policy, name: str) -> Iterator[Truth]:
    """What a block comes to, and what else of it others notice."""
    yield outcome(policy, name)
    for exception in policy.exceptions.values():
        # An exception that only switches off shows in nothing but the rules that it lifts.
        if exception.norm is not None:
            yield outcome(policy, exception.id)
    block = policy.rules.get(name)
    if block is not None:
        lists = [when for one in policy.governed.values() for when in one.when]
        atoms = [atom for when in lists for atom in when.atoms() if isinstance(atom, NothingForbids)]
        if any(name not in atom.but for atom in atoms):
            yield lambda d: d.would_apply(block) is True and not d.lifted(name, early=True)


@pytest.mark.parametrize("seed", seeds(50))
def test_bullets_that_matter_matter(seed: int) -> None:
    text = RandomPolicy(seed).text
    policy = policy_of(text)
    if policy is None:
        return
    found, enumeration = mattering(subject_of(policy)), Enumeration(policy)
    assert not found.undecided
    for key, uses in found.uses.items():
        (use,) = uses
        changed = policy_of(without_line(text, use.part.span.line))
        assert changed is not None
        other = Enumeration(changed)
        needs = {reading.option for reading in use.part.readings}
        tried = [world for world, option in (("chosen", "yes"), ("other", "no")) if needs <= {option}]
        matters = any(
            enumeration.truths(what, world) != other.truths(what, world)
            for what in leads_to(policy, use.block.id)
            for world in tried
        )
        assert matters == (key in found.where), use.part


@pytest.mark.parametrize("seed", seeds(300))
def test_all_bullets_that_are_reported_can_go_together(seed: int) -> None:
    text = RandomPolicy(seed).text
    policy = policy_of(text)
    if policy is None:
        return
    lines = sorted({finding.span.line for finding in idle_parts(subject_of(policy))}, reverse=True)
    for line in lines:
        text = without_line(text, line)
    changed = policy_of(text)
    assert changed is not None
    one, other = (list(Enumeration(found).carriers("chosen")) for found in (policy, changed))
    norms = [[[(pair, c.id, c.modality, c.chain) for c in found] for pair, found in side] for side in (one, other)]
    assert norms[0] == norms[1]


def without_line(text: str, number: int) -> str:
    """A policy without the bullet that starts at a line; where no other bullet is left beside it, without the list."""
    lines = text.split("\n")
    start = number - 1
    depth = _depth(lines[start])
    end = next((n for n in range(start + 1, len(lines)) if _depth(lines[n]) <= depth), len(lines))
    head = next(n for n in range(start - 1, -1, -1) if _depth(lines[n]) < depth)
    last = next((n for n in range(head + 1, len(lines)) if _depth(lines[n]) <= _depth(lines[head])), len(lines))
    beside = [n for n in range(head + 1, last) if _depth(lines[n]) == depth and lines[n].lstrip().startswith("-")]
    if beside != [start]:
        return "\n".join(lines[:start] + lines[end:])
    if lines[head].lstrip().startswith("-"):
        return without_line(text, head + 1)
    return "\n".join([*lines[:head], "  always", *lines[last:]])


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else -1


@pytest.mark.parametrize("seed", seeds(100))
def test_clashes_are_those_of_enumeration(seed: int) -> None:
    policy = policy_of(RandomPolicy(seed).text)
    if policy is None:
        return
    enumeration = Enumeration(policy)
    clashes: dict[str, set[frozenset[str]]] = {"chosen": set(), "other": set()}
    for key, found in clashes.items():
        for _, carriers in enumeration.carriers(key):
            for one, other in product(carriers, carriers):
                if {one.modality, other.modality} in CLASHING:
                    found.add(frozenset((one.id, other.id)))
    shown = {"chosen": set[frozenset[str]](), "other": set[frozenset[str]]()}
    for finding in conflicts(subject_of(policy)):
        names = re.findall(r'"([re]\d+)" \(', finding.message)
        shown["other" if finding.code == "S411" else "chosen"].add(frozenset(names))
        assert finding.witness
    assert shown["chosen"] == clashes["chosen"]
    assert shown["other"] == clashes["other"] - clashes["chosen"]


@pytest.mark.parametrize("seed", seeds(150))
def test_repetitions_are_those_of_enumeration(seed: int) -> None:
    policy = policy_of(RandomPolicy(seed).text)
    if policy is None:
        return
    enumeration = Enumeration(policy)
    expected = {name for name in policy.rules if repeated(enumeration, name)}
    shown = {str(re.search(r'"(r\d+)" says nothing', finding.message)[1]) for finding in repeats(subject_of(policy))}  # type: ignore[index]
    assert shown == expected


def repeated(enumeration: Enumeration, name: str) -> bool:
    """Whether a rule applies somewhere, and another norm bears on its deed wherever it does."""
    policy = enumeration.policy
    norm = policy.rules[name].norm
    applies = enumeration.truths(outcome(policy, name))
    modalities = {norm.modality, STRONGER.get(norm.modality, norm.modality)}
    for other in policy.governed:
        if other == name or not any(applies):
            continue
        for modality in modalities:
            for chain in chains(enumeration, norm.bearer, norm.deed.id, other, modality):
                bears = [
                    any(
                        carrier.id == other and carrier.chain == chain and carrier.formula is True
                        for carrier in definition.carriers(modality, norm.bearer, norm.deed)
                    )
                    for definition, can in enumeration.worlds["chosen"]
                    if can
                ]
                if all(there for own, there in zip(applies, bears, strict=True) if own):
                    same = bears == applies and modality is norm.modality and not chain and other in policy.rules
                    later = list(policy.rules).index(name) > list(policy.rules).index(other) if same else True
                    if later:
                        return True
    return False


def chains(enumeration: Enumeration, bearer: str, deed: str, other: str, modality: Modality) -> set[tuple[str, ...]]:
    """The ways in which a norm bears on a deed."""
    found = enumeration.carriers("chosen")
    return {
        carrier.chain
        for pair, carriers in found
        if pair == (bearer, deed)
        for carrier in carriers
        if (carrier.id, carrier.modality) == (other, modality)
    }


@pytest.mark.parametrize("seed", seeds(200))
def test_differences_in_strength_are_those_of_enumeration(seed: int) -> None:
    policy = policy_of(RandomPolicy(seed).text)
    if policy is None:
        return
    expected: set[tuple[str, str]] = set()
    for (_, deed), carriers in Enumeration(policy).carriers("chosen"):
        for weak, strong in STRONGER.items():
            names = {m: {c.instrument for c in carriers if c.modality is m} for m in (weak, strong)}
            for one, other in product(names[strong], names[weak] - names[strong]):
                expected.add((deed, f"{one} {other}"))
    found = strength(subject_of(policy))
    assert bool(found) == bool(expected)
    for finding in found:
        words, one, other = re.search(r'On "(.+)", ".+" of (\w+) says .+ of (\w+) says', finding.message).groups()  # type: ignore[union-attr]
        deeds = {deed.id for _, deed in regulated(policy) if policy.say_deed(deed) == words}
        assert {(deed, f"{one} {other}") for deed in deeds} & expected


@pytest.mark.parametrize("seed", seeds(250))
def test_conditions_that_decide_alone_are_those_of_enumeration(seed: int) -> None:
    policy = policy_of(RandomPolicy(seed).text)
    if policy is None:
        return
    subject, enumeration = subject_of(policy), Enumeration(policy)
    expected: set[int] = set()
    for use, _ in subject.once(mattering).where.values():
        when = use.part.content
        needs = {reading.option for reading in use.part.readings}
        tried = [readings for readings, option in ((CHOSEN, "yes"), (OTHER, "no")) if needs <= {option}]
        if isinstance(when, Conditions):
            continue
        if not any(has_pair(enumeration, use.block.id, when, readings) for readings in tried):
            expected.add(use.part.span.line)
    assert {finding.span.line for finding in independence(subject)} == expected


def has_pair(enumeration: Enumeration, name: str, atom: object, readings: Mapping[str, str]) -> bool:
    """Whether two possible situations differ in a condition of a block, in its outcome, and in no other condition.

    Conditions that are the same, or each other's opposite, in every situation are one, and so is a choice.
    """
    policy = enumeration.policy
    key = "other" if readings else "chosen"
    block = policy.terms.get(name) or policy.counts.get(name) or policy.governed[name]
    atoms = [found for when in block.when for found in when.atoms()]
    columns = [enumeration.truths(lambda d, found=found: d.atom(found), key, possible=False) for found in atoms]  # type: ignore[misc]
    if name in policy.governed:
        governed = policy.governed[name]
        columns.append(enumeration.truths(lambda d: d.values.in_force(governed.instrument), key, possible=False))
        columns.append(Enumeration(unconditional(policy, name)).truths(lambda d: rest(d, name), key, possible=False))
        atoms = [*atoms, None, None]  # type: ignore[list-item]
    own = enumeration.truths(lambda d: d.atom(atom), key, possible=False)  # type: ignore[arg-type]
    choice = getattr(atom, "choice", None)
    others = [
        column
        for column, found in zip(columns, atoms, strict=True)
        if column != own
        and column != [not value for value in own]
        and not (choice is not None and getattr(found, "choice", None) == choice)
    ]
    result = enumeration.truths(outcome(policy, name), key, possible=False)
    rows: dict[tuple[bool, ...], set[tuple[bool, bool]]] = {}
    for place, (_, can) in enumerate(enumeration.worlds[key]):
        if can:
            rows.setdefault(tuple(column[place] for column in others), set()).add((own[place], result[place]))
    pairs = (((True, True), (False, False)), ((True, False), (False, True)))
    return any(one in row and other in row for row in rows.values() for one, other in pairs)


def unconditional(policy: Policy, name: str) -> Policy:
    """A policy in which a block has no conditions of its own, as exceptions may ask whether it would apply."""
    return replace(
        policy,
        rules={key: replace(rule, when=()) if key == name else rule for key, rule in policy.rules.items()},
        exceptions={key: replace(one, when=()) if key == name else one for key, one in policy.exceptions.items()},
    )


def rest(definition: Definition, name: str) -> bool:
    """What is asked of a block beside its own conditions: nothing lifts it, and an exception has something to lift."""
    block = definition.policy.governed[name]
    free = not definition.lifted(name)
    to = getattr(block, "to", None)
    return free and (to is None or any(definition.bears(target) for target in to))
