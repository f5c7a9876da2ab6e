"""The diagrams of a deed into a worksheet: numbered questions, each answer with the number to go to.

Invariant: whoever answers every question that is reached comes to the status that the engine gives. Where one list for
the whole deed would be too long, there is one for each norm, the strongest first: the first that applies decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from solon.engine.atlas import Carrier, Sheet
from solon.engine.deontic import RUNG_OF, STATUSES, Pair, Status
from solon.engine.graph import Variable
from solon.engine.store import FIRST_END, NO, YES, Store

LONGEST_LIST = 24
FREE = STATUSES.index(Status.PERMITTED)


@dataclass(frozen=True)
class Step:
    """One question. goes: by the place of its value, the next step, or -1 less the place of an end."""

    variable: Variable
    goes: tuple[int, ...]


@dataclass(frozen=True)
class Run:
    """A list of steps. start: the first, or an end as in a step.

    The ends of a list for a whole deed are places in `STATUSES`; those of every other list are no (0) and yes (1).
    """

    steps: tuple[Step, ...]
    start: int

    def walk(self, answer: Callable[[Variable], int]) -> int:
        """The end that answers lead to. answer: the place of the value of a variable."""
        at = self.start
        while at >= 0:
            at = self.steps[at].goes[answer(self.steps[at].variable)]
        return -1 - at


@dataclass(frozen=True)
class NormRun:
    """The lists of some norms of one rung. lifted: by each exception, its list; the norms apply when none holds."""

    carriers: tuple[Carrier, ...]
    run: Run
    lifted: tuple[tuple[str, Run], ...] = ()

    @property
    def rung(self) -> int:
        """The place in `STATUSES` of what these norms come to."""
        return RUNG_OF[self.carriers[0].modality]

    def walk(self, answer: Callable[[Variable], int]) -> bool:
        """Whether the norms apply."""
        return self.run.walk(answer) == 1 and not any(run.walk(answer) == 1 for _, run in self.lifted)


@dataclass(frozen=True)
class Worksheet:
    """What to work through for one deed: one list, or lists of norms of which the first that applies decides."""

    pair: Pair
    whole: Run | None
    norms: tuple[NormRun, ...]

    def walk(self, answer: Callable[[Variable], int]) -> Status:
        """The status that answers lead to; what these instruments do not forbid counts as permitted."""
        if self.whole is not None:
            return STATUSES[self.whole.walk(answer)]
        return next((STATUSES[norm.rung] for norm in self.norms if norm.walk(answer)), Status.PERMITTED)


def worksheet(sheet: Sheet, pair: Pair, lifted_by: Mapping[str, tuple[str, ...]]) -> Worksheet:
    """The worksheet of a deed, under the readings of a sheet. lifted_by: the exceptions to each norm."""
    sheet.store.allow()
    whole = _run(sheet, sheet.agreed(sheet.status(pair)), lambda end: end - FIRST_END)
    if len(whole.steps) <= LONGEST_LIST:
        return Worksheet(pair, whole, ())
    found: dict[tuple[int, int], list[Carrier]] = {}
    for carrier in sheet.carriers(pair):
        rung = RUNG_OF[carrier.modality]
        # What only permits decides nothing: what nothing forbids, requires or advises counts the same.
        if rung < FREE:
            found.setdefault((rung, carrier.diagram), []).append(carrier)
    # A list is only reached where those before it did not apply; so "nothing else forbids it" is short when it is last.
    ordered = sorted(found, key=lambda key: (key[0], len(sheet.store.nodes(key[1]))))
    care = YES
    norms: list[NormRun] = []
    for key in ordered:
        norms.append(_norm_run(sheet, tuple(found[key]), lifted_by, care))
        care = sheet.store.both(care, sheet.store.deny(key[1]))
    return Worksheet(pair, None, tuple(norms))


def _norm_run(
    sheet: Sheet, carriers: tuple[Carrier, ...], lifted_by: Mapping[str, tuple[str, ...]], care: int
) -> NormRun:
    first, store = carriers[0], sheet.store
    whole = _run(sheet, simpler(store, first.diagram, care), _yes)
    lifting = lifted_by.get(first.id, ())
    if len(whole.steps) <= LONGEST_LIST or not lifting:
        return NormRun(carriers, whole)
    named = (f"would apply {first.id}", *(f"counts {name}" for name in first.chain))
    would = store.all_of([sheet.named(name) for name in named])
    holds = [(name, diagram) for name in lifting if (diagram := sheet.named(f"holds {name}")) != NO]
    if store.all_of([would, *(store.deny(diagram) for _, diagram in holds)]) != first.diagram:
        return NormRun(carriers, whole)
    # An exception is only looked at where the norm would apply.
    both = store.both(care, would)
    lists = tuple((name, _run(sheet, simpler(store, diagram, both), _yes)) for name, diagram in holds)
    return NormRun(carriers, _run(sheet, simpler(store, would, care), _yes), lists)


def simpler(store: Store, diagram: int, care: int) -> int:
    """A diagram that is the same wherever `care` holds, and asks less; elsewhere it can be anything."""
    known: dict[tuple[int, int], int] = {}

    def look(one: int, where: int) -> int:
        level = store.level[one]
        if where in (NO, YES) or level == store.bottom:
            return one
        if (one, where) not in known:
            if store.level[where] < level:
                known[one, where] = look(one, store.any_of(store.kids[where]))
            else:
                there = store.kids[where] if store.level[where] == level else (where,) * len(store.kids[one])
                live = [look(kid, care) for kid, care in zip(store.kids[one], there, strict=True) if care != NO]
                left = iter(live)
                kids = tuple(next(left) if care != NO else live[0] for care in there)
                known[one, where] = live[0] if len(set(live)) == 1 else store.node(level, kids)
        return known[one, where]

    return look(diagram, care)


def _yes(end: int) -> int:
    return 1 if end == YES else 0


def _run(sheet: Sheet, diagram: int, place_of: Callable[[int], int]) -> Run:
    """A diagram as a list of steps in the order of its variables; a step leads to later ones only."""
    store = sheet.store
    found: set[int] = set()
    waiting = [diagram]
    while waiting:
        node = waiting.pop()
        if node not in found and store.level[node] < store.bottom:
            found.add(node)
            waiting.extend(store.kids[node])
    ordered = sorted(found, key=lambda node: (store.level[node], node))
    number = {node: place for place, node in enumerate(ordered)}

    def goes(node: int) -> int:
        return number[node] if node in number else -1 - place_of(node)

    steps = tuple(
        Step(sheet.atlas.name(store.level[node]), tuple(goes(kid) for kid in store.kids[node])) for node in ordered
    )
    return Run(steps, goes(diagram))
