"""Verdicts as the cases of quick answers, so that both can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from solon.answer.decide import headline
from solon.decision import Verdict
from solon.diagram.from_graph import STATUSES
from solon.engine.quick.cases import Case
from solon.model.blocks import Status
from solon.situation import Situation


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
