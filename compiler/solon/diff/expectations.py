"""Examples and committed fixtures of two versions into those that no longer get what they expect.

Invariant: only what can have changed is decided: a deed whose norms have the same diagrams gets the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from solon.answer.decide import Decider
from solon.check.examples import outcomes
from solon.diff.aligned import Aligned
from solon.diff.content import content
from solon.diff.result import Broken
from solon.diff.space import Space, View
from solon.diff.verdicts import norms, same_norms
from solon.engine.decision import Decision
from solon.engine.deontic import Pair
from solon.engine.situation import Situation
from solon.engine.store import OPEN
from solon.fixtures.files import from_yaml
from solon.fixtures.fixture import Case, Expectation, Fixture, situation_of
from solon.fixtures.judge import differences, occurrence
from solon.model.examples import Example
from solon.model.policy import Policy
from solon.situation import situation_of as of_example


class Expectations:
    """What two versions were written to answer.

    afresh: whether everything has to be decided, since something changes that no norm shows. duties: the norms whose
    days changed.
    """

    def __init__(self, space: Space, afresh: bool, duties: Iterable[str]) -> None:
        self.space = space
        self.both = space.both
        self.afresh = afresh
        self.duties = frozenset(duties)
        self._known: dict[tuple[View, Pair], bool] = {}
        self._left_out = {
            name: fact.presumed for name, fact in self.both.new.facts.items() if fact.presumed is not None
        }
        self.old, self.new = (Decider(graph, explain=False) for graph in space.graphs)

    # Examples

    def examples(self) -> Iterator[Broken]:
        """The examples of either version that do not get what they expect now."""
        old, new = self.both.old.examples, self.both.new.examples
        for name in (*new, *(name for name in old if name not in new)):
            before, now = old.get(name), new.get(name)
            edited = before is None or now is None or content(self.both.old, before) != content(self.both.new, now)
            if not edited and now is not None and not self._concerned(of_example(now)):
                continue
            faults = self._faults(self.new, now) if now else ()
            if faults:
                if before is None or edited or not self._faults(self.old, before):
                    yield Broken(name, "", faults)
            elif before and (faults := self._faults(self.new, before)) and not self._faults(self.old, before):
                yield Broken(name, "", faults, amended=now is not None)

    def _faults(self, decider: Decider, example: Example) -> tuple[str, ...]:
        situation = of_example(example)
        cannot = _undecidable(decider, situation)
        if cannot:
            return cannot
        dated = any(one.first or one.due or one.last for one in example.expect)
        found = outcomes(example, _decision(decider, situation, dated))
        return tuple(fault for outcome in found for fault in outcome.faults)

    # Fixtures

    def fixtures(self, texts: Mapping[str, str]) -> Iterator[Broken]:
        """The committed fixtures that expect what the new version does not give. texts: by path below their folder."""
        pairs = [pair for pair in self.space.pairs if not same_norms(self.space.view({}), pair)]
        actions = {self.both.own_name(deed.action) for _, deed in pairs} | {deed.action for _, deed in pairs}
        for path in sorted(texts):
            text = texts[path]
            under = "readings:" in text
            if not (self.afresh or under or any(f"action: {name}" in text for name in actions) or self.duties):
                continue
            try:
                listed = from_yaml(path, text)
            except ValueError as fault:
                yield Broken(path, path, (str(fault),))
                continue
            for fixture in listed:
                if faults := self._judged(_renamed(self.both, fixture)):
                    yield Broken(fixture.id, path, faults)

    def _judged(self, fixture: Fixture) -> tuple[str, ...]:
        try:
            situations = [situation_of(policy, fixture) for policy in (self.both.old, self.both.new)]
        except KeyError:
            return ("no action of this name is left",) if self._is_old(fixture) else ()
        if not self._concerned(situations[0]):
            return ()
        faults = _against(self.new, situations[1], fixture.expect)
        return faults if faults and not _against(self.old, situations[0], fixture.expect) else ()

    def _is_old(self, fixture: Fixture) -> bool:
        try:
            situation_of(self.both.old, fixture)
        except KeyError:
            return False
        return True

    # What can have changed

    def _concerned(self, situation: Situation) -> bool:
        """Whether the answer to a situation can have changed."""
        if self.afresh:
            return True
        view = self.space.view(situation.readings)
        pairs = [pair for pair in situation.asked if not self._same(view, pair)]
        if pairs:
            values = self._values(situation)
            put = self.space.store.put
            for pair in pairs:
                one, other = (
                    {name: put(part, values) for name, part in norms(side, pair)} for side in (view.old, view.new)
                )
                if {n: part for n, part in one.items() if part} != {n: part for n, part in other.items() if part}:
                    return True
        return any(self._owed(pair) for pair in situation.asked)

    def _same(self, view: View, pair: Pair) -> bool:
        key = (view, pair)
        if key not in self._known:
            self._known[key] = same_norms(view, pair)
        return self._known[key]

    def _values(self, situation: Situation) -> list[int]:
        """The facts and choices of a situation, by level; its days are left open."""
        atlas = self.space.atlas
        values = [OPEN] * self.space.store.bottom
        for name, places in atlas.places.items():
            value = situation.given.get(name, self._left_out.get(name, False if situation.rest_is_no else None))
            if value is not None and name not in situation.unknown and value in places:
                values[atlas.level[name]] = places[value]
        return values

    def _owed(self, pair: Pair) -> bool:
        norms = {
            carrier.norm for graph in self.space.graphs for carrier in graph.bearings.get((pair[0], pair[1].id), ())
        }
        return bool(self.duties & norms)


def _against(decider: Decider, situation: Situation, expect: Expectation) -> tuple[str, ...]:
    """What a version does not give as a fixture expects."""
    cannot = _undecidable(decider, situation)
    if expect.cannot_occur:
        return occurrence(expect, decider.impossible(situation)) or ()
    if cannot:
        return cannot
    return differences(expect, _decision(decider, situation, bool(expect.due)))


def _decision(decider: Decider, situation: Situation, dated: bool) -> Decision:
    """The decision on what is asked; dated: with the days of duties, which take longer."""
    if dated:
        return decider.decide(situation, only_asked=True)
    scene = decider.scene(situation)
    verdicts = tuple(decider.verdict(scene, pair) for pair in situation.asked if pair in decider.pairs)
    return Decision("", situation.on, verdicts, (), (), (), ())


def _undecidable(decider: Decider, situation: Situation) -> tuple[str, ...]:
    """Why a situation cannot be put to a version."""
    policy: Policy = decider.policy
    for name, option in situation.readings.items():
        if name not in policy.readings or option not in dict(policy.readings[name].options):
            return (f"the reading {name} = {option} is not there",)
    blocked = decider.impossible(situation)
    return tuple(f"it cannot occur: {policy.impossibles[name].because}" for name in blocked)


def _renamed(both: Aligned, fixture: Fixture) -> Fixture:
    """A fixture in shared ids."""
    one = both.shared
    case, expect = fixture.case, fixture.expect
    action = expect.action
    start = "instead_of_" if action not in both.former.actions and action.startswith("instead_of_") else ""
    return replace(
        fixture,
        case=Case(
            case.on,
            tuple((one(name), value) for name, value in case.facts),
            tuple(map(one, case.unknown)),
            tuple((one(name), option) for name, option in case.readings),
        ),
        expect=replace(
            expect,
            bearer=one(expect.bearer),
            action=start + one(action.removeprefix(start)),
            applies=tuple(map(one, expect.applies)),
            does_not_apply=tuple(map(one, expect.does_not_apply)),
            open_norms=tuple(map(one, expect.open_norms)),
            defeated=tuple((one(rule), one(by)) for rule, by in expect.defeated),
            not_defeated=tuple((one(rule), one(by)) for rule, by in expect.not_defeated),
            missing=tuple(map(one, expect.missing)),
            not_missing=tuple(map(one, expect.not_missing)),
            due=tuple((one(rule), day) for rule, day in expect.due),
        ),
    )
