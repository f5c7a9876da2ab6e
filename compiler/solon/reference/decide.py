"""A situation into its decision, by the definition of the meaning and case splitting.

Invariant: exact (supervaluation): a status is settled if and only if every possible completion gives it.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.engine.decision import Decision, Defeat, Missing, NormAnswer, OtherReading, PossibleDuty, Verdict
from solon.engine.deontic import Deed, Modality, Status
from solon.engine.situation import ON, Situation, known
from solon.model.deeds import regulated
from solon.model.policy import Policy
from solon.reference.cases import Cases, Ladder
from solon.reference.completions import Completions
from solon.reference.decisive import most_decisive
from solon.reference.definition import Carrier, Definition, Values
from solon.reference.duties import duties, possible_duties
from solon.reference.formula import every, some

RUNGS = (
    (Status.PROHIBITED, (Modality.MUST_NOT,)),
    (Status.REQUIRED, (Modality.MUST,)),
    (Status.ADVISED_AGAINST, (Modality.SHOULD_NOT,)),
    (Status.ADVISED, (Modality.SHOULD,)),
    (Status.PERMITTED, (Modality.MAY, Modality.NEED_NOT)),
)
STATUSES = (*(status for status, _ in RUNGS), Status.NOT_REGULATED)
Pair = tuple[str, Deed]


def agree(rung: int) -> int:
    """Statuses that do not disagree, as one number: permitted and not regulated."""
    return min(rung, STATUSES.index(Status.PERMITTED))


def headline(possible: Iterable[int]) -> Status:
    """The status that the possible rungs come to."""
    rungs = sorted(set(possible))
    return STATUSES[rungs[0]] if len({agree(rung) for rung in rungs}) == 1 else Status.UNDETERMINED


def carriers(definition: Definition, pair: Pair) -> tuple[Carrier, ...]:
    """Every norm that bears on a deed, the strongest modality first."""
    return tuple(
        carrier
        for _, modalities in RUNGS
        for modality in modalities
        for carrier in definition.carriers(modality, *pair)
    )


def ladder(found: Iterable[Carrier], turn: bool = False) -> Ladder:
    """The formula of each status, strongest first. turn: for leaving the deed undone."""
    kept = tuple(found)
    sides = [tuple(m.opposite for m in modalities) if turn else modalities for _, modalities in RUNGS]
    return tuple(some(c.formula for c in kept if c.modality in modalities) for modalities in sides)


class Decider:
    """Decides situations under one policy.

    revision: the sum of the artefact, kept in every decision. explain: whether the status under other readings is
    worked out. Reasons, and what would change an answer, are the business of `solon.answer`.
    """

    def __init__(self, policy: Policy, revision: str = "", explain: bool = True) -> None:
        self.policy = policy
        self.revision = revision
        self.explain = explain
        self.pairs = regulated(policy)

    def decide(self, situation: Situation, only_asked: bool = False) -> Decision:
        """The decision for one situation, which must be valid (see `solon.situations`).

        only_asked: give verdicts only for what the situation asks about; else for every deed that some norm is about.
        """
        pairs = [pair for pair in self.pairs if not only_asked or pair in situation.asked]
        facts = known(self.policy.inputs.values(), situation)
        completions = Completions(self.policy, facts)
        readings = dict(situation.readings)
        judge = _Judge(self.policy, completions, readings)
        others = _Others(self.policy, completions, readings)
        verdicts = tuple(self._verdict(judge, pair, others) for pair in pairs)
        used = {name for verdict in verdicts for name in verdict.touched}
        return Decision(
            self.revision,
            situation.on,
            verdicts,
            duties(self.policy, judge.definition, judge.cases, completions),
            facts.assumptions,
            tuple((note.id, note.says) for note in self.policy.notes_on(used)),
            tuple(
                found.id
                for found in self.policy.instruments.values()
                if judge.cases.never(completions.in_force(found.id))
            ),
            {name: dict(source) for name, source in situation.sources.items()},
            situation,
        )

    def possible_duties(self, situation: Situation) -> tuple[PossibleDuty, ...]:
        """The duties with days that stand only if open facts turn out so; the situation must be valid."""
        completions = Completions(self.policy, known(self.policy.inputs.values(), situation))
        judge = _Judge(self.policy, completions, dict(situation.readings))
        return possible_duties(self.policy, judge.definition, judge.cases, completions)

    def impossible(self, situation: Situation) -> tuple[str, ...]:
        """The `impossible` blocks that the known facts run into, whatever the open ones are."""
        completions = Completions(self.policy, known(self.policy.inputs.values(), situation))
        judge = _Judge(self.policy, completions, dict(situation.readings))
        if judge.cases.rungs(()):
            return ()
        single = [found.id for found in self.policy.impossibles.values() if judge.definition.holds(found.when) is True]
        return tuple(single) or tuple(self.policy.impossibles)

    def _verdict(self, judge: _Judge, pair: Pair, others: _Others) -> Verdict:
        judge.definition.consulted.clear()
        found = carriers(judge.definition, pair)
        consulted = frozenset(judge.definition.consulted)
        rungs = ladder(found)
        possible = judge.cases.rungs(rungs)
        status = headline(possible)
        norms, open_norms = judge.norms(found)
        answers = tuple(self._norm(carrier) for carrier in norms)
        duties_met, duties_open = self._alternatives(judge, pair)
        return Verdict(
            bearer=pair[0],
            action=pair[1].id,
            status=status,
            possible=tuple(STATUSES[rung] for rung in sorted(possible)),
            by_instrument=tuple(
                (name, headline(judge.cases.rungs(ladder(c for c in found if c.instrument == name))))
                for name in sorted({carrier.instrument for carrier in found})
            ),
            norms=(*answers, *duties_met),
            open_norms=tuple(dict.fromkeys((*(carrier.id for carrier in open_norms), *duties_open))),
            defeated=judge.defeated(found),
            missing=self._missing(judge, rungs) if status is Status.UNDETERMINED else (),
            readings=others.than(pair, rungs, status, consulted) if self.explain else (),
            if_not_done=headline(judge.cases.rungs(ladder(found, turn=True))),
            looked_at=consulted & self.policy.inputs.keys(),
        )

    def _norm(self, carrier: Carrier) -> NormAnswer:
        block = self.policy.governed[carrier.id]
        chained = [citation for name in carrier.chain for citation in self.policy.counts[name].cites]
        authority = self.policy.instruments[block.instrument].authority
        return NormAnswer(
            carrier.id,
            carrier.modality,
            (*block.cites, *chained),
            block.instrument,
            authority,
            carrier.chain,
        )

    def _alternatives(self, judge: _Judge, pair: Pair) -> tuple[tuple[NormAnswer, ...], tuple[str, ...]]:
        """Duties that this deed meets among others: those that apply in every completion, and the ids of the others."""
        certain: list[NormAnswer] = []
        unsure: list[str] = []
        for either in self.policy.eithers.values():
            if either.bearer != pair[0] or pair[1] not in either.options:
                continue
            formula = judge.definition.applies(either)
            if judge.cases.always(formula):
                options = tuple(option.id for option in either.options)
                authority = self.policy.instruments[either.instrument].authority
                answer = NormAnswer(
                    either.id, either.modality, either.cites, either.instrument, authority, one_of=options
                )
                certain.append(answer)
            elif not judge.cases.never(formula):
                unsure.append(either.id)
        return tuple(certain), tuple(unsure)

    def _missing(self, judge: _Judge, rungs: Ladder) -> tuple[Missing, ...]:
        out: list[Missing] = []
        for name in most_decisive(judge.cases, rungs, agree):
            asked = self.policy.inputs.get(name)
            if asked is None:
                out.append(Missing(ON, "On which day is it done?", ""))
            else:
                out.append(Missing(name, asked.asks, asked.judged_by))
        return tuple(out)


class _Judge:
    """The definition under one set of readings, with the cases of one situation."""

    def __init__(self, policy: Policy, completions: Completions, readings: dict[str, str]) -> None:
        self.policy = policy
        values = Values(completions.on, completions.inputs, completions.in_force)
        self.definition = Definition(policy, values, readings)
        possible = self.definition.possible()
        apart = completions.days_apart if completions.on is None else ()
        self.cases = Cases(completions.domain, completions.order, possible, days_apart=apart)

    def norms(self, found: Iterable[Carrier]) -> tuple[list[Carrier], list[Carrier]]:
        """The norms that apply in every completion, and those that apply in some."""
        certain: list[Carrier] = []
        unsure: list[Carrier] = []
        for carrier in found:
            if self.cases.always(carrier.formula):
                certain.append(carrier)
            elif not self.cases.never(carrier.formula):
                unsure.append(carrier)
        return certain, unsure

    def defeated(self, found: Iterable[Carrier]) -> tuple[Defeat, ...]:
        """The rules that would apply, and that exceptions lift, in every completion."""
        out: dict[str, Defeat] = {}
        for carrier in found:
            block = self.policy.governed[carrier.id]
            exceptions = self.policy.exceptions_to.get(carrier.id, ())
            chained = every(self.definition.counted(name) for name in carrier.chain)
            if not exceptions or not self.cases.always(every((chained, self.definition.would_apply(block)))):
                continue
            biting = tuple(e.id for e in exceptions if self.cases.always(self.definition.holds_exception(e)))
            if biting:
                out[carrier.id] = Defeat(carrier.id, biting, block.cites)
        return tuple(out.values())


class _Others:
    """What the answers would be under other readings. Only readings that were consulted can make a difference."""

    def __init__(self, policy: Policy, completions: Completions, readings: dict[str, str]) -> None:
        self.policy = policy
        self.completions = completions
        self.readings = readings
        self.judges: dict[tuple[str, str], _Judge] = {}

    def than(self, pair: Pair, rungs: Ladder, status: Status, consulted: frozenset[str]) -> tuple[OtherReading, ...]:
        """The readings on which a status depends: changing one alone changes it."""
        out: list[OtherReading] = []
        for name in sorted(consulted & self.policy.readings.keys()):
            reading = self.policy.readings[name]
            chosen = self.readings.get(name, reading.chosen)
            options = ((option, self.status(pair, rungs, status, name, option)) for option, _ in reading.options)
            changed = tuple((option, other) for option, other in options if option != chosen and other is not status)
            if changed:
                out.append(OtherReading(name, chosen, changed))
        return tuple(out)

    def status(self, pair: Pair, rungs: Ladder, status: Status, reading: str, option: str) -> Status:
        """The status under one other option."""
        key = (reading, option)
        if key not in self.judges:
            self.judges[key] = _Judge(self.policy, self.completions, {**self.readings, reading: option})
        judge = self.judges[key]
        other = ladder(carriers(judge.definition, pair))
        return status if other == rungs else headline(judge.cases.rungs(other))
