"""One policy answered quickly and by diagrams, and both held together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from solon.answer.decide import Decider
from solon.engine.decision import Decision, Verdict
from solon.engine.deontic import STATUSES, Status, headline
from solon.engine.quick.cases import Case
from solon.engine.quick.openly import Openly
from solon.engine.quick.partly import Asked, Partly
from solon.engine.quick.quick import Quick
from solon.engine.quick.tables import tables_of
from solon.engine.quickly import Generally, diagrams_of
from solon.engine.situation import Situation
from solon.graph.from_model import compile_graph
from solon.graph.program import program_of
from solon.model.policy import Policy


def same(tables: Mapping[str, Any], place: int, case: Case, verdict: Verdict) -> bool:
    """Whether a case of the deed at this place says what a verdict says."""
    norms = tables["deeds"][place]["norms"]
    own = [(norms[one]["norm"], norms[one]["modality"], tuple(norms[one]["through"])) for one in case.norms]
    open_norms = (*(norms[one]["norm"] for one in case.open_norms), *case.open_met)
    return (
        verdict.open_norms == tuple(dict.fromkeys(open_norms))
        and verdict.possible == tuple(STATUSES[rung] for rung in case.possible)
        and case.undetermined == (verdict.status is Status.UNDETERMINED)
        and verdict.if_not_done is headline(frozenset(case.undone))
        and verdict.by_instrument == tuple((name, headline(frozenset(rungs))) for name, rungs in case.by_instrument)
        and own == [(norm.rule, norm.modality.value, norm.through) for norm in verdict.norms if not norm.one_of]
        and case.met == tuple(norm.rule for norm in verdict.norms if norm.one_of)
        and dict(case.defeated) == {defeat.rule: defeat.by for defeat in verdict.defeated}
        and case.missing == tuple(missing.fact for missing in verdict.missing)
    )


def facts_of(situation: Situation) -> dict[str, Any]:
    """What is given, as a program hands it in; what is said to be unknown is None."""
    return {**dict.fromkeys(situation.unknown), **situation.given}


class Both:
    """One policy, answered in both ways."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        graph = compile_graph(policy)
        self.decider = Decider(graph, explain=False)
        self.tables = tables_of(program_of(graph))
        self.quick = Quick(self.tables, statuses=STATUSES)
        self.partly = Partly(self.quick)
        self.openly: dict[frozenset[tuple[str, str]], Openly] = {}

    def every(self, situation: Situation, only_asked: bool = False) -> None:
        """Holds together the answers about all deeds, settled or open, with what is missing in order.

        only_asked: only of the deeds that the situation asks about.
        """
        exact = self.exact(situation, only_asked)
        # Now and then the decider starts with a new store; nothing of an old one may be kept then.
        scene = self.decider.scene(situation)
        readings = frozenset(situation.readings.items())
        if readings not in self.openly or self.openly[readings].diagrams.store is not scene.sheet.store:
            self.openly[readings] = Openly(self.partly, diagrams_of(self.decider.program, scene.sheet))
        openly = self.openly[readings]
        asked = Asked(facts_of(situation), situation.on, situation.readings, situation.rest_is_no)
        read = self.partly.read(asked)
        assert read is not None
        answers = openly.answers(asked, read, lambda: Generally(scene))
        assert (answers is None) == (exact is None)
        if exact is not None and answers is not None:
            for verdict in exact.verdicts:
                place = self.quick.deeds.ids.index((verdict.bearer, verdict.action))
                assert same(self.tables, place, answers[place], verdict)

    def exact(self, situation: Situation, only_asked: bool = False) -> Decision | None:
        """The decision by diagrams; None where the facts cannot all be true."""
        return None if self.decider.impossible(situation) else self.decider.decide(situation, only_asked)

    def whole(self, situation: Situation) -> bool:
        """Holds the answers about complete facts together; whether there were any."""
        facts, on, readings = facts_of(situation), situation.on, situation.readings
        statuses = self.quick.statuses(facts, on, readings, situation.rest_is_no)
        answers = self.quick.answers(facts, on, readings, situation.rest_is_no)
        exact = self.exact(situation)
        if exact is None:
            assert statuses is None
            assert answers is None
            return False
        if statuses is not None:
            assert list(statuses) == [verdict.status for verdict in exact.verdicts]
        if answers is not None:
            assert all(
                same(self.tables, place, case, verdict)
                for place, (case, verdict) in enumerate(zip(answers, exact.verdicts, strict=True))
            )
        return statuses is not None and answers is not None

    def part(self, situation: Situation) -> int:
        """Holds together what is settled; how many deeds that is."""
        asked = Asked(facts_of(situation), situation.on, situation.readings, situation.rest_is_no)
        read = self.partly.read(asked)
        assert read is not None
        exact, settled = self.exact(situation), 0
        functions = self.quick.under(situation.readings)[situation.on].functions
        for kept, low, high in zip(functions.kept(exact=False), read.low, read.high, strict=True):
            if low == high:
                settled += len(kept.deeds)
                for (place, _), answer in zip(kept.deeds, kept.every(low), strict=True):
                    assert exact is None or same(self.tables, place, answer, exact.verdicts[place])
        return settled
