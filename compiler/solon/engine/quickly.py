"""Facts into verdicts without reasons, by generated code and by what is left of diagrams.

Invariant: the verdicts are those of `solon.engine.decide`; equal cases of a deed share one verdict, made once. None is
given wherever this cannot say, and then the general way answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any, NamedTuple

from solon.engine.atlas import Atlas, Sheet
from solon.engine.calendar import HIGH, ISO_DAY, LOW
from solon.engine.decide import Decider
from solon.engine.decision import Defeat, Missing, NormAnswer, Verdict
from solon.engine.decisive import most_decisive
from solon.engine.deontic import STATUSES, Modality, Status, headline
from solon.engine.graph import Bearing
from solon.engine.program import Program
from solon.engine.quick.cases import Case
from solon.engine.quick.diagrams import Diagrams
from solon.engine.quick.openly import Openly
from solon.engine.quick.partly import Asked, Partly, Read
from solon.engine.quick.quick import Quick
from solon.engine.quick.tables import node_of, tables_of
from solon.engine.scene import Scene
from solon.engine.situation import ON, Situation
from solon.engine.store import TooLarge

Verdicts = tuple[Verdict, ...]
NO_READINGS: Mapping[str, str] = {}
CHOSEN: frozenset[tuple[str, str]] = frozenset()


class Quickly:
    """Quick verdicts for one policy. program: its tables."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.quick = Quick(tables_of(program), self._verdict, STATUSES)
        self.partly = Partly(self.quick)
        self._questions = {name: question_of(program, name) for name in (*program.inputs, ON)}
        self._deeds: dict[int, About] = {}
        self._defeats: dict[tuple[str, tuple[str, ...]], Defeat] = {}
        self._openly: dict[frozenset[tuple[str, str]], tuple[Atlas, Openly]] = {}

    def verdicts(
        self,
        exactly: Callable[[Callable[[Decider], Verdicts | None]], Verdicts | None],
        facts: Mapping[str, Any],
        on: object,
        readings: Mapping[str, str] | None,
        rest_is_no: object,
        situation: Callable[[], Situation],
    ) -> Verdicts | None:
        """The verdicts on all deeds; None also where the facts cannot all be true.

        exactly: lets some work have the diagrams. facts, on: as in `Policy.decide`. situation: reads what is asked,
        when it is needed.
        """
        day = day_of(on)
        if isinstance(day, bool) or type(rest_is_no) is not bool:
            return None
        asked = Asked(facts, day, readings or NO_READINGS, rest_is_no)
        try:
            found, read = self.partly.whole_or_read(asked)
        except Exception:
            # What is no plain value may raise anything when it is looked at; the general way says what is wrong.
            return None
        return found if read is None else exactly(partial(self._open, asked, read, situation))

    def statuses(
        self, facts: Mapping[str, Any], on: object, readings: Mapping[str, str] | None, rest_is_no: object
    ) -> Mapping[tuple[str, str], Any] | None:
        """The status of every bearer and deed; otherwise as `verdicts`; only where all is known."""
        day = day_of(on)
        if isinstance(day, bool) or type(rest_is_no) is not bool:
            return None
        try:
            return self.quick.by_deed(facts, day, readings or NO_READINGS, rest_is_no)
        except Exception:
            # As above.
            return None

    def _open(self, asked: Asked, read: Read, situation: Callable[[], Situation], decider: Decider) -> Verdicts | None:
        decider.make_room()
        try:
            openly = self._of(decider, asked.readings)
            return openly.answers(asked, read, lambda: Generally(decider.scene_among(situation())))
        except TooLarge:
            return None

    def _of(self, decider: Decider, readings: Mapping[str, str]) -> Openly:
        """What is kept under some readings; it rests on the diagrams, and is made anew when these are."""
        key = frozenset(readings.items()) if readings else CHOSEN
        found = self._openly.get(key)
        if found is None or found[0] is not decider.atlas:
            atlas = decider.atlas
            found = atlas, Openly(self.partly, diagrams_of(decider.program, atlas.under(readings)))
            self._openly[key] = found
        return found[1]

    def _verdict(self, deed: int, case: Case) -> Verdict:
        """The verdict of a case of the deed at a place."""
        about = self._deeds.get(deed)
        if about is None:
            about = self._deeds[deed] = self._about(deed)
        names, norms = about.names, about.norms
        open_norms = (*[names[place] for place in case.open_norms], *case.open_met)
        return Verdict(
            about.bearer,
            about.action,
            _headline(case.possible),
            _statuses(case.possible),
            tuple([(name, _headline(rungs)) for name, rungs in case.by_instrument]),
            (*[norms[place] for place in case.norms], *[self._met(name) for name in case.met]),
            tuple(dict.fromkeys(open_norms)),
            tuple([self._defeat(name, by) for name, by in case.defeated]),
            tuple([self._questions[name] for name in case.missing]),
            (),
            _headline(case.undone),
        )

    def _about(self, deed: int) -> About:
        bearer, action = self.program.pairs[deed]
        bearings = self.program.graph.bearings[bearer, action.id]
        return About(
            bearer, action.id, tuple(found.norm for found in bearings), tuple(self._norm(found) for found in bearings)
        )

    def _norm(self, found: Bearing) -> NormAnswer:
        program = self.program
        norm = program.norms[found.norm]
        chained = [citation for name in found.through for citation in program.counts[name]]
        authority = program.instruments[norm.instrument].authority
        modality = Modality(found.modality)
        return NormAnswer(norm.id, modality, (*norm.citations, *chained), norm.instrument, authority, found.through)

    def _met(self, name: str) -> NormAnswer:
        norm = self.program.norms[name]
        authority = self.program.instruments[norm.instrument].authority
        options = tuple(option.id for option in norm.options)
        return NormAnswer(norm.id, norm.force, norm.citations, norm.instrument, authority, one_of=options)

    def _defeat(self, name: str, by: tuple[str, ...]) -> Defeat:
        """A defeat; one for each rule and what lifts it."""
        found = self._defeats.get((name, by))
        if found is None:
            norm = self.program.norms[name]
            found = self._defeats[name, by] = Defeat(norm.id, by, norm.citations)
        return found


