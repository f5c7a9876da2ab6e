"""A situation into its decision, of which each part is worked out when it is first asked for.

Invariant: what comes out is what `solon.engine.decide` decides; asking later, or from another thread, changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import repeat
from operator import getitem
from types import MappingProxyType
from typing import Any, NoReturn, cast

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
from solon.engine.faults import Fault, NoVerdict
from solon.engine.frozen import Frozen
from solon.engine.scene import Scene
from solon.engine.shown import did_you_mean, shown, text_of
from solon.engine.situation import Assumption, Situation, Value, known
from solon.engine.workings import Workings


class _Answer(Frozen):
    """What is no status by itself: to take it for true or false, or to compare it with a status, is a mistake."""

    __slots__ = ()
    MISTAKE = ""

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self.MISTAKE} is neither true nor false; look at the status of a verdict")

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str | bool):
            raise TypeError(f"{self.MISTAKE} is no status; compare the status of a verdict")
        return self is other

    __hash__ = object.__hash__


class LazyDecision(_Answer):
    """The answer to one situation.

    given: the situation, or what reads it when it is wanted. quick: the verdicts without reasons on all deeds, where
    they are known already. A decision is never true or false by itself: look at a verdict.
    """

    MISTAKE = "a decision"
    _workings: Workings
    _given: Situation | Callable[[], Situation]
    _quick: tuple[Verdict, ...] | None
    _put_in: tuple[Decider, Scene] | None
    _made: dict[int, LazyVerdict]

    def __init__(
        self,
        workings: Workings,
        given: Situation | Callable[[], Situation],
        quick: tuple[Verdict, ...] | None = None,
    ) -> None:
        own = vars(self)
        own["_workings"], own["_given"], own["_quick"], own["_put_in"], own["_made"] = workings, given, quick, None, {}

    @cached_property
    def situation(self) -> Situation:
        """What was given."""
        return self._given if isinstance(self._given, Situation) else self._given()

    def __reduce__(self) -> tuple[type[LazyDecision], tuple[Workings, Situation]]:
        return LazyDecision, (self._workings, self.situation)

    def __repr__(self) -> str:
        day = self.on or ("any day" if self.situation.day_left_out else "an unknown day")
        return f"<Decision on {day}: {len(self)} verdicts, revision {self.revision[:12]}>"

    def __len__(self) -> int:
        return len(self.verdicts)

    def __iter__(self) -> Iterator[LazyVerdict]:
        return iter(self.verdicts)

    def __getitem__(self, pair: tuple[str, str]) -> LazyVerdict:
        """The verdict on a bearer and an action. Raises NoVerdict, a KeyError, with what was probably meant."""
        found = self._find(pair)
        if found is None:
            raise NoVerdict([self._no_verdict(pair)])
        return found

    def __contains__(self, one: object) -> bool:
        """Whether there is a verdict on a bearer and an action, or whether a verdict is of this decision."""
        if isinstance(one, LazyVerdict):
            return one.decision is self
        return self._find(one) is not None

    def _find(self, pair: object) -> LazyVerdict | None:
        former = self._workings.program.former
        place = self._workings.places.get(tuple([former.get(word, word) for word in _words(pair) or ()]))
        return None if place is None else self._at(place)

    def _no_verdict(self, pair: object) -> Fault:
        words = _words(pair)
        if words is None:
            return Fault("", f"{shown(pair)} is no bearer and action.", 'Write decision["member", "post_the_content"].')
        program, both = self._workings.program, " ".join(words)
        known = [f"{bearer} {deed.id}" for bearer, deed in program.pairs]
        says = f"There is no verdict on {shown(both)}."
        if both in known:
            return Fault(both, says, "It was not among what was asked.")
        if words[0] in program.bearers and words[1] in program.deeds:
            return Fault(both, says, "No rule is about it.")
        return Fault("", says, did_you_mean(both, known))

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
        if self._quick is not None and not self._made:
            # Many at once: nothing of the loop is in Python.
            return tuple(map(LazyVerdict, repeat(self), self._workings.program.pairs, self._quick))
        every = map(self._at, range(len(self._workings.places)))
        return tuple([one for one in every if one is not None])

    def statuses(self) -> tuple[Status, ...]:
        """The status of every verdict, in order."""
        found = self.verdicts if self._quick is None else self._quick
        return tuple([one.status for one in found])

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

    @cached_property
    def caveats(self) -> tuple[tuple[str, str], ...]:
        """The notes that travel with the answer, by id and in words."""
        touched = frozenset[str]().union(*(verdict.touched for verdict in self.verdicts))
        return tuple((note.id, note.says) for note in self._workings.program.notes_on(touched))

    @cached_property
    def outside_dates(self) -> tuple[str, ...]:
        """The instruments that are not in force on the day of the act."""
        return self._workings.exactly(lambda decider: decider.outside(self._scene(decider)))

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

    def _at(self, place: int) -> LazyVerdict | None:
        """The verdict on the pair at a place of the program, made once; nothing if it was not asked about."""
        quick, pair = self._quick, self._workings.program.pairs[place]
        if quick is not None and "verdicts" in vars(self):
            return self.verdicts[place]
        if quick is None and self.situation.asked and pair not in self.situation.asked:
            return None
        return self._made.setdefault(place, LazyVerdict(self, pair, quick[place] if quick else None))

    def _scene(self, decider: Decider) -> Scene:
        """The situation, put into the diagrams once. Each question has its own limit of steps."""
        if self._put_in is None or self._put_in[0] is not decider:
            vars(self)["_put_in"] = decider, decider.scene(self.situation)
        assert self._put_in is not None
        scene = self._put_in[1]
        scene.atlas.store.allow(scene.atlas.room)
        return scene

    def explained(self, verdict: Verdict) -> str:
        """A verdict in plain English."""
        return explained(self._workings.program, verdict)

    def verdict_record(self, pair: Pair, explain: bool) -> Verdict:
        """A verdict as frozen data, worked out now. explain: with reasons, and what would change it."""
        return self._workings.exactly(lambda decider: decider.verdict(self._scene(decider), pair, explain))


class LazyVerdict(_Answer):
    """The answer for one bearer and one action. It is never true or false by itself: look at its status.

    decision: the decision that it belongs to. plain: the verdict without reasons, where it is known already.
    """

    MISTAKE = "a verdict"
    # Of these there are as many as deeds in each decision.
    __slots__ = ("__weakref__", "_all", "_known", "_pair", "decision")
    decision: LazyDecision
    _pair: Pair
    _known: Verdict | None
    _all: Verdict

    def __init__(self, decision: LazyDecision, pair: Pair, plain: Verdict | None) -> None:
        _set_decision(self, decision)
        _set_pair(self, pair)
        _set_known(self, plain)

    def __reduce__(self) -> tuple[object, tuple[LazyDecision, tuple[str, str]]]:
        return getitem, (self.decision, (self.bearer, self.action))

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
        known = self._known
        return self._plain.status if known is None else known.status

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
        known = self._known
        return self._plain.norms if known is None else known.norms

    @property
    def reasons(self) -> Mapping[str, tuple[Reason, ...]]:
        """Why each norm applies, by id: a smallest set of the facts given, that settles it whatever else is true."""
        found: dict[str, tuple[Reason, ...]] = {}
        for norm in self._full.norms:
            # A norm may stand here twice, as one of several ways to meet it and by itself.
            found[norm.rule] = found.get(norm.rule) or norm.because
        return MappingProxyType(found)

    @property
    def open_norms(self) -> tuple[str, ...]:
        """The norms that apply in some completions only."""
        return self._plain.open_norms

    @property
    def defeated(self) -> tuple[Defeat, ...]:
        """The rules that would apply, each with the exceptions that lift it."""
        known = self._known
        return self._plain.defeated if known is None else known.defeated

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that can still change the status, the most decisive first."""
        known = self._known
        return self._plain.missing if known is None else known.missing

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
        return self.decision.explained(self._full)

    @property
    def touched(self) -> frozenset[str]:
        """The blocks that the answer mentions: its norms, the open ones, and what was lifted by what."""
        return self._plain.touched

    @property
    def record(self) -> Verdict:
        """The whole verdict as frozen data."""
        return self._full

    @property
    def _plain(self) -> Verdict:
        """The verdict without reasons."""
        if self._known is None:
            _set_known(self, self.decision.verdict_record(self._pair, explain=False))
        assert self._known is not None
        return self._known

    @property
    def _full(self) -> Verdict:
        """The verdict with reasons."""
        if not hasattr(self, "_all"):
            _set_all(self, self.decision.verdict_record(self._pair, explain=True))
        return self._all


# What sets the slots of a verdict while it is made, and when something is worked out; nothing else can.
_set_decision = LazyVerdict.__dict__["decision"].__set__
_set_pair = LazyVerdict.__dict__["_pair"].__set__
_set_known = LazyVerdict.__dict__["_known"].__set__
_set_all = LazyVerdict.__dict__["_all"].__set__


def _words(pair: object) -> tuple[str, str] | None:
    """A bearer and an action as plain texts, or None for anything else."""
    both = cast(tuple[object, ...], pair) if type(pair) is tuple else ()
    words = [word for word in map(text_of, both) if word is not None]
    return (words[0], words[1]) if len(words) == len(both) == 2 else None
