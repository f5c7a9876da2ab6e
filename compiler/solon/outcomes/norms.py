"""The norms that bear on a deed, as parts of the condition for a status.

Invariant: a condition that is made simpler for a world is the same as before wherever that world holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from solon.engine.atlas import Carrier
from solon.engine.deontic import RUNG_OF, Pair
from solon.engine.store import YES
from solon.model.blocks import Either, Exception_, Rule
from solon.outcomes.modules import Modules
from solon.outcomes.ways import Cited
from solon.wording import say_norm


@dataclass(frozen=True)
class Condition:
    """A condition twice: over facts and modules, and over facts alone."""

    folded: int
    flat: int


@dataclass(frozen=True)
class OnDeed:
    """A norm that bears on a deed. applies: where it does, over facts. node: the same in the graph."""

    carrier: Carrier
    node: int
    applies: int

    @property
    def rung(self) -> int:
        """The place of its status, the strongest first."""
        return RUNG_OF[self.carrier.modality]


class Norms:
    """The norms on one deed of one bearer, strongest first."""

    def __init__(self, modules: Modules, pair: Pair) -> None:
        self.modules = modules
        self.store = modules.store
        self.policy = modules.policy
        self.pair = pair
        nodes = [bearing.node for bearing in modules.graph.bearings.get((pair[0], pair[1].id), ())]
        carriers = modules.flat.carriers(pair)
        self.all = tuple(
            OnDeed(carrier, node, modules.settled(carrier.diagram))
            for carrier, node in zip(carriers, nodes, strict=True)
        )

    @cached_property
    def care(self) -> int:
        """What is possible, as far as it has to do with these norms."""
        return self.modules.care(level for norm in self.all for level in self.store.support(norm.applies))

    def none_of(self, norms: Iterable[OnDeed]) -> int:
        """None of some norms applies, over facts."""
        return self.store.deny(self.store.any_of([norm.applies for norm in norms]))

    def some_of(self, nodes: Sequence[int], world: int = YES) -> Condition:
        """Some nodes of the graph, any of which is enough, made simpler for a world."""
        modules, store = self.modules, self.store
        asked = (level for node in nodes for level in store.support(modules.settled(modules.flat.node(node))))
        constant = modules.constants(nodes, YES if world == YES else modules.care(asked, world))
        sides = [modules.sheet(constant, folded) for folded in (True, False)]
        folded, flat = (modules.settled(store.any_of([sheet.node(node) for node in nodes])) for sheet in sides)
        return Condition(folded, flat)

    def not_any(self, nodes: Sequence[int], world: int) -> Condition:
        """None of some nodes of the graph, made simpler for a world."""
        found = self.some_of(nodes, world)
        return Condition(self.store.deny(found.folded), self.store.deny(found.flat))

    def stays_off(self, norm: OnDeed, world: int) -> Condition:
        """A norm does not apply, made simpler for a world."""
        own = self.not_any((norm.node,), world)
        block = self.policy.governed[norm.carrier.id]
        if isinstance(block, Exception_) and all(target not in self.policy.exceptions for target in block.to):
            # What an exception puts in place of a rule is often off just where the rule does not reach.
            reached = [self.modules.graph.names[f"would apply {target}"] for target in block.to]
            simple = self.not_any(reached, world)
            limits = self.store.both(world, self.care)
            if self.store.both(limits, simple.flat) == self.store.both(limits, own.flat):
                return simple
        return own

    # Words

    def cited(self, carrier: Carrier) -> Cited:
        """A norm with all that it rests on."""
        chained = [citation for name in carrier.chain for citation in self.policy.counts[name].cites]
        return Cited(carrier.id, (*self.policy.governed[carrier.id].cites, *chained), carrier.chain)

    @property
    def one_of(self) -> tuple[tuple[Cited, str], ...]:
        """The duties that the deed meets among others."""
        eithers = self.policy.eithers.values()
        met = [one.id for one in eithers if one.bearer == self.pair[0] and self.pair[1] in one.options]
        return tuple((Cited(name, self.policy.eithers[name].cites), self.says(name)) for name in met)

    def says(self, name: str) -> str:
        """A norm in words."""
        match self.policy.governed[name]:
            case Rule(norm=norm):
                return say_norm(self.policy, norm)
            case Exception_(norm=norm) if norm is not None:
                return say_norm(self.policy, norm)
            case Either() as either:
                options = " or ".join(self.policy.say_deed(option) for option in either.options)
                return f"{self.policy.bearers[either.bearer].says} {either.modality.value} do one of these: {options}"
            case block:
                raise TypeError(f"no norm in {block.id}")
