"""What would change an answer: all smallest sets of changes, of facts in a person's hands, that help, or that harm.

Invariant: subset-minimal and complete, shortest first. Helping holds whatever the open facts turn out to be; harming
needs only be possible. Better means up the order prohibited, advised against, all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from solon.engine.atlas import IMPOSSIBLE, rungs_of
from solon.engine.decision import Change, Changes
from solon.engine.deontic import STATUSES, Pair, Status
from solon.engine.program import Bearer, Input
from solon.engine.scene import Scene
from solon.engine.store import FIRST_END, OPEN, Store, TooLarge
from solon.engine.wording import plain_value, say_value

NEITHER, MISSED, REACHED = FIRST_END, FIRST_END + 1, FIRST_END + 2
MOST = 2_000
Move = tuple[int, int]
Family = tuple[frozenset[Move], ...]


def rank(rung: int) -> int:
    """How good a status is: prohibited, advised against, or neither."""
    return {Status.PROHIBITED: 0, Status.ADVISED_AGAINST: 1}.get(STATUSES[rung], 2)


def in_hands_of(bearer: Bearer, found: Input) -> bool:
    """Whether an input is changed by this bearer, or by somebody whose acts count as the bearer's."""
    return _bare(found.changed_by) in {_bare(words) for words in (bearer.says, *bearer.also_for)}


def _bare(words: str) -> str:
    """A person in words without the article: "a member" and "the member" are the same."""
    first, _, rest = words.lower().partition(" ")
    return rest if first in ("a", "an", "the") else words.lower()


@dataclass(frozen=True)
class _Aim:
    """What is looked for. worst: the worst rank that is possible now. harm: whether to make it worse."""

    worst: int
    harm: bool

    def reached(self, rung: int) -> bool:
        return rank(rung) < 2 if self.harm else rank(rung) > self.worst


def changes(scene: Scene, pair: Pair) -> Changes:
    """What would make the status of a deed better or, where it is not bad, worse. Raises TooLarge."""
    rungs = rungs_of(scene.world.ends(scene.sheet.status(pair)))
    if not rungs:
        return Changes((), (), ())
    program = scene.program
    aim = _Aim(min(rank(rung) for rung in rungs), harm=all(rank(rung) == 2 for rung in rungs))
    own = _sets(scene, pair, aim, lambda name: in_hands_of(program.bearers[pair[0]], program.inputs[name]))
    if aim.harm:
        return Changes((), own, ())
    return Changes(own, (), () if own else _sets(scene, pair, aim, lambda name: True)[:1])


def _sets(scene: Scene, pair: Pair, aim: _Aim, free: Callable[[str], bool]) -> tuple[tuple[Change, ...], ...]:
    """The smallest sets of changes that reach an aim. free: the inputs that may be changed."""
    moved = {name for name in scene.atlas.places if free(name)}
    world = scene.knowing(scene.settled - moved)
    store = scene.sheet.store
    whole = store.renamed(
        world.within(scene.sheet.status(pair)),
        {
            **{store.end(rung): REACHED if aim.reached(rung) else MISSED for rung in range(len(STATUSES))},
            store.end(IMPOSSIBLE): NEITHER,
        },
    )
    # For help the worst of the open facts counts; for harm the worst for the person, which is the aim itself.
    strongest = (NEITHER, MISSED, REACHED) if aim.harm else (NEITHER, REACHED, MISSED)
    search = _Search(store, strongest, scene, moved)
    ways = [sorted(moves, key=lambda move: _place(scene, move)) for moves in search.sets(whole)]
    ways.sort(key=lambda moves: (len(moves), [_place(scene, move) for move in moves]))
    return tuple(tuple(_change(scene, pair, move) for move in moves) for moves in ways)


def _change(scene: Scene, pair: Pair, move: Move) -> Change:
    level, place = move
    name = str(scene.atlas.order[level])
    value = next(value for value, at in scene.atlas.places[name].items() if at == place)
    before = scene.facts.values.get(name)
    return Change(
        name,
        None if before is None else plain_value(before),
        plain_value(value),
        say_value(scene.program.inputs, name, value),
        scene.program.inputs[name].changed_by,
        scene.program.mentions(pair).get(name, ()),
    )


def _place(scene: Scene, move: Move) -> tuple[int, int]:
    """The place of a move: of its input in policy order, then of the value."""
    return scene.order[str(scene.atlas.order[move[0]])], move[1]


class _Search:
    """Walks a diagram for the smallest sets of moves after which only one end is left.

    strongest: the ends from the weakest to the strongest, as an open variable takes the strongest of its branches.
    moved: the inputs that can be changed; every other variable is open.
    """

    def __init__(self, store: Store, strongest: tuple[int, int, int], scene: Scene, moved: set[str]) -> None:
        self.store = store
        self.strength = {end: place for place, end in enumerate(strongest)}
        self.moved = {scene.atlas.level[name] for name in moved}
        self.current = scene.world.values
        self.joined: dict[tuple[int, int], int] = {}
        self.settled: dict[int, int] = {}
        self.families: dict[int, Family] = {}

    def sets(self, diagram: int) -> Family:
        """The smallest sets of moves that reach the aim."""
        return self.family(self.settle(diagram))

    def settle(self, one: int) -> int:
        """A diagram in which only what can be changed is still asked."""
        store = self.store
        if store.level[one] == store.bottom:
            return one
        if one not in self.settled:
            kids = [self.settle(kid) for kid in store.kids[one]]
            level = store.level[one]
            self.settled[one] = store.node(level, tuple(kids)) if level in self.moved else self.join_all(kids)
        return self.settled[one]

    def join_all(self, kids: Iterable[int]) -> int:
        """What several branches come to when any of them may turn out so."""
        first, *rest = kids
        for kid in rest:
            first = self.join(first, kid)
        return first

    def join(self, one: int, other: int) -> int:
        """The stronger end of two diagrams everywhere."""
        store = self.store
        if one == other:
            return one
        key = (one, other) if one < other else (other, one)
        if key not in self.joined:
            store.spend()
            level = min(store.level[one], store.level[other])
            if level == store.bottom:
                self.joined[key] = max(key, key=self.strength.__getitem__)
            else:
                pairs = zip(store.split(one, level), store.split(other, level), strict=True)
                self.joined[key] = store.node(level, tuple([self.join(a, b) for a, b in pairs]))
        return self.joined[key]

    def family(self, one: int) -> Family:
        """The smallest sets of moves below a node: leave its variable as it is, or move it to another value."""
        store = self.store
        if store.level[one] == store.bottom:
            return (frozenset(),) if one == REACHED else ()
        if one not in self.families:
            level, kids = store.level[one], store.kids[one]
            current = self.current[level]
            found = list(self.family(kids[current] if current != OPEN else self.join_all(kids)))
            for place, kid in enumerate(kids):
                if place != current:
                    found += [moves | {(level, place)} for moves in self.family(kid)]
            self.families[one] = smallest(found)
        return self.families[one]


def smallest(found: Iterable[frozenset[Move]]) -> Family:
    """Those sets that hold no other one. Raises TooLarge when there are too many to be of use."""
    kept: list[frozenset[Move]] = []
    for moves in sorted(dict.fromkeys(found), key=len):
        if not any(other <= moves for other in kept):
            kept.append(moves)
        if len(kept) > MOST:
            raise TooLarge
    return tuple(kept)
