"""A diagram into the sentences of a situation in which it holds: one that says as little as possible.

Invariant: every possible situation in which the sentences are true makes the diagram hold.
"""

from __future__ import annotations

from datetime import date

from solon.diagram.from_graph import policy_of
from solon.engine.atlas import Atlas
from solon.engine.graph import DayReached, InForce, Variable
from solon.engine.store import NO, YES
from solon.engine.wording import MONTHS
from solon.model.policy import Policy
from solon.wording import say_date, say_value

LONG = 10**6


def witness(atlas: Atlas, diagram: int) -> tuple[str, ...]:
    """The sentences of one situation in which a diagram has the end "yes", in the order of the policy."""
    path = shortest(atlas, diagram)
    order = {name: place for place, name in enumerate(policy_of(atlas).inputs)}
    sides = [(atlas.name(level), place) for level, place in path]
    facts = sorted((order[name], name, place) for name, place in sides if isinstance(name, str))
    said = [_say_input(atlas, name, place) for _, name, place in facts]
    return (*said, *(_say_day(policy_of(atlas), name, place) for name, place in sides if not isinstance(name, str)))


def shortest(atlas: Atlas, diagram: int) -> tuple[tuple[int, int], ...]:
    """The shortest way to "yes": levels with the places of their values. Empty where there is none."""
    store = atlas.store
    known: dict[int, tuple[int, int]] = {}

    def length(one: int) -> int:
        if store.level[one] == store.bottom:
            return 0 if one == YES else LONG
        if one not in known:
            known[one] = min((length(kid) + 1, place) for place, kid in enumerate(store.kids[one]))
        return known[one][0]

    if length(diagram) >= LONG:
        return ()
    path: list[tuple[int, int]] = []
    while diagram not in (NO, YES):
        place = known[diagram][1]
        path.append((store.level[diagram], place))
        diagram = store.kids[diagram][place]
    return tuple(path)


def _say_input(atlas: Atlas, name: str, place: int) -> str:
    value = next(value for value, one in atlas.places[name].items() if one == place)
    return say_value(policy_of(atlas), name, value if not isinstance(value, date) else "")


def _say_day(policy: Policy, atom: Variable, place: int) -> str:
    match atom:
        case InForce(instrument=name):
            return f"{policy.instruments[name].title} is {'' if place else 'not '}in force"
        case DayReached(date=name, month=month, day=day, fixed=fixed, shift=shift):
            words = say_date(date.fromisoformat(fixed)) if fixed else policy.date_sentences.get(name, name)
            if month:
                words = f"{day} {MONTHS[month - 1]} of the year of {words}"
            if shift == 1:
                return f"the day is {'' if place else 'not '}after {words}"
            side = "after" if shift > 0 else "before"
            words = f"{abs(shift)} day{'' if shift == -1 else 's'} {side} {words}" if shift else words
            return f"the day is {'not ' if place else ''}before {words}"
        case _:
            return atom
