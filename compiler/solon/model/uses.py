"""Blocks into what they rest on, and into what rests on them.

Invariant: only what a block names itself counts, so that each link can be seen in the block; examples are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from solon.model.blocks import Either, End, Exception_, Governed, Rule, Window
from solon.model.conditions import (
    Atom,
    ChoiceIs,
    Conditions,
    DayWithin,
    FactIs,
    NormApplies,
    NothingForbids,
    TermIs,
    UnderReading,
)
from solon.model.days import Day, DayInYear, DayOf, FirstDayOf, FixedDay, LastDayOf, Shifted
from solon.model.policy import Policy


def rests_on(policy: Policy) -> Mapping[str, tuple[str, ...]]:
    """The ids that each block names, in the order in which it names them, each once."""
    return {name: tuple(dict.fromkeys(found)) for name, found in _rests(policy)}


def used_by(rests: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """The other direction of `rests_on`, in policy order."""
    found: dict[str, list[str]] = {}
    for name, named in rests.items():
        for one in named:
            found.setdefault(one, []).append(name)
    return {name: tuple(users) for name, users in found.items()}


def named_in(when: Iterable[Conditions | None]) -> Iterator[str]:
    """The ids in lists of conditions, with the readings of their bullets."""
    for conditions in when:
        for bullet in conditions.bullets if conditions else ():
            if isinstance(bullet.content, Conditions):
                yield from named_in((bullet.content,))
            else:
                yield from _named(bullet.content)
            yield from _reading(bullet.reading)


def _rests(policy: Policy) -> Iterator[tuple[str, list[str]]]:
    for bearer in policy.bearers.values():
        yield bearer.id, list(named_in((bearer.who,)))
    for period in policy.periods.values():
        yield period.id, [*_day(period.start), *_ends(period.ends)]
    for term in policy.terms.values():
        yield term.id, [*named_in(term.when), *_reading(term.reading)]
    for counts in policy.counts.values():
        deeds = (counts.doing.action, counts.counts_as.action)
        yield counts.id, [*deeds, *named_in(counts.when), *_reading(counts.reading)]
    for found in policy.impossibles.values():
        yield found.id, list(named_in((found.when,)))
    for group in policy.groups.values():
        yield group.id, [*named_in((group.when,)), *_windows(group.windows)]
    for block in policy.governed.values():
        yield block.id, [*_own(block), *_governed(block)]
    for question in policy.questions.values():
        yield question.id, [deed.action for deed in question.about]
    for note in policy.notes.values():
        yield note.id, list(note.travels_with)


def _own(block: Governed) -> list[str]:
    match block:
        case Rule(norm=norm, restates=restates):
            return [norm.bearer, norm.deed.action, *([restates] if restates else [])]
        case Exception_(to=to, norm=norm):
            return [*to, *([norm.bearer, norm.deed.action] if norm else [])]
        case Either(bearer=bearer, options=options):
            return [bearer, *(deed.action for deed in options)]
        case _:
            return []


def _governed(block: Governed) -> Iterator[str]:
    yield from block.groups
    yield from named_in(block.when)
    yield from _windows(block.windows)
    for reading in block.readings:
        yield reading.reading


def _named(atom: Atom) -> Iterator[str]:
    match atom:
        case FactIs(fact=name) | ChoiceIs(choice=name) | TermIs(term=name):
            yield name
        case DayWithin(period=name) | NormApplies(norm=name):
            yield name
        case NothingForbids(action=action, but=but):
            yield action
            yield from but


def _reading(reading: UnderReading | None) -> Iterator[str]:
    if reading is not None:
        yield reading.reading


def _windows(windows: tuple[Window, ...]) -> Iterator[str]:
    for window in windows:
        if window.during is not None:
            yield window.during
        yield from _day(window.start)
        yield from _ends(window.ends)
        yield from _day(window.by)


def _ends(ends: tuple[End, ...]) -> Iterator[str]:
    for end in ends:
        yield from _day(end.day)
        yield from named_in((end.when,))


def _day(day: Day | None) -> Iterator[str]:
    match day:
        case DayOf(date_id=name) | DayInYear(date_id=name):
            yield name
        case FirstDayOf(period=name) | LastDayOf(period=name):
            yield name
        case Shifted(base=base):
            yield from _day(base)
        case FixedDay() | None:
            pass


def inputs_behind(policy: Policy, found: Iterable[Conditions]) -> Iterator[str]:
    """The facts and choices behind some conditions, terms opened."""
    for when in found:
        for atom in when.atoms():
            match atom:
                case FactIs(name, _) | ChoiceIs(name, _):
                    yield name
                case TermIs(name, _):
                    yield from inputs_behind(policy, policy.terms[name].when)
                case _:
                    pass
