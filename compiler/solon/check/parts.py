"""A block into the parts that could be left out: bullets, lists, lines of its window. Then the block without some.

Invariant: what a group or a bearer says is one part, with one key, for all the blocks that it serves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from solon.diagram.changed import Judged
from solon.model.blocks import Counts, Either, End, Exception_, Period, Rule, Term, Window, bearer_of
from solon.model.conditions import Atom, Bullet, Conditions, UnderReading
from solon.model.days import Day, say_day
from solon.model.policy import Policy
from solon_dsl.diagnostic import Span

Key = Span | tuple[str, str]


@dataclass(frozen=True)
class During:
    """A window lies within a period."""

    period: str


@dataclass(frozen=True)
class From:
    """A window starts on a day."""

    day: Day


@dataclass(frozen=True)
class Part:
    """Something that could be left out of a block.

    key: what it is in the text. owner: the block, group or bearer in whose text it stands. says: its words, in quotes.
    readings: those under which it is there, beside those of the block. around: the keys of the lists that it is in.
    """

    key: Key
    owner: str
    says: str
    span: Span
    readings: tuple[UnderReading, ...]
    around: tuple[Key, ...]
    content: Atom | Conditions | During | From | End


@dataclass(frozen=True)
class Whole:
    """A block with the condition of its bearer."""

    block: Judged
    who: Conditions | None = None


def whole(policy: Policy, block: Judged) -> Whole:
    """A block as it is."""
    bearer = bearer_of(block) if isinstance(block, Rule | Exception_ | Either) else None
    return Whole(block, None if bearer is None else policy.bearers[bearer].who)


def parts(policy: Policy, block: Judged) -> tuple[Part, ...]:
    """Everything that could be left out of a block, in the order of the text; what it shares comes first."""
    match block:
        case Rule() | Exception_() | Either():
            return tuple(_governed(policy, block))
        case Term() | Counts():
            return tuple(part for when in block.when for part in _bullets(when, block.id))
        case Period():
            return tuple(_window(policy, Window(None, block.start, block.ends), block.id))


def _governed(policy: Policy, block: Rule | Exception_ | Either) -> Iterator[Part]:
    bearer = bearer_of(block)
    if bearer is not None and (who := policy.bearers[bearer].who) is not None:
        yield from _bullets(who, bearer)
    for owner, when in zip(_owners_of_lists(policy, block), block.when, strict=True):
        yield from _bullets(when, owner)
    for owner, window in zip(_owners_of_windows(policy, block), block.windows, strict=True):
        yield from _window(policy, window, owner)


def _owners_of_lists(policy: Policy, block: Rule | Exception_ | Either) -> list[str]:
    groups = [name for name in block.groups if policy.groups[name].when is not None]
    return [*groups, block.id][: len(block.when)]


def _owners_of_windows(policy: Policy, block: Rule | Exception_ | Either) -> list[str]:
    groups = [name for name in block.groups if policy.groups[name].windows]
    return [*groups, block.id][: len(block.windows)]


def _bullets(
    when: Conditions, owner: str, readings: tuple[UnderReading, ...] = (), around: tuple[Key, ...] = ()
) -> Iterator[Part]:
    for bullet in when.bullets:
        under = readings if bullet.reading is None else (*readings, bullet.reading)
        inner = bullet.content
        says = (
            f'the list that starts with "{_first(inner)}"'
            if isinstance(inner, Conditions)
            else _quoted(bullet.sentence)
        )
        yield Part(bullet.span, owner, says, bullet.span, under, around, inner)
        if isinstance(inner, Conditions):
            yield from _bullets(inner, owner, under, (*around, bullet.span))


def _first(when: Conditions) -> str:
    inner = when.bullets[0].content
    return _first(inner) if isinstance(inner, Conditions) else when.bullets[0].sentence


def _quoted(words: str) -> str:
    return f'"{words}"'


def _window(policy: Policy, window: Window, owner: str) -> Iterator[Part]:
    span = _span(policy, owner)
    dates, periods = policy.date_sentences, policy.period_sentences
    if window.during is not None:
        says = _quoted(f"during: {periods[window.during]}")
        yield Part((owner, "during"), owner, says, span, (), (), During(window.during))
    if window.start is not None:
        says = _quoted(f"from: {say_day(window.start, dates, periods)}")
        yield Part((owner, "from"), owner, says, span, (), (), From(window.start))
    for place, end in enumerate(window.ends):
        key: Key = (owner, f"until {place}")
        yield Part(key, owner, _quoted(f"until: {say_day(end.day, dates, periods)}"), span, (), (), end)
        if end.when is not None:
            yield from _bullets(end.when, owner, (), (key,))


def _span(policy: Policy, owner: str) -> Span:
    return policy.blocks[owner].span


# Without some parts


def without(policy: Policy, found: Whole, keys: Collection[Key]) -> Whole:
    """A block without some of its parts. A list that is left with no bullet goes as well."""
    block = found.block
    match block:
        case Rule() | Exception_() | Either():
            owners = _owners_of_windows(policy, block)
            windows = tuple(_less(w, owner, keys) for owner, w in zip(owners, block.windows, strict=True))
            changed = replace(block, when=_lists(block.when, keys), windows=windows)
            return Whole(changed, None if found.who is None else _kept(found.who, keys))
        case Term() | Counts():
            return Whole(replace(block, when=_lists(block.when, keys)))
        case Period():
            window = _less(Window(None, block.start, block.ends), block.id, keys)
            return Whole(replace(block, start=window.start, ends=window.ends))


def _lists(found: tuple[Conditions, ...], keys: Collection[Key]) -> tuple[Conditions, ...]:
    return tuple(kept for when in found if (kept := _kept(when, keys)) is not None)


def _kept(when: Conditions, keys: Collection[Key]) -> Conditions | None:
    bullets: list[Bullet] = []
    for bullet in when.bullets:
        inner = _kept(bullet.content, keys) if isinstance(bullet.content, Conditions) else bullet.content
        if bullet.span not in keys and inner is not None:
            bullets.append(bullet if inner is bullet.content else replace(bullet, content=inner))
    return Conditions(when.connective, tuple(bullets)) if bullets else None


def _less(window: Window, owner: str, keys: Collection[Key]) -> Window:
    ends = tuple(
        end if end.when is None else replace(end, when=_kept(end.when, keys))
        for place, end in enumerate(window.ends)
        if (owner, f"until {place}") not in keys
    )
    during = None if (owner, "during") in keys else window.during
    return Window(during, None if (owner, "from") in keys else window.start, ends, window.by)