class About(NamedTuple):
    """What every verdict on a deed has. names, norms: the norms on it, by place."""

    bearer: str
    action: str
    names: tuple[str, ...]
    norms: tuple[NormAnswer, ...]


@lru_cache
def _statuses(rungs: tuple[int, ...]) -> tuple[Status, ...]:
    return tuple([STATUSES[rung] for rung in rungs])


@lru_cache
def _headline(rungs: tuple[int, ...]) -> Status:
    return headline(frozenset(rungs))


def question_of(program: Program, name: str) -> Missing:
    """What to ask for a fact, or for the day of the act."""
    asked = program.inputs.get(name)
    return (
        Missing(ON, "On which day is it done?", "") if asked is None else Missing(name, asked.asks, asked.judged_by)
    )  # fmt: skip


def day_of(on: object) -> date | bool | None:
    """The day of the act, None where it is left out, False for anything else."""
    if on is None:
        return None
    if type(on) is str and ISO_DAY.fullmatch(on):
        try:
            on = date.fromisoformat(on)
        except ValueError:
            return False
    return on if type(on) is date and LOW <= on.toordinal() <= HIGH else False


def diagrams_of(program: Program, sheet: Sheet) -> Diagrams:
    """The diagrams of a sheet, as quick answers look at them."""
    atlas = sheet.atlas
    return Diagrams(
        sheet.store,
        tuple(one if isinstance(one, str) else tuple(node_of(one)) for one in atlas.order),
        atlas.places,
        lambda nodes: sheet.store.all_of([sheet.node(node) for node in nodes]),
        sheet.possible,
        sheet.knots,
        {name: place for place, name in enumerate(program.inputs)},
        {found.id: (found.in_force_from, found.in_force_until) for found in program.instruments.values()},
        {
            name: tuple(("day", name, span.month, span.day, "", span.shift) for span in spans)
            for name, spans in program.calendar.spans.items()
            if name
        },
    )


class Generally:
    """The general way to look at one situation."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def ends(self, diagram: int) -> frozenset[int]:
        """The ends that possible completions give."""
        return self.scene.world.ends(diagram)

    def decisive(self, diagram: int) -> tuple[str, ...]:
        """The inputs that can change a status, the most decisive first."""
        return most_decisive(self.scene.world, diagram, self.scene.order)
