"""A policy into all its mutants, in the order of its files.

Invariant: the same policy gives the same mutants in the same order; each differs from it by one change.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.model.policy import Policy
from solon.mutate.blocks import block_mutants
from solon.mutate.days import day_mutants
from solon.mutate.lists import edits
from solon.mutate.mutant import Kind, Mutant, instrument_of
from solon.mutate.places import places
from solon_dsl.diagnostic import NOWHERE

KINDS = tuple(Kind)


def mutants(policy: Policy) -> tuple[Mutant, ...]:
    """Every mutant of a policy without errors, sorted by place, then by kind."""
    found = [*block_mutants(policy), *_list_mutants(policy), *day_mutants(policy)]
    return tuple(sorted(found, key=lambda one: (one.span, KINDS.index(one.kind))))


def _list_mutants(policy: Policy) -> Iterator[Mutant]:
    for place in places(policy):
        for edit in edits(policy, place.when):
            span = place.span if edit.span in (None, NOWHERE) else edit.span
            instrument = instrument_of(policy, place.block)
            says = f"{edit.says} {place.block}"
            yield Mutant(edit.kind, place.block, place.near, instrument, span, says, place.changed(edit.make))
