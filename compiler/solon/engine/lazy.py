"""A situation into its decision, of which each part is worked out when it is first asked for.

Invariant: what comes out is what `solon.engine.decide` decides; asking later, or from another thread, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, NoReturn

from solon.engine.artefact import SCHEMA
from solon.engine.decide import Decider
from solon.engine.decision import (
    AppliedNorm,
    Changes,
    Decision,
    Defeat,
    Duty,
    Missing,
    NearMiss,
    OtherReading,
    PossibleDuty,
    Reason,
    Verdict,
)
from solon.engine.deontic import Pair, Status
from solon.engine.explain import explained
from solon.engine.read import did_you_mean
from solon.engine.scene import Scene
from solon.engine.situation import Assumption, Situation, Value, known
from solon.engine.workings import Workings


class LazyDecision:
    """The answer to one situation.

    situation: what was given. A decision is never true or false by itself: look at a verdict.
    """

    def __init__(self, workings: Workings, situation: Situation) -> None:
        self._workings = workings
        self.situation = situation
        self._put_in: Scene | None = None

    def __bool__(self) -> NoReturn:
        raise TypeError("a decision is neither true nor false; look at the status of a verdict")

    def __repr__(self) -> str:
        return f"<Decision on {self.on or 'any day'}: {len(self)} verdicts, revision {self.revision[:12]}>"

    def __len__(self) -> int:
        return len(self._pairs)

    def __iter__(self) -> Iterator[LazyVerdict]:
        return iter(self.verdicts)

    def __getitem__(self, pair: tuple[str, str]) -> LazyVerdict:
        """The verdict on a bearer and an action. Raises KeyError when there is none, with what was probably meant."""
        found = self._verdicts.get(pair)
        if found is None:
            known = [f"{bearer} {action}" for bearer, action in self._verdicts]
            words = " ".join(map(str, pair))
            raise KeyError(f"There is no verdict on {words!r}. {did_you_mean(words, known)}".rstrip())
        return found

    # What it rests on

    @property
    def revision(self) -> str:
        """The sum that names the rules."""
        return self._workings.program.revision

    @property
    def schema(self) -> str:
        """The form of the artefact."""
        return SCHEMA

    @property
    def on(self) -> date | None:
        """The day of the act, or nothing."""
        return self.situation.on

    @cached_property
    def facts(self) -> Mapping[str, Value | None]:
        """What was given, by id; None for what was said to be unknown."""
        return MappingProxyType({**self.situation.given, **dict.fromkeys(sorted(self.situation.unknown))})

    @property
    def readings(self) -> Mapping[str, str]:
        """The options of readings that were asked for in place of the chosen ones."""
        return MappingProxyType(dict(self.situation.readings))

    # What comes of it

    @cached_property
    def verdicts(self) -> tuple[LazyVerdict, ...]:
        """Every verdict: of all bearers and actions with some norm, or of those that were asked about."""
        return tuple(self._verdicts.values())

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """The duties that stand, with their days."""
        return self._workings.exactly(lambda decider: decider.duties(self._scene(decider)))

    @cached_property
    def possible_duties(self) -> tuple[PossibleDuty, ...]:
        """The duties with days that stand only if open facts turn out so."""
        return self._workings.exactly(lambda decider: decider.possible_duties(self.situation))

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What was used although nobody gave it."""
        return known(self._workings.program.inputs.values(), self.situation).assumptions

    @property
    def caveats(self) -> tuple[tuple[str, str], ...]:
        """The notes that travel with the answer, by id and in words."""
        return self.record.caveats

    @property
    def outside_dates(self) -> tuple[str, ...]:
        """The instruments that are not in force on the day of the act."""
        return self.record.outside_dates

    @cached_property
    def record(self) -> Decision:
        """The whole answer as frozen data, everything worked out."""
        only = bool(self.situation.asked)
        return self._workings.exactly(lambda decider: decider.decide(self.situation, only_asked=only))

    def of_every_deed(self) -> Decision:
        """The whole answer as frozen data, with verdicts on what was not asked about as well."""
        return self._workings.exactly(lambda decider: decider.decide(self.situation))

    def to_json(self) -> dict[str, Any]:
        """The whole answer as plain data, schema `solon.decision/1`."""
        return self.record.to_json()

    # How it is worked out

    @cached_property
    def _pairs(self) -> tuple[Pair, ...]:
        known, asked = self._workings.program.pairs, self.situation.asked
        return tuple(pair for pair in known if pair in asked) if asked else known

    @cached_property
    def _verdicts(self) -> Mapping[tuple[str, str], LazyVerdict]:
        return {(pair[0], pair[1].id): LazyVerdict(self, self._workings, pair) for pair in self._pairs}

    def _scene(self, decider: Decider) -> Scene:
        """The situation, put into the diagrams once."""
        if self._put_in is None:
            self._put_in = decider.scene(self.situation)
        return self._put_in

    def verdict_record(self, pair: Pair, explain: bool) -> Verdict:
        """A verdict as frozen data, worked out now. explain: with reasons, and what would change it."""
        return self._workings.exactly(lambda decider: decider.verdict(self._scene(decider), pair, explain))


