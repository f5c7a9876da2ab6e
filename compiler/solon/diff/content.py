"""A block into what it says apart from its words: two blocks with the same content can be told apart by nothing.

Invariant: ids, sentences, prose, citations and the order of bullets are left out; what a group adds to the blocks
inside it belongs to the group.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.model.blocks import (
    Action,
    Bearer,
    Choice,
    Context,
    Counts,
    Either,
    End,
    Exception_,
    Fact,
    Governed,
    Group,
    Impossible,
    Input,
    Instrument,
    Note,
    Period,
    Question,
    Reading,
    Rule,
    Term,
    Window,
)
from solon.model.conditions import Bullet, Conditions
from solon.model.days import Day, Shifted
from solon.model.examples import Example
from solon.model.policy import Policy


def content(policy: Policy, block: object) -> object:
    """What a block says, as something that can be compared and kept in a table."""
    return type(block).__name__, *_parts(policy, block)


def _parts(policy: Policy, block: object) -> tuple[object, ...]:
    match block:
        case Governed():
            return (*_own(block), *_governed(policy, block))
        case Group():
            return _lists((block.when,) if block.when else ()), _windows(block.windows)
        case Term() | Counts():
            own = () if isinstance(block, Term) else (block.doing, block.counts_as)
            return (*own, _lists(block.when), block.reading)
        case Period():
            return day_content(block.start), _ends(block.ends)
        case Impossible():
            return (_lists((block.when,)),)
        case Bearer():
            return (_lists((block.who,) if block.who else ()), frozenset(block.also_for))
        case Action():
            return (bool(block.instead),)
        case Input():
            return _input(block)
        case Instrument():
            return block.in_force_from, block.in_force_until
        case Reading():
            return block.chosen, frozenset(option for option, _ in block.options)
        case Question():
            return (frozenset(block.about),)
        case Note():
            return (frozenset(block.travels_with),)
        case Example():
            facts = frozenset(block.given), frozenset(block.unknown), frozenset(block.readings)
            return (block.on, *facts, block.rest_is_no, frozenset(block.expect))
        case Context():
            return ()
        case _:
            raise TypeError(f"no content for {block!r}")


def _input(block: Input) -> tuple[object, ...]:
    """Whether the person concerned can change a fact is content; who that is, is words."""
    match block:
        case Fact(presumed=presumed):
            return presumed, bool(block.changed_by)
        case Choice(options=options):
            return frozenset(option for option, _ in options), bool(block.changed_by)
        case _:
            return (bool(block.changed_by),)


def _own(block: Governed) -> tuple[object, ...]:
    match block:
        case Rule(norm=norm):
            return (norm,)
        case Exception_(to=to, norm=norm):
            return frozenset(to), norm
        case Either(bearer=bearer, modality=modality, options=options):
            return bearer, modality, frozenset(options)
        case _:
            return ()


def _governed(policy: Policy, block: Governed) -> tuple[object, ...]:
    """Its own conditions and windows: those of the groups stand first."""
    groups = [policy.groups[name] for name in block.groups]
    when = block.when[sum(group.when is not None for group in groups) :]
    windows = block.windows[sum(len(group.windows) for group in groups) :]
    return block.instrument, frozenset(block.groups), _lists(when), _windows(windows), frozenset(block.readings)


def conditions_content(when: Conditions | None) -> object:
    """A statutory list without its sentences and the order of its bullets."""
    if when is None:
        return None
    return when.connective, frozenset(_bullet(bullet) for bullet in when.bullets)


def day_content(day: Day | None, shift: int = 0) -> object:
    """A day expression, however its shifts are written."""
    if isinstance(day, Shifted):
        return day_content(day.base, shift + day.days)
    return day, shift


def _bullet(bullet: Bullet) -> object:
    inner = bullet.content
    return conditions_content(inner) if isinstance(inner, Conditions) else inner, bullet.reading


def _lists(found: Iterable[Conditions]) -> frozenset[object]:
    return frozenset(conditions_content(when) for when in found)


def _windows(found: Iterable[Window]) -> frozenset[object]:
    parts = ((one.during, day_content(one.start), _ends(one.ends), day_content(one.by)) for one in found)
    return frozenset(parts)


def _ends(ends: Iterable[End]) -> frozenset[object]:
    return frozenset((day_content(end.day), conditions_content(end.when)) for end in ends)
