"""What the checks of meaning share: the policy with its diagrams, nothing known, and a limit for each question.

Invariant: "possible" means here that some day of the act and some facts make it so, with the instruments in force that
are in force on that day; `impossible` blocks and the calendar hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import TypeVar, cast

from solon.diagram.changed import Changed, Noticed, noticed
from solon.diagram.from_graph import Atlas
from solon.engine.atlas import Carrier, Sheet
from solon.engine.deontic import Modality, Pair
from solon.engine.graph import Bearing, inputs_of
from solon.engine.scene import Calendars
from solon.engine.situation import Known
from solon.engine.store import TooLarge
from solon.engine.world import World
from solon.graph.nodes import Graph
from solon.model.conditions import UnderReading
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.model.uses import rests_on
from solon.reference.completions import calendar_of

QUESTION = 250_000
ALL_QUESTIONS, FOR_EACH_BLOCK = 5_000_000, 20_000
SCRATCH = 600_000
Answer = TypeVar("Answer")


class Subject:
    """A policy that is well-founded, with its decision graph and its diagrams.

    steps: how many steps are left for all questions together.
    """

    def __init__(self, policy: Policy, graph: Graph, atlas: Atlas) -> None:
        self.policy = policy
        self.graph = graph
        self.atlas = self._given = atlas
        self.steps = ALL_QUESTIONS + FOR_EACH_BLOCK * len(policy.blocks)
        self._start()

    def _start(self) -> None:
        self.days = Calendars(calendar_of(self.policy), self.atlas).days(Known(None, False, {}))
        self._worlds: dict[Sheet, World] = {}
        self._changed: dict[Sheet, Changed] = {}

    def tidy(self) -> bool:
        """Forget the diagrams of earlier questions when they are many; true when that was done.

        Worlds that were asked for before must not be used any more.
        """
        if len(self.atlas.store.level) < SCRATCH:
            return False
        old, self.atlas = self.atlas, Atlas(self.graph, order=self.atlas.order)
        self._start()
        if old is not self._given:
            # Worlds and sheets name one another, so that Python would find out only much later.
            old.store.clear()
        return True

    # What can be

    @property
    def chosen(self) -> World:
        """The world in which nothing is known, under the chosen readings."""
        return self.world({})

    def world(self, readings: Mapping[str, str]) -> World:
        """The world in which nothing is known, under some readings; the others are answered as chosen."""
        sheet = self.atlas.under(readings)
        if sheet not in self._worlds:
            self._worlds[sheet] = World(sheet, self.days, {})
        return self._worlds[sheet]

    def changed(self, world: World) -> Changed:
        """What makes changed blocks into diagrams of a world."""
        if world.sheet not in self._changed:
            self._changed[world.sheet] = Changed(world.sheet, self.seen)
        return self._changed[world.sheet]

    @cached_property
    def seen(self) -> Noticed:
        """What blocks ask about others."""
        return noticed(self.policy)

    def tried(self, required: Iterable[UnderReading], name: str) -> Iterator[World]:
        """The worlds in which a block is tried: the chosen readings, then every other option of each reading alone.

        required: readings without which it is not there; they are answered so. name: the node of the block; readings
        that it does not rest on are left alone.
        """
        base: dict[str, str] = {}
        for found in required:
            if base.setdefault(found.reading, found.option) != found.option:
                return
        yield self.world(base)
        near = self.atlas.readings_of[self.graph.names[name]] | self.atlas.readings_of[self.graph.possible]
        # Where one bullet makes a block hold always, its node forgets the readings of the others.
        far = self._readings_behind(name.rpartition(" ")[2]) - near
        for readings in (near, far):
            for reading in self.policy.readings.values():
                if reading.id in readings and reading.id not in base:
                    for option, _ in reading.options:
                        if option != reading.chosen:
                            yield self.world({**base, reading.id: option})

    def _readings_behind(self, name: str) -> frozenset[str]:
        """The readings that a block names, itself or through what it names."""
        if name not in self._behind:
            seen: set[str] = set()
            waiting = [name]
            while waiting:
                one = waiting.pop()
                if one not in seen:
                    seen.add(one)
                    waiting += self._rests_on.get(one, ())
            self._behind[name] = frozenset(seen & self.policy.readings.keys())
        return self._behind[name]

    @cached_property
    def _rests_on(self) -> Mapping[str, tuple[str, ...]]:
        return rests_on(self.policy)

    @cached_property
    def _behind(self) -> dict[str, frozenset[str]]:
        return {}

    # What bears on a deed

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Each bearer and deed on which some norm exists."""
        return regulated(self.policy)

    def bearings(self, pair: Pair) -> tuple[Bearing, ...]:
        """What bears on a deed, the strongest modality first."""
        return self.graph.bearings.get((pair[0], pair[1].id), ())

    @cached_property
    def touched(self) -> Mapping[str, tuple[Pair, ...]]:
        """For each reading, the bearers and deeds whose norms rest on it."""
        found: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            nodes = (bearing.node for bearing in self.bearings(pair))
            for reading in frozenset[str]().union(*(self.atlas.readings_of[node] for node in nodes)):
                found.setdefault(reading, []).append(pair)
        return {name: tuple(pairs) for name, pairs in found.items()}

    def carriers(self, world: World, pair: Pair, unsure: list[str]) -> list[Carrier]:
        """Every norm that bears on a deed. Those whose diagrams need too many steps are added to `unsure` instead."""
        found: list[Carrier] = []
        for bearing in self.bearings(pair):
            try:
                if bearing.node in self.too_large:
                    raise TooLarge
                diagram = self.ask(partial(world.sheet.node, bearing.node))
            except TooLarge:
                unsure.append(bearing.norm)
            else:
                modality = Modality(bearing.modality)
                found.append(Carrier(bearing.norm, modality, bearing.instrument, bearing.through, diagram))
        return found

    # Limits

    def ask(self, make: Callable[[], Answer], room: int = QUESTION) -> Answer:
        """Answer one question within its limit. Raises TooLarge."""
        room = min(room, self.steps)
        self.atlas.store.allow(room)
        try:
            return make()
        except RecursionError:
            raise TooLarge from None
        finally:
            self.steps -= room - max(self.atlas.store.room, 0)

    @cached_property
    def too_large(self) -> frozenset[int]:
        """The nodes of the graph whose diagrams need too many steps, with all that rests on them."""
        found: set[int] = set()
        for number, node in enumerate(self.graph.nodes):
            if found and not found.isdisjoint(inputs_of(node)):
                found.add(number)
                continue
            try:
                self.ask(partial(self.chosen.sheet.node, number))
            except TooLarge:
                found.add(number)
        return frozenset(found)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The blocks whose diagrams are too large: nothing is asked about them."""
        nodes = [(number, name) for name, number in self.graph.names.items() if number in self.too_large]
        named = (name.split() for _, name in sorted(nodes))
        return tuple(dict.fromkeys(words[-1] for words in named if words[0] not in ("nothing", "instrument")))

    # What several checks ask

    def once(self, make: Callable[[Subject], Answer]) -> Answer:
        """What a function says about this subject, worked out when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Answer, self._made[make])

    @cached_property
    def _made(self) -> dict[Callable[[Subject], object], object]:
        return {}


def required(policy: Policy, name: str) -> tuple[UnderReading, ...]:
    """The readings without which a block is not there."""
    if name in policy.governed:
        return policy.governed[name].readings
    found = policy.terms.get(name) or policy.counts.get(name)
    return (found.reading,) if found is not None and found.reading is not None else ()
