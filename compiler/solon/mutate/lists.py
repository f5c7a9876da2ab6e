"""A list of conditions into its changes: a bullet left out, a bullet denied, any and all swapped, a reading dropped.

Invariant: each change is made at one place of the list, named by the numbers of the bullets on the way to it, so that
it can be made in every copy of the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from solon.model.conditions import (
    Atom,
    Bullet,
    ChoiceIs,
    Conditions,
    DayWithin,
    FactIs,
    NormApplies,
    NothingForbids,
    TermIs,
)
from solon.model.policy import Policy
from solon.mutate.mutant import Kind
from solon_dsl.diagnostic import Span

Change = Callable[[Conditions], Conditions]


@dataclass(frozen=True)
class Edit:
    """One change of a list. span: the bullet, or None for the list as a whole. says: up to the id of the block."""

    kind: Kind
    span: Span | None
    says: str
    make: Change


def edits(policy: Policy, when: Conditions) -> Iterator[Edit]:
    """Every change of a list and of the lists inside it."""
    return _edits(policy, when, ())


def _edits(policy: Policy, when: Conditions, path: tuple[int, ...], span: Span | None = None) -> Iterator[Edit]:
    if len(when.bullets) > 1:
        other = "any" if when.connective == "all" else "all"
        says = f'before {say(when.bullets[0])}, "{other} of" stands for "{when.connective} of" in'
        yield Edit(Kind.ANY_OR_ALL, span, says, _at(path, _swap))
    for place, bullet in enumerate(when.bullets):
        words = say(bullet)
        yield Edit(Kind.DROP_BULLET, bullet.span, f"{words} is left out of", _at(path, _drop(place)))
        if _can_be_denied(bullet):
            yield Edit(Kind.DENY_BULLET, bullet.span, f"{words} is denied in", _at(path, _deny(policy, place)))
        if bullet.reading is not None:
            says = f"{words} stands under every reading in"
            yield Edit(Kind.DROP_READING, bullet.span, says, _at(path, _always(place)))
        if isinstance(bullet.content, Conditions):
            yield from _edits(policy, bullet.content, (*path, place), bullet.span)


def say(bullet: Bullet) -> str:
    """A bullet in words: its letter and its sentence, or the sentences of its list."""
    letter = "" if bullet.mark == "-" else f"{bullet.mark} "
    if not isinstance(bullet.content, Conditions):
        return f'{letter}"{bullet.sentence}"'
    first = next(_sentences(bullet.content), "")
    return f'{letter}the list "{bullet.content.connective} of" with "{first}"'


def _sentences(when: Conditions) -> Iterator[str]:
    for bullet in when.bullets:
        if isinstance(bullet.content, Conditions):
            yield from _sentences(bullet.content)
        else:
            yield bullet.sentence


def _at(path: tuple[int, ...], change: Change) -> Change:
    """A change, made in the list that the path leads to."""
    if not path:
        return change

    def make(when: Conditions) -> Conditions:
        bullet = when.bullets[path[0]]
        assert isinstance(bullet.content, Conditions)
        inner = replace(bullet, content=_at(path[1:], change)(bullet.content))
        return replace(when, bullets=_put(when.bullets, path[0], (inner,)))

    return make


def _put(bullets: tuple[Bullet, ...], place: int, new: tuple[Bullet, ...]) -> tuple[Bullet, ...]:
    return (*bullets[:place], *new, *bullets[place + 1 :])


def _swap(when: Conditions) -> Conditions:
    return replace(when, connective="any" if when.connective == "all" else "all")


def _drop(place: int) -> Change:
    return lambda when: replace(when, bullets=_put(when.bullets, place, ()))


def _always(place: int) -> Change:
    return lambda when: replace(when, bullets=_put(when.bullets, place, (replace(when.bullets[place], reading=None),)))


def _can_be_denied(bullet: Bullet) -> bool:
    """Whether the language can say the contrary: no sentence says that something forbids a deed."""
    content = bullet.content
    atoms = content.atoms() if isinstance(content, Conditions) else (content,)
    return not any(isinstance(atom, NothingForbids) for atom in atoms)


def _deny(policy: Policy, place: int) -> Change:
    def make(when: Conditions) -> Conditions:
        bullet = when.bullets[place]
        return replace(when, bullets=_put(when.bullets, place, (replace(bullet, content=denied(policy, bullet)),)))

    return make


def denied(policy: Policy, bullet: Bullet) -> Atom | Conditions:
    """What holds exactly when a bullet does not (De Morgan, for lists). Raises TypeError where no sentence says so."""
    match bullet.content:
        case Conditions(connective, bullets):
            inner = tuple(replace(one, content=denied(policy, one)) for one in bullets)
            return Conditions("any" if connective == "all" else "all", inner)
        case FactIs(name, value):
            return FactIs(name, not value)
        case TermIs(name, value):
            return TermIs(name, not value)
        case DayWithin(name, value):
            return DayWithin(name, not value)
        case NormApplies(name, value):
            return NormApplies(name, not value)
        case ChoiceIs(name, option):
            others = (other for other, _ in policy.choices[name].options if other != option)
            return Conditions("any", tuple(Bullet("-", ChoiceIs(name, other)) for other in others))
        case NothingForbids():
            raise TypeError("no sentence says that something forbids a deed")
