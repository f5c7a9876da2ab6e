"""A policy into the places where conditions stand, each with a way to change it.

Invariant: a list that a group gives to its members is one place, and is changed in all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from solon.model.blocks import Bearer, Counts, Either, End, Exception_, Group, Impossible, Period, Rule, Term
from solon.model.conditions import Conditions
from solon.model.policy import Policy
from solon.mutate.lists import Change
from solon.mutate.mutant import Changed, with_blocks
from solon_dsl.diagnostic import Span

Norms = Rule | Exception_ | Either
Item = TypeVar("Item")


@dataclass(frozen=True)
class Place:
    """A list of conditions in a block. near: the blocks that it bears on first."""

    block: str
    near: tuple[str, ...]
    span: Span
    when: Conditions
    policy: Policy
    spots: tuple[Spot, ...]

    def changed(self, change: Change) -> Policy:
        """The policy with this list changed wherever it stands."""
        return with_blocks(self.policy, [spot.changed(change) for spot in self.spots])


@dataclass(frozen=True)
class Spot:
    """Where in a block a list stands: the place in `when`, or the window and the end that it belongs to."""

    block: Changed
    place: int = 0
    window: int | None = None

    def changed(self, change: Change) -> Changed:
        """The block with the list at this spot changed."""
        block, place = self.block, self.place
        match block:
            case Period():
                return replace(block, ends=_changed_end(block.ends, place, change))
            case Rule() | Exception_() | Either() if self.window is not None:
                window = block.windows[self.window]
                new = replace(window, ends=_changed_end(window.ends, place, change))
                return replace(block, windows=put(block.windows, self.window, new))
            case Rule() | Exception_() | Either() | Term() | Counts():
                return replace(block, when=put(block.when, place, change(block.when[place])))
            case Impossible():
                return replace(block, when=change(block.when))
            case Bearer():
                return replace(block, who=None if block.who is None else change(block.who))
            case _:
                raise TypeError("an instrument has no conditions")


def put(items: tuple[Item, ...], place: int, new: Item) -> tuple[Item, ...]:
    """A tuple with another item at a place."""
    return (*items[:place], new, *items[place + 1 :])


def _changed_end(ends: tuple[End, ...], place: int, change: Change) -> tuple[End, ...]:
    when = ends[place].when
    return put(ends, place, replace(ends[place], when=None if when is None else change(when)))


def places(policy: Policy) -> Iterator[Place]:
    """Every list of conditions in what is law, block by block."""
    for group in policy.groups.values():
        yield from _of_group(policy, group)
    for block in policy.governed.values():
        first, windows = given(policy, block)
        for place, when in enumerate(block.when[first:], first):
            yield _place(policy, block, when, Spot(block, place))
        for number, window in enumerate(block.windows[windows:], windows):
            yield from _of_ends(policy, block, window.ends, number)
    defined: tuple[Term | Counts, ...] = (*policy.terms.values(), *policy.counts.values())
    for one in defined:
        for place, when in enumerate(one.when):
            yield _place(policy, one, when, Spot(one, place))
    for period in policy.periods.values():
        yield from _of_ends(policy, period, period.ends, None)
    for found in policy.impossibles.values():
        yield _place(policy, found, found.when, Spot(found))
    for bearer in policy.bearers.values():
        if bearer.who is not None:
            yield _place(policy, bearer, bearer.who, Spot(bearer))


def _place(policy: Policy, block: Changed, when: Conditions, spot: Spot) -> Place:
    return Place(block.id, (block.id,), block.span, when, policy, (spot,))


def _of_ends(policy: Policy, block: Norms | Period, ends: tuple[End, ...], window: int | None) -> Iterator[Place]:
    for place, end in enumerate(ends):
        if end.when is not None:
            yield _place(policy, block, end.when, Spot(block, place, window))


def _of_group(policy: Policy, group: Group) -> Iterator[Place]:
    """The lists of a group, as its members have them; `Policy.groups` itself is only read by pages."""
    members = [policy.governed[name] for name in group.members]
    if not members:
        return
    lists, windows = before(policy, members[0], group)
    if group.when is not None:
        spots = tuple(Spot(member, lists) for member in members)
        yield Place(group.id, group.members, group.span, members[0].when[lists], policy, spots)
    for window in members[0].windows[windows : windows + len(group.windows)]:
        for place, end in enumerate(window.ends):
            if end.when is not None:
                spots = tuple(Spot(member, place, windows) for member in members)
                yield Place(group.id, group.members, group.span, end.when, policy, spots)


def before(policy: Policy, member: Norms, group: Group) -> tuple[int, int]:
    """How many lists, and how many windows, a member has from the groups around one of its groups.

    All members of a group have the same ones, since groups stand inside one another.
    """
    outer = [policy.groups[name] for name in member.groups[: member.groups.index(group.id)]]
    return sum(one.when is not None for one in outer), sum(len(one.windows) for one in outer)


def given(policy: Policy, block: Norms) -> tuple[int, int]:
    """How many lists, and how many windows, a block has from its groups: they stand before its own."""
    groups = [policy.groups[name] for name in block.groups]
    return sum(one.when is not None for one in groups), sum(len(one.windows) for one in groups)
