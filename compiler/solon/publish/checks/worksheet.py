"""The diagrams of a question into a worksheet: lists for each deed, and results that several lists use.

Invariant: whoever works out a list comes to the status that the engine gives. Where one list for the whole deed would
be too long, there is one for each norm, the strongest first: the first that applies decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from solon.engine.atlas import Carrier, Sheet
from solon.engine.deontic import RUNG_OF, STATUSES, Pair, Status
from solon.engine.graph import Variable
from solon.engine.store import FIRST_END, NO, YES, Store
from solon.publish.checks.cut import Cut, can_be_cut, cut
from solon.publish.checks.rows import Row, Run, rows

LONGEST_LIST = 12
SHORT = 2
FREE = STATUSES.index(Status.PERMITTED)


@dataclass(frozen=True)
class NormRun:
    """The list of some norms of one rung; its ends are no (0) and yes (1)."""

    carriers: tuple[Carrier, ...]
    run: Run

    @property
    def rung(self) -> int:
        """The place in `STATUSES` of what these norms come to."""
        return RUNG_OF[self.carriers[0].modality]


@dataclass(frozen=True)
class Deed:
    """What to work through for one deed: one list whose ends are places in `STATUSES`, or lists of norms."""

    pair: Pair
    whole: Run | None
    norms: tuple[NormRun, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """All lists of the deed."""
        return tuple(norm.run for norm in self.norms) if self.whole is None else (self.whole,)


@dataclass(frozen=True)
class Worksheet:
    """What a question comes to on paper. results: by name, the list of each, in the order in which they are needed."""

    deeds: tuple[Deed, ...]
    results: dict[str, Run]


def worksheet(sheet: Sheet, pairs: tuple[Pair, ...]) -> Worksheet:
    """The worksheet of some deeds, under the chosen readings of a sheet."""
    names = tuple(can_be_cut(sheet, pairs))
    found = _made(sheet, pairs, names)
    uses: dict[str, int] = {}
    for run in (*(run for deed in found.deeds for run in deed.runs), *found.results.values()):
        for name in asked(run):
            if name in found.results:
                uses[str(name)] = uses.get(str(name), 0) + 1
    # What only one list uses stands there if it is short; so it does if it is long, as the list asks only part of it.
    kept = [
        name for name, run in found.results.items() if uses.get(name, 0) > 1 or SHORT < len(run.rows) <= LONGEST_LIST
    ]
    return _made(sheet, pairs, tuple(name for name in names if name in kept))


def _made(sheet: Sheet, pairs: tuple[Pair, ...], names: tuple[str, ...]) -> Worksheet:
    made = cut(sheet, names)
    deeds = tuple(_deed(made, pair) for pair in pairs)
    results: dict[str, Run] = {}

    def need(run: Run) -> None:
        for name in asked(run):
            if name in made.means and name not in results:
                inner = rows(made.sheet, made.means[str(name)], _yes)
                need(inner)
                results[str(name)] = inner

    for deed in deeds:
        for run in deed.runs:
            need(run)
    return Worksheet(deeds, results)


def asked(run: Run) -> tuple[Variable, ...]:
    """What a list asks, each once, in its order."""
    found = ([test.variable for test in row.tests] if isinstance(row, Row) else [row.variable] for row in run.rows)
    return tuple(dict.fromkeys(one for each in found for one in each))


def _deed(made: Cut, pair: Pair) -> Deed:
    sheet = made.sheet
    sheet.store.allow()
    status = simpler(sheet.store, sheet.agreed(sheet.status(pair)), made.agree)
    whole = rows(sheet, status, lambda end: end - FIRST_END)
    if len(whole.rows) <= LONGEST_LIST:
        return Deed(pair, whole, ())
    found: dict[tuple[int, int], list[Carrier]] = {}
    for carrier in sheet.carriers(pair):
        rung = RUNG_OF[carrier.modality]
        # What only permits decides nothing: what nothing forbids, requires or advises counts the same.
        if rung < FREE:
            found.setdefault((rung, carrier.diagram), []).append(carrier)
    # A list is only reached where those before it did not apply; so "nothing else forbids it" is short when it is last.
    ordered = sorted(found, key=lambda key: (key[0], len(sheet.store.nodes(key[1]))))
    care = made.agree
    norms: list[NormRun] = []
    for key in ordered:
        norms.append(NormRun(tuple(found[key]), rows(sheet, simpler(sheet.store, key[1], care), _yes)))
        care = sheet.store.both(care, sheet.store.deny(key[1]))
    return Deed(pair, None, tuple(norms))


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
