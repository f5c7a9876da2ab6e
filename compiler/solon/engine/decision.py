"""The answer to a situation: a verdict for every bearer and deed, with norms, reasons, doubts and duties.

Invariant: schema `solon.decision/1`; the same situation and policy always give the same bytes. An answer is never
true or false by itself: asking for its truth raises.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from solon.engine.deontic import Citation, Modality, Status
from solon.engine.situation import Assumption, Situation, as_data

SCHEMA = "solon.decision/1"


@dataclass(frozen=True)
class Reason:
    """One fact in a reason, with its value and the sentence that says so."""

    fact: str
    value: str
    says: str


@dataclass(frozen=True)
class AppliedNorm:
    """A norm that applies. through: the counts blocks by which the deed is reached. one_of: the ways to meet it."""

    rule: str
    modality: Modality
    citations: tuple[Citation, ...]
    instrument: str
    authority: str
    through: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class NormAnswer(AppliedNorm):
    """A norm that applies, and why. because: minimal facts."""

    because: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Defeat:
    """A rule that would apply, and the exceptions that lift it."""

    rule: str
    by: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Missing:
    """A fact that can still change the answer."""

    fact: str
    asks: str
    judged_by: str


@dataclass(frozen=True)
class Change:
    """One fact that would have to be otherwise. before: its value now, None while it is open. says: the change."""

    fact: str
    before: str | None
    after: str
    says: str
    changed_by: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class NearMiss:
    """A stronger norm that comes closest to applying. wanting: those of its conditions that are not met."""

    rule: str
    modality: Modality
    citations: tuple[Citation, ...]
    wanting: tuple[str, ...]


ChangeSet = tuple[Change, ...]


@dataclass(frozen=True)
class Changes:
    """What would change an answer: all smallest sets, shortest first.

    better: of facts in the bearer's hands, that help whatever the open facts are. worse: that can spoil an answer that
    is not bad. in_the_way: where nothing in the bearer's hands helps, a shortest set of facts that would. undecided:
    it needs too many steps, so nothing is said.
    """

    better: tuple[ChangeSet, ...]
    worse: tuple[ChangeSet, ...]
    in_the_way: tuple[ChangeSet, ...]
    undecided: bool = False


@dataclass(frozen=True)
class OtherReading:
    """What the status would be under another option of a reading."""

    reading: str
    chosen: str
    otherwise: tuple[tuple[str, Status], ...]


@dataclass(frozen=True)
class Verdict:
    """The answer for one bearer and one deed.

    possible: every status that some completion gives, strongest first. if_not_done: the status of leaving it undone.
    because: facts that settle the status when no single norm is certain. looked_at: the inputs that can make a
    difference when nothing is assumed. no_matter: the doubts given that cannot change the status. whoever: those
    who judge open facts that the norms speak of, when a settled status holds whatever they decide. near: the stronger
    norms that come closest to applying. changes: what would change the status, where that was worked out.
    """

    bearer: str
    action: str
    status: Status
    possible: tuple[Status, ...]
    by_instrument: tuple[tuple[str, Status], ...]
    norms: tuple[NormAnswer, ...]
    open_norms: tuple[str, ...]
    defeated: tuple[Defeat, ...]
    missing: tuple[Missing, ...]
    readings: tuple[OtherReading, ...]
    if_not_done: Status
    because: tuple[Reason, ...] = ()
    looked_at: frozenset[str] = frozenset()
    no_matter: tuple[Missing, ...] = ()
    whoever: tuple[str, ...] = ()
    near: tuple[NearMiss, ...] = ()
    changes: Changes | None = None

    @property
    def touched(self) -> frozenset[str]:
        """The blocks that the answer mentions: its norms, the open ones, and what was lifted by what."""
        lifted = (name for defeat in self.defeated for name in (defeat.rule, *defeat.by))
        return frozenset((*(norm.rule for norm in self.norms), *self.open_norms, *lifted))

    def __bool__(self) -> bool:
        raise TypeError("a verdict is neither true nor false; look at its status")


class State(StrEnum):
    """How a duty stands on the day of the act; `never` when its last day comes before its first."""

    UPCOMING = "upcoming"
    DUE = "due"
    IN_FORCE = "in force"
    OVER = "over"
    NEVER = "never"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Duty:
    """A duty with its days.

    action: the deed, or nothing when one of several discharges the duty (`one_of`). unsettled: which of its days (from,
    by, until) are not settled; where a day is given for one of them, it is the earliest `from`, the latest `by` or
    `until` that is left. wanting: the dates and facts that would settle them. varies: its other conditions look at the
    day as well, so it need not stand on each of its days. looked_at: the inputs and readings that can make a difference
    to it when nothing is assumed; days_look_at: those that can make one to its days.
    """

    rule: str
    bearer: str
    action: str
    modality: Modality
    first: date | None
    due: date | None
    last: date | None
    state: State
    wanting: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    varies: bool = False
    looked_at: frozenset[str] = frozenset()
    days_look_at: frozenset[str] = frozenset()

    @property
    def days(self) -> tuple[date, ...]:
        """The days that are known of it: first, deadline, last."""
        return tuple(day for day in (self.first, self.due, self.last) if day is not None)


@dataclass(frozen=True)
class PossibleDuty:
    """A duty that stands in some completions only, and the open facts on which that turns."""

    duty: Duty
    turns_on: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """The whole answer."""

    revision: str
    on: date | None
    verdicts: tuple[Verdict, ...]
    duties: tuple[Duty, ...]
    assumptions: tuple[Assumption, ...]
    caveats: tuple[tuple[str, str], ...]
    outside_dates: tuple[str, ...]
    sources: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    situation: Situation | None = None

    def __bool__(self) -> bool:
        raise TypeError("a decision is neither true nor false; look at the status of a verdict")

    def verdict(self, bearer: str, action: str) -> Verdict:
        """The verdict for a bearer and an action. Raises KeyError when no norm exists for them."""
        for found in self.verdicts:
            if (found.bearer, found.action) == (bearer, action):
                return found
        raise KeyError(f"no norm is about {bearer} {action}")

    def to_json(self) -> dict[str, Any]:
        """The answer as plain data, schema `solon.decision/1`."""
        return {
            "schema": SCHEMA,
            "revision": self.revision,
            "on": _iso(self.on),
            **({"situation": as_data(self.situation)} if self.situation else {}),
            "verdicts": [_verdict(found) for found in self.verdicts],
            "duties": [_duty(found) for found in self.duties],
            "assumptions": [{"fact": a.fact, "value": a.value, "why": a.why} for a in self.assumptions],
            "caveats": [{"note": name, "says": says} for name, says in self.caveats],
            "outside_dates": list(self.outside_dates),
            **({"sources": {name: dict(one) for name, one in self.sources.items()}} if self.sources else {}),
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _verdict(found: Verdict) -> dict[str, Any]:
    return {
        "bearer": found.bearer,
        "action": found.action,
        "status": found.status.value,
        "possible": [status.value for status in found.possible],
        "by_instrument": {name: status.value for name, status in found.by_instrument},
        "norms": [_norm(norm) for norm in found.norms],
        "open_norms": list(found.open_norms),
        "defeated": [
            {"rule": one.rule, "by": list(one.by), "citations": [str(c) for c in one.citations]}
            for one in found.defeated
        ],
        "missing": [_missing(one) for one in found.missing],
        "no_matter": [_missing(one) for one in found.no_matter],
        "readings": [
            {
                "reading": one.reading,
                "chosen": one.chosen,
                "otherwise": {name: status.value for name, status in one.otherwise},
            }
            for one in found.readings
        ],
        "if_not_done": found.if_not_done.value,
        "whoever": list(found.whoever),
        "near": [
            {
                "rule": one.rule,
                "modality": one.modality.value,
                "citations": [str(citation) for citation in one.citations],
                "wanting": list(one.wanting),
            }
            for one in found.near
        ],
        **({"because": _reasons(found.because)} if found.because else {}),
        **({"changes": _changes(found.changes)} if found.changes else {}),
    }


def _missing(found: Missing) -> dict[str, str | None]:
    return {"fact": found.fact, "asks": found.asks, "judged_by": found.judged_by or None}


def _changes(found: Changes) -> dict[str, Any]:
    return {
        "better": [_change_set(one) for one in found.better],
        "worse": [_change_set(one) for one in found.worse],
        "in_the_way": [_change_set(one) for one in found.in_the_way],
        "undecided": found.undecided,
    }


def _change_set(found: ChangeSet) -> list[dict[str, Any]]:
    return [
        {
            "fact": one.fact,
            "before": one.before,
            "after": one.after,
            "says": one.says,
            "changed_by": one.changed_by or None,
            "citations": [str(citation) for citation in one.citations],
        }
        for one in found
    ]


def _norm(found: NormAnswer) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "modality": found.modality.value,
        "citations": [str(citation) for citation in found.citations],
        "instrument": found.instrument,
        "authority": found.authority,
        "because": _reasons(found.because),
        **({"through": list(found.through)} if found.through else {}),
        **({"one_of": list(found.one_of)} if found.one_of else {}),
    }


def _reasons(found: tuple[Reason, ...]) -> list[dict[str, str]]:
    return [{"fact": one.fact, "value": one.value, "says": one.says} for one in found]


def _duty(found: Duty) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "bearer": found.bearer,
        "action": found.action or None,
        "modality": found.modality.value,
        "from": _iso(found.first),
        "by": _iso(found.due),
        "until": _iso(found.last),
        "state": found.state.value,
        **({"unsettled": list(found.unsettled)} if found.unsettled else {}),
        **({"varies": True} if found.varies else {}),
        **({"wanting": list(found.wanting)} if found.wanting else {}),
        **({"one_of": list(found.one_of)} if found.one_of else {}),
    }