class LazyVerdict:
    """The answer for one bearer and one action. It is never true or false by itself: look at its status."""

    def __init__(self, decision: LazyDecision, workings: Workings, pair: Pair) -> None:
        self.decision = decision
        self._workings = workings
        self._pair = pair

    def __bool__(self) -> NoReturn:
        raise TypeError("a verdict is neither true nor false; look at its status")

    def __repr__(self) -> str:
        return f"<Verdict {self.bearer} {self.action}: {self.status.value}>"

    @property
    def bearer(self) -> str:
        """Who would do it."""
        return self._pair[0]

    @property
    def action(self) -> str:
        """What would be done."""
        return self._pair[1].id

    @property
    def status(self) -> Status:
        """The headline."""
        return self._plain.status

    @property
    def possible(self) -> tuple[Status, ...]:
        """Every status that some completion of the open facts gives, strongest first."""
        return self._plain.possible

    @property
    def by_instrument(self) -> Mapping[str, Status]:
        """The status as each instrument alone gives it."""
        return MappingProxyType(dict(self._plain.by_instrument))

    @property
    def if_not_done(self) -> Status:
        """The status of leaving it undone."""
        return self._plain.if_not_done

    @property
    def norms(self) -> tuple[AppliedNorm, ...]:
        """The norms that apply, strongest first, with their citations."""
        return self._plain.norms

    @property
    def reasons(self) -> Mapping[str, tuple[Reason, ...]]:
        """Why each norm applies, by id: a smallest set of the facts given, that settles it whatever else is true."""
        return MappingProxyType({norm.rule: norm.because for norm in self._full.norms})

    @property
    def open_norms(self) -> tuple[str, ...]:
        """The norms that apply in some completions only."""
        return self._plain.open_norms

    @property
    def defeated(self) -> tuple[Defeat, ...]:
        """The rules that would apply, each with the exceptions that lift it."""
        return self._plain.defeated

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that can still change the status, the most decisive first."""
        return self._plain.missing

    @property
    def because(self) -> tuple[Reason, ...]:
        """Facts that settle the status when no single norm is certain."""
        return self._full.because

    @property
    def readings(self) -> tuple[OtherReading, ...]:
        """The readings on which the status rests, with what it would be under their other options."""
        return self._full.readings

    @property
    def no_matter(self) -> tuple[Missing, ...]:
        """The doubts given that cannot change the status."""
        return self._full.no_matter

    @property
    def whoever(self) -> tuple[str, ...]:
        """Those who judge open facts, when a settled status holds whatever they decide."""
        return self._full.whoever

    @property
    def near(self) -> tuple[NearMiss, ...]:
        """The stronger norms that come closest to applying, with what is wanting."""
        return self._full.near

    def changes(self) -> Changes:
        """What would change the status: all smallest sets of facts."""
        return self._full.changes or Changes((), (), ())

    def explain(self) -> str:
        """The answer in plain English: the status, the norms with their reasons, what is open, what would change it."""
        return explained(self._workings.program, self._full)

    @property
    def record(self) -> Verdict:
        """The whole verdict as frozen data."""
        return self._full

    @cached_property
    def _plain(self) -> Verdict:
        return self.decision.verdict_record(self._pair, explain=False)

    @cached_property
    def _full(self) -> Verdict:
        return self.decision.verdict_record(self._pair, explain=True)
