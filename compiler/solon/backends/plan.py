"""The rules into the formulas that a table is decided by: readings and what the table lacks are put in.

Invariant: three values, by Kleene's logic; a formula that comes out true or false here does so in every completion.
What comes out unknown may still be settled: `exactness.py` says where it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, assert_never

from solon.backends.calendar import implies
from solon.backends.rules import Deed, Given, Rules
from solon.backends.steps import Filled, Implied, Step, Unknown, parts
from solon.engine.graph import AllOf, AnyOf, Constant, DayReached, Deny, InForce, InputIs, Leaf, ReadingIs

On = date | Literal["column", "unknown", "left out"]


@dataclass(frozen=True)
class Table:
    """What a table of situations looks like.

    columns: the inputs that it has. on: the day of every act, or `column` when each row has one in `on_day`; `left out`
    when every instrument is taken to be in force. rest_is_no: facts without a column are "no". readings: options other
    than the chosen ones.
    """

    columns: frozenset[str]
    on: On = "column"
    rest_is_no: bool = False
    readings: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class PlannedNorm:
    """A norm on a deed, with its step. place: among the norms that the rules have on the deed."""

    norm: str
    node: int
    place: int


@dataclass(frozen=True)
class Rung:
    """One status of a deed. node: some norm gives it. norms: those that can."""

    status: int
    node: int
    norms: tuple[PlannedNorm, ...]


@dataclass(frozen=True)
class PlannedDeed:
    """A deed with its rungs, strongest first; a status that no norm can give has none."""

    bearer: str
    action: str
    rungs: tuple[Rung, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Bearer and action."""
        return self.bearer, self.action

    @property
    def column(self) -> str:
        """The name of its column. Ids have no two underscores together, so no two deeds share it."""
        return f"{self.bearer}__{self.action}"


@dataclass(frozen=True)
class Plan:
    """What to work out for each row.

    steps: each after those that it rests on. impossibles: the step of each `impossible` block.
    """

    rules: Rules
    table: Table
    steps: tuple[Step, ...]
    names: Mapping[int, str]
    deeds: tuple[PlannedDeed, ...]
    impossibles: tuple[tuple[str, int], ...]

    @property
    def inputs(self) -> tuple[Given, ...]:
        """The inputs that the table has, in policy order."""
        return tuple(found for name, found in self.rules.inputs.items() if name in self.table.columns)

    @property
    def roots(self) -> tuple[int, ...]:
        """The steps that are asked for."""
        found = [node for _, node in self.impossibles]
        for deed in self.deeds:
            for rung in deed.rungs:
                found += [rung.node, *(norm.node for norm in rung.norms)]
        return tuple(dict.fromkeys(found))

    def below(self, roots: Iterable[int]) -> list[int]:
        """The steps that some steps rest on, these with them, each after its own."""
        seen: set[int] = set()
        waiting = list(roots)
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                waiting += parts(self.steps[number])
        return sorted(seen)


def plan(rules: Rules, table: Table) -> Plan:
    """The formulas for tables of this form. Raises KeyError for a reading that the rules do not have."""
    return Planning(rules, table).plan(rules)


class Planning:
    """Makes plans for one form of table. Rules that add nodes to those before share the steps.

    Raises KeyError for a reading that the rules do not have.
    """

    def __init__(self, rules: Rules, table: Table) -> None:
        self.maker = _Maker(rules, table)

    def plan(self, rules: Rules) -> Plan:
        """The formulas of some rules. Their nodes are those of the plans before, and perhaps more."""
        maker, known = self.maker, self.maker.of
        for node in rules.nodes[len(known) :]:
            maker.known(node)
        names: dict[int, str] = {}
        for name, number in rules.names.items():
            names.setdefault(known[number], name)
        deeds = tuple(self._deed(deed) for deed in rules.deeds)
        impossibles = tuple((name, known[node]) for name, node in rules.impossibles if known[node] != maker.no)
        return Plan(rules, maker.table, tuple(maker.steps), names, deeds, impossibles)

    def _deed(self, deed: Deed) -> PlannedDeed:
        maker, known = self.maker, self.maker.of
        rungs: list[Rung] = []
        for place in sorted({bears.rung for bears in deed.norms}):
            kept = tuple(
                PlannedNorm(bears.norm, known[bears.node], number)
                for number, bears in enumerate(deed.norms)
                if bears.rung == place and known[bears.node] != maker.no
            )
            if kept:
                own = deed.rungs.get(place)
                node = maker.any_of([norm.node for norm in kept]) if own is None else known[own]
                rungs.append(Rung(place, node, kept))
        return PlannedDeed(deed.bearer, deed.action, tuple(rungs))


