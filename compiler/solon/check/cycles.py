"""Does anything rest on itself? Terms, exceptions, counts, and rules about rules must form layers.

Invariant: the dependencies listed here are those of `reference/definition.py`, so that without a finding every
definition there comes to an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from solon.engine.deontic import Deed, Modality
from solon.model.blocks import Exception_
from solon.model.conditions import Conditions, DayWithin, NormApplies, NothingForbids, TermIs
from solon.model.days import Day, FirstDayOf, LastDayOf, Shifted
from solon.model.layers import looks_at_what_forbids
from solon.model.policy import Policy
from solon_dsl.diagnostic import Diagnostic, Span, error

if TYPE_CHECKING:
    import networkx as nx

Need = tuple[str, ...]
Edge = tuple[Need, Need]


def cycles(policy: Policy) -> list[Diagnostic]:
    """One finding for each knot of blocks that rest on one another."""
    found = [_counts(policy, knot) for knot in _knots(_deeds(policy))]
    if found:
        return found
    return [_finding(policy, knot) for knot in _knots(_edges(policy))]


def _knots(edges: Iterable[Edge]) -> list[list[Need]]:
    """The strongly connected parts that hold a cycle, each as one cycle through it."""
    needs: dict[Need, list[Need]] = {}
    for source, need in edges:
        needs.setdefault(source, []).append(need)
    try:
        TopologicalSorter(needs).prepare()
    except CycleError:
        return _knots_in(needs)
    return []


def _knots_in(needs: dict[Need, list[Need]]) -> list[list[Need]]:
    # It takes long to load, and only a circle needs it.
    import networkx as nx

    graph: nx.DiGraph[Need] = nx.DiGraph((source, need) for source, found in needs.items() for need in found)
    out: list[list[Need]] = []
    for part in sorted(nx.strongly_connected_components(graph), key=min):
        inner = graph.subgraph(part)
        if inner.number_of_edges():
            out.append(_cycle(inner, min(part)))
    return out


def _cycle(graph: nx.DiGraph[Need], start: Need) -> list[Need]:
    """One cycle of a strongly connected graph: always to the first neighbour, until a node comes back."""
    path: list[Need] = []
    node = start
    while node not in path:
        path.append(node)
        node = min(graph.successors(node))
    return path[path.index(node) :]


def _deeds(policy: Policy) -> list[Edge]:
    return [(_deed(c.doing), _deed(c.counts_as)) for c in policy.counts.values()]


def _deed(deed: Deed) -> Need:
    return ("deed", deed.id)


def _counts(policy: Policy, knot: list[Need]) -> Diagnostic:
    names = [name for _, name in knot]
    block = next(c for c in policy.counts.values() if c.doing.id in names and c.counts_as.id in names)
    chain = ", which counts as ".join([*names, names[0]])
    return error(
        "S412", block.span, f"A deed counts as itself: {chain}.", "Remove one of these counts blocks, or turn it round."
    )


def _finding(policy: Policy, knot: list[Need]) -> Diagnostic:
    """The finding for one cycle, at the first of its blocks."""
    names = list(dict.fromkeys(need[1] for need in knot if need[1] in policy.blocks))
    spans = [policy.blocks[name].span for name in names]
    about_rules = any(need[0] in ("applies", "bites", "forbids") for need in knot)
    path = " rests on ".join([*names, names[0]]) if names else "these rules rest on one another"
    repair = "Take one of these sentences out, or say it with facts."
    if about_rules:
        repair = "A rule about rules may only look at rules that do not look back at it. " + repair
    return error("S402" if about_rules else "S401", min(spans, default=Span("", 0, 0)), f"A circle: {path}.", repair)


def _edges(policy: Policy) -> Iterator[Edge]:
    for term in policy.terms.values():
        for when in term.when:
            yield from _conditions(policy, ("term", term.id), when)
    for period in policy.periods.values():
        source: Need = ("period", period.id)
        for end in period.ends:
            yield from _conditions(policy, source, end.when)
            yield from _day(source, end.day)
        yield from _day(source, period.start)
    for block in policy.governed.values():
        yield from _would_apply(policy, block.id)
        yield from _lifted(policy, block.id)
        if isinstance(block, Exception_):
            yield ("holds", block.id), ("would apply", block.id)
            yield ("holds", block.id), ("lifted", block.id)
            yield ("bites", block.id), ("holds", block.id)
            for target in block.to:
                yield ("bites", block.id), ("bears", target)
                yield ("bears", block.id), ("bears", target)
        yield ("bears", block.id), ("would apply", block.id)
        yield ("applies", block.id), ("would apply", block.id)
        yield ("applies", block.id), ("lifted", block.id)


def _would_apply(policy: Policy, name: str) -> Iterator[Edge]:
    block, source = policy.governed[name], ("would apply", name)
    for when in block.when:
        yield from _conditions(policy, source, when)
    for window in block.windows:
        if window.during is not None:
            yield source, ("period", window.during)
        yield from _day(source, window.start)
        for end in window.ends:
            yield from _conditions(policy, source, end.when)
            yield from _day(source, end.day)


def _lifted(policy: Policy, name: str) -> Iterator[Edge]:
    for exception in policy.exceptions_to.get(name, ()):
        yield ("lifted", name), ("holds", exception.id)
        if not looks_at_what_forbids(policy, exception):
            yield ("lifted early", name), ("holds", exception.id)


def _day(source: Need, day: Day | None) -> Iterator[Edge]:
    match day:
        case Shifted(base, _):
            yield from _day(source, base)
        case FirstDayOf(period) | LastDayOf(period):
            yield source, ("period", period)
        case _:
            return


def _conditions(policy: Policy, source: Need, when: Conditions | None) -> Iterator[Edge]:
    for atom in when.atoms() if when else ():
        match atom:
            case TermIs(term, _):
                yield source, ("term", term)
            case DayWithin(period, _):
                yield source, ("period", period)
            case NormApplies(norm, _):
                yield source, ("bites" if norm in policy.exceptions else "applies", norm)
            case NothingForbids(bearer, action, instead, but):
                looked: Need = ("forbids", source[1], bearer, Deed(action, instead).id, *but)
                yield source, looked
                yield from _forbids(policy, looked, bearer, Deed(action, instead), but)
            case _:
                pass


def _forbids(policy: Policy, source: Need, bearer: str, deed: Deed, but: tuple[str, ...]) -> Iterator[Edge]:
    """What "nothing else forbids it" looks at: rules on the deed and its opposite, and on what it counts as."""
    yield from _ruled(policy, source, bearer, deed, but)
    for either in policy.eithers_with.get((bearer, deed.opposite), ()):
        yield source, ("would apply", either.id)
        yield source, ("lifted early", either.id)
        for option in either.options:
            if option != deed.opposite:
                yield from _barred(policy, source, bearer, option)
    for counts in policy.counts_from.get(deed, ()):
        for when in counts.when:
            yield from _conditions(policy, source, when)
        yield from _forbids(policy, source, bearer, counts.counts_as, but)


def _barred(policy: Policy, source: Need, bearer: str, deed: Deed) -> Iterator[Edge]:
    """What forbids another option of a duty, by rules alone: all of them, as none is the one that is asked about."""
    yield from _ruled(policy, source, bearer, deed, ())
    for counts in policy.counts_from.get(deed, ()):
        for when in counts.when:
            yield from _conditions(policy, source, when)
        yield from _barred(policy, source, bearer, counts.counts_as)


def _ruled(policy: Policy, source: Need, bearer: str, deed: Deed, but: tuple[str, ...]) -> Iterator[Edge]:
    for side in ((bearer, Modality.MUST_NOT, deed), (bearer, Modality.MUST, deed.opposite)):
        for norm in policy.norms_on.get(side, ()):
            if norm.id in policy.rules and norm.id not in but:
                yield source, ("would apply", norm.id)
                yield source, ("lifted early", norm.id)
