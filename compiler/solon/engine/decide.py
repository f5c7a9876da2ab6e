"""A situation into its decision, by decision diagrams.

Invariant: the decision is that of the reference interpreter, which defines it; only the way to it is another.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.engine.atlas import Atlas, Carrier, rungs_of
from solon.engine.calendar import HIGH, LOW
from solon.engine.changes import changes
from solon.engine.decision import (
    Changes,
    Decision,
    Defeat,
    Duty,
    Missing,
    NormAnswer,
    OtherReading,
    PossibleDuty,
    Reason,
    Verdict,
)
from solon.engine.decisive import agree, most_decisive
from solon.engine.deontic import RUNGS, STATUSES, Pair, Status, headline
from solon.engine.duties import Duties
from solon.engine.near import nearest
from solon.engine.program import Norm, Program
from solon.engine.reasons import reasons
from solon.engine.scene import Calendars, Scene
from solon.engine.situation import ON, Situation
from solon.engine.store import YES, TooLarge
from solon.engine.world import SURE, World

SCRATCH = 400_000


class Decider:
    """Decides situations under one policy.

    program: the policy. atlas: its diagrams, where they are shared with other graphs. explain: whether reasons, and the
    status under other readings, are worked out.
    """

    def __init__(self, program: Program, explain: bool = True, atlas: Atlas | None = None) -> None:
        self.program = program
        self.explain = explain
        self.shared = atlas
        self.pairs = program.pairs
        self.full = SCRATCH
        self._start()

    def _start(self) -> None:
        self.atlas = self.shared or Atlas(self.program.graph, self.program.order)
        self.calendars = Calendars(self.program.calendar, self.atlas)

    def scene(self, situation: Situation) -> Scene:
        """A situation, put into the diagrams."""
        self.make_room()
        return self.scene_among(situation)

    def scene_among(self, situation: Situation) -> Scene:
        """The same, among what the question in hand has found in the diagrams already."""
        return Scene(self.program, self.atlas, self.calendars, situation)

    def make_room(self) -> None:
        """Give the next question its own limit of steps, and new diagrams where there are too many old ones."""
        if self.shared is None and len(self.atlas.store.level) > self.full:
            # Each situation leaves nodes behind that the next one hardly needs.
            self._start()
            self.full = len(self.atlas.store.level) + SCRATCH
        self.atlas.store.allow(self.atlas.room)

    def duties(self, scene: Scene) -> tuple[Duty, ...]:
        """The duties that stand, with their days."""
        return Duties(scene, self.explain).certain

    def possible_duties(self, situation: Situation) -> tuple[PossibleDuty, ...]:
        """The duties with days that stand only if open facts turn out so; the situation must be valid."""
        return Duties(self.scene(situation), self.explain).possible

    def decide(self, situation: Situation, only_asked: bool = False) -> Decision:
        """The decision for one situation, which must be valid (see `solon.situations`).

        only_asked: give verdicts only for what the situation asks about; else for every deed that some norm is about.
        Raises TooLarge when it needs too many steps.
        """
        scene = self.scene(situation)
        pairs = [pair for pair in self.pairs if not only_asked or pair in situation.asked]
        verdicts = tuple(self.verdict(scene, pair) for pair in pairs)
        used = {name for verdict in verdicts for name in verdict.touched}
        return Decision(
            self.program.revision,
            situation.on,
            verdicts,
            self.duties(scene),
            scene.facts.assumptions,
            tuple((note.id, note.says) for note in self.program.notes_on(used)),
            self.outside(scene),
            {name: dict(source) for name, source in situation.sources.items()},
            situation,
        )

    def behind_impossible(self, name: str) -> frozenset[str]:
        """The inputs that an `impossible` block speaks of."""
        sheet = self.atlas.under({})
        asked = (self.atlas.order[level] for level in sheet.support(sheet.named(f"impossible {name}")))
        return frozenset(one if isinstance(one, str) else getattr(one, "date", "") for one in asked)

    def impossible(self, situation: Situation) -> tuple[str, ...]:
        """The `impossible` blocks that the known facts run into, whatever the open ones are."""
        scene = self.scene(situation)
        if not scene.world.empty:
            return ()
        names = self.program.graph.impossibles
        single = tuple(
            name for name, found in zip(names, scene.sheet.possible, strict=True) if not scene.world.put(found)
        )
        return single or names

    def verdict(self, scene: Scene, pair: Pair, explain: bool | None = None) -> Verdict:
        """The verdict on one deed of one bearer. explain: as for the decider, when it is not said here."""
        explain = self.explain if explain is None else explain
        world, sheet = scene.world, scene.sheet
        diagram = sheet.status(pair)
        rungs = rungs_of(world.ends(diagram))
        status = headline(rungs)
        carriers = sheet.carriers(pair)
        certain, unsure = _sorted_out(world, carriers)
        options_met, options_open = self._options(scene, pair)
        return Verdict(
            bearer=pair[0],
            action=pair[1].id,
            status=status,
            possible=tuple(STATUSES[rung] for rung in sorted(rungs)),
            by_instrument=self._by_instrument(scene, pair),
            norms=(*(self._norm(scene, carrier, explain) for carrier in certain), *options_met),
            open_norms=tuple(dict.fromkeys((*(carrier.id for carrier in unsure), *options_open))),
            defeated=self._defeated(scene, carriers),
            missing=self._missing(scene, diagram) if status is Status.UNDETERMINED else (),
            readings=self._readings(scene, pair, status) if explain else (),
            if_not_done=headline(rungs_of(world.ends(sheet.undone(pair)))),
            because=self._because(scene, carriers, certain, status) if explain else (),
            looked_at=self._looked_at(scene, pair) if explain else frozenset(),
            no_matter=self._no_matter(scene, pair, status) if explain else (),
            whoever=self._whoever(scene, pair, status) if explain else (),
            near=nearest(scene, pair, status) if explain else (),
            changes=self._changes(scene, pair) if explain else None,
        )

    def _by_instrument(self, scene: Scene, pair: Pair) -> tuple[tuple[str, Status], ...]:
        names = sorted({carrier.instrument for carrier in scene.sheet.carriers(pair)})
        ends = ((name, scene.world.ends(scene.sheet.of_instrument(pair, name))) for name in names)
        return tuple((name, headline(rungs_of(found))) for name, found in ends)

    def _norm(self, scene: Scene, carrier: Carrier, explain: bool) -> NormAnswer:
        norm = self.program.norms[carrier.id]
        chained = [citation for name in carrier.chain for citation in self.program.counts[name]]
        return NormAnswer(
            carrier.id,
            carrier.modality,
            (*norm.citations, *chained),
            norm.instrument,
            self.program.instruments[norm.instrument].authority,
            carrier.chain,
            because=reasons(scene, carrier.diagram) if explain else (),
        )

    def _options(self, scene: Scene, pair: Pair) -> tuple[tuple[NormAnswer, ...], tuple[str, ...]]:
        """Duties that this deed meets among others: those that apply in every completion, and the ids of the others."""
        certain: list[NormAnswer] = []
        unsure: list[str] = []
        for either in self._eithers(pair):
            ends = scene.world.ends(scene.sheet.named(f"applies {either.id}"))
            if ends == SURE:
                options = tuple(option.id for option in either.options)
                authority = self.program.instruments[either.instrument].authority
                certain.append(
                    NormAnswer(either.id, either.force, either.citations, either.instrument, authority, one_of=options)
                )
            elif YES in ends:
                unsure.append(either.id)
        return tuple(certain), tuple(unsure)

    def _eithers(self, pair: Pair) -> Iterable[Norm]:
        return (e for e in self.program.eithers if e.bearer == pair[0] and pair[1] in e.options)

    def _defeated(self, scene: Scene, carriers: Iterable[Carrier]) -> tuple[Defeat, ...]:
        """The rules that would apply, and that exceptions lift, in every completion."""
        out: dict[str, Defeat] = {}
        world, sheet = scene.world, scene.sheet
        for carrier in carriers:
            exceptions = self.program.norms[carrier.id].lifted_by
            if not exceptions:
                continue
            chained = [sheet.named(f"counts {name}") for name in carrier.chain]
            if not world.always(sheet.store.all_of([*chained, sheet.named(f"would apply {carrier.id}")])):
                continue
            biting = tuple(name for name in exceptions if world.always(sheet.named(f"holds {name}")))
            if biting:
                out[carrier.id] = Defeat(carrier.id, biting, self.program.norms[carrier.id].citations)
        return tuple(out.values())

    def _because(
        self, scene: Scene, carriers: Iterable[Carrier], certain: Iterable[Carrier], status: Status
    ) -> tuple[Reason, ...]:
        """Facts that settle a status for which no single norm is certain."""
        modalities = dict(RUNGS).get(status)
        if modalities is None or status is Status.PERMITTED:
            return ()
        if any(carrier.modality in modalities for carrier in certain):
            return ()
        found = [carrier.diagram for carrier in carriers if carrier.modality in modalities]
        return reasons(scene, scene.sheet.store.any_of(found))

    def _missing(self, scene: Scene, diagram: int) -> tuple[Missing, ...]:
        names = most_decisive(scene.world, scene.sheet.agreed(diagram), scene.order)
        return tuple(self.question(name) for name in names)

    def _no_matter(self, scene: Scene, pair: Pair, status: Status) -> tuple[Missing, ...]:
        """The doubts given that the norms on the deed speak of, and that cannot change its status."""
        doubts = [name for name in self.program.inputs if name in scene.situation.unknown]
        if status is Status.UNDETERMINED and doubts:
            matter = scene.world.matter(scene.sheet.agreed(scene.sheet.status(pair)), agree)
            doubts = [name for name in doubts if name not in matter]
        spoken_of = self.program.mentions(pair)
        return tuple(self.question(name) for name in doubts if name in spoken_of)

    def _whoever(self, scene: Scene, pair: Pair, status: Status) -> tuple[str, ...]:
        """Those who judge open facts that the norms on a deed speak of, where its status is settled all the same."""
        if status is Status.UNDETERMINED:
            return ()
        spoken_of = self.program.mentions(pair)
        still_open = (found for name, found in self.program.inputs.items() if name not in scene.facts.values)
        return tuple(dict.fromkeys(f.judged_by for f in still_open if f.judged_by and f.id in spoken_of))

    def _changes(self, scene: Scene, pair: Pair) -> Changes:
        try:
            return changes(scene, pair)
        except TooLarge:
            return Changes((), (), (), undecided=True)

    def question(self, name: str) -> Missing:
        """What to ask for a fact, or for the day of the act."""
        asked = self.program.inputs.get(name)
        return (
            Missing(ON, "On which day is it done?", "") if asked is None else Missing(name, asked.asks, asked.judged_by)
        )

    def _readings(self, scene: Scene, pair: Pair, status: Status) -> tuple[OtherReading, ...]:
        """The readings on which a status depends: changing one alone changes it."""
        out: list[OtherReading] = []
        own = scene.sheet.status(pair)
        for name in self._consulted(pair):
            reading = self.program.readings[name]
            chosen = scene.readings.get(name, reading.chosen)
            changed: list[tuple[str, Status]] = []
            for option, _ in reading.options:
                world = scene.under(name, option)
                if option != chosen and world.sheet.status(pair) != own:
                    other = headline(rungs_of(world.ends(world.sheet.status(pair))))
                    changed += [(option, other)] if other is not status else []
            if changed:
                out.append(OtherReading(name, chosen, tuple(changed)))
        return tuple(out)

    def _consulted(self, pair: Pair) -> list[str]:
        """The readings that the norms on a deed rest on."""
        bearings = self.program.graph.bearings.get((pair[0], pair[1].id), ())
        return sorted(frozenset[str]().union(*(self.atlas.readings_of[bearing.node] for bearing in bearings)))

    def _looked_at(self, scene: Scene, pair: Pair) -> frozenset[str]:
        """The facts that can still make a difference when nothing is assumed."""
        assumed = {assumption.fact for assumption in scene.facts.assumptions}
        world = scene.knowing(scene.settled - assumed)
        return frozenset(world.asked(world.put(scene.sheet.status(pair)))) - {ON}

    def outside(self, scene: Scene) -> tuple[str, ...]:
        """The instruments that are not in force on the day of the act."""
        if scene.facts.all_in_force:
            return ()
        days = (scene.days.on, scene.days.on) if scene.days.on is not None else (LOW, HIGH)
        out: list[str] = []
        for found in self.program.instruments.values():
            last = found.in_force_until.toordinal() if found.in_force_until else HIGH
            if found.in_force_from.toordinal() > days[1] or last < days[0]:
                out.append(found.id)
        return tuple(out)


def _sorted_out(world: World, carriers: Iterable[Carrier]) -> tuple[list[Carrier], list[Carrier]]:
    """The norms that apply in every completion, and those that apply in some."""
    certain: list[Carrier] = []
    unsure: list[Carrier] = []
    for carrier in carriers:
        ends = world.ends(carrier.diagram)
        if ends == SURE:
            certain.append(carrier)
        elif YES in ends:
            unsure.append(carrier)
    return certain, unsure
