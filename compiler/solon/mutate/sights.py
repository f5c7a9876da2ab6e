"""What answers can show of a policy, and where two policies show another thing.

Invariant: two policies that show the same in every situation get the same answers: which norms bear on each deed, what
lifts them, what is possible at all. The days of duties are looked at apart (`duties.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from solon.engine.atlas import Sheet
from solon.engine.store import NO
from solon.mutate.cases import PairKey
from solon.mutate.numbering import Numbered

POSSIBLE = ("possible",)
Sight = tuple[str, ...]
Nodes = tuple[int, ...]


@dataclass(frozen=True)
class Change:
    """A sight that two policies show otherwise. Each side: the nodes that hold together, or None where it is not
    there."""

    sight: Sight
    old: Nodes | None
    new: Nodes | None

    @property
    def pair(self) -> PairKey | None:
        """The bearer and deed that it is about; None for what is possible."""
        return None if self.sight == POSSIBLE else (self.sight[1], self.sight[2])

    def diagrams(self, sheet: Sheet) -> tuple[int, int]:
        """Where each side shows it."""
        return _diagram(sheet, self.old), _diagram(sheet, self.new)


def _diagram(sheet: Sheet, nodes: Nodes | None) -> int:
    return NO if nodes is None else sheet.store.all_of([sheet.node(node) for node in nodes])


def sights(found: Numbered) -> Mapping[Sight, Nodes]:
    """Everything that answers can show of a policy, each with the nodes that hold together where they show it."""
    return dict(_sights(found))


def _sights(found: Numbered) -> Iterator[tuple[Sight, Nodes]]:
    policy, names = found.policy, found.names
    yield POSSIBLE, (found.possible,)
    for (bearer, deed), bearings in found.bearings.items():
        for place, one in enumerate(bearings):
            # The same norm can bear on a deed in several ways; the place keeps them apart.
            first = sum(other.norm == one.norm for other in bearings[:place])
            yield ("norm", bearer, deed, one.norm, one.modality, str(first), *one.through), (one.node,)
            chain = [names[f"counts {name}"] for name in one.through]
            for exception in policy.exceptions_to.get(one.norm, ()):
                nodes = (*chain, names[f"would apply {one.norm}"], names[f"holds {exception.id}"])
                yield ("lifted", bearer, deed, one.norm, exception.id, *one.through), nodes
    for either in policy.eithers.values():
        for option in either.options:
            yield (
                ("one of", either.bearer, option.id, either.id, either.modality.value),
                (names[f"applies {either.id}"],),
            )


def changes(old: Mapping[Sight, Nodes], new: Mapping[Sight, Nodes]) -> tuple[Change, ...]:
    """The sights that differ by their nodes. Where none does, the two policies show the same in every situation."""
    listed = [Change(sight, nodes, new.get(sight)) for sight, nodes in old.items() if new.get(sight) != nodes]
    return (*listed, *(Change(sight, None, nodes) for sight, nodes in new.items() if sight not in old))
