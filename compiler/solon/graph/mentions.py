"""A policy into where each input is spoken of: the blocks behind a deed, and the paragraph of the bullet that names it.

Invariant: read from what is written; no situation plays a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from solon.engine.deontic import Citation, Pair
from solon.model.blocks import Counts, Governed, Term
from solon.model.conditions import Conditions
from solon.model.policy import Policy
from solon.model.uses import named_in, rests_on


class Mentions:
    """Where a policy speaks of its inputs."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._behind: dict[Pair, Mapping[str, tuple[str, ...]]] = {}

    def citations(self, pair: Pair, name: str) -> tuple[Citation, ...]:
        """The paragraphs in which the blocks behind a deed speak of an input, the finest place that is cited."""
        found: dict[Citation, None] = {}
        for block in self.behind(pair).get(name, ()):
            cites = self.policy.blocks[block].cites if block in self.policy.blocks else ()
            marks = tuple(self._marks(block, name))
            exact = [citation for citation in cites if marks and citation.locator.endswith(marks)]
            found.update(dict.fromkeys(exact or _finest(cites)))
        return tuple(found)

    def behind(self, pair: Pair) -> Mapping[str, tuple[str, ...]]:
        """For each input that the norms on a deed rest on, the blocks that name it, the nearest to the deed first."""
        if pair not in self._behind:
            found: dict[str, list[str]] = {}
            for block in self._reached(pair):
                for name in self._rests_on.get(block, ()):
                    if name in self.policy.inputs:
                        found.setdefault(name, []).append(block)
            self._behind[pair] = {name: tuple(blocks) for name, blocks in found.items()}
        return self._behind[pair]

    def _reached(self, pair: Pair) -> Iterator[str]:
        """Every block that the norms of a bearer on a deed rest on, nearest first."""
        waiting = [pair[1].action]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            yield name
            if name in self.policy.actions:
                waiting += self._bearing.get((pair[0], name), ())
                waiting += self._bearing.get(("", name), ())
            else:
                waiting += self._rests_on.get(name, ())
                waiting += [found.id for found in self.policy.exceptions_to.get(name, ())]

    @cached_property
    def _rests_on(self) -> Mapping[str, tuple[str, ...]]:
        return rests_on(self.policy)

    @cached_property
    def _bearing(self) -> Mapping[tuple[str, str], list[str]]:
        """The norms of each bearer on each action, and the counts blocks by which doing it is doing another."""
        found: dict[tuple[str, str], list[str]] = {}
        for (bearer, _, deed), norms in self.policy.norms_on.items():
            found.setdefault((bearer, deed.action), []).extend(block.id for block in norms)
        for either in self.policy.eithers.values():
            for option in either.options:
                found.setdefault((either.bearer, option.action), []).append(either.id)
        for counts in self.policy.counts.values():
            found.setdefault(("", counts.doing.action), []).append(counts.id)
        return found

    def _marks(self, block: str, name: str) -> Iterator[str]:
        """The letters of the bullets of a block in which an input is named: the source's own, such as (a)."""
        found = self.policy.blocks.get(block)
        for when in found.when if isinstance(found, Governed | Term | Counts) else ():
            for bullet in when.bullets:
                if bullet.mark.startswith("(") and name in named_in((Conditions("all", (bullet,)),)):
                    yield bullet.mark


def _finest(cites: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The first citation, or the one part of its paragraph that is cited beside it: 15(a) rather than 15."""
    parts = [citation for citation in cites[1:] if citation.locator.startswith(f"{cites[0].locator}(")]
    return tuple(parts) if len(parts) == 1 else cites[:1]