class _Maker:
    """Makes the steps; equal steps are one step."""

    def __init__(self, rules: Rules, table: Table) -> None:
        self.rules = rules
        self.table = table
        self.readings = {**rules.chosen, **table.readings}
        for name in table.readings:
            if name not in rules.chosen:
                raise KeyError(name)
        self.steps: list[Step] = []
        self.numbers: dict[Step, int] = {}
        self.no, self.yes = self.step(Constant(False)), self.step(Constant(True))
        self.unknown = self.step(Unknown())
        self.of: list[int] = []

    def step(self, step: Step) -> int:
        if step not in self.numbers:
            self.numbers[step] = len(self.steps)
            self.steps.append(step)
        return self.numbers[step]

    def known(self, node: Step) -> int:
        """The step of the next node of the graph."""
        match node:
            case AllOf(inputs):
                found = self.all_of([self.of[number] for number in inputs])
            case AnyOf(inputs):
                found = self.any_of([self.of[number] for number in inputs])
            case Deny(number):
                found = self.deny(self.of[number])
            case Filled(name, must, cannot):
                found = self.filled(name, self.of[must], self.of[cannot])
            case Unknown():
                found = self.unknown
            case Implied():
                found = self.implied(node)
            case _:
                found = self.leaf(node)
        self.of.append(found)
        return found

    def truth(self, value: bool | None) -> int:
        return self.unknown if value is None else self.yes if value else self.no

    def leaf(self, node: Leaf) -> int:
        match node:
            case Constant(value):
                return self.truth(value)
            case ReadingIs(reading, option):
                return self.truth(self.readings[reading] == option)
            case InputIs(name, _):
                return self.step(node) if name in self.table.columns else self.truth(self.left_out(name))
            case InForce(_, first, last):
                return self.in_force(node, first, last)
            case DayReached():
                return self.reached(node)
            case _:
                assert_never(node)

    def implied(self, node: Implied) -> int:
        on = self.table.on
        if isinstance(on, date):
            return self.truth(implies(node, on))
        return self.step(node) if on == "column" else self.unknown

    def filled(self, name: str, must: int, cannot: int) -> int:
        if name in self.table.columns:
            return self.step(Filled(name, must, cannot))
        value = self.left_out(name)
        return self.step(Filled("", must, cannot)) if value is None else self.truth(value)

    def left_out(self, name: str) -> bool | None:
        """The value of a fact or choice that the table does not have."""
        found = self.rules.inputs[name]
        if found.kind != "fact" or found.presumed is not None:
            return found.presumed
        return False if self.table.rest_is_no else None

    def in_force(self, node: InForce, first: str, last: str) -> int:
        match self.table.on:
            case date() as on:
                return self.truth(first <= on.isoformat() and (not last or on.isoformat() <= last))
            case "left out":
                return self.yes
            case "unknown":
                return self.unknown
            case "column":
                return self.step(node)
            case _:
                assert_never(self.table.on)

    def reached(self, node: DayReached) -> int:
        on = self.table.on
        if on in ("left out", "unknown") or (node.date and node.date not in self.table.columns):
            return self.unknown
        if isinstance(on, date) and node.fixed:
            return self.truth(on >= date.fromisoformat(node.fixed) + timedelta(days=node.shift))
        return self.step(node)

    def all_of(self, found: Iterable[int]) -> int:
        kept = [part for part in sorted(set(found)) if part != self.yes]
        if self.no in kept:
            return self.no
        return self.yes if not kept else kept[0] if len(kept) == 1 else self.step(AllOf(tuple(kept)))

    def any_of(self, found: Iterable[int]) -> int:
        kept = [part for part in sorted(set(found)) if part != self.no]
        if self.yes in kept:
            return self.yes
        return self.no if not kept else kept[0] if len(kept) == 1 else self.step(AnyOf(tuple(kept)))

    def deny(self, part: int) -> int:
        step = self.steps[part]
        match step:
            case Constant(value):
                return self.truth(not value)
            case Unknown():
                return part
            case Deny(source):
                return source
            case _:
                return self.step(Deny(part))
