"""An action into the norms that bear on it: its own, those on its opposite, and those it counts as.

Invariant: says what can bear on an action, whatever the facts; when it does is said by the conditions of each norm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from solon.engine.deontic import Deed, Modality
from solon.model.blocks import Counts, Norm
from solon.model.policy import Policy

_FORBIDS = {Modality.MUST_NOT: False, Modality.MUST: True}
_STRICT = {**_FORBIDS, Modality.SHOULD_NOT: False, Modality.SHOULD: True}
"""The forces that speak against a deed: those on the deed itself (False), and those on its opposite (True)."""


@dataclass(frozen=True)
class Bearing:
    """A norm that can bear on a deed. through: the counts blocks on the way, nearest first."""

    norm: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bearings:
    """What bears on the deeds of one policy."""

    policy: Policy

    def on(self, deed: Deed) -> tuple[Bearing, ...]:
        """Every norm that can bear on a deed or on its opposite, whoever it binds; direct ones first."""
        found = [Bearing(name) for name in self._direct.get(deed.action, ())]
        found += self._passed(deed, _STRICT)
        if self.policy.actions[deed.action].instead:
            found += self._passed(deed.opposite, _STRICT)
        return tuple(dict.fromkeys(found))

    def forbidding(self, bearer: str, deed: Deed, but: tuple[str, ...]) -> tuple[Bearing, ...]:
        """The rules that can forbid a deed to a bearer. but: rules left out."""
        own = [Bearing(name) for name, norm in self._rules.get(deed.action, ()) if _bars(norm, deed, _FORBIDS)]
        found = dict.fromkeys([*own, *self._passed(deed, _FORBIDS)])
        rules = self.policy.rules
        return tuple(one for one in found if one.norm not in but and rules[one.norm].norm.bearer == bearer)

    def covered(self, norm: Norm) -> tuple[str, ...]:
        """The counts blocks by which other actions fall under a norm directly."""
        blocks = self._counted_as.get(norm.deed.action, ())
        return tuple(found.id for found in blocks if _bars(norm, found.counts_as, _STRICT))

    @cached_property
    def _direct(self) -> Mapping[str, tuple[str, ...]]:
        """The norms on each action or its opposite: rules, exceptions, then duties to do one of several."""
        found: dict[str, dict[str, None]] = {}
        for rule in self.policy.rules.values():
            found.setdefault(rule.norm.deed.action, {})[rule.id] = None
        for exception in self.policy.exceptions.values():
            if exception.norm is not None:
                found.setdefault(exception.norm.deed.action, {})[exception.id] = None
        for either in self.policy.eithers.values():
            for option in either.options:
                found.setdefault(option.action, {})[either.id] = None
        return {action: tuple(names) for action, names in found.items()}

    @cached_property
    def _rules(self) -> Mapping[str, tuple[tuple[str, Norm], ...]]:
        found: dict[str, list[tuple[str, Norm]]] = {}
        for rule in self.policy.rules.values():
            found.setdefault(rule.norm.deed.action, []).append((rule.id, rule.norm))
        return {action: tuple(rules) for action, rules in found.items()}

    @cached_property
    def _counting(self) -> Mapping[Deed, tuple[Counts, ...]]:
        return _by_deed((found.doing, found) for found in self.policy.counts.values())

    @cached_property
    def _counted_as(self) -> Mapping[str, tuple[Counts, ...]]:
        found = _by_deed((Deed(counts.counts_as.action), counts) for counts in self.policy.counts.values())
        return {deed.action: blocks for deed, blocks in found.items()}

    def _passed(
        self, deed: Deed, forces: dict[Modality, bool], seen: frozenset[str] = frozenset()
    ) -> Iterator[Bearing]:
        """The rules that reach a deed through what it counts as."""
        for counts in self._counting.get(deed, ()):
            if counts.id in seen:
                continue
            for name, norm in self._rules.get(counts.counts_as.action, ()):
                if _bars(norm, counts.counts_as, forces):
                    yield Bearing(name, (counts.id,))
            for inner in self._passed(counts.counts_as, forces, seen | {counts.id}):
                yield Bearing(inner.norm, (counts.id, *inner.through))


def _by_deed(pairs: Iterator[tuple[Deed, Counts]]) -> Mapping[Deed, tuple[Counts, ...]]:
    found: dict[Deed, list[Counts]] = {}
    for deed, counts in pairs:
        found.setdefault(deed, []).append(counts)
    return {deed: tuple(blocks) for deed, blocks in found.items()}


def _bars(norm: Norm, deed: Deed, forces: dict[Modality, bool]) -> bool:
    """Whether a norm speaks against a deed: `must not` on the deed, or `must` on its opposite."""
    turned = forces.get(norm.modality)
    return turned is not None and norm.deed == (deed.opposite if turned else deed)
