"""A decision graph into diagrams in which terms, periods and counts blocks can stand as variables (modules).

Invariant: a module means what its definition says; `relation` ties it to the facts and to the other modules, so nothing
that cannot occur is ever taken to be possible. Every instrument is taken to be in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from solon.diagram.from_graph import Atlas
from solon.engine.atlas import Sheet
from solon.engine.days import Days
from solon.engine.graph import DayReached, Variable, inputs_of
from solon.engine.situation import Known
from solon.engine.store import NO, OPEN, YES
from solon.graph.nodes import Graph
from solon.graph.variables import variables
from solon.model.blocks import Counts, Period, Term
from solon.reference.completions import Completions
from solon_dsl.diagnostic import Span

ROOM = 1_000_000
LISTS = 4
NOWHERE = -1
Place = tuple[object, ...]


@dataclass(frozen=True)
class Module:
    """A block that is more than one sentence. kind: "term", "period" or "counts". node: of the graph."""

    kind: str
    id: str
    node: int

    @property
    def variable(self) -> str:
        """The variable that stands for it."""
        return f"{self.kind} {self.id}"


class Modules:
    """The diagrams of one graph under some readings.

    room: the limit of steps for each list; all lists together have that of a few. flat: the diagrams over facts alone.
    of_level: the module that a level stands for. meaning: what it means, as a diagram over facts.
    """

    def __init__(self, graph: Graph, readings: Mapping[str, str], room: int = ROOM) -> None:
        self.graph = graph
        self.policy = graph.policy
        self.room = room
        self.known = Known(None, True, {})
        self.readings = readings
        # What counts as what is looked at last: whether it is a plain list depends on the terms.
        self._start(())
        defined = self._modules("term") + self._modules("period")
        self._start(defined)
        self._start(defined + [found for found in self._modules("counts") if not self._one_way(found)])
        self.places = {level: self._place(variable) for level, variable in enumerate(self.atlas.order)}
        self.possible = tuple(self.settled(part) for part in self.flat.possible)
        self._left, self._granted = room * LISTS, self.store.room

    def begin(self) -> None:
        """Give the lists of another action their own limit of steps."""
        self._left, self._granted = self.room * LISTS, self.room
        self.store.allow(self.room)

    def allow(self) -> None:
        """Give the next list its own limit of steps, out of what is left for all lists together."""
        self._left -= self._granted - max(self.store.room, 0)
        self._granted = max(min(self.room, self._left), 0)
        self.store.allow(self._granted)

    def _start(self, modules: Sequence[Module]) -> None:
        """Make the diagrams with some modules as variables."""
        plain = variables((self.graph,))
        self.atlas = Atlas(self.graph, self.room, self._with(plain, modules) if modules else plain)
        self.store = self.atlas.store
        self.flat = self.atlas.under(self.readings)
        atoms = ((self.atlas.level[atom], atom) for atom in self.atlas.atoms)
        self.days = Days(Completions(self.policy, self.known), atoms)
        self._constant = [self.days.constant.get(level, OPEN) for level in range(self.store.bottom)]
        self._settled: dict[int, int] = {}
        self.of_level = {self.atlas.level[module.variable]: module for module in modules}
        self.meaning = {level: self.settled(self.flat.node(one.node)) for level, one in self.of_level.items()}

    @property
    def _blocks(self) -> Mapping[str, Mapping[str, Term | Period | Counts]]:
        return {"term": self.policy.terms, "period": self.policy.periods, "counts": self.policy.counts}

    def block(self, module: Module) -> Term | Period | Counts:
        """The block of a module."""
        return self._blocks[module.kind][module.id]

    def _modules(self, kind: str) -> list[Module]:
        """The blocks of a kind that are more than one sentence; of two that mean the same, the first."""
        found: dict[int, Module] = {}
        taken = {module.node for module in self.of_level.values()}
        for name in self._blocks[kind]:
            # A counts block that leads to no norm has no node.
            node = self.graph.names.get(f"{kind} {name}", NOWHERE)
            if node != NOWHERE and node not in taken and not self._single(self.settled(self.flat.node(node))):
                found.setdefault(node, Module(kind, name, node))
        return list(found.values())

    def _single(self, diagram: int) -> bool:
        """Whether one sentence says the same: a fact, an option, a comparison of days, or nothing at all."""
        asked = self.store.support(diagram)
        kids = self.store.kids[diagram] if len(asked) == 1 else ()
        return not asked or kids.count(YES) == 1

    def _one_way(self, module: Module) -> bool:
        """Whether a module is a plain list of conditions that must all hold; such a list is shown in full."""
        diagram = self.settled(self.sheet({}, True, module.node).node(module.node))
        while diagram != YES:
            open_kids = set(self.store.kids[diagram]) - {NO}
            if len(open_kids) != 1:
                return False
            diagram = open_kids.pop()
        return True

    def _with(self, plain: tuple[Variable, ...], modules: Iterable[Module]) -> tuple[Variable, ...]:
        """The variables with each module just before its first fact, the wider of two before the other."""
        before: dict[Variable, list[tuple[int, int, str]]] = {}
        for module in modules:
            levels = self.store.support(self.settled(self.flat.node(module.node)))
            before.setdefault(self.atlas.name(levels[0]), []).append((-len(levels), module.node, module.variable))
        return tuple(
            variable for one in plain for variable in (*(name for *_, name in sorted(before.get(one, []))), one)
        )

    # Order

    def _place(self, variable: Variable) -> Place:
        """Where a variable stands in policy order; comparisons of days come after everything else."""
        policy = self.policy
        match variable:
            case DayReached(date, month, day, fixed, shift):
                # Days on which something begins come before those with which it ends.
                return (1, _line(policy.dates[date].span) if date else (), shift > 0, month, day, fixed, shift)
            case str() if variable in policy.inputs:
                return (0, *_line(policy.inputs[variable].span))
            case str():
                kind, _, name = variable.partition(" ")
                return (0, *_line(self._blocks[kind][name].span))
            case _:
                return (2,)

    # Diagrams

    def settled(self, diagram: int) -> int:
        """A diagram in which every instrument is in force."""
        if diagram not in self._settled:
            self._settled[diagram] = self.store.put(diagram, self._constant)
        return self._settled[diagram]

    def sheet(self, constant: Mapping[int, int], folded: bool, but: int = NOWHERE) -> Sheet:
        """Diagrams in which some nodes of the graph are constant, and modules are variables if `folded`.

        but: the node of a module that stays open, to look into it.
        """
        found = Sheet(self.atlas, self.flat.readings, None)
        for level, module in self.of_level.items():
            if module.node != but:
                # What a module means stays whole, also where a node inside it is constant outside.
                found.found[module.node] = self.store.value(level, 1) if folded else self.meaning[level]
        found.found.update(constant)
        return found

    def constants(self, roots: Iterable[int], world: int) -> dict[int, int]:
        """The nodes below some others that are the same in all that a yes/no diagram leaves possible."""
        found: dict[int, int] = {}
        modules = {module.node for module in self.of_level.values()}
        seen: set[int] = set()
        waiting = [] if world == YES else list(roots)
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            diagram = self.settled(self.flat.node(number))
            if self.store.both(diagram, world) == NO:
                found[number] = NO
            elif self.store.both(self.store.deny(diagram), world) == NO:
                found[number] = YES
            elif number not in modules:
                waiting += inputs_of(self.graph.nodes[number])
        return found

    # What can be

    def inside(self, level: int) -> list[int]:
        """The facts and modules that the definition of a module names."""
        node = self.of_level[level].node
        return self.store.support(self.settled(self.sheet({}, True, node).node(node)))

    def alike(self, diagram: int) -> tuple[int, int] | None:
        """A module that says the same as a diagram over facts, or the opposite, as a literal; None without one."""
        opposite = self.store.deny(diagram)
        for level, meaning in self.meaning.items():
            if meaning in (diagram, opposite):
                return level, 2 if meaning == diagram else 1
        return None

    def relation(self, levels: Iterable[int], world: int = YES) -> int:
        """What some variables can be together, in a world, as a diagram over these variables alone."""
        kept = frozenset(levels)
        whole = self.care(kept, world)
        return self.store.exists(whole, frozenset(self.store.support(whole)) - kept)

    def care(self, levels: Iterable[int], world: int = YES) -> int:
        """All that is known of some variables in a world: what cannot occur, the calendar, what modules mean."""
        store, days = self.store, self.days.levels
        reached = set(levels)
        parts = [] if world == YES else [world]
        waiting = [*self.possible, *(self._tie(level) for level in sorted(reached & self.of_level.keys()))]
        reached.update(store.support(world))
        grown = True
        while grown:
            grown = False
            for part in tuple(waiting):
                asked = set(store.support(part))
                if part == NO or asked & reached or (asked & days and reached & days):
                    waiting.remove(part)
                    parts.append(part)
                    reached |= asked
                    grown = True
        if reached & days:
            parts.append(self.days.world(store, frozenset(reached & days)))
        return store.all_of(parts)

    def _tie(self, level: int) -> int:
        """The variable of a module says what the module means."""
        meaning = self.meaning[level]
        return self.store.choose(self.store.value(level, 1), meaning, self.store.deny(meaning))

    def flat_literal(self, level: int, mask: int, literal: int) -> int:
        """A literal over facts alone. literal: its own diagram."""
        if level not in self.meaning:
            return literal
        return self.meaning[level] if mask == 2 else self.store.deny(self.meaning[level])


def _line(span: Span) -> Place:
    """The place of a line in policy order: files are read in the order of their paths."""
    return (tuple(span.file.split("/")), span.line)
